"""When a passage's event was, beside a claim's: at the coarser of the two precisions."""

import re
from collections.abc import Sequence
from datetime import timedelta

from workbench.domain.events_relation import ATTRIBUTION
from workbench.domain.slots import Found, best, found, one_sided, with_relation
from workbench.domain.stated import SlotComparison, Stated
from workbench.domain.stretches import opening, overlap, relate_open
from workbench.domain.values import DateSpan, Particulars
from workbench.domain.vocabulary import Precision, Provenance, Relation, SlotName
from workbench.domain.wordlists import words

_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = words(
    "january february march april may june july august september october november december"
)
_REPORTED_WITHIN = timedelta(days=1)  # a report without a date speaks of its day or the day before
_REPORTED_AFTER = timedelta(days=7)
_DAY = re.compile(r"\b\d{1,2}(?=st\b|nd\b|rd\b|th\b|\b)(?!\d)")
_AS_OF = re.compile(
    r"\b(?:as of|as at|figures? (?:of|for)|counts? of)(?: [\w.:]+){0,4}? ?$", re.IGNORECASE
)
_SAID_ON = re.compile(r"^[^,;.]{0,40}$")
_DATELINE = re.compile(r"^,? ?(?:\d{4} ?)?\([^)]{2,30}\) ?[-–—]")


def compare_dates(claim: Stated, passage: Stated) -> SlotComparison | None:
    """The row for the dates; None where neither has one that tells when the event was.

    A date of the saying, of the count, of a dateline or of another sentence can show that two
    texts speak of one time. It cannot show that they do not.
    """
    ours, theirs = event_dates(claim), event_dates(passage)
    if ours and theirs:
        return _compare(_own(ours), _own(theirs))
    row = _compare(_any(claim), _any(passage))
    if row is None or not (row.claim and row.passage):
        return one_sided(SlotName.DATE, _own(ours), _own(theirs))
    if row.relation in {Relation.AGREES, Relation.COMPATIBLE}:
        return row if ours or _any(claim)[0][1] is not Provenance.REPORT else _of_its_article(row)
    too_early = row.relation is Relation.DIFFERS and row.found_in is Provenance.REPORT
    return row if too_early and ours else None


def _of_its_article(row: SlotComparison) -> SlotComparison:
    """The day a claim's article appeared is not said to be the day of what it tells."""
    theirs = "the report appeared on" if row.found_in is Provenance.REPORT else "the passage names"
    why = f"The claim names no day: its article appeared on {row.claim}, {theirs} “{row.passage}”."
    return with_relation(row, Relation.COMPATIBLE, why)


def event_dates(stated: Stated) -> list[DateSpan]:
    """The dates of the sentence that say when its event was."""
    return [date for date in stated.own.dates if not _is_aside(date, stated)]


def relate_dates(claim: DateSpan, passage: Found[DateSpan]) -> tuple[Relation, str]:
    """Whether two stretches of days can be one time."""
    other, provenance = passage
    if provenance is not Provenance.REPORT and (opening(claim) or opening(other)):
        return relate_open(claim, other) or _relate_loosely(claim, other)
    if claim.precision is Precision.UNRESOLVED is other.precision:
        return _relate_words(claim, other)
    if not (claim.earliest and claim.latest and other.earliest and other.latest):
        return _relate_loosely(claim, other)
    if provenance is Provenance.REPORT:
        return _beside_publication(claim, other)
    return overlap(claim, other)


def may_be_one_day(claim: Stated, passage: Stated, row: SlotComparison) -> bool:
    """Whether one of a row's dates is the other's weekday of a week that is not known."""
    ours = {_weekday(date) for date in claim.own.dates if date.text == row.claim}
    theirs = {_weekday(date) for date in passage.own.dates if date.text == row.passage}
    return bool((ours & theirs) - {None})


def _weekday(date: DateSpan) -> str | None:
    return next(iter(_named_times(_in_words(date)) & _WEEKDAYS), None)


def _compare(a: list[Found[DateSpan]], b: list[Found[DateSpan]]) -> SlotComparison | None:
    resolved = [d for d in a if _is_resolved(d[0])], [d for d in b if _is_resolved(d[0])]
    if all(resolved):
        a, b = resolved
    return best(SlotName.DATE, a, b, lambda x, y: relate_dates(x[0], y)) if a and b else None


def _own(dates: Sequence[DateSpan]) -> list[Found[DateSpan]]:
    return [(date, Provenance.PASSAGE) for date in dates]


def _any(stated: Stated) -> list[Found[DateSpan]]:
    return _own(event_dates(stated)) or found(stated, _dates)


