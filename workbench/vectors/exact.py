"""The index that cannot be wrong: every cosine computed. The oracle of all others."""

import numpy as np

from workbench.vectors.checks import check_ids, check_vectors
from workbench.vectors.types import Hit, Ids, Vectors


class ExactIndex:
    """Every vector in one float32 array: 4 bytes x width + 8 a passage; equal cosines by id."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._ids = np.empty(0, np.int64)
        self._vectors = np.empty((0, width), np.float32)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add unit-length rows; an id that is there already gets its new vector."""
        check_vectors(vectors, self._width)
        check_ids(ids, len(vectors))
        self.remove(ids)
        self._ids = np.concatenate([self._ids, ids])
        self._vectors = np.concatenate([self._vectors, vectors])

    def remove(self, ids: Ids) -> None:
        """Forget these ids; unknown ids are passed over."""
        kept = ~np.isin(self._ids, ids)
        self._ids, self._vectors = self._ids[kept], self._vectors[kept]

    def search(
        self, queries: Vectors, limit: int, *, allowed: Ids | None = None
    ) -> list[list[Hit]]:
        """The most similar first, at most `limit` a query, only among `allowed` where given."""
        check_vectors(queries, self._width)
        ids, vectors = self._ids, self._vectors
        if allowed is not None:
            kept = np.isin(ids, allowed)
            ids, vectors = ids[kept], vectors[kept]
        return [nearest(ids, row, limit) for row in queries @ vectors.T]


def nearest(ids: Ids, similarities: Vectors, limit: int) -> list[Hit]:
    """One query's best hits from all its cosines."""
    order = np.lexsort((ids, -similarities))[: max(limit, 0)]
    return [Hit(int(ids[i]), float(similarities[i])) for i in order]
