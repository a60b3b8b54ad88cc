"""The files of an index folder: written under new names, read only when their bytes check out."""

import os
from pathlib import Path
from uuid import uuid4

import numpy as np

from workbench.errors import StaleIndexError
from workbench.vectors.faiss_index import FaissIndex
from workbench.vectors.manifest import FILE, REPAIR, Manifest, Piece, digest
from workbench.vectors.originals import Originals
from workbench.vectors.types import Ids, Vectors

_OURS = {".faiss", ".npy", ".f16", ".npz", ".spool"}


def write_index(folder: Path, index: FaissIndex) -> tuple[Piece, Piece, Piece | None]:
    """The index, its ids, and where it keeps only codes its vectors, each as a file."""
    vectors, places = folder / f"{uuid4().hex}.faiss", folder / f"{uuid4().hex}.npy"
    index.save(vectors)
    np.save(places, index.places)
    originals = None
    if index.originals is not None:
        path = folder / f"{uuid4().hex}.f16"
        index.originals.save(path)
        originals = _sealed(path, index.size)
    return _sealed(vectors, index.size), _sealed(places, index.size), originals


def read_index(folder: Path, manifest: Manifest) -> FaissIndex:
    """The base with all pieces replayed; raises StaleIndexError where a file is not as written."""
    path, places = _unsealed(folder, manifest.base), _unsealed(folder, manifest.base_ids)
    originals = None
    if manifest.originals:
        file = _unsealed(folder, manifest.originals)
        originals = Originals.of_file(file, manifest.width)
    index = FaissIndex.load(path, np.load(places), originals)
    for piece in manifest.pieces:
        replay(folder, piece, index)
    return index


def write_added(folder: Path, ids: Ids, vectors: Vectors) -> Piece:
    """Vectors to be added, as one file."""
    path = folder / f"{uuid4().hex}.npz"
    np.savez(path, ids=ids, vectors=vectors)
    return _sealed(path, len(ids))


def write_removed(folder: Path, ids: Ids) -> Piece:
    """Ids to be forgotten, as one file."""
    path = folder / f"{uuid4().hex}.npz"
    np.savez(path, ids=ids)
    return _sealed(path, len(ids), removes=True)


def replay(folder: Path, piece: Piece, index: FaissIndex) -> None:
    """Do to the index what the piece says."""
    with np.load(_unsealed(folder, piece)) as file:
        if piece.removes:
            index.remove(file["ids"])
        else:
            index.add(file["ids"], file["vectors"])


def read_ids(folder: Path, manifest: Manifest) -> Ids:
    """The ids held, ascending, without reading a vector of the base."""
    held = np.load(_unsealed(folder, manifest.base_ids))
    held = held[held >= 0]
    for piece in manifest.pieces:
        with np.load(_unsealed(folder, piece)) as file:
            ids = file["ids"]
        held = np.setdiff1d(held, ids) if piece.removes else np.union1d(held, ids)
    return np.unique(held)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Delete what no longer belongs to the index."""
    for path in folder.iterdir():
        if path.suffix in _OURS and path.name not in manifest.files:
            path.unlink(missing_ok=True)


def publish(folder: Path, encoded: bytes) -> None:
    """Put the manifest in place in one step, after everything that it names is on the disk."""
    beside = folder / f"{uuid4().hex}.json"
    beside.write_bytes(encoded)
    _settle(beside)
    beside.replace(folder / FILE)
    # The rename itself lies in the folder.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sealed(path: Path, count: int, *, removes: bool = False) -> Piece:
    _settle(path)
    return Piece(path.name, digest(path), count, removes)


def _unsealed(folder: Path, piece: Piece) -> Path:
    path = folder / piece.file
    try:
        intact = digest(path) == piece.sha256
    except FileNotFoundError:
        raise StaleIndexError(f"The index file {path} is missing. {REPAIR}") from None
    if not intact:
        raise StaleIndexError(f"The index file {path} is damaged. {REPAIR}")
    return path


def _settle(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
