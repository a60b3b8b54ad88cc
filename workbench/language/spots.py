"""Numbers that count something, with their unit and bounds, before it is known what they count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from workbench.language.act_forms import form_at
from workbench.language.counted import Counter, counted, counter_of
from workbench.language.named_numbers import (
    is_age,
    is_measure,
    is_name_of_something,
    is_no_count,
)
from workbench.language.numerals import Numeral, attached_magnitude, numerals
from workbench.language.tables import Phrase, phrase, rows, word_list
from workbench.language.units import DURATIONS, Unit, unit_at
from workbench.language.words import HYPHENS, Word, joined

_LONGEST = 6
_SAME = 0.15  # how far two roundings of one size may lie apart


@dataclass(frozen=True, slots=True)
class Spot:
    """A number at `tokens[first:last]` with its unit and bounds taken in."""

    first: int
    last: int
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None = None
    scale: float = 1.0
    factor: float = 1.0
    bounded: bool = False
    digits: bool = False
    ratio: bool = False
    article: bool = False

    @property
    def is_one(self) -> bool:
        """One, or "more than one": a singular noun is right."""
        return self.low == 1 or self.high == 1

    @property
    def is_money(self) -> bool:
        """In a currency."""
        return self.unit is not None and len(self.unit) == 3 and self.unit.isupper()


def spots(tokens: Sequence[Word], taken: frozenset[int]) -> list[Spot]:
    """The countable numbers in order; `taken` are tokens that belong to a date."""
    found = [
        spot for numeral in numerals(tokens) if (spot := _spot(tokens, numeral, taken)) is not None
    ]
    bounded = [_bounded(tokens, spot) for spot in _ranges(tokens, found)]
    folded = _with_fractions(tokens, list(_folded(tokens, bounded)))
    inside = {place for spot in folded for place in range(spot.first, spot.last)}
    single = [spot for spot in _articles(tokens) if spot.first not in inside]
    return sorted(folded + single, key=lambda spot: spot.first)


def _with_fractions(tokens: Sequence[Word], found: list[Spot]) -> list[Spot]:
    """Puts "two thirds of" in the place of its "two"."""
    longer = {spot.first: spot.last for spot in found}  # "a quarter of a million"
    shares = [
        _bounded(tokens, spot)
        for spot in fractions(tokens)
        if longer.get(spot.first, 0) <= spot.last
    ]
    inside = {place for spot in shares for place in range(spot.first, spot.last)}
    kept = [spot for spot in found if spot.first not in inside and spot.last - 1 not in inside]
    return sorted(kept + shares, key=lambda spot: spot.first)


def fractions(tokens: Sequence[Word]) -> Iterator[Spot]:
    """Shares of a whole, in percent: "half of the city", "a third of", "three-quarters of"."""
    for at, token in enumerate(tokens):
        if token.low == "half" and _is_half(tokens, at):
            yield Spot(at, at + 1, 50.0, 50.0, approximate=True, unit="percent", ratio=True)
        part = _PARTS.get(token.low.removesuffix("s"))
        if part is None or at + 1 >= len(tokens) or tokens[at + 1].low != "of" or not at:
            continue
        first = at - 2 if tokens[at - 1].text in HYPHENS and at > 1 else at - 1
        count = _COUNTS.get(tokens[first].low)
        if count is not None and count < part:
            share = 100 * count / part
            yield Spot(first, at + 1, share, share, approximate=True, unit="percent", ratio=True)


_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}


def _is_half(tokens: Sequence[Word], at: int) -> bool:
    """Whether a whole follows, and no order stands before ("the second half of the year")."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    before = tokens[at - 1].low if at else ""
    whole = after == "of" or after in word_list("determiners")
    return whole and before not in {"first", "second", "last", "other", "a", "and", "the"}


