"""What was done on the desk since a moment: decided, re-opened, taken back, published."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from workbench.store import casework
from workbench.store.models import Claim, Event, Review

KINDS = ("decided", "undone", "recheck", "published", "publication withdrawn")
MOST = 200  # of one kind that are listed; all are counted


@dataclass(frozen=True, slots=True)
class Happened:
    """An event and the claim it is about."""

    event: Event
    claim: Claim


@dataclass(frozen=True, slots=True)
class Done:
    """Everything since then, as the session's viewer may see it."""

    since: datetime
    until: datetime
    happened: dict[str, list[Happened]]  # by the event's kind, the latest first
    counts: dict[str, int]
    added: int  # claims


def done(session: Session, since: datetime, until: datetime) -> Done:
    """In a bounded number of statements, however much happened."""
    seen = casework.told_to(casework.viewer_of(session))
    between = (Event.at >= since, Event.at < until, _stands(until))
    counts = session.execute(
        select(Event.kind, func.count())
        .where(*between, Event.kind.in_(KINDS), seen)
        .group_by(Event.kind)
    ).all()
    added = select(func.count()).where(Claim.created_at >= since, Claim.created_at < until)
    return Done(
        since,
        until,
        {kind: _latest(session, kind, *between, seen) for kind in KINDS},
        {kind: count for kind, count in counts},  # noqa: C416 (rows, not pairs, to mypy)
        session.scalar(added) or 0,
    )


def _stands(until: datetime) -> ColumnElement[bool]:
    """Whether an event is no decision that was taken back before the end."""
    taken_back = select(Review.id).where(
        Review.claim_id == Event.claim_id,
        Review.number == Event.detail["number"].as_integer(),
        Review.undone_at < until,
    )
    return (Event.kind != "decided") | ~taken_back.exists()


def _latest(session: Session, kind: str, *where: ColumnElement[bool]) -> list[Happened]:
    rows = session.execute(
        select(Event, Claim)
        .join(Claim, Claim.id == Event.claim_id)
        .where(Event.kind == kind, *where)
        .order_by(Event.id.desc())
        .limit(MOST)
    )
    return [Happened(event, claim) for event, claim in rows]
