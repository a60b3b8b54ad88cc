"""What an index folder holds: written last, read first, believed only when it checks out."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from workbench.errors import StaleIndexError
from workbench.vectors.types import Ids

FORMAT = 4
FILE = "manifest.json"
REPAIR = "Repair it: workbench index build."


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the index: vectors added, or ids removed, in a file of its own."""

    file: str
    sha256: str
    count: int
    removes: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The account of one index folder; the pieces are replayed over the base in order."""

    format: int
    encoder: str
    width: int
    count: int
    checksum: int
    trained_on: int  # vectors that the inverted lists were made for; 0 where all are compared
    base: Piece
    base_ids: Piece
    originals: Piece | None = None  # the base's vectors, where it keeps only their codes
    pieces: tuple[Piece, ...] = ()

    def in_step(self, count: int, checksum: int) -> bool:
        """Whether it holds exactly the embeddings with this count and checksum."""
        return self.count == count and self.checksum == checksum

    @property
    def files(self) -> frozenset[str]:
        """Every file that belongs to it."""
        named = (self.base, self.base_ids, self.originals, *self.pieces)
        return frozenset(piece.file for piece in named if piece)


def checksum(ids: Ids) -> int:
    """An order-independent sum over ids, the same in numpy and in any SQL database.

    For each id: x = (id * 1103515245 + 12345) % 2147483648, then x * x % 4294967291, all summed.
    In SQL, 64-bit integers throughout: SELECT sum(
      ((id * 1103515245 + 12345) % 2147483648) * ((id * 1103515245 + 12345) % 2147483648)
      % 4294967291).
    """
    mixed = (ids * 1103515245 + 12345) % 2147483648
    return int(np.sum(mixed * mixed % 4294967291, dtype=np.int64))


def read_manifest(folder: Path) -> Manifest:
    """The folder's manifest; raises StaleIndexError where it is missing or damaged."""
    path = folder / FILE
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise StaleIndexError(f"There is no vector index in {folder}. {REPAIR}") from None
    except msgspec.DecodeError:
        raise StaleIndexError(f"The file {path} is damaged. {REPAIR}") from None
    if manifest.format != FORMAT:
        raise StaleIndexError(
            f"The vector index in {folder} has format {manifest.format}; this version of the "
            f"workbench reads format {FORMAT}. {REPAIR}"
        )
    return manifest


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
