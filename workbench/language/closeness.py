"""How much of a claim's wording a passage has: words, letters, names, numbers, rare words."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.ranking import Overlap
from workbench.language.terms import Frequencies, Sought, numbers, terms

# BM25 as in Robertson and Zaragoza 2009, with the usual constants; a passage's usual length.
_SATURATION, _BY_LENGTH, _USUAL_TERMS = 1.2, 0.75, 16.0
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim's words with what each tells, in nats, and the same spread over their letters."""

    words: Mapping[str, float]
    letters: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]


def weigh(sought: Sought, seen: Frequencies) -> Weighed:
    """Weigh the words by how few passages have them."""
    words = {term: weight * _information(seen, term) for term, weight in sought.terms.items()}
    letters: dict[str, float] = {}
    for term, weight in words.items():
        strings = _strings([term])
        for string in strings:
            letters[string] = letters.get(string, 0.0) + weight / len(strings)
    return Weighed(words, letters, sought.names, sought.numbers)


def overlap(claim: Weighed, passage: str, title: str | None) -> Overlap:
    """Compare a passage with a claim word by word."""
    found = Counter(terms(passage) + terms(title or ""))
    held = _strings(found)
    shared = [term for term in claim.words if term in found]
    return Overlap(
        words=_bm25(claim.words, found) / 20,
        letters=_share(claim.letters, held),
        rare=max((claim.words[term] for term in shared), default=0.0) / 10,
        names=len(claim.names & found.keys()) / max(1, len(claim.names)),
        numbers=len(claim.numbers & numbers(found)) / max(1, len(claim.numbers)),
    )


def _bm25(words: Mapping[str, float], found: Mapping[str, int]) -> float:
    length = sum(found.values()) / _USUAL_TERMS
    slack = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length)
    counts = ((weight, found.get(term, 0)) for term, weight in words.items())
    return sum(w * n * (_SATURATION + 1) / (n + slack) for w, n in counts if n)


def _share(weights: Mapping[str, float], held: set[str]) -> float:
    total = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in held) / total if total else 0.0


def _information(seen: Frequencies, term: str) -> float:
    count = min(seen.by_term.get(term, 0), seen.passages)
    return math.log(1 + (seen.passages - count + 0.5) / (count + 0.5))


def _strings(words: Iterable[str]) -> set[str]:
    marked = (f"^{word}$" for word in words)
    return {
        word[start : start + _GRAM]
        for word in marked
        for start in range(max(1, len(word) - _GRAM + 1))
    }
