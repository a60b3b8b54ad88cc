"""Why a claim comes back, or what it waits for: the words beside it in lists and on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import State, Verdict
from workbench.store.models import Claim, Event, Review


@dataclass(frozen=True, slots=True)
class Reason:
    """What re-opened a decision, with its passage or report, or what an unresolved claim lacks."""

    words: str
    at: datetime
    passage: int | None = None
    report: int | None = None


def reasons(session: Session, claims: Sequence[Claim]) -> dict[int, Reason]:
    """By the claim's id, for those in recheck and those decided as unresolved."""
    again = [claim.id for claim in claims if claim.state is State.RECHECK]
    lacking = [
        claim.id
        for claim in claims
        if claim.state is State.DECIDED and claim.verdict is Verdict.UNRESOLVED
    ]
    return {**_rechecks(session, again), **_missing(session, lacking)}


def in_view(reviews: Sequence[Review]) -> frozenset[int] | None:
    """The passages that lay before whoever decided last; None where nobody did."""
    standing = [review for review in reviews if review.undone_at is None]
    return frozenset(standing[-1].rests_on.get("in_view", ())) if standing else None


def _rechecks(session: Session, claim_ids: Sequence[int]) -> dict[int, Reason]:
    if not claim_ids:
        return {}
    last = (
        select(func.max(Event.id))
        .where(Event.claim_id.in_(claim_ids), Event.kind == "recheck")
        .group_by(Event.claim_id)
    )
    rows = session.scalars(select(Event).where(Event.id.in_(last)))
    return {row.claim_id: _reason(row) for row in rows if row.claim_id is not None}


def _reason(event: Event) -> Reason:
    origin = event.detail.get("origin")
    return Reason(
        event.detail["reason"] + (f": {origin}" if origin else ""),
        event.at,
        event.detail.get("passage"),
        event.detail.get("report"),
    )


def _missing(session: Session, claim_ids: Sequence[int]) -> dict[int, Reason]:
    if not claim_ids:
        return {}
    rows = session.scalars(
        select(Review)
        .where(Review.claim_id.in_(claim_ids), Review.undone_at.is_(None))
        .order_by(Review.number)
    )
    return {row.claim_id: Reason(f"waits: {row.missing}", row.at) for row in rows if row.missing}
