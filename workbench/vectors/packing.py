"""Vectors and ids as the database keeps them, and as the indexes take them."""

from collections.abc import Sequence

import numpy as np

from workbench.vectors.types import Ids, Vectors


def pack(vectors: Vectors) -> list[bytes]:
    """Each row as little-endian float32 bytes."""
    return [row.astype("<f4").tobytes() for row in vectors]


def unpack(rows: Sequence[bytes], width: int) -> Vectors:
    """The rows again, (len(rows), width)."""
    return np.frombuffer(b"".join(rows), dtype="<f4").reshape(len(rows), width)


def pack_ids(ids: Sequence[int]) -> Ids:
    """Embedding ids as the indexes take them."""
    return np.asarray(ids, dtype=np.int64)


def absent(wanted: Ids, held: Ids) -> list[int]:
    """Which of the wanted ids are not held, ascending."""
    return [int(i) for i in np.setdiff1d(wanted, held)]


def cosines(query: Vectors, rows: Sequence[bytes]) -> list[float]:
    """How near each packed unit row is to a unit query of shape (width,)."""
    if not rows:
        return []
    return [float(each) for each in unpack(rows, len(query)) @ query]
