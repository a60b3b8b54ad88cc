"""The two protocols that everything about vectors is written against."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hit:
    """An embedding found by the index."""

    id: int  # Embedding.id
    similarity: float  # cosine; 1 is the same direction; higher is nearer


class Encoder(Protocol):
    """Turns texts into directions."""

    @property
    def name(self) -> str:
        """Model, revision, precision: same name, same vectors within 1e-3."""

    @property
    def width(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit-length float32 rows, (len(texts), width), in the order given."""


class VectorIndex(Protocol):
    """Finds the nearest vectors by cosine."""

    def __len__(self) -> int:
        """How many vectors it holds."""

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add unit-length float32 rows under their embedding ids."""

    def remove(self, ids: Ids) -> None:
        """Forget these ids; unknown ids are passed over."""

    def search(
        self, queries: Vectors, limit: int, *, allowed: Ids | None = None
    ) -> list[list[Hit]]:
        """The most similar first, at most `limit` a query, only among `allowed` where given."""
