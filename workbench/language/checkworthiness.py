"""How worth checking a sentence is: a small head over its words and a layer of the encoder."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from workbench.errors import DeskError
from workbench.language.features import hashed
from workbench.language.layer import Layer, softmax

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
        return [
            float(1 / (1 + np.exp(-(self._read(of) + self._by_words(text) + self.shift))))
            for text, of in zip(texts, states, strict=True)
        ]

    def _read(self, states: Vectors) -> float:
        last = self.layer.run(states)
        return float(softmax(last @ self.attend) @ (last @ self.out))

    def _by_words(self, text: str) -> float:
        buckets, values = hashed(text)
        return float(self.words[np.asarray(buckets, int)] @ np.asarray(values, np.float32))


def weigher(
    inner: Callable[[Sequence[str], int], Sequence[Vectors]],
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
    own = {field.name for field in fields(Layer)}
    return Head(
        layer=Layer(**{name: parts[name] for name in own}),
        shift=float(parts["shift"]),
        **{name: parts[name] for name in ("attend", "out", "words")},
    )


def _record() -> dict[str, object]:
    text = (files("workbench.language") / RECORD).read_text("utf-8")
    record: dict[str, object] = json.loads(text)
    return record
