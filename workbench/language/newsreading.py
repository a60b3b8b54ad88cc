"""How likely a sentence of news is a claim worth checking.

Debates teach what is worth checking, but their speakers assert in their own name. News also quotes
what people think, wish and demand; here the head's layer was trained further to tell such sentences
apart from what is reported.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from workbench.language.checkworthiness import LAYER, Vectors, stored
from workbench.language.layer import Layer

WEIGHTS = "newsreading.npz"
RECORD = "newsreading.json"  # where the weights come from, under which licence, their hash


@dataclass(frozen=True, slots=True)
class Answer:
    """A layer of its own over the encoder's states, read by attention and a regression."""

    layer: Layer
    attend: Vectors  # (width,): how much each token's state counts
    out: Vectors  # (width,)
    shift: float

    def weigh(self, states: Sequence[Vectors]) -> list[float]:
        """How likely each sentence is a claim, 0..1, of its tokens' states, (tokens, width)."""
        logits = [self.layer.gist(of, self.attend) @ self.out + self.shift for of in states]
        return [float(1 / (1 + np.exp(-logit))) for logit in logits]


def weigher(
    inner: Callable[[Sequence[str], int], Sequence[Vectors]],
) -> Callable[[Sequence[str]], list[float]]:
    """What `claims.pull` takes to weigh sentences, from what gives their states after a layer."""
    return lambda texts: answer().weigh(inner(texts, LAYER))


@cache
def answer() -> Answer:
    """The answer that ships; DeskError where its file is not the one trained."""
    layer, rest = stored(WEIGHTS, RECORD)
    return Answer(layer, rest["attend"], rest["out"], float(rest["shift"]))
