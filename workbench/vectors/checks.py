"""Refuses vectors that would make an index answer wrongly."""

import numpy as np

from workbench.errors import EncoderError
from workbench.vectors.types import Ids, Vectors

_LENGTH_TOLERANCE = 0.01


def check_vectors(vectors: Vectors, width: int) -> None:
    """Raise EncoderError unless these are unit-length rows of `width` finite numbers."""
    if vectors.ndim != 2 or vectors.shape[1] != width:
        raise EncoderError(
            f"Vectors of shape {vectors.shape} do not fit an index {width} numbers wide: "
            "they come from another encoder. Repair it: workbench index build."
        )
    lengths = np.linalg.norm(vectors, axis=1)
    # A NaN is not within any tolerance either.
    wrong = int(np.count_nonzero(~(np.abs(lengths - 1) <= _LENGTH_TOLERANCE)))
    if wrong:
        raise EncoderError(
            f"{wrong} of {len(vectors)} vectors are not numbers or not of unit length: "
            "the encoder's model may be damaged. Check it: workbench doctor."
        )


def check_ids(ids: Ids, count: int) -> None:
    """Raise EncoderError unless there is one id a vector and none twice."""
    if len(ids) != count or len(np.unique(ids)) != count:
        raise EncoderError(
            f"{len(ids)} ids ({len(np.unique(ids))} distinct) came with {count} vectors. "
            "Repair it: workbench index build."
        )
