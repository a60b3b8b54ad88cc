"""Days and times as files and pages mark them up: kept with their precision, never filled in."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"^\s*(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?\s*$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?\s*$")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH_FIRST = re.compile(
    r"^(?P<month>[a-z]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})\b"
)
_DAY_FIRST = re.compile(
    r"^(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s(?P<month>[a-z]{3,9})\.?,?\s(?P<year>\d{4})\b"
)
_LEAD = re.compile(
    r"^(?:(?:first\s)?(?:published|posted|date|dated)(?:\s(?:on|at))?\s?:?\s?)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
)
_DOUBTFUL = (date(1990, 1, 1), 2)  # nothing was on the web before; clocks run ahead by a day or two


def marked(value: str) -> str | None:
    """ISO date, or date-time with zone, of a value in a machine's notation; None if it is none.

    A time without its zone names no moment, so only the day is kept.
    """
    found = _ISO.match(value)
    if found:
        return _iso(found["day"], found["time"], found["zone"])
    if compact := _COMPACT.match(value):
        return _day(*map(int, compact.groups()))
    try:
        moment = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat()


def stated(line: str) -> str | None:
    """The day that a line of its own states in words ("Published: March 31, 2017"), or None."""
    words = " ".join(line.lower().split())
    words = words[_LEAD.match(words).end() :] if len(words) <= 80 else ""  # type: ignore[union-attr]
    if iso := re.match(r"^(\d{4})-(\d{2})-(\d{2})\b", words):
        return _day(*map(int, iso.groups()))
    found = _MONTH_FIRST.match(words) or _DAY_FIRST.match(words)
    month = _month(found["month"]) if found else None
    return _day(int(found["year"]), month, int(found["day"])) if found and month else None


def is_credible(day: str, *, today: date | None = None) -> bool:
    """Whether a page can have appeared then: since the web exists, and not in days to come."""
    ahead = (date.fromisoformat(day[:10]) - (today or datetime.now(UTC).date())).days
    return day[:10] >= _DOUBTFUL[0].isoformat() and ahead <= _DOUBTFUL[1]


def _iso(day: str, time: str | None, zone: str | None) -> str | None:
    if not time or not zone:
        return _day(*map(int, day.split("-")))
    zone = "+00:00" if zone.upper() in {"Z", "UTC", "GMT"} else zone
    try:
        return datetime.fromisoformat(f"{day}T{time}{zone}").isoformat()
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(word: str) -> int | None:
    hits = [at for at, month in enumerate(_MONTHS, 1) if month == word or month[:3] == word]
    return hits[0] if hits else (9 if word == "sept" else None)
