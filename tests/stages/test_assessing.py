"""How near the passages found for a claim are to it."""

from collections.abc import Callable

from workbench.bootstrap import Services
from workbench.pipeline import searchable
from workbench.representations.openings import likeness
from workbench.representations.subjects import Subject
from workbench.stages.assessing import nearness
from workbench.store.models import Passage, Report

AddReport = Callable[..., int]
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


def test_how_alike_a_report_begins_is_as_usual_where_it_waits_for_its_vectors() -> None:
    alike, other, waiting = (Report(id=n, text="The count is nine.") for n in (2, 3, 4))
    passages = [passage(n, report, "The count") for n, report in enumerate((alike, other, waiting))]

    found = nearness(CLAIM, passages, dict.fromkeys(range(3), 0.4), {2: 0.8, 3: 0.2})
    assert [each.opened.likeness for each in found.values()] == [0.8, 0.2, 0.5]


def test_a_report_that_tells_the_articles_first_sentence_among_its_own_is_alike(
    services: Services, add_report: AddReport
) -> None:
    first = "A clinic in the port of Ostel was bombed on Sunday."
    same = add_report(f"Weather was fair. {first} Rain fell later.", source="Herald")
    other = add_report("Weather was fair. Wheat from the port is dear.", source="Post")
    late = add_report("One. Two. Three. " + first, source="Blog")
    article = add_report(f"{first} At least nine patients died there.", article=True)

    with services.database.snapshot() as session:
        encoder = searchable.encoder_id(services)
        found = likeness(session, encoder, article, {same, other, late, 99})
        assert likeness(session, encoder, 99, {same}) == {}

    assert found[same] == 1
    assert found.keys() == {same, other, late}
    assert max(found[other], found[late]) < found[same]
