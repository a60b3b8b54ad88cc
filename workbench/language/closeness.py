"""How much of a claim's wording a passage has: words, letters, names, numbers, rare words."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.domain.ranking import Overlap
from workbench.language.terms import Frequencies, Sought, terms

# BM25 as in Robertson and Zaragoza 2009, with the usual constants; a passage's usual length.
_SATURATION, _BY_LENGTH, _USUAL_TERMS = 1.2, 0.75, 16.0
_GRAM = 4
_REMEMBERED = 16_384  # passages and titles: a desk searches near the same ones again and again


class _Lettered(dict[str, frozenset[str]]):
    """Which of a claim's strings of letters a term has, found out once a term."""

    def __init__(self, letters: Mapping[str, float]) -> None:
        self._strings = frozenset(letters)

    def __missing__(self, term: str) -> frozenset[str]:
        found = self[term] = self._strings & _strings(term)
        return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim's words with what each tells, in nats, and the same spread over their letters."""

    words: Mapping[str, float]
    letters: Mapping[str, float]
    lettered: float  # their sum
    names: frozenset[str]
    numbers: frozenset[str]
    near: Mapping[str, frozenset[str]] = field(compare=False)  # by term: its strings in `letters`


def weigh(sought: Sought, seen: Frequencies) -> Weighed:
    """Weigh the words by how few passages have them."""
    words = {term: weight * _information(seen, term) for term, weight in sought.terms.items()}
    letters: dict[str, float] = {}
    for term, weight in words.items():
        strings = _strings(term)
        for string in strings:
            letters[string] = letters.get(string, 0.0) + weight / len(strings)
    whole = math.fsum(letters.values())
    return Weighed(words, letters, whole, sought.names, sought.numbers, _Lettered(letters))


def overlap(claim: Weighed, passage: str, title: str | None) -> Overlap:
    """Compare a passage with a claim word by word."""
    found = Counter(_terms(passage) + _terms(title or ""))
    shared = [term for term in claim.words if term in found]
    return Overlap(
        words=_bm25([(claim.words[term], found[term]) for term in shared], found.total()) / 20,
        letters=_share(claim, found),
        rare=max((claim.words[term] for term in shared), default=0.0) / 10,
        names=len(claim.names & found.keys()) / max(1, len(claim.names)),
        numbers=len(claim.numbers & found.keys()) / max(1, len(claim.numbers)),
    )


def _bm25(shared: Iterable[tuple[float, int]], length: int) -> float:
    """Of the weight of each word shared and how often the passage, so many terms long, has it."""
    slack = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * (length / _USUAL_TERMS))
    return sum(w * n * (_SATURATION + 1) / (n + slack) for w, n in shared)


def _share(claim: Weighed, found: Iterable[str]) -> float:
    if not claim.lettered:
        return 0.0
    held = set[str]().union(*map(claim.near.__getitem__, found))
    return math.fsum(map(claim.letters.__getitem__, held)) / claim.lettered


def _information(seen: Frequencies, term: str) -> float:
    count = min(seen.by_term.get(term, 0), seen.passages)
    return math.log(1 + (seen.passages - count + 0.5) / (count + 0.5))


@lru_cache(maxsize=_REMEMBERED)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(terms(text))


@lru_cache(maxsize=200_000)
def _strings(word: str) -> frozenset[str]:
    marked = f"^{word}$"
    starts = range(max(1, len(marked) - _GRAM + 1))
    return frozenset(marked[start : start + _GRAM] for start in starts)
