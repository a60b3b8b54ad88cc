"""How likely a sentence of news is a claim worth checking: a second answer of the trained layer.

Debates teach what is worth checking, but their speakers assert in their own name. News also quotes
what people think, wish and demand; this answer tells such sentences apart from what is reported.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from workbench.errors import DeskError
from workbench.language.checkworthiness import LAYER, Head, Vectors, fingerprint, head

ANSWER = "newsreading.json"  # the numbers, where they come from, their hash


@dataclass(frozen=True, slots=True)
class Answer:
    """A regression over what the head sees in a sentence and what it makes of it."""

    out: Vectors  # (width,)
    by_head: float  # of the head's own logit
    shift: float

    def weigh(self, head: Head, texts: Sequence[str], states: Sequence[Vectors]) -> list[float]:
        """How likely each text is a claim, 0..1, given its tokens' states, (tokens, width) each."""
        pairs = [head.look(text, of) for text, of in zip(texts, states, strict=True)]
        return [
            float(1 / (1 + np.exp(-(seen @ self.out + self.by_head * logit + self.shift))))
            for seen, logit in pairs
        ]


def weigher(
    inner: Callable[[Sequence[str], int], Sequence[Vectors]],
) -> Callable[[Sequence[str]], list[float]]:
    """What `claims.pull` takes to weigh sentences, from what gives their states after a layer."""
    return lambda texts: answer().weigh(head(), texts, inner(texts, LAYER))


@cache
def answer() -> Answer:
    """The answer that ships; DeskError where its file or the head's is not the one trained."""
    record = json.loads((files("workbench.language") / ANSWER).read_text("utf-8"))
    numbers = record["numbers"]
    if record["sha256"] != hashed(numbers) or record["head_sha256"] != fingerprint():
        raise DeskError(f"The file {ANSWER} is damaged: install the workbench again.")
    return Answer(np.asarray(numbers["out"], np.float32), numbers["by_head"], numbers["shift"])


def hashed(numbers: dict[str, object]) -> str:
    """The SHA-256 of the numbers as their file spells them."""
    return hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()
