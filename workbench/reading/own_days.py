"""The day a text says it appeared, in the furniture at its head: it outranks what is stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.reading.dates import is_credible, stated

_HEAD = 400  # code points
_ZONE = 1  # days apart that are one day somewhere
_UNSURE = 92  # days beyond which a day without weekday or label may be that of what is told
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b[.,]?\s)"
_WRITTEN = (
    rf"(?P<day>\d{{1,2}}\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}},?\s\d{{4}}"
    rf"|(?P<glued>{_MONTH}\s\d{{6}})|\d{{4}}-\d\d-\d\d|\d{{1,2}}[.-]\d{{1,2}}[.-]\d{{4}})(?!\d)"
)
_NO_TELLING = r"(?=\W{0,3}(?:$|\n|[A-Z\d\"“(]|by\s[A-Z]|at\s\d))"  # no sentence goes on
_LABELLED = re.compile(
    r"(?:^|\n|(?<![a-z,]\s))\b(?:Date of publication|(?:First )?(?:Published|Posted)"
    rf"|(?P<updated>(?:Last )?[Uu]pdated))(?:\s(?:on|at))?:?\s{_WEEKDAY}?{_WRITTEN}"
)
_FIRST = re.compile(rf"(?:^|\n)\W{{0,3}}{_WEEKDAY}?{_WRITTEN}{_NO_TELLING}")
_WITH_WEEKDAY = re.compile(rf"[A-Z][\w.’'-]*[)]?\s{_WEEKDAY}{_WRITTEN}{_NO_TELLING}")
_BY_THE_HOUR = re.compile(rf"\b\d\d:?\d\d\s{_WEEKDAY}?{_WRITTEN}{_NO_TELLING}")
_FORMS = (_LABELLED, _FIRST, _WITH_WEEKDAY, _BY_THE_HOUR)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day at the head of a text; `sure` where a label or its weekday shows what it is."""

    day: date
    sure: bool
    is_change: bool = False

    def contradicts(self, published: date) -> bool:
        """Whether a text with this day cannot have appeared on that one."""
        apart = (self.day - published).days
        if self.is_change:
            return apart < -_ZONE  # pages are changed long after they appeared, not before
        return abs(apart) > _ZONE and (self.sure or abs(apart) <= _UNSURE)


def own_day(text: str) -> OwnDay | None:
    """The first day that the head of a text gives as its own, in full; that of a change last."""
    found = [each for form in _FORMS for each in _days(form, text[:_HEAD])]
    return min(found, key=lambda each: each.is_change, default=None)


def headed(text: str) -> str | None:
    """The day a text says it appeared, where a label or its weekday shows that it is one."""
    own = own_day(text)
    return own.day.isoformat() if own and own.sure and not own.is_change else None


def outranking(text: str, published: str) -> str | None:
    """The day a text gives as its own where it contradicts the one stored for it; else None."""
    own = own_day(text)
    if own is None or not own.contradicts(date.fromisoformat(published[:10])):
        return None
    return own.day.isoformat()


def _days(form: re.Pattern[str], head: str) -> Iterator[OwnDay]:
    for match in form.finditer(head):
        day = _read(match["glued"] or match["day"], glued=bool(match["glued"]))
        weekday = match["weekday"]
        if day is None or (weekday and _WEEKDAYS[day.weekday()] != weekday):
            continue
        is_change = bool(match.groupdict().get("updated"))
        yield OwnDay(day, bool(weekday) or form in {_LABELLED, _BY_THE_HOUR}, is_change)


def _read(written: str, *, glued: bool) -> date | None:
    """The day as written; `glued`: “Apr 052017” has lost the space before its year."""
    day = stated(f"{written[:-4]} {written[-4:]}" if glued else written)
    return date.fromisoformat(day) if day and is_credible(day) else None
