"""Every figure of a claim beside the passage's figure that counts the same."""

import re

from workbench.domain.asof import (
    OPEN_COUNT,
    SAME_MOMENT,
    Timing,
    calls_count_final,
    calls_count_open,
    gap,
)
from workbench.domain.events_relation import ATTRIBUTION
from workbench.domain.numbers import (
    PEOPLE,
    Figure,
    counter_of,
    is_countable,
    is_duration,
    relate_figures,
)
from workbench.domain.one_event import Meeting
from workbench.domain.roles import nearest_event, topic_words
from workbench.domain.scope import why_apart
from workbench.domain.slots import PREFERENCE, one_sided, row_of, with_relation
from workbench.domain.spans import Span
from workbench.domain.stated import SlotComparison, Stated
from workbench.domain.values import Event, Quantity
from workbench.domain.vocabulary import Provenance, Relation, SlotName

_REACH = 80  # code points between a figure and what it counts
_TO_PEOPLE = frozenset(
    {"kill", "wound", "arrest", "abduct", "displace", "capture", "release", "rescue", "return"}
)
_TOLLS = frozenset(
    {"killed", "wounded", "casualties", "missing", "displaced", "arrested", "abducted"}
)
_INCLUDED = re.compile(r"\b(?:including|among them|among whom|of (?:whom|them))\W+$", re.IGNORECASE)
_NOWHERE = Meeting()
Row = tuple[SlotComparison, Figure, Figure | None]


def compare_numbers(
    claim: Stated, passage: Stated, met: Meeting = _NOWHERE
) -> tuple[list[SlotComparison], Timing | None]:
    """One row for each figure the claim asserts, people harmed first, and what the moments mean.

    Two moments may turn a difference into an update, a series or an early count: the last only
    where nothing in `met` speaks against one event.
    """
    ours = sorted(figures_of(claim), key=lambda figure: not is_toll(figure))
    theirs = figures_of(passage)
    rows = [_nearest(figure, theirs, claim, passage) for figure in ours]
    if not ours:
        return _passage_only(theirs), None
    timings = [_timing(row, claim, passage, met) for row in rows]
    told = [_in_time(row[0], timing) for row, timing in zip(rows, timings, strict=True)]
    return told, next((t for t in timings if t is not None and t is not Timing.SAME), None)


def is_toll(figure: Figure) -> bool:
    """Whether a figure counts people that were harmed: not the raids that killed them."""
    counter = figure.counter
    return counter.act in _TOLLS and (counter.group is None or counter.group in PEOPLE)


def figures_of(stated: Stated) -> list[Figure]:
    """The sentence's usable figures; how long and how far only where nothing else is counted."""
    usable = [q for q in stated.own.quantities if is_countable(q)]
    usable = [q for q in usable if not _is_former(q, usable, stated.text)]
    counted = [q for q in usable if not is_duration(q)] or usable
    return [Figure(q, counter_of(q, stated.text, _act_of(q, stated))) for q in counted]


def _act_of(quantity: Quantity, stated: Stated) -> str | None:
    events = tuple(e for e in stated.own.events if e.kind not in ATTRIBUTION)
    of_people = tuple(e for e in events if e.kind in _TO_PEOPLE and _is_near(e, quantity, stated))
    nearest = nearest_event(quantity, of_people if quantity.unit is None and of_people else events)
    if nearest is not None and nearest.kind in _TO_PEOPLE and nearest not in of_people:
        return None
    return nearest.kind if nearest is not None else None


def _is_near(event: Event, quantity: Quantity, stated: Stated) -> bool:
    """Whether an event can be what a figure counts: in reach, and nothing said between the two."""
    first, last = min(event.end, quantity.end), max(event.start, quantity.start)
    between = [e for e in stated.own.events if first <= e.start < last]
    return last - first <= _REACH and not any(e.kind in ATTRIBUTION for e in between)


def _is_former(quantity: Quantity, usable: list[Quantity], text: str) -> bool:
    """Whether a figure is only what another replaced: the 91 of "down from 91 to 87"."""
    if not text[: quantity.start].rstrip().lower().endswith(" from"):
        return False
    others = [q for q in usable if q is not quantity]
    return any(text[: q.start].rstrip().lower().endswith(" to") for q in others)


