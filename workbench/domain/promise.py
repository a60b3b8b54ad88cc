"""How likely a sentence answers a claim, before the two are compared slot by slot."""

import json
import math
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from workbench.domain.events_relation import ASPECT, ATTRIBUTION, is_opposite, is_same
from workbench.domain.numbers import AT_LEAST_REACH, is_countable
from workbench.domain.sameness import Nearness, Sum
from workbench.domain.values import DateSpan, Particulars, Quantity

_ASIDE = ATTRIBUTION | ASPECT
_MAY_BE, _COUNTS_THE_SAME = 2, 1  # a figure that may be the claim's; one that only counts the same
_DAYS, _WEEKS = 3, 14


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence states, and what the sentences before it do."""

    own: Particulars
    before: Particulars = field(default_factory=Particulars)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a sentence stands among all that are looked through for a claim.

    `article` is how similar its report is to the claim's article; `reports` are nearer to it than
    this one, `sentences` of this one nearer to the claim.
    """

    article: float
    reports: int
    sentences: int


def promise(claim: Told, sentence: Told, near: Nearness, standing: Standing) -> float:
    """The probability, 0..1, that the sentence answers the claim, by what is cheaply told.

    "The count came to 130 dead" answers "at least 126 were killed" and names neither place nor day.
    The weights are fitted by `python -m benchmarks.fit_promise` on claims pulled from articles.
    """
    return load_sum().probability(features_of(claim, sentence, near, standing))


def features_of(
    claim: Told, sentence: Told, near: Nearness, standing: Standing
) -> dict[str, float]:
    """What is weighed, by name."""
    figures = _by_figures(claim.own, sentence.own)
    ours = _places(claim.own) | _places(claim.before)
    theirs = _places(sentence.own)
    return {
        "cosine": near.similarity,
        "report cosine": near.report,
        "article cosine": standing.article,
        "nearer reports": math.log1p(standing.reports),
        "nearer sentences": math.log1p(standing.sentences),
        "published within days": float(near.days is not None and near.days <= _DAYS),
        "published weeks apart": float(near.days is not None and near.days > _WEEKS),
        "figure of one kind": float(figures >= _COUNTS_THE_SAME),
        "figure that may be it": float(figures >= _MAY_BE),
        "event of one kind": float(_by_events(claim.own, sentence.own)),
        "place": float(bool(ours & theirs)),
        "place nearby": float(bool(ours & (theirs | _places(sentence.before)))),
        "day": float(_one_day(claim, sentence)),
    }


def _by_figures(claim: Particulars, sentence: Particulars) -> int:
    ours = [q for q in claim.quantities if is_countable(q)]
    theirs = [q for q in sentence.quantities if is_countable(q)]
    return max((_of(a, b) for a in ours for b in theirs), default=0)


def _of(a: Quantity, b: Quantity) -> int:
    if a.unit != b.unit or (a.act is not None and b.act is not None and a.act != b.act):
        return 0
    low, high = sorted((_size(a), _size(b)))
    return _MAY_BE if high <= low * AT_LEAST_REACH else _COUNTS_THE_SAME


def _size(q: Quantity) -> float:
    return q.low if q.low is not None else q.high or 0.0


def _by_events(claim: Particulars, sentence: Particulars) -> bool:
    ours = [e for e in claim.events if e.kind not in _ASIDE]
    theirs = [e for e in sentence.events if e.kind not in _ASIDE]
    return any(is_same(a.kind, b.kind) or is_opposite(a.kind, b.kind) for a in ours for b in theirs)


def _places(of: Particulars) -> set[str]:
    return {place.key for place in of.places}


def _one_day(claim: Told, sentence: Told) -> bool:
    ours = claim.own.dates or claim.before.dates
    theirs = sentence.own.dates or sentence.before.dates
    return any(_overlap(a, b) for a in ours for b in theirs)


def _overlap(a: DateSpan, b: DateSpan) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


@cache
def load_sum() -> Sum:
    """The weights as fitted, from `promise.json`, which says on what."""
    fitted = json.loads(files(__package__).joinpath("promise.json").read_text(encoding="utf-8"))
    return Sum(fitted["weights"], fitted["intercept"])
