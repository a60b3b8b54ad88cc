"""The FAISS index: exact while a desk is small, inverted lists compared anew once it is large."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from workbench.vectors.checks import check_ids, check_vectors
from workbench.vectors.originals import Originals, Positions
from workbench.vectors.spilling import add_twice, once
from workbench.vectors.types import Hit, Ids, Vectors

if TYPE_CHECKING:
    from pathlib import Path

# Up to here comparing everything answers fast enough, and never misses (docs/accuracy.md).
EXACT_LIMIT = 50_000
# With no more vectors allowed than this, each is compared.
_SCAN_LIMIT = 20_000
# Many lists trained shortly find more than half as many trained for long (docs/accuracy.md).
_TRAINING_PER_LIST = 20
_TRAINING_ROUNDS = 3
# The other third of a sentence's directions says too little to be looked at twice.
_KEPT = 2 / 3
# Recall rests on how many are looked at, not on how many of them are compared anew.
_LOOKED_AT = 25_000
_LEAST_SHARE = 1 / 20
_LEAST_WIDTH = 8
# More at once take room that the system makes anew, page by page (docs/accuracy.md).
_QUERIES_AT_ONCE = 250
# A caller who wants this many wants all there are.
_EXHAUSTIVE_LIMIT = 1_000

_Look = Callable[[Vectors], tuple[Vectors, Positions]]


class FaissIndex:
    """A VectorIndex by cosine over embedding ids.

    Exact kind: 4 bytes x width + 9 a passage (1,545 at width 384). Lists kind, 4-bit product codes
    of the directions that tell the most, each in two lists: width / 3 + 25 (153 at width 384), and
    the originals, in a file once it is saved, from which the candidates' similarities are taken:
    within 1e-3 of the true cosine. Searches and changes take turns under one lock.
    """

    def __init__(
        self,
        width: int,
        *,
        inner: Any = None,  # noqa: ANN401 - FAISS carries no types
        ids: Ids | None = None,
        originals: Originals | None = None,
    ) -> None:
        self._faiss = _faiss()
        self._width = width
        self._inner = self._faiss.IndexFlatIP(width) if inner is None else inner
        self._ids = np.empty(0, np.int64) if ids is None else ids
        self._alive = self._ids >= 0
        self._held = int(np.count_nonzero(self._alive))
        self._originals = originals  # None where all are compared
        self._lock = RLock()

    @classmethod
    def trained(cls, sample: Vectors, count: int) -> "FaissIndex":
        """An empty index of the kind that fits `count` vectors, trained on a sample of them."""
        width = sample.shape[1]
        lists = lists_for(count)
        if count <= EXACT_LIMIT or width < _LEAST_WIDTH or len(sample) < lists:
            return cls(width)
        faiss, turned = _faiss(), _turned(sample)
        kept = turned.d_out
        codes = f"PQ{kept // 2}x4fs"
        coded = faiss.index_factory(
            kept, f"IVF{lists}({codes}),{codes}", faiss.METRIC_INNER_PRODUCT
        )
        coded.cp.niter = _TRAINING_ROUNDS
        coded.cp.min_points_per_centroid = 1  # it warns below
        inner = faiss.IndexPreTransform(turned, coded)
        inner.train(np.ascontiguousarray(sample))
        return cls(width, inner=inner, originals=Originals(width))

    @classmethod
    def load(cls, path: "Path", ids: Ids, originals: Originals | None = None) -> "FaissIndex":
        """What `save` wrote, with the `places` and the `originals` it had."""
        inner = _faiss().read_index(str(path))
        return cls(inner.d, inner=inner, ids=ids, originals=originals)

    def __len__(self) -> int:
        return self._held

    @property
    def exact(self) -> bool:
        """Whether it compares every vector."""
        return self._originals is None

    @property
    def originals(self) -> Originals | None:
        """The vectors themselves; None where all are compared, for then they are in the index."""
        return self._originals

    @property
    def ids(self) -> Ids:
        """The embedding ids it holds, in the order they were added."""
        with self._lock:
            return self._ids[self._alive]

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add unit-length rows; an id that is there already gets its new vector."""
        check_vectors(vectors, self._width)
        check_ids(ids, len(vectors))
        with self._lock:
            self.remove(ids)
            if self._originals is None:
                self._inner.add(np.ascontiguousarray(vectors))
            else:
                turned = self._inner.chain.at(0).apply(np.ascontiguousarray(vectors))
                add_twice(self._faiss.extract_index_ivf(self._inner), turned, self.size)
                self._originals.add(vectors)
            self._ids = np.concatenate([self._ids, ids])
            self._alive = np.concatenate([self._alive, np.ones(len(ids), np.bool_)])
            self._held += len(ids)

    def remove(self, ids: Ids) -> None:
        """Forget these ids; unknown ids are passed over. Their bytes go when it is rebuilt."""
        with self._lock:
            self._alive &= ~np.isin(self._ids, ids)
            self._held = int(np.count_nonzero(self._alive))

    def search(
        self, queries: Vectors, limit: int, *, allowed: Ids | None = None
    ) -> list[list[Hit]]:
        """The most similar first, at most `limit` a query, only among `allowed` where given."""
        check_vectors(queries, self._width)
        with self._lock:
            among = self._among(allowed)
            limit = min(limit, len(self) if among is None else len(among))
            if limit < 1:
                return [[] for _ in queries]
            queries = np.ascontiguousarray(queries)
            if among is not None and len(among) <= _SCAN_LIMIT:
                near, found = self._scan(queries, limit, among)
            else:
                near, found = self._probe(queries, limit, among)
            return [self._hits(*pair) for pair in zip(near, found, strict=True)]

    def rows(self, start: int, stop: int) -> tuple[Ids, Vectors]:
        """The ids and vectors that lie between two places and are left: unit length again."""
        with self._lock:
            places = np.flatnonzero(self._alive[start:stop]) + start
            vectors = self._at(places)
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
            return self._ids[places], vectors / lengths

    @property
    def size(self) -> int:
        """How many vectors take up room, those forgotten too."""
        return len(self._ids)

    @property
    def places(self) -> Ids:
        """The id at each vector's place; -1 where it is forgotten."""
        with self._lock:
            return np.where(self._alive, self._ids, -1)

    def save(self, path: "Path") -> None:
        """Write the index; `places` says whose its vectors are, `originals` how they were."""
        with self._lock:
            self._faiss.write_index(self._inner, str(path))

    def _among(self, allowed: Ids | None) -> Positions | None:
        """The places that may be found; None where all may."""
        if allowed is None:
            return None if self._held == self.size else np.flatnonzero(self._alive)
        return np.flatnonzero(self._alive & np.isin(self._ids, allowed))

    def _scan(self, queries: Vectors, limit: int, among: Positions) -> tuple[Vectors, Positions]:
        near = queries @ self._at(among).T
        best = np.argsort(-near, axis=1, kind="stable")[:, :limit]
        return np.take_along_axis(near, best, axis=1), among[best]

    def _probe(
        self, queries: Vectors, limit: int, among: Positions | None
    ) -> tuple[Vectors, Positions]:
        selector = None
        if among is not None:
            marks = np.zeros(self.size, np.bool_)
            marks[among] = True
            bits = np.packbits(marks, bitorder="little")
            selector = self._faiss.IDSelectorBitmap(bits)
        share = 1.0 if among is None else len(among) / self.size
        if self._originals is None:
            parameters = self._faiss.SearchParameters(sel=selector)
            return self._found(queries, limit, parameters)
        lists = int(self._faiss.extract_index_ivf(self._inner).nlist)
        probed = lists if limit > _EXHAUSTIVE_LIMIT else self._probes(lists, share)
        visiting = self._faiss.SearchParametersIVF(nprobe=probed, sel=selector)
        parameters = self._faiss.SearchParametersPreTransform(index_params=visiting)
        parts = self._beside(lambda some: self._compared(some, limit, parameters), queries)
        near, found = zip(*parts, strict=True)
        return np.concatenate(near), np.concatenate(found)

    def _beside(self, look: _Look, queries: Vectors) -> list[tuple[Vectors, Positions]]:
        """Looks for the queries in parts, on as many threads as there are, each part on one.

        The library's own threads wait for each other within a query; on a busy machine for long.
        """
        allowed = int(self._faiss.omp_get_max_threads())
        alone, threads = partial(self._faiss.omp_set_num_threads, 1), min(len(queries), allowed)
        parts = np.array_split(queries, max(threads, math.ceil(len(queries) / _QUERIES_AT_ONCE)))
        if threads > 1:
            with ThreadPoolExecutor(threads, "index", initializer=alone) as pool:
                return list(pool.map(look, parts))
        alone()
        try:
            return [look(part) for part in parts]
        finally:  # the number is this thread's, for whatever else it does
            self._faiss.omp_set_num_threads(allowed)

    def _compared(
        self,
        queries: Vectors,
        limit: int,
        parameters: Any,  # noqa: ANN401
    ) -> tuple[Vectors, Positions]:
        """The best candidates of the lists by their originals."""
        most = candidates_for(limit)
        candidates = once(self._found(queries, 2 * most, parameters)[1], most)
        near = cast("Originals", self._originals).cosines(queries, candidates)
        best = np.argsort(-near, axis=1, kind="stable")[:, :limit]
        return np.take_along_axis(near, best, axis=1), np.take_along_axis(candidates, best, axis=1)

    def _found(
        self,
        queries: Vectors,
        limit: int,
        parameters: Any,  # noqa: ANN401
    ) -> tuple[Vectors, Positions]:
        found = self._inner.search(queries, limit, params=parameters)
        return cast("tuple[Vectors, Positions]", found)

    def _probes(self, lists: int, share: float) -> int:
        """The fewer may be found, the further apart they lie: more lists are visited."""
        visited = max(_LEAST_SHARE, _LOOKED_AT / self.size)
        return min(lists, max(1, round(lists * visited / max(share, _LEAST_SHARE))))

    def _at(self, places: Positions) -> Vectors:
        if self._originals is not None:
            return self._originals.at(places)
        return cast("Vectors", self._inner.reconstruct_batch(places))

    def _hits(self, near: Vectors, found: Positions) -> list[Hit]:
        # FAISS fills up short answers with place -1.
        return [
            Hit(embedding, similarity)
            for similarity, place, embedding in zip(
                near.tolist(), found.tolist(), self._ids[found].tolist(), strict=True
            )
            if place >= 0
        ]


