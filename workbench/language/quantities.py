"""Quantities: how many, in which unit, of whom or what, and what is said to have befallen them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.values import DateSpan, Quantity
from workbench.language.act_forms import counted_act, form_at
from workbench.language.acts import Counting, Found, acts
from workbench.language.counted import Counted, Counter, counted, counter_of
from workbench.language.dates import dates
from workbench.language.spots import Spot, bounded_behind, is_thousands, spots
from workbench.language.tables import word_list
from workbench.language.units import DURATIONS
from workbench.language.words import Word, words

_MEASURED_ACTS = frozenset({"km²", "percent"})


class _Told(NamedTuple):
    """A number with what stands around it."""

    spot: Spot
    counting: Counting
    more: bool


def quantities(text: str, *, named: Sequence[DateSpan] | None = None) -> tuple[Quantity, ...]:
    """Every quantity in order; years, ages, times of day and numbers in names are none.

    `named` are the dates already found in the text, where the caller has them.
    """
    tokens = words(text)
    days = dates(text) if named is None else named
    told = [_told(tokens, spot) for spot in spots(tokens, _taken(tokens, days))]
    found = acts(tokens, [one.counting for one in told])
    made = [
        _quantity(text, tokens, one, act)
        for one, act in zip(told, found, strict=True)
        if _means_something(tokens, one, act)
    ]
    return tuple(_increments(made))


def _taken(tokens: Sequence[Word], days: Sequence[DateSpan]) -> frozenset[int]:
    """The tokens that belong to a date."""
    inside: set[int] = set()
    spans = iter(days)
    span = next(spans, None)
    for place, token in enumerate(tokens):
        while span is not None and span.end <= token.start:
            span = next(spans, None)
        if span is not None and span.start <= token.start:
            inside.add(place)
    return frozenset(inside)


def _told(tokens: Sequence[Word], spot: Spot) -> _Told:
    noun, act = _noun(tokens, spot)
    spot, last = bounded_behind(tokens, spot, noun.last)
    measured = spot.unit is not None
    kind = None if measured else counter_of(noun.of)
    more = noun.more or _is_increase(tokens, spot)
    return _Told(spot, Counting(spot.first, last, noun.of, kind, measured, act), more)


def _noun(tokens: Sequence[Word], spot: Spot) -> tuple[Counted, str | None]:
    """What the spot counts, and the act in "12 wounded civilians"."""
    at = spot.last
    if spot.unit is not None:
        if spot.ratio or (at < len(tokens) and tokens[at].low == "of"):
            if at < len(tokens) and tokens[at].low in word_list("determiners"):
                at += 1
            return counted(tokens, at, single=True), None
        return Counted(None, at), None
    form = form_at(tokens, at)
    if form is not None and form.uses & {"participle", "state"}:
        noun = counted(tokens, at + form.size, single=spot.is_one)
        if counter_of(noun.of) not in {None, Counter.THINGS} and noun.last <= at + form.size + 3:
            return noun, form.act
    return counted(tokens, at, single=spot.is_one), None


def _means_something(tokens: Sequence[Word], told: _Told, found: Found) -> bool:
    """Whether the number tells a count at all: a stray "one" or a year does not."""
    spot, counting = told.spot, told.counting
    if spot.article or _is_of_age(tokens, told):
        return spot.article and found.act is not None
    several = spot.last < len(tokens) and tokens[spot.last].low == "of"
    if several and spot.is_one and counted_act(counting.of) is not None:
        return False
    if spot.unit is not None or spot.bounded or found.act is not None:
        return True
    if tokens[spot.last - 1].low == "one":
        return counting.kind not in {None, Counter.THINGS} and not several
    if spot.digits and counting.kind is None and 1900 <= (spot.low or 0) < 2100:
        return False
    return counting.of is not None or (spot.digits and not _is_labelled(tokens, spot))


def _is_labelled(tokens: Sequence[Word], spot: Spot) -> bool:
    """Whether a number that counts nothing stands behind a name or "at"."""
    before = tokens[spot.first - 1] if spot.first else None
    return before is not None and (before.low == "at" or before.is_capital)


def _is_of_age(tokens: Sequence[Word], told: _Told) -> bool:
    """As in "aged between 12 and 15", "under the age of 18"."""
    before = {token.low for token in tokens[max(told.spot.first - 3, 0) : told.spot.first]}
    plain = told.spot.unit is None and told.counting.of is None
    return plain and bool(before & {"aged", "age", "ages"})


def _quantity(text: str, tokens: Sequence[Word], told: _Told, found: Found) -> Quantity:
    spot, counting = told.spot, told.counting
    last = counting.last if spot.article else spot.last
    start, end = tokens[spot.first].start, tokens[last - 1].end
    thousands = 1000 if is_thousands(tokens, spot, counting.of) else 1
    tells_act = spot.unit is None or spot.unit in _MEASURED_ACTS
    return Quantity(
        text[start:end],
        start,
        end,
        None if spot.low is None else _rounded(spot.low * thousands),
        None if spot.high is None else _rounded(spot.high * thousands),
        spot.approximate,
        spot.unit,
        counting.of,
        found.act if tells_act else None,
        told.more,
        found.part and spot.unit is None,
    )


def _rounded(number: float) -> float:
    """Without the dust of a conversion: 248.639808 stays, 0.30000000000000004 does not."""
    return float(f"{number:.9g}") if number % 1 else number


def _is_increase(tokens: Sequence[Word], spot: Spot) -> bool:
    before = [token.low for token in tokens[max(spot.first - 4, 0) : spot.first]]
    if before[-1:] == ["another"] or {"further", "additional"} & set(before[-2:]):
        return spot.unit not in DURATIONS
    return before[-1:] == ["by"] and before[-2:-1] in (["rose"], ["increased"], ["grew"], ["risen"])


def _increments(made: Sequence[Quantity]) -> list[Quantity]:
    """As in "Another 12 were wounded" beside "5 were killed" is a first count of another act."""
    acts_so_far: set[str | None] = set()
    kept: list[Quantity] = []
    for quantity in made:
        others = {act for act in acts_so_far if act is not None}
        beside = bool(others) and quantity.act not in others
        kept.append(replace(quantity, increment=quantity.increment and not beside))
        acts_so_far.add(quantity.act)
    return kept
