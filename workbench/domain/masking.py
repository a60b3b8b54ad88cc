"""Words that may cost a life, hidden wherever they stand; every offset stays what it was."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

BLOCK = "█"
RUN = 5  # words in a row that give a longer passage away
# Letters with their marks (Latin, Hebrew, Arabic) and the invisible signs that split words.
_WORD = re.compile(
    r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u00ad\u200b-\u200f\u2060\ufeff]+"
)
_STRETCH = "\u0640"  # lengthens Arabic words and means nothing


@dataclass(frozen=True, slots=True)
class Mask:
    """Runs of words that are not shown, by their number of words."""

    runs: dict[int, frozenset[tuple[str, ...]]]

    def __bool__(self) -> bool:
        return bool(self.runs)


def mask_of(phrases: Iterable[str]) -> Mask:
    """Hides names wherever they stand, and of longer passages every five words in a row."""
    found: dict[int, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = [_key(m[0]) for m in _WORD.finditer(phrase)]
        size = min(len(words), RUN)
        if size:
            found.setdefault(size, set()).update(_runs(words, size))
    return Mask({size: frozenset(runs) for size, runs in found.items()})


def masked(text: str, mask: Mask) -> str:
    """The text with a block for each hidden character: as long as it was, blanks kept."""
    words = list(_WORD.finditer(text))
    keys = [_key(m[0]) for m in words]
    hidden = sorted(
        (words[at].start(), words[at + size - 1].end())
        for size, runs in mask.runs.items()
        for at, run in enumerate(_runs(keys, size))
        if run in runs
    )
    pieces, shown_from = [], 0
    for start, end in hidden:
        pieces += [text[shown_from:start], blank(text[max(start, shown_from) : end])]
        shown_from = max(shown_from, end)
    return "".join([*pieces, text[shown_from:]])


def masked_value(value: Any, mask: Mask) -> Any:  # noqa: ANN401 (JSON in, JSON out)
    """The same for every text in a JSON value."""
    if isinstance(value, str):
        return masked(value, mask)
    if isinstance(value, list):
        return [masked_value(each, mask) for each in value]
    if isinstance(value, dict):
        return {name: masked_value(each, mask) for name, each in value.items()}
    return value


def blank(text: str) -> str:
    """Nothing of a text but its length and its blanks."""
    return re.sub(r"\S", BLOCK, text)


def _runs(keys: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(keys[at : at + size]) for at in range(len(keys) - size + 1)]


def _key(word: str) -> str:
    """One spelling for a word with and without its marks, capitals and invisible signs."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in bare if c.isalnum() and c != _STRETCH)
