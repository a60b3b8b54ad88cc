"""Whether the record was touched: the chain, and everything that it can be held against."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Publication, State
from workbench.errors import DeskError, NotFoundError
from workbench.store import captures, events
from workbench.store.events import Head
from workbench.store.models import Claim, Event, Evidence, Report, Review

Json = dict[str, Any]
PUT_ASIDE = ("set aside", "split")
PUBLISHED, WITHDRAWN = "published", "publication withdrawn"
PAST_THE_RECORD = "no event tells of it: it was added past the record"


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
    found = [*broken, *_decisions(session), *_verdicts(session), *_stances(session)]
    found += [*_publications(session), *_put_aside(session), *_reports(session, folder)]
    return Audit(events.head(session), found, list(_clock(session)))


def _decisions(session: Session) -> Iterator[Finding]:
    """Reviews whose event says something else, or that have none."""
    told = {(e.claim_id, e.detail["number"]): e for e in _told(session, "decided")}
    taken_back = {(e.claim_id, e.detail.get("number")) for e in _told(session, "undone")}
    rows = select(Review).options(joinedload(Review.reviewer)).order_by(Review.id)
    for review in session.scalars(rows).yield_per(1000):
        key = (review.claim_id, review.number)
        where = f"claim {review.claim_id}, review {review.number}"
        if key not in told:
            yield Finding(where, PAST_THE_RECORD)
        elif not _is_review(review, told.pop(key)):
            yield Finding(where, "it does not say what its event says: it was edited")
        if (review.undone_at is not None) != (key in taken_back):
            yield Finding(where, "whether it was taken back is not what the events tell")
    for claim_id, number in told:
        yield Finding(f"claim {claim_id}, review {number}", "its event is there, it is not")


def _verdicts(session: Session) -> Iterator[Finding]:
    """Claims that bear a verdict which no standing review gives."""
    given = select(Review.claim_id, Review.verdict).where(Review.undone_at.is_(None))
    standing = set(session.execute(given).all())
    decided = select(Claim.id, Claim.verdict).where(Claim.verdict.is_not(None))
    for claim_id, verdict in session.execute(decided.order_by(Claim.id)):
        if (claim_id, verdict) not in standing:
            yield Finding(f"claim {claim_id}", f"no review that stands says {verdict}")


def _publications(session: Session) -> Iterator[Finding]:
    """Claims whose publication is not what was last told of it."""
    told = {e.claim_id: Publication.PUBLISHED for e in _told(session, PUBLISHED)}
    last = select(func.max(Event.id)).where(Event.kind.in_((PUBLISHED, WITHDRAWN)))
    ended = select(Event.claim_id).where(
        Event.kind == WITHDRAWN, Event.id.in_(last.group_by(Event.claim_id))
    )
    told |= dict.fromkeys(session.scalars(ended), Publication.WITHDRAWN)
    marked = select(Claim.id, Claim.publication).where(Claim.publication.is_not(None))
    there = {row.id: row.publication for row in session.execute(marked)}
    for claim_id in sorted(told.keys() | there.keys(), key=lambda each: each or 0):
        if told.get(claim_id) != there.get(claim_id):
            yield Finding(
                f"claim {claim_id}", "whether it is published is not what the events tell"
            )


def _put_aside(session: Session) -> Iterator[Finding]:
    """Claims that lie aside though no event put them there."""
    told = select(Event.claim_id).where(Event.kind.in_(PUT_ASIDE), Event.claim_id == Claim.id)
    aside = select(Claim.id).where(Claim.state == State.SET_ASIDE, ~told.exists())
    for claim_id in session.scalars(aside.order_by(Claim.id)):
        yield Finding(f"claim {claim_id}", "no event set it aside")


def _is_review(review: Review, event: Event) -> bool:
    rests_on = {"evidence_sha256": events.digest(review.rests_on.get("evidence"))}
    said = _fields(review, "verdict", "rationale", "ground", "missing") | rests_on
    return review.reviewer.name == event.actor and _says(event, said)


def _stances(session: Session) -> Iterator[Finding]:
    """Stances whose event says something else, that have none, or that came and went untold."""
    told, replaced = {}, {}
    for event in _told(session, "evidence given"):
        told[event.subject] = event
        replaced[_place(event)] = event.id
    taken_back = {event.subject for event in _told(session, "evidence withdrawn")}
    rows = select(Evidence).options(joinedload(Evidence.reviewer)).order_by(Evidence.id)
    for row in session.scalars(rows).yield_per(1000):
        where = f"evidence {row.id}"
        found = told.pop(where, None)
        if found is None:
            yield Finding(where, PAST_THE_RECORD)
            continue
        if not _is_stance(row, found):
            yield Finding(where, "it does not say what its event says: it was edited")
        if row.withdrawn_at is None and where in taken_back:
            yield Finding(where, "it stands, and an event tells that it was taken back")
        is_told = where in taken_back or replaced[_place(found)] > found.id
        if row.withdrawn_at is not None and not is_told:
            yield Finding(where, "no event tells that it was taken back")
    for subject in told:
        yield Finding(subject, "its event is there, it is not")


def _is_stance(row: Evidence, event: Event) -> bool:
    said = _fields(row, "stance", "question", "ground", "basis_kind", "basis_root")
    said["note_sha256"] = None if row.note is None else text_hash(row.note)
    said["passage"] = row.passage_id
    whose = (row.reviewer.name, row.claim_id) == (event.actor, event.claim_id)
    return whose and _says(event, said)


def _place(event: Event) -> tuple[object, ...]:
    """Where a person has one stance at a time; a note takes no other's place."""
    where = event.detail.get("passage") or event.subject
    return event.actor, event.detail.get("question"), where


def _fields(row: Review | Evidence, *names: str) -> Json:
    return {name: getattr(row, name) for name in names}


def _says(event: Event, said: Json) -> bool:
    """Whether an event says the same; what older events did not say yet is not asked of them."""
    return all(event.detail[name] == said[name] for name in said if name in event.detail)


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


def _told(session: Session, kind: str) -> Iterator[Event]:
    rows = select(Event).where(Event.kind == kind).order_by(Event.id)
    yield from session.scalars(rows).yield_per(1000)
