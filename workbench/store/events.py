"""The append-only record of what happened, each event sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.store.base import Json, now
from workbench.store.database import take_turn
from workbench.store.models import Claim, Event, User

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """The first event at which the chain does not hold, and why."""

    event_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's end: who keeps it elsewhere can tell later whether anything before it changed."""

    count: int
    hash: str
    at: datetime | None


def append(
    session: Session,
    kind: str,
    *,
    actor: str,
    subject: str,
    claim_id: int | None = None,
    **detail: object,
) -> Event:
    """Adds an event at the chain's end, in the caller's transaction."""
    take_turn(session)
    previous = session.scalar(select(Event.hash).order_by(Event.id.desc()).limit(1)) or GENESIS
    event = Event(
        at=now(),
        actor=actor,
        kind=kind,
        claim_id=claim_id,
        subject=subject,
        detail=json.loads(json.dumps(detail)),
        previous=previous,
        hash="",
    )
    event.hash = seal(event)
    session.add(event)
    session.flush()  # the next event of this transaction must find this one
    return event


def tell(session: Session, kind: str, claim: Claim, by: User, **detail: object) -> Event:
    """The same of what a person did to a claim."""
    subject = f"claim {claim.id}"
    return append(session, kind, actor=by.name, subject=subject, claim_id=claim.id, **detail)


def seal(event: Event) -> str:
    """SHA-256 over the event's canonical JSON (sorted keys, no spaces, UTF-8)."""
    return digest(sealed(event))


def digest(value: object) -> str:
    """SHA-256 of a JSON value, spelled in the one way that we seal."""
    line = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(line.encode()).hexdigest()


def sealed(event: Event) -> Json:
    """What is sealed, as plain values."""
    return {
        "actor": event.actor,
        "at": _moment(event.at),
        "claim": event.claim_id,
        "detail": event.detail,
        "kind": event.kind,
        "previous": event.previous,
        "subject": event.subject,
    }


def head(session: Session) -> Head:
    """The chain's end as it stands."""
    last = session.scalar(select(Event).order_by(Event.id.desc()).limit(1))
    count = session.scalar(select(func.count()).select_from(Event)) or 0
    return Head(count, last.hash, last.at) if last else Head(0, GENESIS, None)


def verify(session: Session, *, heads: Collection[str] = ()) -> Iterator[Break]:
    """Every place where an event was edited, removed or put in another order.

    `heads` are ends of the chain that were kept elsewhere: only they can tell that events were cut
    off its end, or that the whole chain was written anew.
    """
    previous, last, missing = GENESIS, 0, set(heads) - {GENESIS}
    for event in session.scalars(select(Event).order_by(Event.id)).yield_per(1000):
        if event.previous != previous:
            yield Break(
                event.id, "it does not follow the event before it: one was removed or moved"
            )
        if seal(event) != event.hash:
            yield Break(event.id, "its content is not what was sealed: it was edited")
        previous, last = event.hash, event.id
        missing.discard(event.hash)
    for lost in sorted(missing):
        yield Break(
            last,
            f"the head {lost} that was kept is not in the chain: events were cut off its end, "
            "or it was written anew",
        )


def history(session: Session, claim_id: int) -> list[Json]:
    """What happened to a claim, oldest first, as plain values."""
    return histories(session, [claim_id]).get(claim_id, [])


def histories(session: Session, claims: Sequence[int]) -> dict[int, list[Json]]:
    """The same for many claims, by their ids; in one statement."""
    found: dict[int, list[Json]] = {}
    rows = select(Event).where(Event.claim_id.in_(claims)).order_by(Event.id)
    for row in session.scalars(rows):
        assert row.claim_id is not None  # noqa: S101 (they were asked for)
        found.setdefault(row.claim_id, []).append(
            {
                "id": row.id,
                "at": _moment(row.at),
                "actor": row.actor,
                "kind": row.kind,
                "detail": row.detail,
            }
        )
    return found


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
