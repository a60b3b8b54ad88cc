"""What people give and decide, with what the machine owes them at once: counts kept in step."""

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain import comparison, copies, origins
from workbench.domain.verdicts import Conclusion
from workbench.language import sentences
from workbench.pipeline import catching_up
from workbench.stages import reviewing
from workbench.store import joined
from workbench.store.models import Review, User


def conclude(
    services: Services,
    session: Session,
    claim_id: int,
    conclusion: Conclusion,
    *,
    reviewer: User,
    seen: str,
) -> Review:
    """One reviewer's verdict under this desk's settings; errors as `reviewing.conclude`."""
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
    }


def keep_counts(services: Services, claim_id: int) -> None:
    """Folds and counts again after a stance was given or taken back, wherever it is shared."""
    with services.database.snapshot() as session:
        together = joined.group(session, claim_id)
    for each in together:
        catching_up.assess(services, each)
