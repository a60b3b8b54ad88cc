"""Each vector in a second inverted list too, which is visited where its own is not.

A vector is missed where a query lies across its list: along what is left of the vector without the
list's centre. So the second list is one for which what is left points elsewhere (SOAR: Sun,
Simcha, Dopson, Guo and Kumar, 2023), and far fewer lists are visited for as many found.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from workbench.vectors.originals import Positions
from workbench.vectors.types import Vectors

_CHOSEN_AMONG = 32  # the nearest lists
# What weighs how far two remainders point the same way, against being near (docs/accuracy.md).
_ELSEWHERE = 1.5
_ROWS_AT_ONCE = 512


def add_twice(lists: Any, vectors: Vectors, start: int) -> None:  # noqa: ANN401 - FAISS carries no types
    """Add rows to inverted lists, as places from `start` on: each to its nearest and a second."""
    places = np.arange(start, start + len(vectors))
    _, near = lists.quantizer.search(vectors, min(_CHOSEN_AMONG, lists.nlist))
    centres = lists.quantizer.reconstruct_n(0, lists.nlist)
    for at in range(0, len(vectors), _ROWS_AT_ONCE):
        rows = slice(at, at + _ROWS_AT_ONCE)
        for chosen in (near[rows, 0], _second(vectors[rows], near[rows], centres)):
            with _assigning(lists, vectors[rows], chosen):
                lists.add_with_ids(vectors[rows], places[rows])


def once(found: Positions, most: int) -> Positions:
    """The first different places of each row, in their order; -1 where there are no more."""
    order = np.argsort(found, axis=1, kind="stable")
    ascending = np.take_along_axis(found, order, axis=1)
    again = np.zeros(found.shape, np.bool_)
    np.put_along_axis(again, order[:, 1:], ascending[:, 1:] == ascending[:, :-1], axis=1)
    first = np.argsort(again, axis=1, kind="stable")[:, :most]
    places = np.take_along_axis(found, first, axis=1)
    return np.where(np.take_along_axis(again, first, axis=1), -1, places)


def _second(vectors: Vectors, near: Positions, centres: Vectors) -> Positions:
    """Of each row's near lists, of which the first has it, the one that is to have it too."""
    left = vectors - centres[near[:, 0]]
    left /= np.maximum(np.linalg.norm(left, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    remainders = vectors[:, None] - centres[near[:, 1:]]
    lengths = np.einsum("rld,rld->rl", remainders, remainders)
    alike = np.matmul(remainders, left[:, :, None])[..., 0]
    chosen = 1 + np.argmin(lengths + _ELSEWHERE * alike**2, axis=1)
    return np.take_along_axis(near, chosen[:, None], axis=1)[:, 0]


@contextmanager
def _assigning(lists: Any, vectors: Vectors, chosen: Positions) -> Iterator[None]:  # noqa: ANN401
    """While it lasts, these rows go to the lists chosen for them."""
    import faiss  # noqa: PLC0415 - slow to import

    nearest = lists.quantizer
    themselves = faiss.IndexFlatL2(vectors.shape[1])
    assigned = faiss.IndexIDMap(themselves)
    assigned.add_with_ids(vectors, chosen)
    lists.quantizer = assigned
    try:
        yield
    finally:
        lists.quantizer = nearest
