"""Numbers that name and count nothing: Route 4, M-16, 10:30, aged 12, one another."""

from collections.abc import Sequence
from functools import cache

from workbench.language.numerals import Numeral, numerals
from workbench.language.tables import rows
from workbench.language.words import HYPHENS, Word, joined

_CURRENCIES = frozenset({"us", "c", "a", "hk", "rs", "usd", "eur", "gbp"})  # also "US$", "C$"


def is_name_of_something(tokens: Sequence[Word], first: int, last: int) -> bool:
    """M-16, COVID-19, 10:30, 24/7, 0914, #5: digits that belong to a name or a time."""
    number = tokens[first].text
    if len(number) > 1 and number[0] == "0" and number.isdecimal():
        return True
    return _is_tied_to_what_stands_before(tokens, first) or _begins_a_time(tokens, last)


def _is_tied_to_what_stands_before(tokens: Sequence[Word], first: int) -> bool:
    if not first or not joined(tokens[first - 1], tokens[first]):
        return False
    before, further = tokens[first - 1], tokens[first - 2] if first > 1 else None
    if before.is_word and before.low not in _CURRENCIES:
        return True
    if before.text in {"#", "§", "№", "@", "_"}:
        return True
    if further is None:
        return False
    if before.text in {":", "/"}:
        return further.is_number
    return before.text in HYPHENS and further.is_word and joined(further, before)


def _begins_a_time(tokens: Sequence[Word], last: int) -> bool:
    """Whether what follows is ":30" or "/7"."""
    if last + 1 >= len(tokens) or tokens[last].text not in {":", "/"}:
        return False
    mark, further = tokens[last], tokens[last + 1]
    return joined(tokens[last - 1], mark) and further.is_number and joined(mark, further)


def is_age(tokens: Sequence[Word], unit: str, last: int) -> bool:
    """As in "12-year-old", "12 years old"."""
    if unit not in {"year", "month", "day", "week"}:
        return False
    rest = [token.low for token in tokens[last : last + 2]]
    return rest[:1] in (["old"], ["olds"]) or rest in (["-", "old"], ["-", "olds"], ["of", "age"])


def is_measure(tokens: Sequence[Word], unit: str, last: int) -> bool:
    """Whether a unit measures here: the "one day" of a story does not."""
    word = tokens[last - 1].low
    return not (word == "one" and unit in {"day", "second", "minute"})


def is_no_count(tokens: Sequence[Word], numeral: Numeral) -> bool:
    """Whether the words around a number without a unit show that nothing is counted."""
    last = numeral.last
    after = tokens[last] if last < len(tokens) else None
    if after is not None:
        if joined(tokens[last - 1], after) and (after.is_word or _hyphened(tokens, last)):
            return True
        if after.low in _named("after"):
            return True
    return _is_designated(tokens, numeral) or _is_pronoun(tokens, numeral)


def _hyphened(tokens: Sequence[Word], last: int) -> bool:
    """As in "10-member", "three-way"; "40-plus" and "20-30" are no compounds."""
    return (
        tokens[last].text in HYPHENS
        and last + 1 < len(tokens)
        and joined(tokens[last], tokens[last + 1])
        and tokens[last + 1].is_word
        and tokens[last + 1].low not in {"plus", "odd"}
        and not _begins_number(tokens, last + 1)
    )


def _begins_number(tokens: Sequence[Word], at: int) -> bool:
    return any(numeral.first == 0 for numeral in numerals(tokens[at : at + 3]))


def _is_designated(tokens: Sequence[Word], numeral: Numeral) -> bool:
    """As in "Route 4", "aged 12", "Salem, 45,", "World War Two", "1." at the head of a list."""
    first, last = numeral.first, numeral.last
    if first == 0:
        return numeral.digits and last < len(tokens) and tokens[last].text in {".", ")"}
    before = tokens[first - 1]
    if before.low == "." and first > 1:
        before = tokens[first - 2] if tokens[first - 2].low in {"no", "nos"} else before
    if before.low in _named("before") and (numeral.digits or before.is_name):
        return not (before.low == "number" and first > 1 and tokens[first - 2].low in {"the", "a"})
    if not numeral.digits:
        return before.is_name and tokens[first].is_name and first > 1
    return _is_apposed_age(tokens, first, last)


def _is_apposed_age(tokens: Sequence[Word], first: int, last: int) -> bool:
    return (
        first > 1
        and last < len(tokens)
        and last == first + 1
        and tokens[first - 1].text == ","
        and tokens[first - 2].is_name
        and tokens[first - 2].is_word
        and tokens[last].text in {",", ".", ";"}
        and len(tokens[first].text) <= 2
    )


def _is_pronoun(tokens: Sequence[Word], numeral: Numeral) -> bool:
    """As in "no one", "one of the", "one another", "one in four": no count is meant."""
    first, last = numeral.first, numeral.last
    before = tokens[first - 1].low if first else ""
    after = tokens[last].low if last < len(tokens) else ""
    if tokens[last - 1].low != "one" or last - first > 1:
        return False
    return before in {"no", "any", "every", "this", "that", "each", "which", "the", "another"} or (
        after in {"another", "day", "time", "side", "hand", "thing", "point", "where"}
    )


@cache
def _named(name: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("designations.tsv", 2) if row[0] == name for word in row[1].split("|")
    )
