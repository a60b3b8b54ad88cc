"""How much of what a claim asks a sentence may answer, before anything around it is looked at."""

from workbench.domain.events_relation import ASPECT, ATTRIBUTION, is_opposite, is_same
from workbench.domain.numbers import AT_LEAST_REACH, is_countable
from workbench.domain.values import Particulars, Quantity

_ASIDE = ATTRIBUTION | ASPECT
_ANSWERS = 2  # a figure that may be the claim's, against one that only counts the same


def promise(claim: Particulars, sentence: Particulars) -> int:
    """0 where the sentence answers nothing; the more, the sooner it is worth comparing.

    A figure counts more than a kind of event: "the count came to 130 dead" answers "at least 126
    were killed" and names neither place nor day.
    """
    return _by_figures(claim, sentence) + _by_events(claim, sentence)


def _by_figures(claim: Particulars, sentence: Particulars) -> int:
    ours = [q for q in claim.quantities if is_countable(q)]
    theirs = [q for q in sentence.quantities if is_countable(q)]
    return max((_of(a, b) for a in ours for b in theirs), default=0)


def _of(a: Quantity, b: Quantity) -> int:
    if a.unit != b.unit or (a.act is not None and b.act is not None and a.act != b.act):
        return 0
    low, high = sorted((_size(a), _size(b)))
    return _ANSWERS if high <= low * AT_LEAST_REACH else 1


def _size(q: Quantity) -> float:
    return q.low if q.low is not None else q.high or 0.0


def _by_events(claim: Particulars, sentence: Particulars) -> int:
    ours = [e for e in claim.events if e.kind not in _ASIDE]
    theirs = [e for e in sentence.events if e.kind not in _ASIDE]
    return int(
        any(is_same(a.kind, b.kind) or is_opposite(a.kind, b.kind) for a in ours for b in theirs)
    )
