"""A desk of ECB+, with claims labelled by reading: what the desk's own sums are fitted on.

The corpus (Cybulska and Vossen 2014, CC BY 3.0) is 772 news documents on pairs of events of one
kind. `gold/event_answers.jsonl` says which of their sentences answer a claim (`gold/README.md`).
"""

import hashlib
import json
import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.gold_desk import Assertion, GoldClaim
from benchmarks.reports import Report
from benchmarks.untokenized import untokenized

EVENTS = Path(__file__).parents[2] / "shared" / "data" / "same_event" / "ecbplus.topics1_35.jsonl"
LABELS = Path(__file__).parent / "gold" / "event_answers.jsonl"
ANSWERS, IN_PART, SAME_EVENT, OTHER_EVENT = "answers", "in part", "same event", "other event"
Json = dict[str, Any]
_STRONGEST = (ANSWERS, IN_PART, SAME_EVENT)
# The corpus's first half bears no dates: the days on which these were news, all in one winter.
_NEWS = """1 2008-12-12, 2 2008-12-12, 3 2008-12-13, 4 2008-12-12, 5 2008-12-13, 6 2008-12-13,
7 2008-12-13, 8 2008-12-13, 9 2008-12-11, 10 2008-12-12, 11 2008-12-14, 12 2008-12-13,
13 2008-12-13, 14 2008-12-13, 16 2008-12-13, 18 2008-12-13, 19 2008-12-14, 20 2008-12-08,
21 2008-12-12, 22 2008-12-12, 23 2008-12-04, 24 2008-12-05, 25 2008-12-17, 26 2008-12-17,
27 2008-12-17, 28 2008-12-19, 29 2008-12-19, 30 2008-12-19, 31 2008-12-19, 32 2009-01-06,
33 2009-01-07, 34 2009-01-07, 35 2009-01-06"""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)? )?(" + "|".join(_MONTHS) + r")[a-z]*\.?,? "
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HEADING = 6  # sentences among which a document says when it appeared
_FURNITURE = 14  # words of a line that says no more than that


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the corpus, where it stands in the text of its report."""

    start: int
    end: int
    sha256: str  # of the words as the corpus has them


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader says of a sentence beside a claim, and for how many unread ones it stands."""

    label: str
    stands_for: float = 1.0


@dataclass(frozen=True, slots=True)
class EventClaim:
    """A claim as it is put to a desk, with the sentences that were read beside it."""

    gold: GoldClaim
    readings: Mapping[tuple[str, int], Reading]  # by report and number of the sentence
    topic: str  # of events of one kind or place: what is left out together to measure
    is_invented: bool = False

    @property
    def event(self) -> str:
        """That of the claim's report."""
        return self.gold.assertion.event or ""


@dataclass(frozen=True, slots=True)
class EventReport:
    """A document with its event and, by number in the corpus, the sentences that are its text."""

    event: str
    report: Report
    sentences: dict[int, Sentence]


def read_events(path: Path = EVENTS) -> dict[str, EventReport]:
    """The documents by id."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    said = {row["id"]: _said(row["id"], row["sentences"]) for row in rows}
    days: dict[str, list[int]] = {}
    for row in rows:
        day = said[row["id"]]
        days.setdefault(row["label_event"], []).extend([day.toordinal()] if day else [])
    return {
        row["id"]: _report(
            row["id"],
            row["label_event"],
            row["sentences"],
            said[row["id"]] or _news(row["id"], row["label_event"], days[row["label_event"]]),
        )
        for row in rows
    }


def load_answers(
    documents: Mapping[str, EventReport], path: Path = LABELS
) -> dict[str, EventClaim]:
    """The labelled claims by id; ValueError where the corpus at hand has another sentence."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        _check(documents, row["report"], row["sentence"], row["sha256"])
        for report, sentence, digest, *_ in row["pairs"]:
            _check(documents, report, sentence, digest)
    return {row["id"]: _claim(documents, row) for row in rows}


def told(
    documents: Mapping[str, EventReport], claim: EventClaim, report: str, start: int, end: int
) -> Reading | None:
    """What is known of a stretch of a report beside a claim; None where nobody read it.

    That a report on another event answers nothing is known without reading.
    """
    document = documents[report]
    read = [
        claim.readings[report, number]
        for number, sentence in document.sentences.items()
        if sentence.start < end and start < sentence.end and (report, number) in claim.readings
    ]
    if not read and document.event != claim.event:
        return Reading(OTHER_EVENT)
    return min(read, key=lambda each: _STRONGEST.index(each.label), default=None)


def _check(documents: Mapping[str, EventReport], report: str, number: int, digest: str) -> None:
    if not documents[report].sentences[number].sha256.startswith(digest):
        message = f"Sentence {number} of {report} is not the one that was labelled."
        raise ValueError(message)


def _claim(documents: Mapping[str, EventReport], row: Json) -> EventClaim:
    said = documents[row["report"]].sentences[row["sentence"]]
    assertion = Assertion(row["id"], row["event"], row["report"], said.start, said.end, "")
    readings = {(r, n): Reading(label, stands) for r, n, _, label, stands in row["pairs"]}
    topic = re.sub(r"\D", "", row["event"])
    return EventClaim(GoldClaim(row["id"], assertion, {}), readings, topic)


def _report(of: str, event: str, sentences: Sequence[str], day: date) -> EventReport:
    text, spans = "", {}
    for number, sentence in enumerate(sentences):
        plain = untokenized(sentence)
        if _is_furniture(number, sentence) or not plain:
            continue
        text += "\n" if text else ""
        digest = hashlib.sha256(sentence.encode()).hexdigest()
        spans[number] = Sentence(len(text), len(text) + len(plain), digest)
        text += plain
    return EventReport(event, Report(of, text, of, day.strftime("%m/%d/%y")), spans)


def _is_furniture(number: int, sentence: str) -> bool:
    if sentence.startswith(("http : ", "https : ")):
        return True
    is_short = len(sentence.split()) <= _FURNITURE
    return number < _HEADING and is_short and _NAMED.search(_joined(sentence)) is not None


def _said(of: str, sentences: Sequence[str]) -> date | None:
    """The day that stands over a document; over none of the first half."""
    for sentence in sentences[:_HEADING] if of.endswith("plus") else ():
        found = _NAMED.search(_joined(sentence))
        day = (found[1] or found[3]) if found else None
        if found and day:
            written = f"{day} {found[2][:3].lower()} {found[4]}"
            return datetime.strptime(written, "%d %b %Y").date()  # noqa: DTZ007 (a day)
    return None


def _joined(sentence: str) -> str:
    return sentence.replace(" , ", ", ").replace(" . ", ". ")


def _news(of: str, event: str, days: Sequence[int]) -> date:
    """The day of an undated document: near its event's others, else near what it tells of."""
    if days:
        return date.fromordinal(int(statistics.median(days)))
    known = dict(each.split() for each in _NEWS.replace("\n", " ").split(", "))
    later = int(hashlib.sha256(of.encode()).hexdigest(), 16) % 3
    return date.fromisoformat(known[event.removesuffix("ecb")]) + timedelta(days=later)
