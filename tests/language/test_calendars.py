"""Calendars: stretches of days around a given day."""

from datetime import date

import pytest

from workbench.domain.vocabulary import Precision
from workbench.language import calendars

THURSDAY = date(2016, 2, 18)


@pytest.mark.parametrize(
    ("name", "which", "day"),
    [
        ("thursday", "", date(2016, 2, 18)),
        ("thursday", "last", date(2016, 2, 11)),
        ("thursday", "next", date(2016, 2, 25)),
        ("friday", "", date(2016, 2, 12)),
        ("friday", "next", date(2016, 2, 19)),
    ],
)
def test_a_weekday_is_the_last_past_or_the_next(name: str, which: str, day: date) -> None:
    assert calendars.weekday(name, THURSDAY, which) == (day, day, Precision.DAY)


def test_days_that_no_calendar_has_are_none() -> None:
    assert calendars.of_day(2015, 2, 29) is None
    assert calendars.of_day(2015, 13, 1) is None
    assert calendars.of_month(2015, 0) is None
    assert calendars.of_year(0) is None


def test_thirds_of_a_month_meet_without_a_gap() -> None:
    month = calendars.of_month(2016, 1)
    thirds = [calendars.part(month, which) for which in ("early", "mid", "late")]
    assert [third[:2] for third in thirds if third] == [
        (date(2016, 1, 1), date(2016, 1, 11)),
        (date(2016, 1, 11), date(2016, 1, 21)),
        (date(2016, 1, 21), date(2016, 1, 31)),
    ]


@pytest.mark.parametrize("today", [date(2016, 2, day) for day in range(15, 22)])
def test_the_weekend_is_a_saturday_and_a_sunday(today: date) -> None:
    stretch = calendars.calendar_unit("", "weekend", today)
    assert stretch is not None
    assert (stretch[0].weekday(), stretch[1].weekday()) == (5, 6)
    assert -7 < (stretch[0] - today).days <= 0


def test_times_outside_the_calendar_are_none() -> None:
    assert calendars.back(99_999, "decade", THURSDAY) is None
    assert calendars.ago(99_999, "year", THURSDAY) is None
    assert calendars.shifted(date.max, 5) == date.max
