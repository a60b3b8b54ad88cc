"""Of what moment a passage speaks: as it says itself, else its dateline, else its publication."""

import re
from datetime import UTC, date, datetime, time

from workbench.domain.asof import AsOf
from workbench.domain.vocabulary import Precision
from workbench.language.dates import dates

_STATED = re.compile(
    r"\b(?:as of|as at|by (?=\d|noon|midnight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|until|"
    r"up to)\s+",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>a\.?m|p\.?m)\b|"
    r"\b(?P<whole>\d{1,2}):(?P<past>\d\d)\b|"
    r"\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^\W*[A-ZÀ-Þ][\w .,'’/-]{1,60}?(?P<date>\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|"
    r"Sep|Oct|Nov|Dec)"
    r"[a-z]*\.?(?: \d{1,2})?)(?:,? \d{4})?\s*(?:\([^)]{2,30}\))?\s*[-–—]"
)
_REACH = 60  # code points after "as of" in which its date and hour must stand


def as_of(text: str, published: date | None, *, opening: str = "", after: str = "") -> AsOf | None:
    """Of what moment a sentence speaks; None where neither it nor its report gives any.

    `published` may be a datetime, then its hour counts; `opening` is the report's first sentences,
    `after` the next sentence ("The count is as of noon").
    A date in the text outranks the publication date. Hours without a zone are taken as UTC.
    """
    day = day_of(published)
    stated = _stated(text, day) or _stated(after, day)
    if stated is not None:
        return stated
    dateline = _dateline_day(opening, day)
    if dateline is not None and (day is None or dateline != day):
        return AsOf(_at(dateline, None), has_hour=False, because="Its dateline.")
    if published is None or day is None:
        return None
    if isinstance(published, datetime):
        moment = published if published.tzinfo else published.replace(tzinfo=UTC)
        return AsOf(moment, has_hour=True, because="When it was published.")
    return AsOf(_at(day, None), has_hour=False, because="The day it was published.")


def day_of(published: date | None) -> date | None:
    """The day of a date or of a moment."""
    return published.date() if isinstance(published, datetime) else published


def _stated(text: str, published: date | None) -> AsOf | None:
    for match in _STATED.finditer(text):
        words = re.split(r";|, (?!\d)|(?<![ap]\.m)\. ", text[match.end() : match.end() + _REACH])[0]
        day = _day(words, published)
        if day is None:
            continue
        clock = _clock(words)
        because = f"It says “{match.group().strip()} {words.strip(' .')}”."
        return AsOf(_at(day, clock), has_hour=clock is not None, because=because)
    return None


def _dateline_day(opening: str, published: date | None) -> date | None:
    match = _DATELINE.match(opening)
    return _day(match.group("date"), published) if match is not None else None


def _day(words: str, published: date | None) -> date | None:
    found = dates(words, published=published)
    exact = [d for d in found if d.precision is Precision.DAY and d.earliest is not None]
    return exact[0].earliest if exact else None


def _clock(words: str) -> time | None:
    match = _CLOCK.search(words)
    if match is None:
        return None
    if match.group("word"):
        return time(0) if match.group("word").lower() == "midnight" else time(12)
    if match.group("whole"):
        return _time(int(match.group("whole")), int(match.group("past")))
    hour = int(match.group("hour")) % 12 + (12 if match.group("half").lower()[0] == "p" else 0)
    return _time(hour, int(match.group("minute") or 0))


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _at(day: date, clock: time | None) -> datetime:
    return datetime.combine(day, clock or time(0), tzinfo=UTC)
