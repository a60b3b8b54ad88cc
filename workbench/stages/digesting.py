"""What changed on the desk since a moment: decided, re-opened, published, and the quiet news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import State
from workbench.store import casework
from workbench.store.models import Claim, Event, Match, Review

KINDS = ("decided", "undone", "recheck", "published", "publication withdrawn")
MOST = 200  # of one kind that are listed; all are counted


@dataclass(frozen=True, slots=True)
class Happened:
    """An event and the claim it is about."""

    event: Event
    claim: Claim


@dataclass(frozen=True, slots=True)
class News:
    """Passages that came to a decided claim and re-opened nothing."""

    claim: Claim
    passages: int


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything since then, as the session's viewer may see it."""

    since: datetime
    until: datetime
    happened: dict[str, list[Happened]]  # by the event's kind, the latest first
    counts: dict[str, int]
    added: int  # claims
    news: list[News]


def digest(session: Session, since: datetime, until: datetime) -> Digest:
    """In a bounded number of statements, however much happened."""
    seen = casework.told_to(casework.viewer_of(session))
    between = (Event.at >= since, Event.at < until)
    counts = session.execute(
        select(Event.kind, func.count())
        .where(*between, Event.kind.in_(KINDS), seen)
        .group_by(Event.kind)
    ).all()
    added = select(func.count()).where(Claim.created_at >= since, Claim.created_at < until)
    return Digest(
        since,
        until,
        {kind: _latest(session, kind, *between, seen) for kind in KINDS},
        {kind: count for kind, count in counts},  # noqa: C416 (rows, not pairs, to mypy)
        session.scalar(added) or 0,
        _news(session, since, until),
    )


def _latest(session: Session, kind: str, *where: ColumnElement[bool]) -> list[Happened]:
    rows = session.execute(
        select(Event, Claim)
        .join(Claim, Claim.id == Event.claim_id)
        .where(Event.kind == kind, *where)
        .order_by(Event.id.desc())
        .limit(MOST)
    )
    return [Happened(event, claim) for event, claim in rows]


def _news(session: Session, since: datetime, until: datetime) -> list[News]:
    """Decided claims that were matched again, with what lay before nobody who decided."""
    claims = session.scalars(
        select(Claim)
        .where(
            Claim.state == State.DECIDED,
            Claim.matched_at >= since,
            Claim.matched_at < until,
            Claim.matched_at > Claim.decided_at,
        )
        .order_by(Claim.matched_at.desc(), Claim.id)
        .limit(MOST)
    ).all()
    ids = [claim.id for claim in claims]
    seen = _in_view(session, ids)
    new: dict[int, int] = {}
    rows = select(Match.claim_id, Match.passage_id).where(Match.claim_id.in_(ids))
    for claim_id, passage_id in session.execute(rows):
        if claim_id in seen and passage_id not in seen[claim_id]:
            new[claim_id] = new.get(claim_id, 0) + 1
    return [News(claim, new[claim.id]) for claim in claims if claim.id in new]


def _in_view(session: Session, claim_ids: Sequence[int]) -> dict[int, frozenset[int]]:
    rows = session.execute(
        select(Review.claim_id, Review.rests_on)
        .where(Review.claim_id.in_(claim_ids), Review.undone_at.is_(None))
        .order_by(Review.number)
    )
    return {claim_id: frozenset(kept.get("in_view", ())) for claim_id, kept in rows}