def _articles(tokens: Sequence[Word]) -> Iterator[Spot]:
    """As in "a woman was killed": an article before a person counts one."""
    for at, token in enumerate(tokens):
        if token.low in {"a", "an"}:
            noun = counted(tokens, at + 1, single=True)
            if counter_of(noun.of) not in {None, Counter.THINGS} and _ends_noun(tokens, noun.last):
                yield Spot(at, at + 1, 1.0, 1.0, approximate=False, article=True)


def _ends_noun(tokens: Sequence[Word], at: int) -> bool:
    """Whether no further noun follows: not at the "police" of "a police station"."""
    if at >= len(tokens) or not tokens[at].is_word:
        return at >= len(tokens) or tokens[at].low not in {*HYPHENS, "'s", "'"}
    return tokens[at].low in word_list("phrase ends") or form_at(tokens, at) is not None


def _spot(tokens: Sequence[Word], numeral: Numeral, taken: frozenset[int]) -> Spot | None:
    first, last = numeral.first, numeral.last
    unit = unit_at(tokens, first, last) or _unit_of_vague(tokens, numeral)
    if numeral.first in taken and not (
        unit and unit.name in DURATIONS and not _ago(tokens, unit.last)
    ):
        return None
    if numeral.digits and is_name_of_something(tokens, first, last):
        return None
    if unit is not None:
        return _measured(tokens, numeral, unit)
    low, high = numeral.low, numeral.high
    glued = _glued(tokens, last)
    if glued is not None:
        low, last, high = low * glued, last + 1, None if high is None else high * glued
    elif is_no_count(tokens, numeral):
        return None
    return Spot(
        first, last, low, high, numeral.approximate, scale=numeral.scale, digits=numeral.digits
    )


def _measured(tokens: Sequence[Word], numeral: Numeral, unit: Unit) -> Spot | None:
    """A number with its unit, in the unit's base; None where it is an age or measures nothing."""
    low, high = numeral.low, numeral.high
    if is_age(tokens, unit.name, unit.last) or not is_measure(tokens, unit.name, numeral.last):
        return None
    first = min(numeral.first, unit.first)
    sign = -1 if _is_negative(tokens, first) else 1
    ends = sorted(sign * end * unit.factor for end in (low, low if high is None else high))
    return Spot(
        first - (sign < 0),
        unit.last,
        ends[0],
        None if high is None else ends[1],
        numeral.approximate,
        unit.name,
        numeral.scale,
        unit.factor,
        digits=numeral.digits,
    )


def _unit_of_vague(tokens: Sequence[Word], numeral: Numeral) -> Unit | None:
    """As in "billions of dollars", "hundreds of miles"."""
    last = numeral.last
    if numeral.digits or last >= len(tokens) or tokens[last].low != "of" or numeral.low < 10:
        return None
    return unit_at(tokens, last + 1, last + 1)


def _ago(tokens: Sequence[Word], at: int) -> bool:
    return at < len(tokens) and tokens[at].low in {"ago", "earlier"}


def _is_negative(tokens: Sequence[Word], first: int) -> bool:
    """As in "minus 5 percent", "-0.3 percent"; "Aleppo-5 km" and "3-5 km" are none."""
    before = tokens[first - 1] if first else None
    if before is None or before.low == "minus":
        return before is not None
    alone = first < 2 or not joined(tokens[first - 2], before)
    return alone and before.text in {"-", "\u2212"} and joined(before, tokens[first])


def _glued(tokens: Sequence[Word], last: int) -> float | None:
    factor = attached_magnitude(tokens, last)
    if factor is None or tokens[last].low in {"m", "b"}:
        return None
    return factor


def _ranges(tokens: Sequence[Word], found: list[Spot]) -> Iterator[Spot]:
    """Joins the two ends of "20 to 30", "$5-10 million", "between two and three thousand"."""
    at = 0
    while at < len(found):
        spot = found[at]
        follower = found[at + 1] if at + 1 < len(found) else None
        if follower is not None and (both := _joined(tokens, spot, follower)):
            yield both
            at += 2
        elif follower is not None and _is_score(tokens, spot, follower):
            at += 2
        else:
            yield spot
            at += 1


