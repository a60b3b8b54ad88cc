"""One text against all reports: ranked, assessed, refused where there is nothing to search for."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from workbench.bootstrap import Services
from workbench.errors import InputError
from workbench.pipeline import adding, catching_up
from workbench.pipeline.searching import Search, search
from workbench.reading.record import ReportRecord
from workbench.store.models import Report

AddReport = Callable[..., int]
MakeReport = Callable[..., ReportRecord]


@pytest.fixture(autouse=True)
def reports(add_report: AddReport) -> list[int]:
    return [
        add_report("Wheat\n\nThe price of wheat rose by a tenth.", source="Market", title="Wheat"),
        add_report(
            "Talvar\n\nRebels seized the town of Talvar on 3 March 2019.",
            source="Post",
            title="Talvar falls",
            published="2019-03-04",
            language="en",
        ),
        add_report("Talvar\n\nTalvar is quiet, its mayor said.", source="Radio", title="Talvar"),
    ]


def texts(services: Services, **wanted: object) -> list[str]:
    found = search(services, Search("Rebels seized Talvar", **wanted))  # type: ignore[arg-type]
    return [match["text"] for match in found["matches"]]


def test_the_best_comes_first_and_says_how_relevant_it_is(services: Services) -> None:
    found = search(services, Search("Rebels seized Talvar"))

    assert found["matches"][0]["text"].startswith("Rebels seized the town of Talvar")
    relevances = [match["relevance"] for match in found["matches"]]
    assert relevances == sorted(relevances, reverse=True)
    assert found["searched"]["reports"] == 3
    assert found["index"]["stale"] is False


def test_what_was_searched_follows_each_report_that_comes_or_goes(
    services: Services, add_report: AddReport
) -> None:
    def covered() -> dict[str, object]:
        first, again = (search(services, Search("Talvar"))["searched"] for _ in range(2))
        # How far the index is behind may be that of a moment ago.
        assert {**again, "behind": 0} == {**first, "behind": 0}
        return {**first, "behind": 0}

    three = covered()
    late = add_report("Talvar\n\nIts bridge fell.", source="Gazette", published="2031-01-02")
    four = covered()
    with services.database.transaction() as session:
        session.get_one(Report, late).current = False

    assert four["reports"] == 4
    assert four["sources"] == three["sources"] + 1  # type: ignore[operator]
    assert (four["from"], four["to"]) == (three["from"], "2031-01-02")
    assert covered() == three


def test_what_awaits_its_vector_is_found_by_its_words(
    services: Services, make_report: MakeReport
) -> None:
    late = make_report("Orsk\n\nThe ferry of Orsk sank on its way to Talvar.", title="Orsk")
    list(adding.add(services, [late], by="test", article=False))

    found = search(services, Search("A ferry of Orsk sank"))
    shown = found["matches"][0]

    assert (shown["text"], found["index"]["stale"]) == (late.text.split("\n\n")[1], True)
    catching_up.catch_up(services)
    [again] = search(services, Search("A ferry of Orsk sank"))["matches"][:1]
    assert again["similarity"] == shown["similarity"]


def held(services: Services, text: str, **wanted: object) -> list[tuple[str, bool | None]]:
    found = search(services, Search(text, **wanted))  # type: ignore[arg-type]
    return [(match["text"], match["literal"]) for match in found["matches"]]


def test_what_holds_every_word_of_a_short_query_stands_first_and_nothing_is_hidden(
    services: Services,
) -> None:
    found = held(services, "mayor Talvar")

    assert found[0] == ("Talvar is quiet, its mayor said.", True)
    assert len(found) == 3
    assert not any(literal for _, literal in found[1:])


def test_quoted_words_come_first_in_a_row_only(services: Services) -> None:
    first, *others = held(
        services, 'They wrote that "the town of Talvar" is theirs, all of it, now'
    )

    assert first == ("Rebels seized the town of Talvar on 3 March 2019.", True)
    assert others
    assert {literal for _, literal in others} == {False}


def test_a_name_is_found_however_it_is_spelt_first_as_it_is_asked_for(
    services: Services, make_report: MakeReport
) -> None:
    told = ["Talas Salameh leads the rebels.", "Rain fell on Talvar.", "Talas al-Salamah fled."]
    list(adding.add(services, [make_report(text) for text in told], by="test", article=False))
    catching_up.catch_up(services)

    found = search(services, Search("Talas al-Salamah"))["matches"]

    assert [match["text"] for match in found if match["literal"]] == [told[2], told[0]]


def test_quoted_words_that_stand_nowhere_leave_the_answer_as_it_is(services: Services) -> None:
    found = held(services, '"nobody ever said this" Talvar')

    assert len(found) == 3
    assert {literal for _, literal in found} == {False}


def test_of_a_sentence_nothing_is_asked_for_to_the_letter(services: Services) -> None:
    found = held(
        services, "Rebels seized the old town of Talvar, its bridge and its mill on Sunday"
    )

    assert {literal for _, literal in found} == {None}


def test_a_number_and_a_day_are_found_as_others_write_them(
    services: Services, add_report: AddReport
) -> None:
    for words in ("In all 1,170 fled.", "One hundred and seventeen fled.", "It was March 3."):
        add_report(f"News\n\n{words}", published="2019-03-05")

    assert held(services, "117")[0] == ("One hundred and seventeen fled.", True)
    assert [text for text, literal in held(services, "117") if literal] == [
        "One hundred and seventeen fled."
    ]
    assert {text for text, literal in held(services, "2019-03-03") if literal} == {
        "It was March 3.",
        "Rebels seized the town of Talvar on 3 March 2019.",
    }


def test_of_many_that_hold_the_words_some_leave_room_for_what_says_it_otherwise(
    services: Services, add_report: AddReport
) -> None:
    for number in range(9):
        add_report(f"Orvel\n\nThe dam at Orvel broke, {number} said.", source=f"Paper {number}")

    found = held(services, "dam Orvel", limit=8)

    assert [literal for _, literal in found] == [True] * 6 + [False] * 2


def test_a_report_can_be_left_out(services: Services, reports: list[int]) -> None:
    assert not any("seized" in text for text in texts(services, exclude_report=reports[1]))


def test_only_what_was_published_before_a_day(services: Services) -> None:
    before = {day: datetime(2019, 3, day, tzinfo=UTC) for day in (4, 5)}

    assert texts(services, before=before[4]) == []
    assert len(texts(services, before=before[5])) == 1


def test_a_source_can_be_left_out(services: Services) -> None:
    left = texts(services, exclude_source="POST")

    assert len(left) == 2
    assert not any("seized" in text for text in left)


def test_a_source_nobody_knows_is_named(services: Services) -> None:
    with pytest.raises(InputError, match="no source named “Gazette”"):
        search(services, Search("Rebels seized Talvar", exclude_source="Gazette"))


def test_one_language_alone(services: Services) -> None:
    assert texts(services, language="en") == ["Rebels seized the town of Talvar on 3 March 2019."]
    with pytest.raises(InputError, match="no report in the language “ar”"):
        texts(services, language="ar")


@pytest.mark.parametrize("others", [5, 200])
def test_what_is_admitted_is_found_however_much_is_nearer(
    services: Services, make_report: MakeReport, others: int
) -> None:
    near = [
        f"Rebels seized Talvar on day {n}. Rebels seized Talvar again at {n}."
        for n in range(others)
    ]
    reports = [
        make_report(text, title="Rebels seized Talvar", published="2020-01-01") for text in near
    ]
    assert len(list(adding.add(services, reports, by="test", article=False))) == others
    catching_up.catch_up(services)

    found = texts(services, before=datetime(2019, 3, 5, tzinfo=UTC))

    assert found == ["Rebels seized the town of Talvar on 3 March 2019."]


def test_a_second_ranking_has_the_last_word(services: Services) -> None:
    class Backwards:
        def reorder(self, claim: str, passages: Sequence[str]) -> list[int]:
            del claim
            return list(reversed(range(len(passages))))

    first, *others = texts(services)
    services.__dict__["reranker"] = Backwards()

    assert texts(services) == [first, *others[::-1]]  # what holds every word stays before them


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Search("  "), "nothing to search for"),
        (Search("😀 !!"), "nothing to search for"),
        (Search("x" * 100_000), "100000 characters"),
        (Search("x", limit=0), "limit is 0"),
        (Search("x", limit=1_000_000), "limit is 1000000"),
    ],
)
def test_what_cannot_be_searched_for_is_a_sentence(
    services: Services, wanted: Search, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        search(services, wanted)


@pytest.mark.parametrize("text", ["the of and", "#Talvar @mayor https://t.co/x", '" OR * NEAR('])
def test_odd_queries_are_answered(services: Services, text: str) -> None:
    assert isinstance(search(services, Search(text))["matches"], list)
