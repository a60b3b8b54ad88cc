"""A large desk of generated rows, filled past the pipeline: what pages are timed on."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.throughput import RandomVectors, sentence
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import BasisKind, Missing, Role, Signal, State, Verdict
from workbench.stages import accounts
from workbench.store import events
from workbench.store.base import Base
from workbench.store.bulk import Into, insert_rows
from workbench.store.models import Claim, Event, Match, Passage, Report, Review, Source

PASSWORD = "a long enough password"  # noqa: S105 (of a desk that lives for one measurement)
PASSAGES_A_REPORT, MATCHES_A_CLAIM, SOURCES = 20, 5, 60
ROWS = 10_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
STANDING = {  # what share of the claims stands where
    State.NEW: 0.62,
    State.WAITING: 0.15,
    State.DECIDED: 0.18,
    State.SET_ASIDE: 0.04,
    State.RECHECK: 0.01,
}
_SAME = {
    "relevance": None,
    "basis_kind": f"'{BasisKind.UNSTATED}'",
    "basis_root": None,
    "basis_because": "''",
    "origin_because": "'[]'",
    "same_origin_as_claim": "false",
    "as_of": None,
    "comparison": "'[]'",
    "signal": f"'{Signal.UNCLEAR}'",
}
Row = dict[str, Any]
Item = TypeVar("Item")


def build(settings: Settings, *, claims: int, passages: int, people: int) -> Services:
    """A desk with so many claims, passages and reviewers; the same rows every time."""
    desk = bootstrap.init(settings, encoder=RandomVectors())
    draw = random.Random(7)
    with desk.database.transaction() as session:
        for number in range(people):
            accounts.add_user(session, name(number), PASSWORD, Role.REVIEWER, by="benchmark")
        session.execute(insert(Source), [_source(n) for n in range(1, SOURCES + 1)])
        reports = passages // PASSAGES_A_REPORT
        _fill(session, Report, (_report(n, draw) for n in range(1, reports + 1)))
        _fill(session, Passage, _passages(session, reports))
        standing = draw.choices(list(STANDING), list(STANDING.values()), k=claims)
        _fill(session, Claim, (_claim(n, s, draw) for n, s in enumerate(standing, start=1)))
        _match(session, standing, passages, draw)
        _decide(session, standing)
    return desk


def name(number: int) -> str:
    """What a reviewer is called."""
    return f"reviewer {number}"


def _source(number: int) -> Row:
    return {"id": number, "name": f"Source {number}", "key": f"source {number}"}


def _report(number: int, draw: random.Random) -> Row:
    text = "\n\n".join(sentence(draw) for _ in range(PASSAGES_A_REPORT))
    at = BEGAN - timedelta(hours=number % 9_000)
    return {
        "id": number,
        "source_id": 1 + number % SOURCES,
        "title": f"Report {number}",
        "published": at.date().isoformat(),
        "published_at": at,
        "media_type": "text/plain",
        "text": text,
        "text_sha256": text_hash(text),
        "sha256": text_hash(text),
        "acquired_from": "generated",
        "acquired_by": "benchmark",
        "authors": [],
        "problems": [],
        "is_article": number % 10 == 0,
    }


def _passages(session: Session, reports: int) -> Iterator[Row]:
    for number in range(1, reports + 1):
        report, start = session.get_one(Report, number), 0
        for words in report.text.split("\n\n"):
            yield {
                "report_id": number,
                "start": start,
                "end": start + len(words),
                "splitter": "generated",
                "text_hash": text_hash(words),
                "current": True,
            }
            start += len(words) + 2
        session.expunge(report)


def _claim(number: int, state: State, draw: random.Random) -> Row:
    text, decided = sentence(draw), state in {State.DECIDED, State.RECHECK}
    verdict = list(Verdict)[number % 3] if decided else None
    priority = round(draw.choice((0, 0, 0, 1, 2, 3)) + draw.random(), 3)
    at = BEGAN + timedelta(seconds=number)
    return {
        "id": number,
        "identity": f"generated:{number}",
        "source_id": 1 + number % SOURCES,
        "text": text,
        "text_hash": text_hash(text),
        "check_worthiness": draw.random(),
        "speaker": {"name": f"Speaker {number % 400}", "as_written": "", "role": None, "for": None},
        "particulars": {},
        "tags": [f"front {number % 50}"],
        "extra": {},
        "created_at": at,
        "state": state,
        "verdict": verdict,
        "decided_at": at + timedelta(days=1) if decided else None,
        "matched_at": at,
        "assessed_at": at,
        "searched": {"reports": 1, "sources": 1, "from": None, "to": None, "behind": 0},
        "priority": priority,
        "priority_because": "1 independent origin supports it" if priority > 1 else None,
    }


def _match(session: Session, standing: list[State], passages: int, draw: random.Random) -> None:
    names = ("claim_id", "passage_id", "rank", "similarity", "origin", "origin_label")
    rows = (
        (number, passage, rank, 0.9 - 0.1 * rank, passage, f"Source {passage % SOURCES}")
        for number, state in enumerate(standing, start=1)
        if state is not State.WAITING
        for rank, passage in enumerate(draw.sample(range(1, passages + 1), MATCHES_A_CLAIM), 1)
    )
    for some in _batches(rows):
        insert_rows(session, Into(Match, names, constants=_SAME), some)


def _decide(session: Session, standing: list[State]) -> None:
    """A review for each decision, and the record of it: a chain that holds."""
    reviews, chain, previous = [], [], events.GENESIS
    for number, state in enumerate(standing, start=1):
        if state not in {State.DECIDED, State.RECHECK}:
            continue
        verdict, at = list(Verdict)[number % 3], BEGAN + timedelta(days=1, seconds=number)
        said = {"verdict": verdict, "rationale": "", "missing": Missing.BASIS_UNKNOWN}
        reviews.append({"claim_id": number, "number": 1, "reviewer_id": 1, "at": at, **said})
        sealed = Event(
            at=at,
            actor=name(0),
            kind="decided",
            claim_id=number,
            subject=f"claim {number}",
            detail={"number": 1, **said},
            previous=previous,
        )
        sealed.hash = previous = events.seal(sealed)
        chain.append({c: getattr(sealed, c) for c in _EVENT})
    _fill(session, Review, [{**row, "rests_on": {}} for row in reviews])
    _fill(session, Event, chain)


_EVENT = ("at", "actor", "kind", "claim_id", "subject", "detail", "previous", "hash")


def _fill(session: Session, model: type[Base], rows: Iterable[Row]) -> None:
    for some in _batches(rows):
        session.execute(insert(model.__table__), some)  # type: ignore[arg-type]


def _batches(rows: Iterable[Item]) -> Iterator[list[Item]]:
    stream = iter(rows)
    while some := list(islice(stream, ROWS)):
        yield some
