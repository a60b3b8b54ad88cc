"""The desk of ECB+ reads documents as a newspaper would print them, and what was said of them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import ridge
from benchmarks.event_desk import (
    ANSWERS,
    OTHER_EVENT,
    EventReport,
    Reading,
    load_answers,
    read_events,
    told,
)
from benchmarks.fit_sameness import LEFT, Example, is_answer, left

DATED = {
    "id": "1_1ecbplus",
    "label_event": "1ecbplus",
    "sentences": [
        "http : / / www . example . org / ferry",
        "Ferry sinks off Lorn",
        "Published : March 4 , 2013 9 : 39 AM",
        "A ferry sank off Lorn , the harbour master said .",
        "Nine people were saved .",
    ],
}
LATER = {
    "id": "1_2ecbplus",
    "label_event": "1ecbplus",
    "sentences": ["Nine were taken off the ferry before it sank on March 4 , 2013 , a crew said ."],
}
UNDATED = {
    "id": "1_1ecb",
    "label_event": "1ecb",
    "sentences": ["A barge ran aground at Mull .", "It was refloated on May 3 , 2001 ."],
}


def test_an_address_and_a_line_that_only_dates_are_no_part_of_a_report(corpus: Path) -> None:
    report = read_events(corpus)["1_1ecbplus"].report
    assert report.text == (
        "Ferry sinks off Lorn\nA ferry sank off Lorn, the harbour master said.\n"
        "Nine people were saved."
    )
    assert report.published == "03/04/13"


def test_a_sentence_stands_where_its_span_says(corpus: Path) -> None:
    document = read_events(corpus)["1_1ecbplus"]
    last = document.sentences[4]
    assert document.report.text[last.start : last.end] == "Nine people were saved."


def test_the_first_half_of_the_corpus_is_dated_by_what_it_tells(corpus: Path) -> None:
    assert read_events(corpus)["1_1ecb"].report.published in ("12/12/08", "12/13/08", "12/14/08")


def test_what_was_read_beside_a_claim_is_told_by_overlap(corpus: Path, tmp_path: Path) -> None:
    documents = read_events(corpus)
    claim = load_answers(documents, labels(documents, tmp_path))["e001"]
    title = documents["1_1ecbplus"].sentences[1]
    rest = documents["1_2ecbplus"].sentences[0]
    assert told(documents, claim, "1_2ecbplus", 0, rest.end) == Reading(ANSWERS, 2.0)
    assert told(documents, claim, "1_1ecb", 0, 10) == Reading(OTHER_EVENT)
    assert told(documents, claim, "1_1ecbplus", title.start, title.end) is None
    assert claim.topic == "1"


def test_another_corpus_is_refused(corpus: Path, tmp_path: Path) -> None:
    documents = read_events(corpus)
    path = labels(documents, tmp_path)
    corpus.write_text(corpus.read_text().replace("Nine people", "Ten people"))
    with pytest.raises(ValueError, match="Sentence 4 of 1_1ecbplus is not the one"):
        load_answers(read_events(corpus), path)


def test_few_reports_of_an_event_are_left_and_all_of_others() -> None:
    found = [example(f"r{n}", same=True) for n in range(5)] + [example("x", same=False)]
    for reports in LEFT:
        rows = left(found, reports)
        assert sum(each.same_event for each in rows) == reports
        assert rows[-1].report == "x"
    assert {e.report for e in left(found, 1)} < {e.report for e in left(found, 2)}


def test_what_nobody_read_neither_answers_nor_fails_to() -> None:
    assert is_answer(example("r", same=True)) is None
    assert is_answer(example("r", same=True, reading=Reading(ANSWERS))) is True
    assert is_answer(example("r", same=False, reading=Reading(OTHER_EVENT))) is False


def test_a_row_that_stands_for_three_weighs_as_three_rows() -> None:
    x = np.array([[0.0], [1.0], [1.0], [1.0], [0.0]])
    y = np.array([False, True, True, True, True])
    once, weighed = np.array([[0.0], [1.0], [0.0]]), np.array([1.0, 3.0, 1.0])
    repeated = ridge.fit(x, y)
    counted = ridge.fit(once, np.array([False, True, True]), weighed)
    assert counted[0][0] == pytest.approx(repeated[0][0], abs=1e-3)
    assert counted[1] == pytest.approx(repeated[1], abs=1e-3)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (DATED, LATER, UNDATED)))
    return path


def labels(documents: dict[str, EventReport], folder: Path) -> Path:
    said = documents["1_1ecbplus"].sentences[4]
    digest = hashlib.sha256(str(LATER["sentences"][0]).encode()).hexdigest()
    row: dict[str, Any] = {
        "id": "e001",
        "event": "1ecbplus",
        "report": "1_1ecbplus",
        "sentence": 4,
        "sha256": said.sha256,
        "pairs": [["1_2ecbplus", 0, digest[:12], ANSWERS, 2.0]],
    }
    path = folder / "answers.jsonl"
    path.write_text(json.dumps(row) + "\n")
    return path


def example(report: str, *, same: bool, reading: Reading | None = None) -> Example:
    return Example("e001", "1", report, {"cosine": 0.5}, same, reading)
