"""Dates: a table of phrases read on a Thursday, and properties of any text."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.values import DateSpan
from workbench.domain.vocabulary import Precision
from workbench.language.dates import dates

PUBLISHED = date(2016, 2, 18)  # a Thursday

PHRASES = [
    ("on Tuesday", "Tuesday: day 2016-02-16"),
    ("on Thursday", "Thursday: day 2016-02-18"),
    ("on Friday", "Friday: day 2016-02-12"),
    ("late on Wednesday", "late on Wednesday: day 2016-02-17"),
    ("early on Monday", "early on Monday: day 2016-02-15"),
    ("Tuesday night", "Tuesday night: day 2016-02-16"),
    ("last Thursday", "last Thursday: day 2016-02-11"),
    ("next Tuesday", "next Tuesday: day 2016-02-23"),
    ("The talks will resume on Friday", "Friday: day 2016-02-19"),
    ("The envoy is expected to meet them on Monday", "Monday: day 2016-02-22"),
    ("from Monday to Wednesday", "Monday to Wednesday: range 2016-02-15 2016-02-17"),
    ("since Monday", "since Monday: range 2016-02-15 2016-02-18"),
    ("until Monday", "until Monday: range .. 2016-02-15"),
    ("today", "today: day 2016-02-18"),
    ("yesterday", "yesterday: day 2016-02-17"),
    ("tomorrow", "tomorrow: day 2016-02-19"),
    ("last night", "last night: day 2016-02-17"),
    ("this morning", "this morning: day 2016-02-18"),
    ("overnight", "overnight: range 2016-02-17 2016-02-18"),
    ("the day before yesterday", "the day before yesterday: day 2016-02-16"),
    ("two days ago", "two days ago: day 2016-02-16"),
    ("10 days ago", "10 days ago: day 2016-02-08"),
    ("a week ago", "a week ago: range 2016-02-07 2016-02-15"),
    ("three weeks ago", "three weeks ago: range 2016-01-24 2016-02-01"),
    ("a month ago", "a month ago: month 2016-01-01 2016-01-31"),
    ("six months ago", "six months ago: month 2015-08-01 2015-08-31"),
    ("two years ago", "two years ago: year 2014-01-01 2014-12-31"),
    ("several years ago", "several years ago: unresolved"),
    ("a decade ago", "a decade ago: range 2001-02-18 2011-02-18"),
    ("last week", "last week: range 2016-02-08 2016-02-14"),
    ("this week", "this week: range 2016-02-15 2016-02-21"),
    ("next week", "next week: range 2016-02-22 2016-02-28"),
    ("last month", "last month: month 2016-01-01 2016-01-31"),
    ("this month", "this month: month 2016-02-01 2016-02-29"),
    ("last year", "last year: year 2015-01-01 2015-12-31"),
    ("late last year", "late last year: range 2015-09-01 2015-12-31"),
    ("next year", "next year: year 2017-01-01 2017-12-31"),
    ("earlier this month", "earlier this month: range 2016-02-01 2016-02-18"),
    ("earlier this year", "earlier this year: range 2016-01-01 2016-02-18"),
    ("later this year", "later this year: range 2016-02-18 2016-12-31"),
    ("over the last five months", "the last five months: range 2015-09-19 2016-02-18"),
    ("in the past two weeks", "the past two weeks: range 2016-02-04 2016-02-18"),
    ("in the last 24 hours", "the last 24 hours: range 2016-02-17 2016-02-18"),
    ("over the past year", "the past year: range 2015-02-18 2016-02-18"),
    ("over the next three days", "the next three days: range 2016-02-18 2016-02-21"),
    ("in the last few months", "the last few months: unresolved"),
    ("in recent weeks", "in recent weeks: unresolved"),
    ("over the weekend", "over the weekend: range 2016-02-13 2016-02-14"),
    ("last weekend", "last weekend: range 2016-02-13 2016-02-14"),
    ("last summer", "last summer: range 2015-06-01 2015-08-31"),
    ("in the summer of 2014", "summer of 2014: range 2014-06-01 2014-08-31"),
    ("the winter of 2015", "winter of 2015: range 2015-12-01 2016-02-29"),
    ("on Feb. 16", "Feb. 16: day 2016-02-16"),
    ("April 4", "April 4: day 2015-04-04"),
    ("on 20 February", "20 February: day 2016-02-20"),
    ("the 5th of January", "the 5th of January: day 2016-01-05"),
    ("December 31st", "December 31st: day 2015-12-31"),
    ("It will begin on April 4", "April 4: day 2016-04-04"),
    ("February 16 to 18", "February 16 to 18: range 2016-02-16 2016-02-18"),
    ("on the night of 3-4 February", "3-4 February: range 2016-02-03 2016-02-04"),
    ("in January", "January: month 2016-01-01 2016-01-31"),
    ("in May", "May: month 2015-05-01 2015-05-31"),
    ("in December", "December: month 2015-12-01 2015-12-31"),
    ("last March", "last March: month 2015-03-01 2015-03-31"),
    ("since November", "since November: range 2015-11-01 2016-02-18"),
    ("late in January", "late in January: range 2016-01-21 2016-01-31"),
    ("between March and May 2014", "March and May 2014: range 2014-03-01 2014-05-31"),
    (
        "in March or April 2014",
        "March: month 2014-03-01 2014-03-31; April 2014: month 2014-04-01 2014-04-30",
    ),
    ("in 2014", "2014: year 2014-01-01 2014-12-31"),
    ("in 2014.", "2014: year 2014-01-01 2014-12-31"),
    ("the 2003 invasion", "2003: year 2003-01-01 2003-12-31"),
    ("a 2014 report", "2014: year 2014-01-01 2014-12-31"),
    ("(2011)", "2011: year 2011-01-01 2011-12-31"),
    ("since 2011", "since 2011: range 2011-01-01 2016-02-18"),
    ("from 2011 to 2013", "2011 to 2013: range 2011-01-01 2013-12-31"),
    ("2011-2013", "2011-2013: range 2011-01-01 2013-12-31"),
    ("between 2009 and 2012", "2009 and 2012: range 2009-01-01 2012-12-31"),
    ("early 2014", "early 2014: range 2014-01-01 2014-05-02"),
    ("mid-2014", "mid-2014: range 2014-05-02 2014-09-01"),
    ("the end of 2015", "the end of 2015: range 2015-09-01 2015-12-31"),
    ("in the 1990s", "1990s: range 1990-01-01 1999-12-31"),
    ("the first half of 2015", "the first half of 2015: range 2015-01-01 2015-06-30"),
    ("third quarter of 2014", "third quarter of 2014: range 2014-07-01 2014-09-30"),
    ("in March 2011", "March 2011: month 2011-03-01 2011-03-31"),
    ("May 2013", "May 2013: month 2013-05-01 2013-05-31"),
    ("in late November 2014", "late November 2014: range 2014-11-20 2014-11-30"),
    ("since March 2011", "since March 2011: range 2011-03-01 2016-02-18"),
    ("February 12, 2016", "February 12, 2016: day 2016-02-12"),
    ("On Friday, February 12, 2016,", "Friday, February 12, 2016: day 2016-02-12"),
    ("Wed 05 Apr 2017", "Wed 05 Apr 2017: day 2017-04-05"),
    ("3 October 2017", "3 October 2017: day 2017-10-03"),
    ("16-18 February 2016", "16-18 February 2016: range 2016-02-16 2016-02-18"),
    ("2016-02-16", "2016-02-16: day 2016-02-16"),
    ("13/10/2015", "13/10/2015: day 2015-10-13"),
    ("21-08-2014", "21-08-2014: day 2014-08-21"),
    ("01.10.2014", "01.10.2014: unresolved"),
    ("25.10.2014, 01.10.2014", "25.10.2014: day 2014-10-25; 01.10.2014: day 2014-10-01"),
    ("10/25/2014, 10/01/2014", "10/25/2014: day 2014-10-25; 10/01/2014: day 2014-10-01"),
    ("Apr 232015", "Apr 232015: day 2015-04-23"),
    ("5/2/16", "5/2/16: day 2016-02-05"),
    ("Feb 30, 2016", "Feb 30, 2016: unresolved"),
    ("in 16 days of battles", ""),
    ("in 2000 villages and 2014 people", ""),
    ("more than 1900 men", ""),
    ("between 1500 and 2000 fighters", ""),
    ("He may march through the city", ""),
    ("The toll rose to 1900", ""),
    ("Resolution 2254", ""),
    ("in a decade", ""),
    ("the second bomb", ""),
    ("nearly six years ago", "six years ago: year 2010-01-01 2010-12-31"),
    ("Some people left four years ago.", "four years ago: year 2012-01-01 2012-12-31"),
    ("Between 2003 and 2012", "2003 and 2012: range 2003-01-01 2012-12-31"),
    ("In June, it rained", "June: month 2015-06-01 2015-06-30"),
    ("It will stretch into 2017", "2017: year 2017-01-01 2017-12-31"),
    ("They came in 2000 as refugees", "2000: year 2000-01-01 2000-12-31"),
    (
        "fell from 79 in 2014 to 78 in 2017",
        "2014: year 2014-01-01 2014-12-31; 2017: year 2017-01-01 2017-12-31",
    ),
    ("the August primary", "August: month 2015-08-01 2015-08-31"),
]

RELATIVE = [
    "on Tuesday",
    "yesterday",
    "two days ago",
    "last year",
    "over the last five months",
    "April 4",
    "in January",
    "since Monday",
    "from Monday to Wednesday",
    "earlier this month",
    "last summer",
    "over the weekend",
]


@pytest.mark.parametrize(("phrase", "resolved"), PHRASES)
def test_a_phrase_is_resolved_against_the_day_of_publication(phrase: str, resolved: str) -> None:
    found = dates(phrase, published=PUBLISHED)
    assert "; ".join(written(one) for one in found) == resolved


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len({phrase for phrase, _ in PHRASES}) >= 80


@pytest.mark.parametrize("phrase", RELATIVE)
def test_without_a_publication_date_relative_dates_stay_unresolved(phrase: str) -> None:
    found = dates(phrase)
    assert [(one.earliest, one.latest, one.precision) for one in found] == [
        (None, None, Precision.UNRESOLVED)
    ]


@pytest.mark.parametrize("phrase", ["in March 2011", "on 3 October 2017", "in 2014", "2011-2013"])
def test_full_dates_need_no_publication_date(phrase: str) -> None:
    assert dates(phrase) == dates(phrase, published=PUBLISHED)


def test_since_a_full_date_is_open_without_a_publication_date() -> None:
    (found,) = dates("since March 2011")
    assert (found.earliest, found.latest) == (date(2011, 3, 1), None)


def test_digits_in_either_order_are_read_as_the_day_just_before_publication() -> None:
    assert dates("4/5/17", published=date(2017, 4, 6))[0].earliest == date(2017, 4, 5)
    assert dates("4/5/17", published=date(2017, 5, 6))[0].earliest == date(2017, 5, 4)
    assert dates("4/5/17")[0].precision is Precision.UNRESOLVED


def test_the_29th_of_february_is_found_in_the_last_leap_year() -> None:
    (found,) = dates("on February 29", published=date(2018, 6, 1))
    assert found.earliest == date(2016, 2, 29)


SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(PHRASES).map(lambda row: row[0]),
        st.sampled_from(["since", "until", "from", "to", "-", "and", "last", "9999", "ago", "May"]),
        st.text(max_size=6),
    ),
    max_size=12,
).map(" ".join)


@given(SCRAPS, st.none() | st.dates())
@example("100000 years ago, in 99 decades ago, last decade", date(1, 1, 1))
@example("tomorrow, next year, the next 9999 decades", date(9999, 12, 31))
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_and_ends_in_order_in_any_text(text: str, published: date | None) -> None:
    reached = 0
    for one in dates(text, published=published):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= reached
        assert one.earliest is None or one.latest is None or one.earliest <= one.latest
        known = one.earliest is not None or one.latest is not None
        assert known == (one.precision is not Precision.UNRESOLVED)
        reached = one.end


def written(found: DateSpan) -> str:
    if found.precision is Precision.UNRESOLVED:
        return f"{found.text}: unresolved"
    if found.precision is Precision.DAY:
        return f"{found.text}: day {found.earliest}"
    return f"{found.text}: {found.precision} {found.earliest or '..'} {found.latest or '..'}"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The raid on 3 May 2017 killed 40 people.", 2017),
        ("The raid on May 3, 2017 wounded civilians in Ariha.", 2017),
        ("The quake on 3 May 2017 left 40 people dead.", 2017),
        ("On 6 May 2000 people were killed.", None),
        ("On 6 May 2000 displaced people left.", None),
        ("On 6 May 1500 Syrians fled.", None),
        ("The train left on 6 May 2999.", 2999),
    ],
)
def test_a_year_beside_a_day_is_told_from_a_count(text: str, year: int | None) -> None:
    [found] = dates(text)

    assert (found.earliest.year if found.earliest else None) == year


@pytest.mark.parametrize("feast", ["Good Friday", "Super Tuesday", "Black Friday", "Ash Wednesday"])
def test_a_feast_that_is_named_like_a_weekday_is_no_day_of_this_week(feast: str) -> None:
    assert not dates(f"They voted on {feast} in Paris.", published=date(2020, 4, 16))


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The dam broke half a year ago.", date(2015, 11, 1)),
        ("The party prepares for November.", date(2016, 11, 1)),
        ("The party hopes to win in November.", date(2016, 11, 1)),
        ("They met in November.", date(2015, 11, 1)),
    ],
)
def test_half_a_year_and_months_to_come_fall_into_their_year(sentence: str, first: date) -> None:
    (found,) = dates(sentence, published=date(2016, 5, 10))

    assert found.earliest == first
