"""What an audit bundle holds: all events, every decision, what it rests on, unmasked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from workbench.domain.hashes import text_hash
from workbench.domain.spans import Span
from workbench.errors import DeskError, NotFoundError
from workbench.interchange.bundle import Contents
from workbench.store import captures, events
from workbench.store.guards import Withdrawal
from workbench.store.models import Claim, Event, Evidence, Passage, Report, Review

Json = dict[str, Any]


def contents(session: Session, desk: str, folder: Path, missing: list[str]) -> Contents:
    """Everything for the bundle, read as it is written; captures that are amiss go to `missing`."""
    return Contents(
        desk=desk,
        head=events.head(session).hash,
        events=_events(session),
        decisions=_decisions(session),
        evidence=_evidence(session),
        texts=_texts(session),
        captures=_captures(session, folder, missing),
    )


def _events(session: Session) -> Iterator[Json]:
    for event in session.scalars(select(Event).order_by(Event.id)).yield_per(1000):
        yield {"id": event.id, "hash": event.hash, **events.sealed(event)}


def _decisions(session: Session) -> Iterator[Json]:
    told = session.execute(
        select(Event.claim_id, Event.id, Event.detail).where(Event.kind == "decided")
    )
    by_review = {(claim_id, detail.get("number")): id_ for claim_id, id_, detail in told}
    rows = select(Review).options(joinedload(Review.reviewer)).order_by(Review.id)
    for review in session.scalars(rows).yield_per(1000):
        yield {
            "event": by_review.get((review.claim_id, review.number)),
            "id": review.id,
            "claim": review.claim_id,
            "claim_text": session.get_one(Claim, review.claim_id).text,
            "number": review.number,
            "verdict": review.verdict,
            "rationale": review.rationale,
            "ground": review.ground,
            "missing": review.missing,
            "reviewer": review.reviewer.name,
            "at": review.at.isoformat(),
            "undone_at": review.undone_at.isoformat() if review.undone_at else None,
            "rests_on": review.rests_on,
        }


def _evidence(session: Session) -> Iterator[Json]:
    told = session.execute(select(Event.subject, Event.id).where(Event.kind == "evidence given"))
    by_subject = dict(told.all())
    rows = select(Evidence).options(
        joinedload(Evidence.reviewer), joinedload(Evidence.passage).joinedload(Passage.report)
    )
    for row in session.scalars(rows.order_by(Evidence.id)).yield_per(500):
        yield {
            "event": by_subject.get(f"evidence {row.id}"),
            "id": row.id,
            "claim": row.claim_id,
            "question": row.question,
            "stance": row.stance,
            "ground": row.ground,
            "note": row.note,
            "passage": row.passage_id,
            "basis_kind": row.basis_kind,
            "basis_root": row.basis_root,
            "reviewer": row.reviewer.name,
            "at": row.at.isoformat(),
            "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
            **_quote(row.passage),
        }


def _quote(passage: Passage | None) -> Json:
    if passage is None:
        return {"quote": None, "file": None}
    report = passage.report
    return {
        "quote": Span(passage.start, passage.end).of(report.text),
        "start": passage.start,
        "end": passage.end,
        "file": f"texts/{report.text_sha256}.txt",
        "capture": f"captures/{report.sha256}",
        "title": report.title,
        "url": report.url,
        "published": report.published,
        "acquired_at": report.acquired_at.isoformat(),
        "acquired_from": report.acquired_from,
        "acquired_by": report.acquired_by,
    }


def _texts(session: Session) -> Iterator[tuple[str, bytes]]:
    """Each text once, under the hash it has now: an edited one is found by whom it is given to."""
    done = set()
    for report in session.scalars(_behind_evidence().order_by(Report.id)).yield_per(100):
        digest = text_hash(report.text)
        if digest not in done:
            done.add(digest)
            yield digest, report.text.encode("utf-8", "surrogatepass")


def _captures(session: Session, folder: Path, missing: list[str]) -> Iterator[tuple[str, bytes]]:
    wanted = {report.sha256 for report in session.scalars(_behind_evidence())}
    for digest in sorted(wanted):
        try:
            yield digest, captures.fetch(folder, digest)
        except (DeskError, NotFoundError) as error:
            missing.append(error.message)


def _behind_evidence() -> Select[Report]:
    """The reports that evidence rests on, and those that reviewed claims come from."""
    erased = select(Withdrawal.report_id).where(Withdrawal.erased)
    quoted = select(Passage.report_id).join(Evidence, Evidence.passage_id == Passage.id)
    reviewed = select(Claim.report_id).join(Review, Review.claim_id == Claim.id)
    return select(Report).where(
        Report.id.in_(quoted) | Report.id.in_(reviewed), Report.id.not_in(erased)
    )
