"""The two protocols that everything about vectors is written against."""

from collections.abc import Iterable, Sequence
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


class IndexAccount(Protocol):
    """What an index holds, as it was last written."""

    @property
    def encoder(self) -> str:
        """The name of the encoder that made its vectors."""

    @property
    def count(self) -> int:
        """How many vectors it holds."""

    def in_step(self, count: int, checksum: int) -> bool:
        """Whether it holds exactly the embeddings with this count and checksum."""


class IndexShelf(Protocol):
    """Keeps one index where all processes find it; StaleIndexError where that cannot be used."""

    @property
    def exists(self) -> bool:
        """Whether it was ever built."""

    def manifest(self) -> IndexAccount:
        """What it holds now, without loading it."""

    def index(self) -> VectorIndex:
        """The index as it stands."""

    def ids(self) -> Ids:
        """The embedding ids it holds, ascending."""

    def build(self, batches: Iterable[tuple[Ids, Vectors]]) -> IndexAccount:
        """Build it anew beside the old one and swap it in; an empty one without batches."""

    def add(self, ids: Ids, vectors: Vectors) -> IndexAccount:
        """Append vectors; ids it holds already are passed over."""

    def remove(self, ids: Ids) -> IndexAccount:
        """Forget these ids; unknown ids are passed over."""

    def verify(self) -> IndexAccount:
        """Look at all of it again."""
