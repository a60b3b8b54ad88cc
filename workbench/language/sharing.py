"""How much of what tells the passages beside a claim apart each of them shares with it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.domain.sameness import Shared
from workbench.language.terms import terms

_RAREST = 3


def shared(claim: str, passages: Sequence[str]) -> list[Shared]:
    """What each passage shares with the claim, weighed by how few of these passages have it.

    Beside one claim nearly all speak of its event, its place and its day: that two of them name
    those says little. "Foam" in two of seventy says that both answer the same question.
    """
    said, ours = [frozenset(terms(each)) for each in passages], frozenset(terms(claim))
    having = Counter(term for each in said for term in each)
    told = {term: _information(having[term], len(said)) for term in having.keys() | ours}
    whole = sum(told[term] for term in ours)
    return [_share((told[t] for t in each & ours), whole, (told[t] for t in each)) for each in said]


def _information(having: int, passages: int) -> float:
    """In nats, of a word that so many of the passages have."""
    return math.log((passages + 1) / (having + 0.5))


def _share(both: Iterable[float], ours: float, theirs: Iterable[float]) -> Shared:
    in_both = sorted(both, reverse=True)
    size = math.sqrt(ours * sum(theirs))
    return Shared(sum(in_both) / size if size else 0.0, sum(in_both[:_RAREST]))
