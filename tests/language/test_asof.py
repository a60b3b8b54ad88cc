"""Of what moment a passage speaks."""

from datetime import UTC, date, datetime

import pytest

from workbench.language.asof import as_of

SATURDAY = date(2017, 5, 6)


def test_a_date_in_the_text_outranks_publication() -> None:
    found = as_of("Ninety-one people have died as of 4 p.m. on 3 May 2017.", SATURDAY)

    assert found is not None
    assert (found.moment, found.has_hour) == (datetime(2017, 5, 3, 16, tzinfo=UTC), True)


def test_a_weekday_is_counted_back_from_publication() -> None:
    found = as_of("These are the figures as of 6 p.m. on Thursday, it said.", SATURDAY)

    assert found is not None
    assert found.moment == datetime(2017, 5, 4, 18, tzinfo=UTC)


@pytest.mark.parametrize("opening", ["KASTEL, May 5 (Norvane) - Nine people died.", ""])
def test_a_dateline_comes_before_the_publication_date(opening: str) -> None:
    found = as_of("Nine people died.", SATURDAY, opening=opening)

    assert found is not None
    assert found.moment.day == (5 if opening else 6)
    assert not found.has_hour


def test_the_hour_of_publication_counts_where_it_is_known() -> None:
    found = as_of("Nine people died.", datetime(2017, 5, 6, 9, 30, tzinfo=UTC))

    assert found is not None
    assert (found.moment.hour, found.has_hour) == (9, True)


def test_an_undated_text_speaks_of_no_known_moment() -> None:
    assert as_of("Nine people died on Thursday.", None) is None
    assert as_of("As of Thursday nine people had died.", None) is None


def test_a_clock_that_shows_no_time_is_passed_over() -> None:
    found = as_of("Nine had died as of 25:99 on 3 May 2017.", None)

    assert found is not None
    assert not found.has_hour
