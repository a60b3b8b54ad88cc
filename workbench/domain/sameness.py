"""How likely a compared passage speaks of a claim's event, and how likely it answers the claim."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Provenance, Relation, Signal, SlotName

RULES = "sameness 7"
_DAYS, _WEEKS = 3, 14  # days between two reports of one event, and of two
_TRUSTED = 100  # passages that the share of one event in what was fitted weighs as much as
_ROUNDS = 20  # after which the share hardly moves
_TOLD = (Relation.AGREES, Relation.DIFFERS, Relation.COMPATIBLE)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Two probabilities, 0..1: of one event, and of the same question answered."""

    event: float
    answer: float


@dataclass(frozen=True, slots=True)
class Shared:
    """What a passage shares with a claim of the words that tell the passages beside it apart.

    `words` is the share of both texts' information that is in both, 0..1; `rarest` the
    information of the three rarest words in both, in nats.
    """

    words: float = 0.0
    rarest: float = 0.0


@dataclass(frozen=True, slots=True)
class Opened:
    """What a report's opening shares with that of the claim's article.

    `words` is the share of both openings' information that is in both, 0..1; `first` the
    information of the three rarest words of the article's first sentence that it has, in nats;
    `likeness` how near that is to the nearest of the report's first sentences, 0..1.
    """

    words: float = 0.0
    first: float = 0.0
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a passage is to a claim beside what their slots say.

    `report` is the similarity of the report's nearest sentence; `days` lie between the appearance
    of the claim's article and of the report, None where one is undated.
    """

    similarity: float
    report: float
    days: float | None = None
    shared: Shared = field(default_factory=Shared)
    opened: Opened = field(default_factory=Opened)


@dataclass(frozen=True, slots=True)
class Sum:
    """What each feature adds to the log odds."""

    weights: Mapping[str, float]
    intercept: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The logistic of the sum."""
        total = self.intercept + sum(self.weights[name] * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def likelihood(rows: Iterable[SlotComparison], signal: Signal, near: Nearness) -> Likelihood:
    """Both probabilities, from a comparison's rows and signal and how near the two texts are.

    The weights are fitted by `python -m benchmarks.fit_sameness` on claims pulled from articles.
    """
    features = features_of(rows, signal, near)
    fitted = load_sums()
    return Likelihood(fitted["event"].probability(features), fitted["answer"].probability(features))


def at_their_level(found: Mapping[int, Likelihood]) -> dict[int, Likelihood]:
    """The same, by how many of these passages speak of the claim's event by their own account.

    Sixty reports tell of one attack and three of another: what was fitted knows only the mean. The
    share is what the passages make likeliest (expectation maximisation, Saerens and others 2002).
    """
    fitted = load_share()
    events = {i: each.event for i, each in found.items()}
    for _ in range(_ROUNDS):
        share = (sum(events.values()) + _TRUSTED * fitted) / (len(events) + _TRUSTED)
        more, less = share / fitted, (1 - share) / (1 - fitted)
        events = {i: _weighed(each.event, more, less) for i, each in found.items()}
    return {i: replace(each, event=events[i]) for i, each in found.items()}


def _weighed(event: float, more: float, less: float) -> float:
    return event * more / (event * more + (1 - event) * less)


def features_of(rows: Iterable[SlotComparison], signal: Signal, near: Nearness) -> dict[str, float]:
    """What is weighed, by name: the same names for every comparison."""
    told: dict[tuple[SlotName, Relation], set[Provenance]] = {}
    for row in rows:
        told.setdefault((row.slot, row.relation), set()).add(row.found_in)
    found = {
        "cosine": near.similarity,
        "report cosine": near.report,
        "shared words": near.shared.words,
        "rarest shared words": near.shared.rarest,
        "openings' words": near.opened.words,
        "first sentence's words": near.opened.first,
        "first sentence's likeness": near.opened.likeness,
    }
    for slot in SlotName:
        for relation in _TOLD:
            found[f"{slot} {relation}"] = float(_holds(told, slot, relation))
    only_day = told.get((SlotName.DATE, Relation.AGREES)) == {Provenance.REPORT}
    elsewhere = (SlotName.PLACE, Relation.NOT_COMPARABLE) in told
    return {
        **found,
        "published that day": float(only_day),
        "place in doubt": float(elsewhere),
        "agrees as a whole": float(signal is Signal.AGREES),
        "published within days": float(near.days is not None and near.days <= _DAYS),
        "published weeks apart": float(near.days is not None and near.days > _WEEKS),
    }


def _holds(
    told: Mapping[tuple[SlotName, Relation], set[Provenance]], slot: SlotName, relation: Relation
) -> bool:
    where = told.get((slot, relation), set())
    if relation is Relation.AGREES:
        return bool(where - {Provenance.REPORT})
    if relation is Relation.COMPATIBLE:
        return bool(where) and (slot, Relation.AGREES) not in told
    return bool(where)


@cache
def load_share() -> float:
    """The share of passages that speak of the claim's event in what was fitted."""
    share: float = _fitted()["event"]["share"]
    return share


@cache
def load_sums() -> Mapping[str, Sum]:
    """The weights as fitted, from `sameness.json`, which says on what."""
    return {name: Sum(each["weights"], each["intercept"]) for name, each in _fitted().items()}


def _fitted() -> dict[str, Any]:
    text = files(__package__).joinpath("sameness.json").read_text(encoding="utf-8")
    sums: dict[str, Any] = json.loads(text)["sums"]
    return sums
