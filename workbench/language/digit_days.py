"""Days written in digits (08/04/2017), and which of their parts is the day."""

import re
from datetime import date

from workbench.language import calendars
from workbench.language.calendars import Stretch

DIGITS = (
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<s>[-/.])(?P<b>[0-3]?\d)(?P=s)(?P<year>(?:19|20)\d\d|\d\d)"
    r"(?![\d/]|\.\d)"
)
_FORM = re.compile(DIGITS)
_MONTHS = 12
_JUST_BEFORE = 21  # days before publication in which one of two readings is the likelier


def day_of(match: re.Match[str], published: date | None) -> Stretch | None:
    """The day, in the order that the text shows, else the one just before publication."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    both = {
        stretch
        for day, month in _orders(match, first, second)
        if (stretch := calendars.of_day(year, month, day)) is not None
    }
    if len(both) > 1 and published is not None:
        near = {one for one in both if 0 <= (published - one[0]).days <= _JUST_BEFORE}
        both = near or both
    return both.pop() if len(both) == 1 else None


def _orders(match: re.Match[str], first: int, second: int) -> list[tuple[int, int]]:
    """As (day, month): both, where no date of that form beside it has a part over twelve."""
    orders = [(first, second), (second, first)]
    others = [one for one in _FORM.finditer(match.string) if one["s"] == match["s"]]
    day_first = any(int(one["a"]) > _MONTHS >= int(one["b"]) for one in others)
    month_first = any(int(one["b"]) > _MONTHS >= int(one["a"]) for one in others)
    if day_first is month_first:
        return orders
    return orders[:1] if day_first else orders[1:]
