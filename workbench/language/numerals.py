"""Numbers as reports write them: digits with any separators, words, dozens and vague words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbench.language.tables import phrase, rows
from workbench.language.words import HYPHENS, Word, joined

UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
}
_ATTACHED = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "tn": 10**12}
_MULTIPLIED = {"hundred": 100, "dozen": 12, "score": 20} | _SCALES
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_PLAIN = re.compile(r"\d+")
_POINTED = re.compile(r"\d+\.\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_SPACES = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number standing at `words[first:last]`; `high` None is open."""

    first: int
    last: int
    low: float
    high: float | None
    approximate: bool = False
    digits: bool = False
    scale: float = 1.0


@cache
def vague_words() -> dict[tuple[str, ...], tuple[float, float | None]]:
    """The range behind each vague word, by its tokens; the table is vague_words.tsv."""
    return {
        phrase(word): (float(low), float(high) if high else None)
        for word, low, high in rows("vague_words.tsv", 3)
    }


@cache
def _first_words() -> frozenset[str]:
    """Every word a number can begin with."""
    shares = {pattern[0] for pattern, _ in _SHARES}
    return frozenset({*UNITS, *TENS, "a", "an", *shares, *(words[0] for words in vague_words())})


def numerals(tokens: Sequence[Word]) -> list[Numeral]:
    """Every number in reading order, none overlapping another."""
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral = _numeral(tokens, at)
        if numeral is None:
            at += 1
        else:
            found.append(numeral)
            at = numeral.last
    return found


def value(digits: str) -> float | None:
    """What digits with separators mean; None where they are no number (1.2.3, a long id)."""
    text = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else _SEPARATORS.get(sign, sign)
        for sign in digits
    )
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text) or _POINTED.fullmatch(text):
        return float(text)
    if _COMMAS.fullmatch(text):
        return float(text.replace(",", ""))
    if _POINTS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _SPACES.fullmatch(text):
        return float(text.replace(" ", "").replace("'", "").replace(",", "."))
    return float(text.replace(",", ".")) if _COMMA_DECIMAL.fullmatch(text) else None


_SEPARATORS = {
    "\u066b": ".",
    "\u066c": ",",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2019": "'",
}


def _numeral(tokens: Sequence[Word], at: int) -> Numeral | None:
    if tokens[at].is_number:
        return _in_digits(tokens, at)
    if tokens[at].low not in _first_words():
        return None
    return _vague(tokens, at) or _half(tokens, at) or _in_words(tokens, at)


def _in_digits(tokens: Sequence[Word], at: int) -> Numeral | None:
    last = _spaced_groups(tokens, at)
    number = value(" ".join(token.text for token in tokens[at:last]))
    if number is None:
        return None
    if last < len(tokens) and tokens[last].text in _HALVES:
        number, last = number + _HALVES[tokens[last].text], last + 1
    scale = 1.0
    for _ in range(2):  # "2 hundred thousand"
        if (factor := _scale(tokens, last)) is not None:
            scale, last = scale * factor[0], factor[1]
    return Numeral(at, last, number * scale, number * scale, digits=True, scale=scale)


def _spaced_groups(tokens: Sequence[Word], at: int) -> int:
    """The end of "1 234 567"; a day of a month before a number is no group ("April 4 200 men")."""
    last = at + 1
    if not _PLAIN.fullmatch(tokens[at].text) or len(tokens[at].text) > 3 or _after_name(tokens, at):
        return last
    if tokens[at].text.startswith("0"):
        return last
    while (
        last < len(tokens)
        and len(tokens[last].text) == 3
        and tokens[last].text.isdecimal()
        and tokens[last].start - tokens[last - 1].end == 1
    ):
        last += 1
    return last


def _after_name(tokens: Sequence[Word], at: int) -> bool:
    before = tokens[at - 1] if at else None
    if before is not None and before.text == "." and at > 1:
        before = tokens[at - 2]
    return before is not None and before.is_capital


def _scale(tokens: Sequence[Word], at: int) -> tuple[float, int] | None:
    """The factor of a magnitude word at `at` and where it ends."""
    if at >= len(tokens):
        return None
    step = at + 1 if tokens[at].text in HYPHENS and at + 1 < len(tokens) else at
    word = tokens[step].low
    if word in _MULTIPLIED:
        return _MULTIPLIED[word], step + 1
    return None


