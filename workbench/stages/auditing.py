"""Whether the record was touched: the chain, and everything that it can be held against."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import text_hash
from workbench.errors import DeskError, NotFoundError
from workbench.store import captures, events
from workbench.store.events import Head
from workbench.store.models import Event, Evidence, Report, Review

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed: where, and what."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What verifying found; remarks are no proof of tampering."""

    head: Head
    findings: list[Finding]
    remarks: list[str] = field(default_factory=list)


def verify(session: Session, folder: Path, *, heads: Collection[str] = ()) -> Audit:
    """Holds the chain against itself and `heads`, then decisions, evidence, texts and captures."""
    broken = [Finding(f"event {b.event_id}", b.reason) for b in events.verify(session, heads=heads)]
    found = [*broken, *_decisions(session), *_stances(session), *_reports(session, folder)]
    return Audit(events.head(session), found, list(_clock(session)))


def _decisions(session: Session) -> Iterator[Finding]:
    """Reviews whose event says something else, or that have none."""
    told = {
        (claim_id, detail["number"]): detail
        for claim_id, detail in _told(session, "decided")
        if "number" in detail
    }
    taken_back = {(c, detail.get("number")) for c, detail in _told(session, "undone")}
    for review in session.scalars(select(Review).order_by(Review.id)).yield_per(1000):
        key = (review.claim_id, review.number)
        where = f"claim {review.claim_id}, review {review.number}"
        if key not in told:
            yield Finding(where, "no event tells of it: it was added past the record")
        elif not _same(review, told.pop(key)):
            yield Finding(where, "it does not say what its event says: it was edited")
        if review.undone_at is not None and key not in taken_back:
            yield Finding(where, "no event tells that it was taken back")
    for claim_id, number in told:
        yield Finding(f"claim {claim_id}, review {number}", "its event is there, it is not")


def _same(row: Review | Evidence, detail: Json) -> bool:
    names = ("verdict", "rationale", "ground", "missing", "stance", "question")
    return all(getattr(row, name) == detail[name] for name in names if name in detail)


def _stances(session: Session) -> Iterator[Finding]:
    rows = session.execute(
        select(Event.subject, Event.detail).where(Event.kind == "evidence given")
    )
    told: dict[str, Json] = dict(rows.all())
    for row in session.scalars(select(Evidence).order_by(Evidence.id)).yield_per(1000):
        detail = told.pop(f"evidence {row.id}", None)
        if detail is None:
            yield Finding(
                f"evidence {row.id}", "no event tells of it: it was added past the record"
            )
        elif not _same(row, detail) or detail.get("passage") != row.passage_id:
            yield Finding(f"evidence {row.id}", "it does not say what its event says")
    for subject in told:
        yield Finding(subject, "its event is there, it is not")


def _reports(session: Session, folder: Path) -> Iterator[Finding]:
    """Texts and captures that are not what their hashes say."""
    erased = {
        subject
        for subject, detail in session.execute(
            select(Event.subject, Event.detail).where(Event.kind == "report withdrawn")
        )
        if detail["erased"]
    }
    rows = session.execute(
        select(Report.id, Report.text, Report.text_sha256, Report.sha256).order_by(Report.id)
    ).yield_per(200)
    for row in rows:
        if f"report {row.id}" in erased:
            continue
        if text_hash(row.text) != row.text_sha256:
            yield Finding(f"report {row.id}", "its text is not the one that was stored")
        reason = _capture(folder, row.sha256)
        if reason:
            yield Finding(f"report {row.id}", reason)


def _capture(folder: Path, digest: str) -> str | None:
    try:
        captures.fetch(folder, digest)
    except (DeskError, NotFoundError) as error:
        return error.message
    return None


def _clock(session: Session) -> Iterator[str]:
    before = None
    for event_id, at in session.execute(select(Event.id, Event.at).order_by(Event.id)):
        if before is not None and at < before:
            yield f"At event {event_id} the clock stood before the event that precedes it."
        before = at


def _told(session: Session, kind: str) -> Iterator[tuple[int | None, Json]]:
    for event in session.scalars(select(Event).where(Event.kind == kind)).yield_per(1000):
        yield event.claim_id, event.detail
