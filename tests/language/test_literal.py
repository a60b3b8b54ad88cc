"""What a query asks for to the letter, and which passages hold it."""

import pytest

from workbench.language.literal import read
from workbench.language.parts import Day, Figure, Month, Name, Page, Phrase, Term

POST = (
    "They said “we will not rest” and then the so-called “caliphate” lost five hundred fighters, "
    "forty lorries and a bridge near Raqqa on Monday, officials told a paper"
)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("Rami Abdulrahman", (Term("rami"), Name("abdulrahman", "abdulrahman"))),
        ("117", (Figure(117),)),
        ("Talas al-Salamah", (Name("tala", "talas"), Name("salamah", "salamah"))),
        ("How many killed in Idlib?", (Term("kill"), Name("idlib", "idlib"))),
        (
            "#KhanSheikhoun 86 dead",
            (Figure(86), Term("khan"), Name("sheikhoun", "sheikhoun"), Term("dead")),
        ),
        ("Idlib 4 April 2017", (Day(4, 4, 2017), Name("idlib", "idlib"))),
        ("2017-04-04", (Day(4, 4, 2017),)),
        ("31 March", (Day(31, 3, None),)),
        ("April 2017", (Month(4, 2017),)),
        ("raid on Idlib, july 2015", (Month(7, 2015), Term("raid"), Name("idlib", "idlib"))),
        ("it may 2015", (Month(5, 2015),)),
        ("April", (Name("april", "april"),)),
        ("04/05/2017", (Figure(4), Figure(5), Figure(2017))),
    ],
)
def test_of_a_short_query_every_word_is_wanted(query: str, parts: tuple[object, ...]) -> None:
    assert read(query).parts == parts
    assert read(query).short


def test_of_a_post_only_a_quotation_is_wanted_not_a_word_in_marks() -> None:
    asked = read(POST)

    assert asked.quoted == (Phrase(("we", "will", "not", "rest")),)
    assert not asked.short
    assert list(asked.wanted) == [frozenset({("rest",)})]


def test_marks_doubled_in_a_file_open_no_quotation_that_they_close() -> None:
    asked = read('"Karim: ""The mill burnt down."" - Nadia Orvel (@nadia) August 14, 2015"')

    assert asked.quoted == (Phrase(("the", "mill", "burnt", "down")),)


@pytest.mark.parametrize(
    "query", ["the of and", '“” ""', "😀", " ".join(f"w{n}x" for n in range(9))]
)
def test_where_nothing_is_asked_for_to_the_letter_no_passage_is_told_apart(query: str) -> None:
    asked = read(query)

    assert not asked
    assert list(asked.wanted) == []
    assert asked.held(Page("w1x and all the rest"), None) == 0


@pytest.mark.parametrize(
    ("query", "text", "title", "held"),
    [
        ("Talvar mayor", "The mayor of Talvar spoke.", None, 2),
        ("Talvar mayor", "The mayor spoke.", "Talvar is quiet", 2),
        ("Talvar mayor", "It rained.", "The mayor of Talvar", 0),
        ("Talvar mayor", "The mayor spoke.", None, 0),
        ("Talas al-Salamah", "Talas Salameh, its commander, spoke.", None, 1),
        ("Talas Salamah", "Talas al-Salamah spoke.", None, 2),
        ("Salamah", "He saw Salem and Salameh's men.", None, 1),
        ("Salamah", "He saw Salem.", None, 0),
        ("Talas", "Tall men came.", None, 0),
        ("tries", "He TRIED it.", None, 2),
        ("carries", "They carry “it” — all of it…", None, 2),
        ('"café closed"', "The Cafe closed.", None, 2),
        ('"cafe closed"', "The CAFÉ closed.", None, 2),
        ('"don\'t go"', "“Don’t go”, he said.", None, 2),
        ('"the mill burnt"', "The mill was burnt.", None, 0),
        ("salamah", "Salameh spoke.", None, 0),
        ("Batter", "It was bitter.", None, 0),
        ('"Salamah"', "Salameh spoke.", None, 0),
        ("Muhammad 117", "Mohammed counted 117.", None, 1),
        ('"mayor of Talvar"', "The mayor of Talvar spoke.", None, 2),
        ('"mayor of Talvar"', "Talvar's mayor spoke.", None, 0),
        ('"the mayor" "of Talvar"', "The mayor of Talvar spoke.", None, 4),
        ('"the mayor" "of Orvel"', "The mayor of Talvar spoke.", None, 2),
        ('"the mayor" Talvar', "The mayor of Talvar spoke.", None, 4),
        ('"the mayor" Talvar', "The mayor spoke.", None, 2),
        ('"the mayor" Talvar', "Talvar is quiet.", None, 0),
    ],
)
def test_what_a_passage_holds(query: str, text: str, title: str | None, held: int) -> None:
    assert read(query).held(Page(text), title) == held


@pytest.mark.parametrize(
    ("query", "text", "published", "held"),
    [
        ("Talvar July 2015", "Talvar fell in July 2015.", None, 2),
        ("Talvar July 2015", "Talvar fell on July 7.", "2015-08-01", 2),
        ("Talvar July 2015", "Talvar fell.", "2015-07-09", 2),
        ("Talvar July 2015", "Talvar fell.", "2016-07-09", 0),
        ("Talvar July 2015", "It fell.", "2015-07-09", 0),
        ("July 2015", "It fell.", "2015-07-09", 0),
        ("July 2015", "It fell on 3 July 2015.", None, 2),
    ],
)
def test_a_month_is_named_or_the_reports_own(
    query: str, text: str, published: str | None, held: int
) -> None:
    assert read(query).held(Page.of(text, published), None) == held


def test_a_month_beside_other_words_is_not_looked_for_by_its_name() -> None:
    assert list(read("Homs July 2015").wanted) == [frozenset({("hom",)})]
    assert ("july",) in next(iter(read("July 2015").wanted))