def _passage_only(theirs: list[Figure]) -> list[SlotComparison]:
    found = [(f.quantity, Provenance.PASSAGE) for f in theirs]
    row = one_sided(SlotName.NUMBER, [], found)
    return [row] if row is not None else []


def _nearest(figure: Figure, theirs: list[Figure], claim: Stated, passage: Stated) -> Row:
    outcomes = [(other, _relate(figure, other, claim, passage)) for other in theirs]
    here = (figure.quantity, Provenance.PASSAGE)
    if not outcomes:
        return _left_out(figure.quantity), figure, None
    other, outcome = min(
        outcomes, key=lambda pair: (PREFERENCE.index(pair[1][0]), _distance(figure, pair[0]))
    )
    if outcome[0] is Relation.AGREES and _was_replaced(figure.quantity, passage):
        why = f"“{figure.quantity.text}” was replaced by “{other.quantity.text}”."
        outcome = Relation.COMPATIBLE, why
    there = (other.quantity, Provenance.PASSAGE)
    return row_of(SlotName.NUMBER, here, there, outcome), figure, other


def _left_out(quantity: Quantity) -> SlotComparison:
    span = Span(quantity.start, quantity.end)
    why = "The passage names no number."
    return SlotComparison(
        SlotName.NUMBER, quantity.text, "", Provenance.PASSAGE, Relation.MISSING, why, span
    )


def _was_replaced(quantity: Quantity, passage: Stated) -> bool:
    """Whether the passage says that this very figure gave way to another."""
    usable = [q for q in passage.own.quantities if is_countable(q)]
    former = [q.low for q in usable if _is_former(q, usable, passage.text)]
    return quantity.low is not None and quantity.low in former


def _distance(a: Figure, b: Figure) -> int:
    return sum(
        getattr(a.counter, name) != getattr(b.counter, name) for name in ("act", "group", "unit")
    )


def _relate(a: Figure, b: Figure, claim: Stated, passage: Stated) -> tuple[Relation, str]:
    relation, why = relate_figures(a, b)
    if relation is Relation.AGREES and _one_is_included(a, b, claim, passage):
        return Relation.NOT_COMPARABLE, "One is named only as a part of a larger count."
    if relation is Relation.DIFFERS and (apart := _of_other_things(a, b, claim, passage)):
        return Relation.NOT_COMPARABLE, apart
    return relation, why


def _of_other_things(a: Figure, b: Figure, claim: Stated, passage: Stated) -> str | None:
    """Why two figures that rule each other out were not counted of one thing, if they were not."""
    if _count_nothing(a, b):
        return "Neither figure says what it counts."
    if _count_other_people(a, b):
        return "Only one says what happened to the people it counts."
    apart = why_apart(claim.text, passage.text)
    if apart is not None or a.counter.unit is None:
        return apart
    ours, theirs = topic_words(claim), topic_words(passage)
    other = ours and theirs and not ours & theirs
    return "The two figures measure different things." if other else None


def _one_is_included(a: Figure, b: Figure, claim: Stated, passage: Stated) -> bool:
    """Whether figures of two groups are one in number only: "22 people, including a child"."""
    if a.counter.group == b.counter.group:
        return False
    ends = claim.text[: a.quantity.start], passage.text[: b.quantity.start]
    ours, theirs = (_INCLUDED.search(text) is not None for text in ends)
    return ours is not theirs


def _count_nothing(a: Figure, b: Figure) -> bool:
    """Whether both stand alone: numbers of a page's furniture, times, editions."""
    return not any(
        f.quantity.of or f.quantity.unit or f.quantity.act or f.counter.group for f in (a, b)
    )


def _count_other_people(a: Figure, b: Figure) -> bool:
    """Whether one counts the dead or the like and the other just people: "one resident said"."""
    people = all(f.counter.unit is None and f.counter.group in PEOPLE for f in (a, b))
    return people and (a.counter.act is None) != (b.counter.act is None)


