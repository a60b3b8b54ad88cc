"""The vectors as they were given, beside an index that keeps only their codes."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.errors import StaleIndexError
from workbench.vectors.types import Vectors

Positions = NDArray[np.int64]

_NUMBERS = np.dtype("<f2")
_ROWS_AT_ONCE = 1_024  # more no longer fit a core's cache
_WIDENED_AT_ONCE = 32_768  # numbers: with more torch would wait for other threads


class Originals:
    """Rows of 16-bit numbers, 2 bytes x width each: in a file once saved, else in memory.

    A cosine taken from them is within 1e-3 of the true one. The file is mapped: the system holds
    of it what was read lately and lets go of it when memory is short.
    """

    def __init__(self, width: int, file: "_Mapped | None" = None) -> None:
        self._file = file
        self._mapped = np.empty((0, width), _NUMBERS) if file is None else file.rows
        self._later = np.empty((0, width), _NUMBERS)
        self._count = len(self._mapped)

    @classmethod
    def of_file(cls, path: Path, width: int) -> "Originals":
        """What `save` wrote."""
        return cls(width, _Mapped(path, width))

    def __len__(self) -> int:
        return self._count

    def add(self, vectors: Vectors) -> None:
        """Append rows."""
        start = self._count - len(self._mapped)
        stop = start + len(vectors)
        if stop > len(self._later):
            roomier = np.empty((max(stop, 2 * len(self._later)), vectors.shape[1]), _NUMBERS)
            roomier[:start] = self._later[:start]
            self._later = roomier
        self._later[start:stop] = vectors
        self._count += len(vectors)

    def at(self, places: Positions) -> Vectors:
        """The rows at these places.

        Raises StaleIndexError where the file was changed since it was checked.
        """
        if self._file is not None:
            self._file.check()
        known = len(self._mapped)
        if not len(places) or places.max() < known:
            return _widened(self._mapped.take(places, axis=0))
        rows = np.empty((len(places), self._later.shape[1]), _NUMBERS)
        later = places >= known
        rows[later] = self._later[places[later] - known]
        rows[~later] = self._mapped[places[~later]]
        return _widened(rows)

    def cosines(self, queries: Vectors, places: Positions) -> Vectors:
        """How near each query's own places are to it: the shape of `places`; -1 is no place."""
        near = np.empty(places.shape, np.float32)
        high = max(1, _ROWS_AT_ONCE // max(1, places.shape[1]))
        for top in range(0, len(places), high):
            for left in range(0, places.shape[1], _ROWS_AT_ONCE):
                block = np.s_[top : top + high, left : left + _ROWS_AT_ONCE]
                asked = places[block]
                rows = self.at(np.maximum(asked, 0).ravel()).reshape(*asked.shape, -1)
                near[block] = np.matmul(rows, queries[top : top + high, :, None])[..., 0]
        near[places < 0] = -np.inf
        return near

    def save(self, path: Path) -> None:
        """Write every row, one after another."""
        with path.open("wb") as file:
            for start in range(0, self._count, _ROWS_AT_ONCE):
                places = np.arange(start, min(start + _ROWS_AT_ONCE, self._count))
                file.write(self.at(places).astype(_NUMBERS).tobytes())


def _widened(rows: NDArray[np.float16]) -> Vectors:
    """As 32-bit numbers: NumPy takes twenty times as long, most of what comparing anew took."""
    import torch  # noqa: PLC0415 - slow to import

    wide = np.empty(rows.shape, np.float32)
    narrow, into = torch.from_numpy(rows), torch.from_numpy(wide)
    high = max(1, _WIDENED_AT_ONCE // max(1, rows.shape[1]))
    for start in range(0, len(rows), high):
        into[start : start + high] = narrow[start : start + high]
    return wide


class _Mapped:
    """A file whose bytes are read where they lie, as long as nobody has touched it."""

    def __init__(self, path: Path, width: int) -> None:
        self._path = path
        self._open = path.open("rb")
        self._known = self._state()
        count = self._known[0] // (_NUMBERS.itemsize * width)
        # An empty file cannot be mapped.
        self.rows: NDArray[np.float16] = (
            np.asarray(np.memmap(self._open, _NUMBERS, mode="r", shape=(count, width)))
            if count
            else np.empty((0, width), _NUMBERS)
        )

    def check(self) -> None:
        """Reading on where a file was cut short would end the process."""
        if self._state() != self._known:
            raise StaleIndexError(
                f"The index file {self._path} was changed while it was in use. "
                "Repair it: workbench index build."
            )

    def _state(self) -> tuple[int, int]:
        now = os.fstat(self._open.fileno())
        return now.st_size, now.st_mtime_ns

    def __del__(self) -> None:
        self._open.close()