def _joined(tokens: Sequence[Word], left: Spot, right: Spot) -> Spot | None:
    return _ratio(tokens, left, right) or _range(tokens, left, right)


def _is_score(tokens: Sequence[Word], left: Spot, right: Spot) -> bool:
    """As in "a 3-2 win", "50-50"."""
    return (
        right.first == left.last + 1
        and left.unit is None
        and tokens[left.last].text in "-\u2013"
        and joined(tokens[left.last - 1], tokens[left.last])
        and joined(tokens[left.last], tokens[right.first])
    )


def _range(tokens: Sequence[Word], left: Spot, right: Spot) -> Spot | None:
    if right.first != left.last + 1 or left.low is None:
        return None
    before = tokens[left.first - 1].low if left.first else ""
    if not _links_ends(tokens, left, right, before):
        return None
    low, high = left.low, right.high or right.low or 0
    if left.is_money and right.unit is None:
        right = replace(right, unit=left.unit)
    if left.unit is None and right.unit is not None:
        low *= right.factor
    elif left.unit != right.unit:
        return None
    if left.scale == 1 and right.scale > 1 and low < high / right.scale:
        low *= right.scale
    if low >= high:
        return None
    first = left.first - 1 if before in {"between", "from"} else left.first
    approximate = left.approximate or right.approximate
    return replace(right, first=first, low=low, approximate=approximate, bounded=True)


def _ratio(tokens: Sequence[Word], left: Spot, right: Spot) -> Spot | None:
    """As in "one in four", "seven out of 10": a share, in percent."""
    between = [token.low for token in tokens[left.last : right.first]]
    small, whole = left.low or 0, right.low or 0
    if between not in (["in"], ["out", "of"], ["in", "every"], ["of", "every"]):
        return None
    if left.unit or right.unit or not 0 < small < whole or whole not in {2, 3, 4, 5, 6, 8, 10, 100}:
        return None
    share = 100 * small / whole
    return replace(
        right, first=left.first, low=share, high=share, unit="percent", approximate=True, ratio=True
    )


def _links_ends(tokens: Sequence[Word], left: Spot, right: Spot, before: str) -> bool:
    link = tokens[left.last]
    if link.low == "and":
        return before == "between"
    if link.low == "to":
        return not (before == "from" and _changes(tokens, left.first - 1))
    if link.low == "or":
        return (right.high or 0) <= 2 * (left.low or 0)
    if link.text == "\u2013":
        return True
    return link.text in HYPHENS and joined(link, tokens[right.first])


def _changes(tokens: Sequence[Word], at: int) -> bool:
    """Whether "from 20 to 30" tells of a change and not of a range."""
    return any(token.low in word_list("changes") for token in tokens[max(at - 5, 0) : at])


def _bounded(tokens: Sequence[Word], spot: Spot) -> Spot:
    """Takes in "at least", "more than about", "or so"."""
    bounds: list[str] = []
    for _ in range(3):
        found = _phrase_before(tokens, spot)
        if found is None:
            break
        bounds.append(found[0])
        spot = replace(spot, first=found[1])
    after = _phrase_after(tokens, spot.last)
    if after is not None:
        bounds.append(after[0])
        spot = replace(spot, last=after[1])
    return _with_bounds(spot, bounds)


def bounded_behind(tokens: Sequence[Word], spot: Spot, at: int) -> tuple[Spot, int]:
    """Takes in a bound behind the noun, "12 people or more"; says where the phrase now ends."""
    after = _phrase_after(tokens, at)
    if after is None or spot.bounded:
        return spot, at
    return _with_bounds(spot, [after[0]]), after[1]


