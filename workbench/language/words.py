"""A sentence as words, numbers and marks with their places in the text: what the finders read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f])"
_TOKEN = re.compile(
    r"\d+(?:[.,'\u2019\u066b\u066c\u00a0\u202f\u2009]\d+)*"  # 1,234.5 and its cousins
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|\b[ap]\.m\b\.?"  # 9 a.m.
    r"|['\u2019]s\b"  # Syria's
    rf"|{_LETTER}+(?:['\u2019](?!s\b){_LETTER}+)*"
    r"|\S",
)
_SENTENCE = 4000  # code points: several finders read the same sentence one after another
HYPHENS = frozenset("-\u2010\u2011")


class Word(NamedTuple):
    """One token; `low` is its lower-case spelling without marks over letters."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Written in digits of any script."""
        return self.text[0].isdecimal()

    @property
    def is_name(self) -> bool:
        """Begins with a capital letter, or is written in a script that has none."""
        first = self.text[0]
        return first.isupper() or (first.isalpha() and first.lower() == first.upper())

    @property
    def is_capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Begins with a letter."""
        return self.text[0].isalpha()


def words(text: str) -> Sequence[Word]:
    """The tokens of a text in order."""
    return _of_sentence(text) if len(text) <= _SENTENCE else tuple(_tokens(text))


@lru_cache(maxsize=64)
def _of_sentence(text: str) -> tuple[Word, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Word]:
    for found in _TOKEN.finditer(text):
        yield Word(found[0], plain(found[0]), found.start(), found.end())


def plain(word: str) -> str:
    """Lower case, no accents, one kind of apostrophe."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word.replace("\u2019", "'"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).lower()


def joined(left: Word, right: Word) -> bool:
    """Whether nothing stands between the two."""
    return left.end == right.start