def _faiss() -> Any:  # noqa: ANN401 - its generated stubs do not know its keyword arguments
    import faiss  # noqa: PLC0415 - slow to import

    return faiss


def _turned(sample: Vectors) -> Any:  # noqa: ANN401
    """The directions in which a sample differs most, mixed so that each part of a code tells alike.

    Principal components about the origin, not the mean: inner products stay what they are.
    """
    kept = round(sample.shape[1] * _KEPT) // 2 * 2
    _, directions = np.linalg.eigh(sample.T @ sample)
    mixed, _ = np.linalg.qr(np.random.default_rng(kept).standard_normal((kept, kept)))
    turned = _faiss().LinearTransform(sample.shape[1], kept, False)
    matrix = (directions[:, -kept:] @ mixed).T
    _faiss().copy_array_to_vector(np.ascontiguousarray(matrix, np.float32).ravel(), turned.A)
    turned.is_trained = True
    return turned


def lists_for(count: int) -> int:
    """How many inverted lists suit so many vectors: eight times the root."""
    return max(1, round(8 * math.sqrt(count)))


def sample_for(count: int) -> int:
    """How many vectors training takes."""
    return min(count, _TRAINING_PER_LIST * lists_for(count))


def candidates_for(limit: int) -> int:
    """How many are compared with their originals to give the best `limit`."""
    return 120 + 2 * limit