def attached_magnitude(tokens: Sequence[Word], at: int) -> float | None:
    """The factor of a letter glued to digits ("3m", "40k") at `at`; a caller knows if it may be."""
    if 0 < at < len(tokens) and joined(tokens[at - 1], tokens[at]):
        return _ATTACHED.get(tokens[at].low)
    return None


def _vague(tokens: Sequence[Word], at: int) -> Numeral | None:
    for length in (3, 2, 1):
        phrase = tuple(token.low for token in tokens[at : at + length])
        bounds = vague_words().get(phrase)
        if bounds is not None and len(phrase) == length:
            break
    else:
        return None
    low, high = bounds
    last = at + length
    exact = low == high
    for _ in range(2):  # "a few hundred million"
        if (factor := _scale(tokens, last)) is not None:
            low, last, exact = low * factor[0], factor[1], False
            high = None if high is None else high * factor[0] + factor[0] - 1
    return Numeral(at, last, low, high, approximate=not exact or "dozen" in tokens[last - 1].low)


def _half(tokens: Sequence[Word], at: int) -> Numeral | None:
    """Shares of a round number: "half a million", "a quarter of a million"."""
    shape = [token.low for token in tokens[at : at + 6] if token.text not in HYPHENS]
    for pattern, share in _SHARES:
        size = len(pattern)
        if tuple(shape[:size]) == pattern and len(shape) > size and shape[size] in _MULTIPLIED:
            last = at
            while tokens[last].low != shape[size]:
                last += 1
            number = share * _MULTIPLIED[shape[size]]
            return Numeral(at, last + 1, number, number, approximate=True)
    return None


_SHARES = (
    (("half", "a"), 0.5),
    (("a", "half"), 0.5),
    (("a", "quarter", "of", "a"), 0.25),
    (("a", "quarter"), 0.25),
    (("three", "quarters", "of", "a"), 0.75),
)


def _in_words(tokens: Sequence[Word], at: int) -> Numeral | None:
    reader = _WordReader(tokens, at)
    last = reader.read()
    if last == at:
        return None
    number = reader.total + reader.current
    scale = _MULTIPLIED.get(tokens[last - 1].low, 1)
    return Numeral(at, last, number, number, approximate=reader.round, scale=scale)


class _WordReader:
    """Reads "a hundred and five thousand" word by word from `at`."""

    def __init__(self, tokens: Sequence[Word], at: int) -> None:
        self.tokens = tokens
        self.at = at
        self.total = self.current = 0.0
        self.room = 10**15  # the next small number must be below this
        self.ceiling = 10**15  # the next scale must be below this
        self.started = False
        self.round = False

    def read(self) -> int:
        """Where the number ends; `at` itself where none begins."""
        if self._low(0) in {"a", "an"}:
            if self._low(1) not in _MULTIPLIED or self._low(1) == "score":
                return self.at
            self.started = self.round = True
            self.at += 1
        while self._small() or self._multiplied() or self._linked() or self._and_a_half():
            self.started = True
        return self.at

    def _low(self, ahead: int) -> str:
        at = self.at + ahead
        return self.tokens[at].low if at < len(self.tokens) else ""

    def _small(self) -> bool:
        word = self._low(0)
        worth = TENS.get(word, UNITS.get(word, -1))
        if worth < 0 or worth >= self.room or (self.started and worth == 0):
            return False
        self.current += worth
        self.room = 10 if word in TENS else 0
        self.round = False
        self.at += 1
        return True

    def _multiplied(self) -> bool:
        word = self._low(0)
        if word not in _MULTIPLIED or not self.started:
            return False
        factor = _MULTIPLIED[word]
        if factor >= 1000:
            if factor >= self.ceiling:
                return False
            self.total += (self.current or 1) * factor
            self.current, self.room, self.ceiling = 0, factor, factor
        else:
            if self.current >= 100:
                return False
            self.current = (self.current or 1) * factor
            self.room = 100 if word == "hundred" else 0
            self.round = self.round or word != "hundred"
        self.at += 1
        return True

    def _linked(self) -> bool:
        """A hyphen inside "twenty-five", an "and" inside "a hundred and five"."""
        link = self._low(0)
        if not self.started or not (link in HYPHENS or (link == "and" and self.room >= 100)):
            return False
        self.at += 1
        if self._small() or (link != "and" and self._multiplied()):
            return True
        self.at -= 1
        return False

    def _and_a_half(self) -> bool:
        if (self._low(0), self._low(1), self._low(2)) != ("and", "a", "half") or not self.current:
            return False
        self.current += 0.5
        self.room = 0
        self.at += 3
        return True
