"""How worth checking a sentence is: a small head over its words and a layer of the encoder."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from workbench.errors import DeskError
from workbench.language.features import hashed

Vectors = NDArray[np.float32]

WEIGHTS = "checkworthiness.npz"
RECORD = "checkworthiness.json"  # where the weights come from, under which licence, their hash
LAYER = 4  # of the encoder's six: what is said shows earlier than which topic it is about


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic regression over words and states, and a hidden layer over the states.

    Their logits are added; `shift` puts the decision threshold at a weight of .5.
    """

    words: Vectors  # (buckets,)
    state: Vectors  # (width,)
    hidden: Vectors  # (width, units)
    hidden_bias: Vectors  # (units,)
    out: Vectors  # (units,)
    shift: float

    def weigh(self, texts: Sequence[str], states: Vectors) -> list[float]:
        """Check-worthiness 0..1 of each text, given its tokens' mean state, (len(texts), width)."""
        if not texts:
            return []
        linear = np.array([self._by_words(text) for text in texts]) + states @ self.state
        layer = _gelu(states @ self.hidden + self.hidden_bias) @ self.out
        return [float(weight) for weight in 1 / (1 + np.exp(-(linear + layer + self.shift)))]

    def _by_words(self, text: str) -> float:
        buckets, values = hashed(text)
        return float(self.words[np.asarray(buckets, int)] @ np.asarray(values, np.float32))


def weigher(
    inner: Callable[[Sequence[str], int], Vectors],
) -> Callable[[Sequence[str]], list[float]]:
    """What `claims.pull` takes to weigh sentences, from what gives their states after a layer."""
    return lambda texts: head().weigh(texts, inner(texts, LAYER))


def fits(encoder: str) -> bool:
    """Whether the head was trained on this encoder, named "model@revision/format"."""
    return encoder.partition("@")[0] == str(_record()["encoder"])


@cache
def head() -> Head:
    """The head that ships with the workbench; DeskError where its file is not the one trained."""
    path = files("workbench.language") / WEIGHTS
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != _record()["sha256"]:
        raise DeskError(f"The file {WEIGHTS} is damaged: install the workbench again.")
    with (files("workbench.language") / WEIGHTS).open("rb") as file, np.load(file) as arrays:
        parts = {name: arrays[name].astype(np.float32) for name in arrays.files}
    shift = float(parts.pop("shift"))
    return Head(**parts, shift=shift)


def _record() -> dict[str, object]:
    text = (files("workbench.language") / RECORD).read_text("utf-8")
    record: dict[str, object] = json.loads(text)
    return record


def _gelu(x: Vectors) -> Vectors:
    """The tanh form of Hendrycks and Gimpel (2016)."""
    inner = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    return np.asarray(0.5 * x * (1 + np.tanh(inner)), np.float32)