def _with_bounds(spot: Spot, bounds: Sequence[str]) -> Spot:
    if not bounds:
        return spot
    spot = replace(spot, bounded=True, approximate=spot.approximate or "about" in bounds)
    if "low" in bounds:
        return replace(spot, high=None)
    return replace(spot, low=None) if "high" in bounds else spot


def _phrase_before(tokens: Sequence[Word], spot: Spot) -> tuple[str, int] | None:
    for length in range(min(4, spot.first), 0, -1):
        begin = spot.first - length
        words = tuple(token.low for token in tokens[begin : spot.first])
        bound = _bounds("before").get(words)
        if bound is not None and not _means_during(words, spot, tokens, begin):
            return bound, begin
    return None


def _means_during(words: Phrase, spot: Spot, tokens: Sequence[Word], begin: int) -> bool:
    """As in "over five days" is a while, "for over five days" a bound; "all 12" bounds nothing."""
    if words in {("over",), ("under",)} and spot.unit in DURATIONS:
        return not (begin and tokens[begin - 1].low in {"for", "lasted", "lasting", "after", "of"})
    return words == ("just",) and begin > 0 and tokens[begin - 1].low in {"had", "has", "have"}


def _phrase_after(tokens: Sequence[Word], at: int) -> tuple[str, int] | None:
    for length in (3, 2, 1):
        words = tuple(token.low for token in tokens[at : at + length])
        bound = _bounds("after").get(words) if len(words) == length else None
        if bound is not None and not _belongs_to_next(tokens, at + length):
            return bound, at + length
    return None


def _belongs_to_next(tokens: Sequence[Word], at: int) -> bool:
    """Whether a bound leads on to another number: "32 and more than 115", "113 At least nine"."""
    if at < len(tokens) and tokens[at].low == "than":
        return True
    return any(numeral.first == 0 for numeral in numerals(tokens[at : at + 2]))


@cache
def _bounds(place: str) -> dict[Phrase, str]:
    return {
        phrase(words): bound
        for bound, where, phrases in rows("bounds.tsv", 3)
        if where == place
        for words in phrases.split("|")
    }


def _folded(tokens: Sequence[Word], found: list[Spot]) -> Iterator[Spot]:
    """Folds a size told twice, "250 square km (96 square miles)", into one."""
    at = 0
    while at < len(found):
        spot = found[at]
        at += 1
        while at < len(found) and (last := _same_size(tokens, spot, found[at])) is not None:
            spot = replace(spot, last=last)
            at += 1
        yield spot


def _same_size(tokens: Sequence[Word], spot: Spot, other: Spot) -> int | None:
    """Where the doubled expression ends; None where the second is a size of its own."""
    between = [token.low for token in tokens[spot.last : other.first]]
    if between not in (["("], ["["], [",", "or"], ["or"], ["/"], ["(", "or"], [","], ["-"]):
        return None
    if not spot.unit or not other.unit or not _equal(spot, other):
        return None
    bracket = between[0] in {"(", "["}
    if not bracket and spot.factor == other.factor:
        return None
    closes = other.last < len(tokens) and tokens[other.last].text in {")", "]"}
    return other.last + 1 if bracket and closes else other.last


def _equal(spot: Spot, other: Spot) -> bool:
    if spot.is_money and other.is_money:
        return spot.unit != other.unit
    ours, theirs = spot.low or spot.high or 0, other.low or other.high or 0
    return spot.unit == other.unit and abs(ours - theirs) <= _SAME * max(ours, theirs)


def is_thousands(tokens: Sequence[Word], spot: Spot, noun: str | None) -> bool:
    """Whether "1.500 people" writes thousands with a point: people come in whole numbers."""
    text = next((token.text for token in tokens[spot.first : spot.last] if token.is_number), "")
    whole, _, rest = text.partition(".")
    return (
        spot.unit is None
        and spot.scale == 1
        and len(rest) == 3
        and whole.lstrip("0") != ""
        and len(whole) <= 3
        and counter_of(noun) is not None
    )
