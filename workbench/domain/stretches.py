"""Two stretches of days: of those open at one end, "since" says the first day, "until" the last."""

import calendar
import re
from datetime import date

from workbench.domain.values import DateSpan
from workbench.domain.vocabulary import Precision, Relation

_OPENING = re.compile(r"(since|until|till)\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")
_NUMBER = re.compile(r"\d")
_SHORT = 31  # days of a stretch in which a day is the same time
_CLOSING = {"since": "begins", "until": "ends"}
Outcome = tuple[Relation, str]
Bounds = tuple[date, date]


def opening(span: DateSpan) -> str | None:
    """Which end it says: "since" its first day, "until" its last."""
    match = _OPENING.match(span.text)
    if match is None:
        return None
    return "since" if match.group(1).lower() == "since" else "until"


def relate_open(claim: DateSpan, passage: DateSpan) -> Outcome | None:
    """How two stretches stand of which one is open; None where words alone can tell."""
    both = opening(claim) if opening(claim) == opening(passage) else None
    if Precision.UNRESOLVED in {claim.precision, passage.precision}:
        return None
    return _by_ends(claim, passage, both) if both else overlap(claim, passage)


def _by_ends(claim: DateSpan, passage: DateSpan, which: str) -> Outcome:
    """What is said is the end: that both go on for some common days shows nothing."""
    ours, theirs = _said(claim, which), _said(passage, which)
    if ours == theirs:
        return Relation.AGREES, f"“{passage.text}” and “{claim.text}” are the same time."
    if ours[0] <= theirs[1] and theirs[0] <= ours[1]:
        why = f"“{passage.text}” and “{claim.text}” overlap, one is wider."
        return Relation.COMPATIBLE, why
    why = f"“{passage.text}” {_CLOSING[which]} at another time than “{claim.text}”."
    return Relation.DIFFERS, why


def _said(span: DateSpan, which: str) -> Bounds:
    """The day, month or year in which it begins or ends, as exactly as its words say."""
    day = (span.earliest if which == "since" else span.latest) or date.max
    words = _YEAR.sub("", span.text)
    if _NUMBER.search(words):
        return day, day
    if _MONTH.search(words):
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if words != span.text:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def overlap(claim: DateSpan, passage: DateSpan) -> Outcome:
    """Whether two stretches have days in common, and are about as long."""
    ours, theirs = _bounds(claim), _bounds(passage)
    if ours[0] > theirs[1] or theirs[0] > ours[1]:
        return Relation.DIFFERS, f"“{passage.text}” is not “{claim.text}”."
    if date.min in {ours[0], theirs[0]} or date.max in {ours[1], theirs[1]}:
        why = f"“{claim.text}” or “{passage.text}” is open at one end."
        return Relation.NOT_COMPARABLE, why
    first, second = ((last - start).days for start, last in (ours, theirs))
    if first != second and max(first, second) >= _SHORT:
        return Relation.COMPATIBLE, f"“{passage.text}” and “{claim.text}” overlap, one is wider."
    how = "are the same time" if ours == theirs else "have days in common"
    return Relation.AGREES, f"“{passage.text}” and “{claim.text}” {how}."


def _bounds(span: DateSpan) -> Bounds:
    return span.earliest or date.min, span.latest or date.max