def _timing(row: Row, claim: Stated, passage: Stated, met: Meeting) -> Timing | None:
    """How the moments bear on two figures that are not the same."""
    told, a, b = row
    if b is None or told.relation not in {Relation.DIFFERS, Relation.COMPATIBLE}:
        return None
    one_counter = claim.root is not None and claim.root == passage.root
    if one_counter and not met.apart:
        return _same_counter(claim, passage, met)
    if told.relation is Relation.COMPATIBLE or (
        calls_count_final(claim.text) and calls_count_final(passage.text)
    ):
        return None
    if a.counter.act in _TOLLS and not met.apart and _is_early(a, b, claim, passage):
        known = met.shown or _is_called_open(claim, passage) or _is_timed(claim, passage)
        return Timing.EARLY_COUNT if known else Timing.UNKNOWN
    return _moments(claim, passage, met)


def _same_counter(claim: Stated, passage: Stated, met: Meeting) -> Timing:
    if (claim.reported or passage.reported) and not met.shown:
        return Timing.UNKNOWN
    if claim.as_of is None or passage.as_of is None:
        return Timing.UNKNOWN if claim.reported or passage.reported else Timing.DISCREPANCY
    apart = gap(claim.as_of, passage.as_of)
    return Timing.UPDATE if apart is not None and apart > SAME_MOMENT else Timing.DISCREPANCY


def _is_early(a: Figure, b: Figure, claim: Stated, passage: Stated) -> bool:
    """Whether the lower figure may simply be the earlier one, while the count is open."""
    if _is_settled(claim, passage):
        return False
    lower, higher = (
        (claim, passage) if _middle(a.quantity) < _middle(b.quantity) else (passage, claim)
    )
    if _is_called_open(claim, passage):
        return True
    if lower.as_of is None and higher.as_of is None:
        return claim.reported or passage.reported
    if lower.as_of is None or higher.as_of is None:
        return True
    apart = gap(lower.as_of, higher.as_of)
    return apart is None or (
        SAME_MOMENT < apart <= OPEN_COUNT and lower.as_of.moment < higher.as_of.moment
    )


def _is_called_open(claim: Stated, passage: Stated) -> bool:
    return calls_count_open(claim.text) or calls_count_open(passage.text)


def _is_timed(claim: Stated, passage: Stated) -> bool:
    return claim.as_of is not None and passage.as_of is not None


def _is_settled(claim: Stated, passage: Stated) -> bool:
    """Whether both speak of an event that lay more than two days back."""
    if claim.as_of is None or passage.as_of is None:
        return False
    days = [
        d.latest for s in (claim, passage) for d in (*s.own.dates, *s.context.dates) if d.latest
    ]
    first = min(claim.as_of.moment, passage.as_of.moment).date()
    return bool(days) and first - max(days) > OPEN_COUNT


def _moments(claim: Stated, passage: Stated, met: Meeting) -> Timing:
    """Two sentences without reports are taken as of one moment; a report of no day is of any."""
    if claim.as_of is None or passage.as_of is None:
        unknown = (claim.reported or passage.reported) and not met.one_day
        return Timing.UNKNOWN if unknown else Timing.SAME
    apart = gap(claim.as_of, passage.as_of)
    return Timing.SAME if apart is None or apart <= SAME_MOMENT else Timing.SERIES


def _middle(q: Quantity) -> float:
    return q.low if q.low is not None else q.high or 0.0


_WHY = {
    Timing.UPDATE: (
        Relation.COMPATIBLE,
        "The same counter at another time: an update, not a conflict.",
    ),
    Timing.EARLY_COUNT: (
        Relation.COMPATIBLE,
        "A count still open: the lower figure may be the earlier.",
    ),
    Timing.SERIES: (
        Relation.NOT_COMPARABLE,
        "Counted at different times: a series, not a conflict.",
    ),
    Timing.UNKNOWN: (
        Relation.NOT_COMPARABLE,
        "When one of them was counted is not known, nor that it is one event.",
    ),
    Timing.DISCREPANCY: (
        Relation.DIFFERS,
        "The same counter and moment, another figure: passed on wrongly by one of them.",
    ),
}


def _in_time(row: SlotComparison, timing: Timing | None) -> SlotComparison:
    if timing is None or timing is Timing.SAME or row.relation is not Relation.DIFFERS:
        return row
    relation, why = _WHY[timing]
    return with_relation(row, relation, why)
