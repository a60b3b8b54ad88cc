"""Vectors of known directions, the same in every run."""

from collections.abc import Callable

import numpy as np
import pytest

from workbench.vectors.types import Vectors

MakeVectors = Callable[[int], Vectors]
WIDTH = 16


@pytest.fixture
def unit() -> MakeVectors:
    """Draws unit-length rows, the same in every run."""
    generator = np.random.default_rng(7)

    def draw(count: int) -> Vectors:
        rows = generator.standard_normal((count, WIDTH)).astype(np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    return draw
