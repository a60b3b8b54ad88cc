"""What people give and decide, with what the machine owes them at once: counts kept in step."""

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain import comparison, copies, origins, ranking, sameness, support, verdicts
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import State
from workbench.errors import ConflictError
from workbench.language import sentences
from workbench.pipeline import catching_up
from workbench.pipeline.silence import hides_signals
from workbench.stages import reviewing, triaging
from workbench.store import joined
from workbench.store.models import Claim, Review, User
from workbench.vectors import manifest

SPLIT = "It was split: its parts are decided in its place."


def conclude(
    services: Services,
    session: Session,
    claim_id: int,
    conclusion: Conclusion,
    *,
    reviewer: User,
    seen: str,
) -> Review:
    """One reviewer's verdict under this desk's settings; further errors as `reviewing.conclude`.

    Raises:
        ConflictError: the claim was split.
    """
    claim = session.get(Claim, claim_id)
    if claim is not None and (parts := triaging.split_into(session, claim)):
        raise ConflictError(f"{SPLIT} They are {', '.join(f'claim {part}' for part in parts)}.")
    return reviewing.conclude(
        session,
        claim_id,
        conclusion,
        reviewer=reviewer,
        seen=seen,
        terms=reviewing.Terms(
            services.settings.supports_required,
            services.settings.reviewers_required,
            versions(services),
            signals_hidden=hides_signals(services, claim_id),
        ),
    )


def versions(services: Services) -> dict[str, str]:
    """What proposals are made with today."""
    return {
        "encoder": services.encoder.name,
        "splitter": sentences.SPLITTER,
        "comparison": comparison.RULES,
        "origins": origins.RULES,
        "copies": copies.RULES,
        "sameness": sameness.RULES,
        "support": support.RULES,
        "verdicts": verdicts.RULES,
        "ranker": ranking.version(),
        "index": f"format {manifest.FORMAT}",
    }


def undo(session: Session, claim_id: int, *, reviewer: User, number: int | None = None) -> str:
    """Takes the last step back, and says what came of it; errors as the stages' own.

    `number` is what is meant, as of `reviewing.undo`. A claim that was split comes back in the
    place of its parts, as in triage.
    """
    parts = triaging.parts_of(session, claim_id)
    is_aside = session.get_one(Claim, claim_id).state is State.SET_ASIDE if parts else False
    if is_aside and number in {None, reviewing.SETTING_ASIDE}:
        triaging.undo(session, [claim_id], by=reviewer)
        named = ", ".join(str(part) for part in parts)
        return f"The claim is whole again; its parts ({named}) are set aside as duplicates."
    claim = reviewing.undo(session, claim_id, reviewer=reviewer, number=number)
    return f"Undone. The claim is {claim.verdict or claim.state} again; the history keeps both."


def fold_again(services: Services, claim_id: int) -> None:
    """Folds and counts again after a correction of origins."""
    catching_up.assess(services, claim_id)


def keep_counts(services: Services, claim_id: int) -> None:
    """Counts again after a stance was given or taken back, wherever it is shared."""
    with services.database.snapshot() as session:
        together = joined.group(session, claim_id)
    for each in together:
        catching_up.recount(services, each)
