"""A learned likeness of two sentences: a bilinear form of their vectors, beside the cosine."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from workbench.domain.ranking import load_weights
from workbench.errors import DeskError
from workbench.vectors.types import Vectors

WEIGHTS = "bilinear.npz"


@dataclass(frozen=True, slots=True)
class Form:
    """Two maps to a few directions, (width, directions) each: of a query, and of a passage."""

    of_query: Vectors
    of_passage: Vectors

    def turn(self, query: Vectors) -> Vectors:
        """The vector whose product with a passage's is their likeness."""
        return self.of_passage @ (query @ self.of_query)


def turned(query: Vectors, encoder: str) -> Vectors:
    """A query's vector, (width,), turned by the form; nothing but zeros under another encoder."""
    if encoder.partition("/")[0] != load_weights().encoder.partition("/")[0]:
        return np.zeros_like(query)
    return form().turn(query)


@cache
def form() -> Form:
    """The form that ships with the workbench; DeskError where its file is not the one fitted."""
    data = (files(__package__) / WEIGHTS).read_bytes()
    if hashlib.sha256(data).hexdigest() != load_weights().form:
        raise DeskError(f"The file {WEIGHTS} is damaged: install the workbench again.")
    with np.load(BytesIO(data)) as arrays:
        return Form(*(arrays[n].astype(np.float32) for n in ("of_query", "of_passage")))
