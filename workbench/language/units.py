"""Units after or before a number, and the canonical unit each is converted to."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from workbench.language.numerals import attached_magnitude
from workbench.language.tables import Phrase, phrase, rows
from workbench.language.words import HYPHENS, Word, joined

DURATIONS = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "decade"])
_LONGEST = 4
_NOT_A_UNIT_ALONE = {"second", "m", "mi", "ha", "won", "rand", "inch", "foot", "ft", "yard", "k.m."}


class Unit(NamedTuple):
    """A canonical unit and the factor that brings a written value to it."""

    name: str
    factor: float
    first: int
    last: int

    @property
    def is_money(self) -> bool:
        """Named by its ISO 4217 code."""
        return len(self.name) == 3 and self.name.isupper()


def unit_at(tokens: Sequence[Word], first: int, last: int) -> Unit | None:
    """The unit of the number at `tokens[first:last]`, before it ("$5") or after it ("5 km")."""
    return _before(tokens, first, last) or _after(tokens, last)


def _before(tokens: Sequence[Word], first: int, last: int) -> Unit | None:
    for length in (3, 2, 1):
        if length > first:
            continue
        form = tokens[first - length : first]
        found = _forms("before").get(tuple(token.low for token in form))
        if found is not None and form[0].end + sum(map(len, _texts(form[1:]))) == form[-1].end:
            name, factor = found
            glued = attached_magnitude(tokens, last)
            if glued is not None:
                return Unit(name, glued, first - length, last + 1)
            # "$5 dollars" and "US$5 million dollars" name their unit twice
            after = _after(tokens, last)
            end = after.last if after is not None and after.is_money else last
            return Unit(name, factor, first - length, end)
    return None


def _texts(tokens: Sequence[Word]) -> list[str]:
    return [token.text for token in tokens]


def _after(tokens: Sequence[Word], last: int) -> Unit | None:
    at = last
    if at < len(tokens) and tokens[at].text in HYPHENS and joined(tokens[at - 1], tokens[at]):
        at += 1
    longest = min(_LONGEST, len(tokens) - at)
    for length in range(longest, 0, -1):
        found = _forms("after").get(tuple(token.low for token in tokens[at : at + length]))
        if found is not None and _stands(tokens, at, length):
            return Unit(*found, last, at + length)
    return None


def _stands(tokens: Sequence[Word], at: int, length: int) -> bool:
    """Whether a form is a unit here: "30 m" is, "a second bomb" and "5 pounds sterling" are not."""
    word, after = tokens[at].low, tokens[at + length].low if at + length < len(tokens) else ""
    if length > 1 or word not in _NOT_A_UNIT_ALONE:
        return True
    if word == "m":
        return tokens[at].text == "m" and not after.isdecimal()
    if word in {"foot", "inch", "yard", "ft"}:
        return tokens[at - 1].text in HYPHENS or after not in {"soldiers", "patrol", "patrols"}
    return word in {"ha", "mi"}


@cache
def _forms(place: str) -> dict[Phrase, tuple[str, float]]:
    return {
        phrase(form): (unit, float(factor))
        for unit, factor, where, forms in rows("units.tsv", 4)
        if where == place
        for form in forms.split("|")
    }
