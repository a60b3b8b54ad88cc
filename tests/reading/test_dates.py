from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.reading.dates import in_address, is_credible, labelled, marked, stated, typed


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2017-03-31", "2017-03-31"),
        ("2017-3-5", "2017-03-05"),
        ("20170331", "2017-03-31"),
        ("2017-03-31T10:05:00Z", "2017-03-31T10:05:00+00:00"),
        ("2017-03-31T10:05:00.123+0300", "2017-03-31T10:05:00+03:00"),
        ("2017-03-31 10:05", "2017-03-31"),
        ("Fri, 31 Mar 2017 10:05:00 +0200", "2017-03-31T10:05:00+02:00"),
        ("2017-02-31", None),
        ("yesterday", None),
        ("2017", None),
        ("", None),
    ],
)
def test_a_machines_notation_is_read_with_its_precision(value: str, day: str | None) -> None:
    assert marked(value) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: March 31, 2017", "2017-03-31"),
        ("Sat 1 Apr. 2017", "2017-04-01"),
        ("1er avril 2017", "2017-04-01"),
        ("31.3.2017, 10:05 Uhr", "2017-03-31"),
        ("31/03/2017", "2017-03-31"),
        ("03/31/2017", "2017-03-31"),
        ("03/04/2017", None),
        ("February 2017", None),
        ("Updated March 31, 2017", None),
        ("© March 31, 2017", None),
        ("On March 31, 2017, at least 12 people were killed when a shell fell on a market.", None),
    ],
)
def test_a_line_gives_a_day_only_in_full_and_only_on_its_own(line: str, day: str | None) -> None:
    assert stated(line) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2017-03-31", "2017-03-31"),
        ("2017-03-31T08:00+02:00", "2017-03-31T08:00+02:00"),
        ("31 March 2017", "2017-03-31"),
        ("31st of March, 2017", "2017-03-31"),
        ("Friday, March 31, 2017", "2017-03-31"),
        ("31.03.2017", "2017-03-31"),
        ("31 March 2017, 14:05 GMT", "2017-03-31T14:05:00+00:00"),
        ("03/04/2017", None),
        ("31 February 2017", None),
        ("before 31 March 2017", None),
        ("31 March or 1 April 2017", None),
        ("March 2017", None),
        ("", None),
    ],
)
def test_a_day_that_is_typed_may_be_written_out(words: str, day: str | None) -> None:
    assert typed(words) == day


def test_lines_that_disagree_on_the_day_of_publication_give_none() -> None:
    assert labelled(["Published on 31 March 2017", "x"]) == "2017-03-31"
    assert labelled(["Published on 31 March 2017", "Posted 1 April 2017"]) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.org/2017/03/31/dam", "2017-03-31"),
        ("https://a.org/world/2017-03-31-dam", "2017-03-31"),
        ("https://a.org/2017/03/dam", None),
        ("https://a.org/2017/13/31/dam", None),
    ],
)
def test_an_address_may_carry_the_day(url: str, day: str | None) -> None:
    assert in_address(url) == day


def test_days_before_the_web_and_days_to_come_are_not_credible() -> None:
    assert is_credible("2017-03-31", today=date(2017, 4, 1))
    assert not is_credible("2017-04-05", today=date(2017, 4, 1))
    assert not is_credible("1970-01-01T00:00:00+00:00", today=date(2017, 4, 1))


@given(st.text(max_size=60))
def test_whatever_is_read_as_a_day_is_one(text: str) -> None:
    for day in filter(None, (marked(text), stated(text), in_address(text))):
        assert date.fromisoformat(day[:10])


@given(st.dates(min_value=date(1990, 1, 1)))
def test_every_iso_day_comes_back(day: date) -> None:
    assert marked(day.isoformat()) == stated(day.isoformat()) == day.isoformat()
