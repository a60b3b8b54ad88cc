"""How much of what tells the passages beside a claim apart, or their reports, each shares."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.domain.sameness import Opened, Shared
from workbench.language import sentences
from workbench.language.terms import terms

_RAREST = 3
_Words = frozenset[str]


def shared(claim: str, passages: Sequence[str]) -> list[Shared]:
    """What each passage shares with the claim, weighed by how few of these passages have it.

    Beside one claim nearly all speak of its event, its place and its day: that two of them name
    those says little. "Foam" in two of seventy says that both answer the same question.
    """
    return _shared(_words(claim), [_words(each) for each in passages])


def opened(article: str, reports: Sequence[str]) -> list[Opened]:
    """What each report's opening shares with the opening of the claim's article.

    Two reports on one event begin alike, as what they tell first is what happened: that a sentence
    far below names the same town says less.
    """
    said = [_words(each) for each in reports]
    first = next((each.span.of(article) for each in sentences.split(article)), "")
    whole, lead = _shared(_words(article), said), _shared(_words(first), said)
    return [Opened(a.words, b.rarest) for a, b in zip(whole, lead, strict=True)]


def _shared(ours: _Words, said: Sequence[_Words]) -> list[Shared]:
    having = Counter(term for each in said for term in each)
    told = {term: _information(having[term], len(said)) for term in having.keys() | ours}
    whole = sum(told[term] for term in ours)
    return [_share((told[t] for t in each & ours), whole, (told[t] for t in each)) for each in said]


def _words(text: str) -> _Words:
    return frozenset(terms(text))


def _information(having: int, passages: int) -> float:
    """In nats, of a word that so many of the passages have."""
    return math.log((passages + 1) / (having + 0.5))


def _share(both: Iterable[float], ours: float, theirs: Iterable[float]) -> Shared:
    in_both = sorted(both, reverse=True)
    size = math.sqrt(ours * sum(theirs))
    return Shared(sum(in_both) / size if size else 0.0, sum(in_both[:_RAREST]))
