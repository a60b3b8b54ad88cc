"""How near the passages found for a claim are to it."""

from workbench.representations.subjects import Subject
from workbench.stages.assessing import nearness
from workbench.store.models import Passage, Report

CLAIM = Subject(
    "Nine patients died.", opening="A clinic in Ostel was bombed. Nine died.", report_id=1
)


def passage(number: int, report: Report, words: str) -> Passage:
    start = report.text.index(words)
    return Passage(
        id=number, report_id=report.id, report=report, start=start, end=start + len(words)
    )


def test_every_passage_of_a_report_that_begins_alike_is_nearer_for_it() -> None:
    alike = Report(id=2, text="Bombs hit a clinic in Ostel. The count is nine. Rain fell.")
    other = Report(id=3, text="Wheat is dear. The count is nine sacks.")
    passages = [
        passage(1, alike, "The count is nine."),
        passage(2, alike, "Rain fell."),
        passage(3, other, "The count is nine sacks."),
    ]

    first, second, third = nearness(CLAIM, passages, {1: 0.4, 2: 0.1, 3: 0.4}).values()
    assert first.opened == second.opened
    assert first.opened.words > third.opened.words
    assert first.opened.first > third.opened.first
