"""How likely it is that a passage bears on a claim: a few comparisons, weighed and added."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.domain.hashes import text_hash


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a passage, with its report's title, shares with a claim's wording."""

    words: float  # BM25 / 20
    letters: float  # share of the claim's rare four-letter strings: 0..1, forgives typos
    rare: float  # information of the rarest word shared, in nats / 10
    names: float  # share of the claim's capitalised words
    numbers: float  # share of the claim's numbers; 0 where it has none


@dataclass(frozen=True, slots=True)
class Weights:
    """What each comparison adds, and how a sum becomes a probability."""

    by_comparison: Mapping[str, float]
    intercept: float


def relevance(cosine: float, title_cosine: float | None, shared: Overlap) -> float:
    """The probability, 0..1, that the passage bears on the claim.

    `title_cosine` compares the claim with the title of the passage's report; None where it has
    none. A logistic sum; its weights are fitted by `python -m benchmarks.fit_ranking`.
    """
    weights = load_weights()
    parts = contributions(compare(cosine, title_cosine, shared), weights)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, weights.intercept + sum(parts.values())))))


def compare(cosine: float, title_cosine: float | None, shared: Overlap) -> dict[str, float]:
    """The comparisons that are weighed, by name."""
    title = cosine if title_cosine is None else title_cosine
    nearest = max(cosine, title)
    return {
        "cosine": cosine,
        "nearest cosine": nearest,
        "mean cosine": (cosine + title) / 2,
        "nearest cosine, squared": max(0.0, nearest) ** 2,  # the nearer, the less it adds
        "words": shared.words,
        "any words": math.sqrt(max(0.0, shared.words)),
        "letters": shared.letters,
        "rare word": shared.rare,
        "names": shared.names,
        "numbers": shared.numbers,
    }


def contributions(compared: Mapping[str, float], weights: Weights) -> dict[str, float]:
    """What each comparison adds to the sum: why a passage stands where it stands."""
    return {name: weights.by_comparison[name] * value for name, value in compared.items()}


@cache
def load_weights() -> Weights:
    """The weights as fitted, from `ranking.json`, which says on what."""
    text = files(__package__).joinpath("ranking.json").read_text(encoding="utf-8")
    fitted = json.loads(text)
    return Weights(fitted["weights"], fitted["intercept"])


@cache
def version() -> str:
    """A name for these weights: other weights have another."""
    weights = load_weights()
    told = json.dumps([dict(weights.by_comparison), weights.intercept], sort_keys=True)
    return f"ranking {text_hash(told)[:12]}"
