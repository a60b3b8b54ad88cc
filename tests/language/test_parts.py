"""Words, phrases, numbers and days, however they are written, where they stand in a text."""

from datetime import date

import pytest

from workbench.language import literal
from workbench.language.parts import Page


def found(query: str, text: str, published: date | None = None) -> list[str]:
    return [span.of(text) for span in literal.read(query).places(Page(text, published))]


@pytest.mark.parametrize(
    ("query", "text", "there"),
    [
        ("117", "One hundred and seventeen men", ["One hundred and seventeen"]),
        ("one hundred seventeen", "at least 117 men", ["117"]),
        ("117", "1,170 men, 117.5 tons, 11,117 trees", []),
        ("1170", "1,170 men and 1 170 women", ["1,170", "1 170"]),
        ("170", "1 170 women", []),
        ("2 million", "2,000,000 or two million", ["2,000,000", "two million"]),
        ("17", "17 million", []),
        ("dozens", "Dozens fell, a dozen died", ["Dozens", "dozen"]),
    ],
)
def test_a_number_is_found_however_it_is_written(query: str, text: str, there: list[str]) -> None:
    assert found(query, text) == there


@pytest.mark.parametrize("query", ["4 April 2017", "April 4, 2017", "2017-04-04", "4/4/2017"])
def test_a_day_is_found_however_it_is_written(query: str) -> None:
    text = "On 4 April, April 4, 2017, 04 Apr. 2017, 2017-04-04; not 4 April 2016 or 5 April."

    assert found(query, text) == ["4 April", "April 4, 2017", "04 Apr. 2017", "2017-04-04"]


def test_a_weekday_is_the_day_that_it_was_when_the_report_appeared() -> None:
    assert found("4 April 2017", "It fell on Tuesday.", date(2017, 4, 5)) == ["Tuesday"]
    assert found("4 April 2017", "It fell on Tuesday.", date(2017, 5, 5)) == []


def test_a_day_without_a_year_is_that_of_the_report() -> None:
    assert found("4 April 2017", "It fell on 4 April at noon.", date(2017, 4, 6)) == ["4 April"]
    assert found("4 April 2017", "It fell on 4 April at noon.", date(2018, 4, 6)) == []
    assert found("4 April", "It fell on 4 April 2012.") == ["4 April 2012"]


def test_the_ends_of_a_range_are_days_of_it() -> None:
    assert found("4 April", "from 1 April to 4 April 2017") == ["4 April 2017"]


@pytest.mark.parametrize(
    ("query", "text", "there"),
    [
        ("Karim fighters", "KARIM's fighter; Karims", ["KARIM's", "fighter", "Karims"]),
        ('"we will not rest"', "“We will, not rest!” “Rest we will not”", ["We will, not rest"]),
        ("“Ivanišević won”", "Ivanisevic won", ["Ivanisevic won"]),
        ("the of and", "the end of it and", []),
    ],
)
def test_words_are_found_in_their_forms_and_quoted_ones_as_they_are(
    query: str, text: str, there: list[str]
) -> None:
    assert found(query, text) == there
