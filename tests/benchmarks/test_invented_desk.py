"""The invented desk says what answers what by the names of what each sentence tells."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.event_desk import (
    ANSWERS,
    IN_PART,
    OTHER_EVENT,
    SAME_EVENT,
    EventClaim,
    EventReport,
    Reading,
    told,
)
from benchmarks.invented_desk import WORLD, invented_answers, read_invented
from workbench.language import bodies, gazetteer, places, tables


def report(of: str, event: str, *sentences: list[Any]) -> dict[str, Any]:
    day = "2019-03-04"
    return {"id": of, "event": event, "source": "X", "published": day, "sentences": sentences}


ROWS = [
    report("a", "mull-fire", ["Nine died in a fire.", ["toll", "fire"]], ["It rained.", []]),
    report(
        "b",
        "mull-fire",
        ["Ten are dead.", ["toll"]],
        ["A barn burnt.", ["fire"]],
        ["Mull is an island.", []],
    ),
    report(
        "c", "mull-flood", ["The sea rose.", ["flood"]], ["Nine had burnt.", ["mull-fire/toll"]]
    ),
]


def test_what_a_sentence_tells_first_is_what_its_claim_asks(path: Path) -> None:
    documents, claims = desk(path)
    claim = claims["a-0"]
    assert reading(documents, claim, "b", "Ten are dead.") == Reading(ANSWERS)
    assert reading(documents, claim, "b", "A barn burnt.") == Reading(IN_PART)
    assert reading(documents, claim, "b", "Mull is an island.") == Reading(SAME_EVENT)


def test_a_report_on_another_event_answers_where_it_names_the_first(path: Path) -> None:
    documents, claims = desk(path)
    assert reading(documents, claims["a-0"], "c", "The sea rose.") == Reading(OTHER_EVENT)
    assert reading(documents, claims["a-0"], "c", "Nine had burnt.") == Reading(ANSWERS)


def test_what_tells_nothing_is_no_claim_and_events_of_one_place_are_left_out_together(
    path: Path,
) -> None:
    claims = desk(path)[1]
    assert list(claims) == ["a-0", "b-0", "b-1", "c-0", "c-1"]
    assert {claim.topic for claim in claims.values()} == {"mull"}


def test_a_sentence_stands_where_its_span_says(path: Path) -> None:
    document = desk(path)[0]["b"]
    assert document.report.published == "03/04/19"
    assert [document.report.text[s.start : s.end] for s in document.sentences.values()] == [
        "Ten are dead.",
        "A barn burnt.",
        "Mull is an island.",
    ]


def reading(
    documents: dict[str, EventReport], claim: EventClaim, report: str, text: str
) -> Reading | None:
    start = documents[report].report.text.index(text)
    return told(documents, claim, report, start, start + len(text))


def desk(path: Path) -> tuple[dict[str, EventReport], dict[str, EventClaim]]:
    documents = read_invented(path)
    return documents, invented_answers(documents, path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_the_invented_world_is_a_desks_own_tables() -> None:
    books = {name: (WORLD / name).read_text("utf-8") for name in tables.OWN}
    known = gazetteer.gazetteer(books["gazetteer.tsv"])
    market = "A market in Maarin in the Belan countryside was bombed."
    assert [place.key for place in places.places(market, book=known)] == ["maarin", "belan"]
    assert known.sites["maarin"].inside == "belan"
    assert bodies.directory(books["bodies.tsv"]).bodies.table["samir-adel"].part_of == "karsun"


def test_every_row_of_the_invented_world_has_a_key_of_its_own() -> None:
    for name in tables.OWN:
        table = tables.parsed((WORLD / name).read_text("utf-8"), 3)
        keys = [row[0] for row in table]
        assert len(keys) == len(set(keys))
        assert all(row[1] and row[2] for row in table)
