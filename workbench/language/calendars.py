"""Days, months and years as stretches of days, and what "last week" is on a given day."""

from calendar import monthrange
from datetime import date, timedelta

from workbench.domain.vocabulary import Precision

Stretch = tuple[date, date, Precision]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SOON = 7  # days after publication that a date without its year may lie
_DAYS_OF = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}
_FAR = 4_000_000  # days: beyond any calendar


def of_day(year: int, month: int, day: int) -> Stretch | None:
    """One day; None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day), date(year, month, day), Precision.DAY


def through(first: Stretch | None, last_day: int) -> Stretch | None:
    """From one day to a later day of its month; the first alone where there is no later one."""
    if first is None or last_day <= first[0].day:
        return first
    last = of_day(first[0].year, first[0].month, last_day)
    return first if last is None else (first[0], last[0], Precision.RANGE)


def of_month(year: int, month: int) -> Stretch | None:
    """A whole month."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, 1), date(year, month, last), Precision.MONTH


def of_year(year: int) -> Stretch | None:
    """A whole year."""
    if not 1 <= year <= 9999:
        return None
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def of_months(year: int, first: int, last: int) -> Stretch | None:
    """Several months of one year; `last` beyond 12 runs into the next year."""
    begin = of_month(year, first)
    end = of_month(year + (last - 1) // 12, (last - 1) % 12 + 1)
    return None if begin is None or end is None else (begin[0], end[1], Precision.RANGE)


def of_season(year: int, season: str) -> Stretch | None:
    """A northern season; winter begins in December of the named year."""
    first = _SEASONS[season]
    return of_months(year, first, first + 2)


def part(stretch: Stretch | None, which: str) -> Stretch | None:
    """The first, middle or last third of a stretch: early, mid, late."""
    if stretch is None or stretch[2] is Precision.DAY:
        return stretch
    third = (stretch[1] - stretch[0]).days / 3
    steps = {"early": 0, "mid": 1, "late": 2}[which]
    first = stretch[0] + timedelta(days=round(third * steps))
    last = stretch[0] + timedelta(days=round(third * (steps + 1)))
    return first, last, Precision.RANGE


def weekday(name: str, today: date, which: str) -> Stretch:
    """The weekday last past (today's own name is today), or the next one for `which` "next"."""
    number = WEEKDAYS.index(name)
    if which == "next":
        found = shifted(today, (number - today.weekday()) % 7 or 7)
    else:
        back = (today.weekday() - number) % 7
        found = shifted(today, -(back or (7 if which == "last" else 0)))
    return found, found, Precision.DAY


def month_without_year(month: int, today: date, which: str) -> Stretch | None:
    """The named month last begun, or the one to come."""
    year = today.year
    if which == "next":
        year += month <= today.month
    elif which == "future":
        year += month < today.month
    elif which == "last":
        year -= month >= today.month
    elif which != "this":
        year -= month > today.month
    return of_month(year, month)


def day_without_year(month: int, day: int, today: date, *, future: bool) -> Stretch | None:
    """The named day nearest before publication (a week of grace), or the next one to come."""
    found = [
        stretch
        for year in range(today.year - 4, today.year + 5)  # the 29th of February is rare
        if (stretch := of_day(year, month, day)) is not None
    ]
    if future:
        return next((stretch for stretch in found if stretch[0] >= today), None)
    limit = shifted(today, _SOON)
    return next((stretch for stretch in reversed(found) if stretch[0] <= limit), None)


def calendar_unit(which: str, unit: str, today: date) -> Stretch | None:
    """As in "last week", "this month", "next year" as the calendar has them."""
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "year":
        return of_year(today.year + step)
    if unit == "month":
        index = today.year * 12 + today.month - 1 + step
        return of_month(index // 12, index % 12 + 1)
    if unit == "decade":
        first = (today.year // 10 + step) * 10
        ends = of_year(first), of_year(first + 9)
        return (ends[0][0], ends[1][1], Precision.RANGE) if ends[0] and ends[1] else None
    monday = shifted(today, step * 7 - today.weekday())
    if unit == "weekend":
        # a weekend without "next" is the one just past or under way
        back = shifted(today, -(today.weekday() + 2) % -7) if step <= 0 else shifted(monday, 5)
        return back, shifted(back, 1), Precision.RANGE
    return monday, shifted(monday, 6), Precision.RANGE


def season_near(season: str, which: str, today: date) -> Stretch | None:
    """As in "last summer", "this spring", "next winter"."""
    years = range(today.year - 1, today.year + 2)
    found = [stretch for year in years if (stretch := of_season(year, season)) is not None]
    if which == "next":
        return next((stretch for stretch in found if stretch[0] > today), None)
    if which == "last":
        return next((stretch for stretch in reversed(found) if stretch[1] < today), None)
    return next((stretch for stretch in reversed(found) if stretch[0] <= today), None)


def ago(count: float, unit: str, today: date) -> Stretch | None:
    """As in "two days ago" is a day, "two months ago" a month, "two years ago" a year."""
    if unit == "hour":
        day = back(count, unit, today)
        return None if day is None else (day, day, Precision.DAY)
    if unit == "day":
        day = back(count, unit, today)
        return None if day is None else (day, day, Precision.DAY)
    if unit == "year" and count < 1:
        count, unit = count * 12, "month"
    if unit == "month" and count < today.year * 12:
        index = today.year * 12 + today.month - 1 - round(count)
        return of_month(index // 12, index % 12 + 1)
    if unit == "year" and count < today.year:
        return of_year(today.year - round(count))
    day = back(count, unit, today)
    if day is None:
        return None
    slack = round(_DAYS_OF[unit] / 2)
    return shifted(day, -slack), shifted(day, slack), Precision.RANGE


def back(count: float, unit: str, today: date) -> date | None:
    """The day so long before (after, for a negative count); None outside the calendar."""
    days = count * _DAYS_OF[unit]
    if abs(days) > _FAR or not 1 <= today.toordinal() - round(days) <= date.max.toordinal():
        return None
    return today - timedelta(days=int(days) if days > 0 else -int(-days))


def shifted(day: date, days: int) -> date:
    """The day so many days later, held inside the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)
