"""The human step: a person decides, and nothing they decided is lost or silently changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from sqlalchemy.orm import Session

from workbench.domain import verdicts
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import SetAside, State
from workbench.errors import ConflictError, InputError
from workbench.store import events
from workbench.store.base import now
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim, Evidence, Match, Review, User

LONGEST_RATIONALE = 20_000


@dataclass(frozen=True, slots=True)
class Terms:
    """What a desk asks of a verdict, and the versions that its proposals are made with."""

    supports_required: int = 1
    under: Mapping[str, str] = field(default_factory=dict)


def conclude(
    session: Session,
    claim_id: int,
    conclusion: Conclusion,
    *,
    reviewer: User,
    seen: str,
    terms: Terms = Terms(),
) -> Review:
    """One reviewer's verdict, held to what it must rest on.

    Raises:
        ConflictError: what this reviewer could see has changed since `seen`.
        EvidenceRequiredError: the verdict rests on too little.
        InputError: the rationale is too long.
    """
    case = _in_view(session, claim_id, seen)
    if len(conclusion.rationale) > LONGEST_RATIONALE:
        raise InputError(
            f"The rationale has {len(conclusion.rationale)} characters; "
            f"{LONGEST_RATIONALE} are the most."
        )
    verdicts.hold(conclusion, case.exhibits(), supports_required=terms.supports_required)
    review = Review(
        claim_id=claim_id,
        number=len(case.reviews) + 1,
        reviewer_id=reviewer.id,
        rests_on=_rests_on(case, terms),
        **asdict(conclusion),
    )
    session.add(review)
    _settle(case, review)
    _tell(
        session,
        "decided",
        case.claim,
        reviewer,
        number=review.number,
        verdict=review.verdict,
        ground=review.ground,
        missing=review.missing,
        rationale=review.rationale,
    )
    return review


def undo(session: Session, claim_id: int, *, reviewer: User) -> Claim:
    """Takes back the last standing decision on a claim, or its setting aside, as a new event.

    Raises:
        ConflictError: there is nothing to take back.
    """
    case = open_case(session, claim_id)
    standing = [row for row in case.reviews if row.undone_at is None]
    if case.claim.state is State.SET_ASIDE:
        _tell(session, "taken up again", case.claim, reviewer)
    elif standing:
        standing[-1].undone_at = now()
        _tell(session, "undone", case.claim, reviewer, number=standing[-1].number)
        standing = standing[:-1]
    else:
        raise ConflictError("There is no decision on this claim to take back.")
    _restore(case.claim, standing[-1] if standing else None)
    return case.claim


def set_aside(
    session: Session, claim_id: int, reason: SetAside, *, reviewer: User, seen: str | None = None
) -> Claim:
    """Takes a claim out of the queue without a verdict.

    Raises:
        ConflictError: it is decided or set aside already, or changed since `seen`.
    """
    case = _in_view(session, claim_id, seen) if seen else open_case(session, claim_id)
    if case.claim.state in {State.DECIDED, State.SET_ASIDE}:
        raise ConflictError(f"This claim is already {case.claim.state}. Undo that first.")
    case.claim.state, case.claim.set_aside = State.SET_ASIDE, reason
    _tell(session, "set aside", case.claim, reviewer, reason=reason)
    return case.claim


def _in_view(session: Session, claim_id: int, seen: str) -> Casework:
    case = open_case(session, claim_id)
    if case.revision != seen:
        raise ConflictError(
            "This claim changed since you opened it. What you wrote is kept below: "
            "look at what is new, then decide."
        )
    return case


def _settle(case: Casework, review: Review) -> None:
    claim = case.claim
    claim.state, claim.verdict, claim.decided_at = State.DECIDED, review.verdict, now()
    claim.saying = verdicts.saying(case.exhibits())
    claim.set_aside = None


def _restore(claim: Claim, review: Review | None) -> None:
    claim.set_aside = None
    claim.state = State.DECIDED if review else State.NEW
    claim.verdict = review.verdict if review else None
    claim.decided_at = review.at if review else None


def _rests_on(case: Casework, terms: Terms) -> dict[str, object]:
    """What the decision can be replayed from."""
    proposed = {match.passage_id: match for match in case.matches}
    return {
        "revision": case.revision,
        "in_view": sorted(match.passage_id for match in case.matches),
        "supports_required": terms.supports_required,
        "under": {**terms.under, "verdicts": verdicts.RULES},
        "claim": {"version": case.claim.version, "text_hash": case.claim.text_hash},
        "evidence": [_exhibited(row, proposed.get(row.passage_id or 0)) for row in case.evidence],
        "searched": case.claim.searched,
    }


def _exhibited(row: Evidence, match: Match | None) -> dict[str, object]:
    given: dict[str, object] = {
        "id": row.id,
        "passage": row.passage_id,
        "text_hash": row.passage.text_hash if row.passage else None,
        "question": row.question,
        "stance": row.stance,
        "ground": row.ground,
        "note": row.note,
    }
    if match is None:
        return given
    return given | {
        "similarity": match.similarity,
        "signal": match.signal,
        "comparison": match.comparison,
        "origin": match.origin,
        "same_origin_as_claim": match.same_origin_as_claim,
        "basis": {"kind": match.basis_kind, "root": match.basis_root},
    }


def _tell(session: Session, kind: str, claim: Claim, reviewer: User, **detail: object) -> None:
    events.append(
        session, kind, actor=reviewer.name, subject=f"claim {claim.id}", claim_id=claim.id, **detail
    )