def _dates(particulars: Particulars) -> Sequence[DateSpan]:
    return particulars.dates


def _is_resolved(date: DateSpan) -> bool:
    return date.precision is not Precision.UNRESOLVED


def _is_aside(date: DateSpan, stated: Stated) -> bool:
    """Whether a date is that of the saying, of the count or of the dateline."""
    text = stated.text
    if _AS_OF.search(text[: date.start]) or (
        date.start < 60 and _DATELINE.match(text[date.end :]) is not None
    ):
        return True
    before = [e for e in stated.own.events if e.end <= date.start]
    if not before or before[-1].kind not in ATTRIBUTION or len(stated.own.events) < 2:
        return False
    return _SAID_ON.fullmatch(text[before[-1].end : date.start]) is not None


def _relate_words(claim: DateSpan, passage: DateSpan) -> tuple[Relation, str]:
    """Two dates, of which nothing places one at least, taken as of one week or one year."""
    a, b = claim.text, passage.text
    ours, theirs = _named_times(_in_words(claim)), _named_times(_in_words(passage))
    first_day, second_day = (_DAY.search(_in_words(date)) for date in (claim, passage))
    if ours & theirs & _MONTHS and first_day and second_day:
        if int(first_day.group()) == int(second_day.group()):
            return Relation.AGREES, f"“{b}” and “{a}” are the same day."
        return Relation.DIFFERS, f"“{b}” is not “{a}”."
    for kind in (_WEEKDAYS, _MONTHS):
        first, second = ours & kind, theirs & kind
        if first and second:
            if first & second:
                return Relation.AGREES, _both_name(min(first & second).capitalize(), a, b)
            return Relation.DIFFERS, f"“{b}” is not “{a}”."
    return Relation.NOT_COMPARABLE, _not_placed(claim, passage)


def _not_placed(claim: DateSpan, passage: DateSpan) -> str:
    loose = [f"“{date.text}”" for date in (passage, claim) if not _is_resolved(date)]
    return f"{' and '.join(dict.fromkeys(loose))} cannot be placed in the calendar."


def _both_name(name: str, a: str, b: str) -> str:
    if a.casefold() == b.casefold() == name.casefold():
        return f"Both say “{b}”."
    return f"“{b}” and “{a}” both name {name}."


def _relate_loosely(claim: DateSpan, passage: DateSpan) -> tuple[Relation, str]:
    if _is_of_no_known_week(claim, passage):
        return Relation.NOT_COMPARABLE, _of_no_known_week(claim, passage)
    outcome = _relate_words(claim, passage)
    if outcome[0] is Relation.DIFFERS and opening(claim) != opening(passage):
        why = f"“{claim.text}” or “{passage.text}” is open at one end."
        return Relation.NOT_COMPARABLE, why
    return outcome


def _is_of_no_known_week(claim: DateSpan, passage: DateSpan) -> bool:
    """Whether only one of two dates is placed, and the other says no more than its weekday."""
    loose = [date for date in (claim, passage) if not _is_resolved(date)]
    named = [_named_times(date.text) for date in loose]
    return len(loose) == 1 and bool(named[0]) and named[0] <= _WEEKDAYS


def _of_no_known_week(claim: DateSpan, passage: DateSpan) -> str:
    loose, placed = (passage, claim) if _is_resolved(claim) else (claim, passage)
    return f"Of which week “{loose.text}” is, is not known: it may or may not be “{placed.text}”."


def _in_words(date: DateSpan) -> str:
    """A date as written, or a day of the calendar with its weekday, day and month."""
    if date.earliest is None or date.precision is not Precision.DAY:
        return date.text
    return f"{date.earliest:%A} {date.earliest.day} {date.earliest:%B}"


def _named_times(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower())) & (_WEEKDAYS | _MONTHS)


def _beside_publication(claim: DateSpan, published: DateSpan) -> tuple[Relation, str]:
    if not (claim.earliest and claim.latest and published.latest):
        return Relation.NOT_COMPARABLE, "One of the dates cannot be placed."
    if published.latest < claim.earliest:
        return Relation.DIFFERS, "The report was published before the claimed time."
    if published.latest - claim.latest <= _REPORTED_WITHIN:
        return Relation.AGREES, "The report was published on the claimed day or the day after."
    if published.latest - claim.latest <= _REPORTED_AFTER:
        return Relation.COMPATIBLE, "The report was published within a week after the claimed time."
    return Relation.NOT_COMPARABLE, "The report was published long after and names no date."
