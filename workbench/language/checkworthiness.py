"""How worth checking a sentence is: a small head over its words and a layer of the encoder."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from workbench.errors import DeskError
from workbench.language.features import hashed
from workbench.language.layer import Layer

Vectors = NDArray[np.float32]

WEIGHTS = "checkworthiness.npz"
RECORD = "checkworthiness.json"  # where the weights come from, under which licence, their hash
LAYER = 3  # of the encoder's six: what is said shows earlier than which topic it is about


@dataclass(frozen=True, slots=True)
class Head:
    """A layer of its own over the encoder's states, read by attention, and a regression over words.

    Their logits are added; `shift` puts the decision threshold at a weight of .5.
    """

    layer: Layer
    attend: Vectors  # (width,): how much each token's state counts
    out: Vectors  # (width,)
    words: Vectors  # (buckets,)
    shift: float

    def weigh(self, texts: Sequence[str], states: Sequence[Vectors]) -> list[float]:
        """Check-worthiness 0..1 of each text, given its tokens' states, (tokens, width) each."""
        logits = [self._logit(text, of) for text, of in zip(texts, states, strict=True)]
        return [float(1 / (1 + np.exp(-logit))) for logit in logits]

    def _logit(self, text: str, states: Vectors) -> float:
        seen = self.layer.gist(states, self.attend)
        return float(seen @ self.out) + self._by_words(text) + self.shift

    def _by_words(self, text: str) -> float:
        buckets, values = hashed(text)
        return float(self.words[np.asarray(buckets, int)] @ np.asarray(values, np.float32))


def weigher(
    inner: Callable[[Sequence[str], int], Sequence[Vectors]],
) -> Callable[[Sequence[str]], list[float]]:
    """Weighs sentences as of a debate, given what gives their states after a layer."""
    return lambda texts: head().weigh(texts, inner(texts, LAYER))


def fits(encoder: str) -> bool:
    """Whether the head was trained on this encoder, named "model@revision/format"."""
    return encoder.partition("@")[0] == str(_record(RECORD)["encoder"])


@cache
def head() -> Head:
    """The head that ships with the workbench; DeskError where its file is not the one trained."""
    layer, rest = stored(WEIGHTS, RECORD)
    return Head(layer, rest["attend"], rest["out"], rest["words"], float(rest["shift"]))


def stored(weights: str, record: str) -> tuple[Layer, dict[str, Vectors]]:
    """The layer in a file of the package and what lies beside it, in single precision.

    DeskError where the file is not the one that its record was written for.
    """
    folder = files("workbench.language")
    data = (folder / weights).read_bytes()
    if hashlib.sha256(data).hexdigest() != _record(record)["sha256"]:
        raise DeskError(f"The file {weights} is damaged: install the workbench again.")
    with np.load(BytesIO(data)) as arrays:
        parts = {name: arrays[name].astype(np.float32) for name in arrays.files}
    layer = Layer(**{field.name: parts.pop(field.name) for field in fields(Layer)})
    return layer, parts


def _record(name: str) -> dict[str, object]:
    record: dict[str, object] = json.loads((files("workbench.language") / name).read_text("utf-8"))
    return record
