"""Dates as reports write them, resolved against the day of publication, with their precision."""

import re
from collections.abc import Iterator
from datetime import date

from workbench.domain.values import DateSpan
from workbench.domain.vocabulary import Precision
from workbench.language import calendars
from workbench.language.calendars import Stretch
from workbench.language.date_forms import Mention, is_coming, mentions


def dates(text: str, *, published: date | None = None) -> tuple[DateSpan, ...]:
    """Every date named, in order; without `published` the relative ones stay unresolved."""
    named = mentions(text, published)
    settled = [_settled(text, named, index, published) for index in range(len(named))]
    return tuple(_linked(text, [one for one in settled if one is not None], published))


def _settled(
    text: str,
    named: list[Mention],
    index: int,
    published: date | None,
) -> DateSpan | None:
    """The mention with the year it lacks, borrowed from its neighbour or from publication."""
    mention = named[index]
    if mention.bare_year and _counts(text, named, index):
        return None
    stretch = mention.stretch
    if stretch is None and mention.month is not None:
        stretch = _with_year(text, named, index, published)
    if mention.part is not None:
        stretch = calendars.part(stretch, mention.part)
    if stretch is None:
        return _span(text, mention.start, mention.end, (None, None, Precision.UNRESOLVED))
    return _span(text, mention.start, mention.end, stretch)


def _counts(text: str, named: list[Mention], index: int) -> bool:
    """Whether a year-like number is one end of plain numbers ("between 1800 and 2500")."""
    start = named[index].start
    before = text[max(start - 9, 0) : start].split()[-1:]
    follows = _NUMBER_AFTER.match(text, named[index].end)
    if follows is None or not before or before[0].lower() not in {"from", "between", "around"}:
        return False
    starts = {mention.start for mention in named[index + 1 : index + 2]}
    return not any(follows.start("number") >= start for start in starts)


_NUMBER_AFTER = re.compile(r"\s?(?:to|and|or|[-\u2013])\s?(?P<number>\d[\d,.]{2,})")
_LINK = re.compile(r"\s?(?:to|and|or|until|till|through|,|[-\u2013])\s?(?:in\s)?")


def _with_year(
    text: str,
    named: list[Mention],
    index: int,
    published: date | None,
) -> Stretch | None:
    mention, month = named[index], named[index].month or 0
    follower = named[index + 1] if index + 1 < len(named) else None
    if (
        follower is not None
        and follower.stretch is not None
        and follower.month is not None
        and _LINK.fullmatch(text, mention.end, follower.start)
    ):
        year = follower.stretch[0].year
        return (
            calendars.of_day(year, month, mention.day)
            if mention.day
            else calendars.of_month(year, month)
        )
    if published is None:
        return None
    future = mention.which == "next" or is_coming(text, mention.start)
    if mention.day:
        stretch = calendars.day_without_year(month, mention.day, published, future=future)
        return calendars.through(stretch, mention.last_day or 0)
    which = mention.which or ("future" if future else "")
    return calendars.month_without_year(month, published, which)


def _span(
    text: str,
    start: int,
    end: int,
    stretch: tuple[date | None, date | None, Precision],
) -> DateSpan:
    return DateSpan(text[start:end], start, end, *stretch)


def _linked(text: str, spans: list[DateSpan], published: date | None) -> Iterator[DateSpan]:
    """Joins "from A to B", opens "since A" towards publication and "until B" towards the past."""
    index = 0
    while index < len(spans):
        span = spans[index]
        follower = spans[index + 1] if index + 1 < len(spans) else None
        if follower is not None and _is_range(text, span, follower):
            index += 1
            span = _span(text, span.start, follower.end, _whole(span, follower))
        index += 1
        yield _opened(text, span, published)


def _whole(
    left: DateSpan,
    right: DateSpan,
) -> tuple[date | None, date | None, Precision]:
    """Both ends of a range; "Friday to Sunday" read on a Saturday begins the week before."""
    first, last = left.earliest, right.latest
    if first is not None and last is not None:
        first = calendars.shifted(first, -7) if first > last else first
        if first <= last:
            return first, last, Precision.RANGE
    return None, None, Precision.UNRESOLVED


def _is_range(text: str, left: DateSpan, right: DateSpan) -> bool:
    between = text[left.end : right.start].strip().lower()
    if between in {"to", "until", "till", "through", "-", "\u2013"}:
        return True
    return between == "and" and text[
        max(left.start - 12, 0) : left.start
    ].rstrip().lower().endswith("between")


def _opened(text: str, span: DateSpan, published: date | None) -> DateSpan:
    before = _OPENING.search(text, max(0, span.start - 12), span.start)
    if before is None:
        return span
    first, last = span.earliest, span.latest
    if span.precision is Precision.UNRESOLVED:
        return _span(text, before.start(), span.end, (None, None, span.precision))
    if before[1].lower() != "since":
        return _span(text, before.start(), span.end, (None, last, Precision.RANGE))
    until = published if published and first and first <= published else None
    return _span(text, before.start(), span.end, (first, until, Precision.RANGE))


_OPENING = re.compile(r"\b(since|until|till)\s+(?:on\s+|the\s+)?$", re.IGNORECASE)
