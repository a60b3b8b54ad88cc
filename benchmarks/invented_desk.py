"""Reports on a war and some disasters, invented for this project, with what answers what in them.

`gold/invented_reports.jsonl` names what each sentence tells (`gold/README.md`). Every sentence that
tells something is a claim, and each sentence of another report answers it, or not, by those names
and, where a figure is told, by whether the two agree.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.event_desk import (
    ANSWERS,
    IN_PART,
    SAME_EVENT,
    EventClaim,
    EventReport,
    Reading,
    Sentence,
)
from benchmarks.gold_desk import Assertion, GoldClaim
from benchmarks.invented_figures import agree
from benchmarks.reports import Report

REPORTS = Path(__file__).parent / "gold" / "invented_reports.jsonl"
WORLD = REPORTS.with_name("invented_world")  # a desk's own tables: the places and bodies in them
Json = dict[str, Any]
Told = tuple[str, Sequence[str]]  # a sentence and the names of what it tells


def read_invented(path: Path = REPORTS) -> dict[str, EventReport]:
    """The reports by id."""
    return {row["id"]: _report(row) for row in _rows(path)}


def invented_answers(
    documents: Mapping[str, EventReport], path: Path = REPORTS
) -> dict[str, EventClaim]:
    """The claims by id."""
    rows = _rows(path)
    return {
        f"{row['id']}-{number}": _claim(documents, rows, row, number)
        for row in rows
        for number, (_, told) in enumerate(row["sentences"])
        if told
    }


def _rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _report(row: Json) -> EventReport:
    texts = [text for text, _ in row["sentences"]]
    day = date.fromisoformat(row["published"]).strftime("%m/%d/%y")
    report = Report(row["id"], " ".join(texts), row["source"], day)
    return EventReport(row["event"], report, dict(enumerate(_spans(texts))))


def _spans(texts: Sequence[str]) -> Iterator[Sentence]:
    start = 0
    for text in texts:
        yield Sentence(start, start + len(text), hashlib.sha256(text.encode()).hexdigest())
        start += len(text) + 1


def _claim(
    documents: Mapping[str, EventReport], rows: Sequence[Json], row: Json, number: int
) -> EventClaim:
    span = documents[row["id"]].sentences[number]
    text, names = row["sentences"][number]
    own = _named(row["event"], names)
    identity = f"{row['id']}-{number}"
    assertion = Assertion(identity, row["event"], row["id"], span.start, span.end, own[0])
    readings = {
        (other["id"], n): Reading(label)
        for other in rows
        for n, (said, told) in enumerate(other["sentences"])
        if other["id"] != row["id"]
        and (
            label := _label(
                (text, own),
                (said, _named(other["event"], told)),
                own_event=(other["event"] == row["event"]),
            )
        )
    }
    topic = row["event"].partition("-")[0]
    return EventClaim(GoldClaim(identity, assertion, {}), readings, topic, is_invented=True)


def _named(event: str, told: Sequence[str]) -> list[str]:
    """What is told, each with its event before it: what tells of another event names that."""
    return [each if "/" in each else f"{event}/{each}" for each in told]


def _label(claim: Told, sentence: Told, *, own_event: bool) -> str | None:
    (text, own), (said, other) = claim, sentence
    if own[0] in other and agree(own[0], text, said):
        return ANSWERS
    if set(own) & set(other):
        return IN_PART
    return SAME_EVENT if own_event else None
