"""Keeps one vector index in a folder: saved whole, checked before use, one writer at a time."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from uuid import uuid4

import msgspec
import numpy as np
from filelock import FileLock, Timeout

from workbench.errors import DeskError, StaleIndexError
from workbench.vectors.checks import check_ids, check_vectors
from workbench.vectors.faiss_index import EXACT_LIMIT, FaissIndex, sample_for
from workbench.vectors.manifest import FORMAT, REPAIR, Manifest, Piece, checksum, read_manifest
from workbench.vectors.pieces import (
    publish,
    read_ids,
    read_index,
    replay,
    sweep,
    write_added,
    write_index,
    write_removed,
)
from workbench.vectors.types import Ids, Vectors

log = logging.getLogger(__name__)

_LOCK_SECONDS = 600
_ROWS_AT_ONCE = 20_000
_MOST_PIECES = 64
# Pieces are replayed at every load: beyond this many rows, and a quarter of all, they are merged.
_MOST_LOOSE_ROWS = 20_000
# Trained anew when it holds so many times what it was made for.
_OUTGROWN = 4


class Shelf:
    """One index folder, for one writer and any number of readers in any number of processes."""

    def __init__(self, folder: Path, *, encoder: str, width: int) -> None:
        self.folder = folder
        self._encoder = encoder
        self._width = width
        self._loaded: tuple[Manifest, FaissIndex] | None = None
        self._loading = Lock()

    @property
    def exists(self) -> bool:
        """Whether it was ever built."""
        return self.folder.exists()

    def manifest(self) -> Manifest:
        """What the folder holds now, without loading it.

        Raises StaleIndexError where it is missing, damaged or made by another encoder.
        """
        manifest = read_manifest(self.folder)
        if (manifest.encoder, manifest.width) != (self._encoder, self._width):
            raise StaleIndexError(
                f"The vector index in {self.folder} was made by the encoder {manifest.encoder}, "
                f"not by {self._encoder}. {REPAIR}"
            )
        return manifest

    def index(self) -> FaissIndex:
        """The index as it stands on disk; only what has changed since the last call is loaded.

        Raises StaleIndexError where anything of it is missing, damaged or of another encoder.
        """
        with self._loading:
            manifest = self.manifest()
            try:
                return self._catch_up(manifest)
            except StaleIndexError:
                # A writer may have swapped the folder's files while they were being read.
                newer = self.manifest()
                if newer == manifest:
                    raise
                return self._catch_up(newer)

    def ids(self) -> Ids:
        """The embedding ids it holds, ascending, without loading the vectors."""
        return read_ids(self.folder, self.manifest())

    def build(self, batches: Iterable[tuple[Ids, Vectors]]) -> Manifest:
        """Build the index anew beside the old one and swap it in; an empty one without batches.

        The vectors pass through a file, 4 bytes x width each, that is deleted afterwards.
        """
        with self._writing():
            return self._build(batches)

    def add(self, ids: Ids, vectors: Vectors) -> Manifest:
        """Append vectors without rewriting what is there; ids it holds already are passed over."""
        check_vectors(vectors, self._width)
        check_ids(ids, len(vectors))
        with self._writing():
            manifest = self.manifest()
            new = ~np.isin(ids, self.ids())
            if not new.any():
                return manifest
            piece = write_added(self.folder, ids[new], vectors[new])
            return self._extend(manifest, piece, checksum(ids[new]))

    def remove(self, ids: Ids) -> Manifest:
        """Forget these ids; unknown ids are passed over."""
        with self._writing():
            manifest = self.manifest()
            held = np.intersect1d(ids, self.ids())
            if not len(held):
                return manifest
            piece = write_removed(self.folder, held)
            return self._extend(manifest, piece, -checksum(held))

    def verify(self) -> Manifest:
        """Read every byte again; raises StaleIndexError where anything is amiss."""
        manifest = self.manifest()
        self._load(manifest)
        return manifest

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "lock", timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise DeskError(
                f"Another process has been writing the index in {self.folder} for "
                f"{_LOCK_SECONDS // 60} minutes: wait for it, or stop it, then try again."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def _load(self, manifest: Manifest) -> FaissIndex:
        index = read_index(self.folder, manifest)
        self._confirm(manifest, index)
        return index

    def _catch_up(self, manifest: Manifest) -> FaissIndex:
        if self._loaded and self._loaded[0] == manifest:
            return self._loaded[1]
        loaded, self._loaded = self._loaded, None
        if loaded and _continues(manifest, loaded[0]):
            index = loaded[1]
            for piece in manifest.pieces[len(loaded[0].pieces) :]:
                replay(self.folder, piece, index)
            self._confirm(manifest, index)
        else:
            index = self._load(manifest)
        self._loaded = manifest, index
        return index

    def _confirm(self, manifest: Manifest, index: FaissIndex) -> None:
        if not manifest.in_step(len(index), checksum(index.ids)):
            raise StaleIndexError(f"The vector index in {self.folder} is damaged. {REPAIR}")

    def _build(self, batches: Iterable[tuple[Ids, Vectors]]) -> Manifest:
        spool = self.folder / f"{uuid4().hex}.spool"
        try:
            ids = _spool(spool, batches, self._width)
            return self._build_from(spool, ids)
        finally:
            spool.unlink(missing_ok=True)

    def _build_from(self, spool: Path, ids: Ids) -> Manifest:
        count = len(ids)
        check_ids(ids, count)
        if not count:
            return self._publish(FaissIndex(self._width), trained_on=0)
        vectors = np.memmap(spool, np.float32, mode="r", shape=(count, self._width))
        chosen = np.random.default_rng(count).choice(count, sample_for(count), replace=False)
        index = FaissIndex.trained(vectors[np.sort(chosen)], count)
        for start in range(0, count, _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            index.add(ids[rows], vectors[rows])
        return self._publish(index, trained_on=0 if index.exact else count)

    def _publish(self, index: FaissIndex, *, trained_on: int) -> Manifest:
        base, places, originals = write_index(self.folder, index)
        manifest = Manifest(
            format=FORMAT,
            encoder=self._encoder,
            width=self._width,
            count=len(index),
            checksum=checksum(index.ids),
            trained_on=trained_on,
            base=base,
            base_ids=places,
            originals=originals,
        )
        publish(self.folder, msgspec.json.encode(manifest))
        sweep(self.folder, manifest)
        log.info("built the index %s: %d vectors", self.folder.name, manifest.count)
        return manifest

    def _extend(self, manifest: Manifest, piece: Piece, difference: int) -> Manifest:
        extended = replace(
            manifest,
            count=manifest.count + (-piece.count if piece.removes else piece.count),
            checksum=manifest.checksum + difference,
            pieces=(*manifest.pieces, piece),
        )
        publish(self.folder, msgspec.json.encode(extended))
        if _outgrown(extended):
            return self._build(_rows(self._load(extended)))
        if _scattered(extended):
            return self._publish(self._load(extended), trained_on=extended.trained_on)
        return extended


def _continues(manifest: Manifest, earlier: Manifest) -> bool:
    """Whether the earlier one's pieces are how this one's begin."""
    known = len(earlier.pieces)
    return manifest.base == earlier.base and manifest.pieces[:known] == earlier.pieces


def _outgrown(manifest: Manifest) -> bool:
    """Whether it is too large for its kind, or half of it is forgotten vectors."""
    taking_room = manifest.base.count + sum(p.count for p in manifest.pieces if not p.removes)
    bound = manifest.trained_on * _OUTGROWN or 2 * EXACT_LIMIT
    return manifest.count > bound or taking_room > 2 * manifest.count + _MOST_LOOSE_ROWS


def _scattered(manifest: Manifest) -> bool:
    loose = sum(piece.count for piece in manifest.pieces)
    return (
        len(manifest.pieces) > _MOST_PIECES or loose > _MOST_LOOSE_ROWS + manifest.base.count // 4
    )


def _rows(index: FaissIndex) -> Iterator[tuple[Ids, Vectors]]:
    for start in range(0, index.size, _ROWS_AT_ONCE):
        yield index.rows(start, min(start + _ROWS_AT_ONCE, index.size))


def _spool(path: Path, batches: Iterable[tuple[Ids, Vectors]], width: int) -> Ids:
    """All vectors one after another in a file; their ids."""
    gathered = [np.empty(0, np.int64)]
    with path.open("wb") as file:
        for ids, vectors in batches:
            check_vectors(vectors, width)
            check_ids(ids, len(vectors))
            file.write(np.ascontiguousarray(vectors, np.float32).tobytes())
            gathered.append(ids)
    return np.concatenate(gathered)
