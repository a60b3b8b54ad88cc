"""How fast and how exact the vector index is, at growing sizes.

    python -m benchmarks.index --count 1000000 --json

Real sentences of news reports as far as they are encoded; beyond that each is grown by noise that
turns it by about 30 degrees. Recall is against the exact scan of the same vectors.
"""

import argparse
import gc
import gzip
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpus import default_encoder, encoded
from workbench.language.sentences import split
from workbench.vectors.faiss_index import FaissIndex
from workbench.vectors.shelf import Shelf
from workbench.vectors.types import Hit, Ids, VectorIndex, Vectors

NEWS = Path(__file__).parents[2] / "shared/data/reports/news_2012_2020.jsonl.gz"
REAL = 389_000  # about all there are: encoded in minutes, once
QUERIES = 500
BATCH = 2_000
ADDED = 10_000
ROWS = 50_000
TURN = 0.55  # length of the noise beside a unit vector: atan(.55) is 29 degrees


def sentences(path: Path, most: int) -> list[str]:
    """Distinct sentences from reports spread over the whole file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        reports = [json.loads(line)["text"] for line in file]
    found: dict[str, None] = {}
    for start in range(7):
        for text in reports[start::7]:
            found.update(dict.fromkeys(s.span.of(text) for s in split(text)))
            if len(found) >= most:
                return list(found)[:most]
    return list(found)


def grow(real: Vectors, count: int) -> Vectors:
    """So many vectors: the real ones first, then their noisy likenesses."""
    grown = np.empty((count, real.shape[1]), np.float32)
    known = min(count, len(real))
    grown[:known] = real[:known]
    generator = np.random.default_rng(count)
    for start in range(known, count, ROWS):
        stop = min(count, start + ROWS)
        rows = real[generator.integers(0, len(real), stop - start)]
        noise = generator.standard_normal(rows.shape, np.float32) * (TURN / rows.shape[1] ** 0.5)
        rows = rows + noise
        grown[start:stop] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return grown


def measure(count: int, real: Vectors, queries: Vectors, folder: Path) -> dict[str, Any]:
    """Every figure for one size, the index built and read as a desk does it."""
    vectors, ids = grow(real, count + ADDED), np.arange(1, count + ADDED + 1)
    shelf = Shelf(folder / str(count), encoder="benchmark", width=vectors.shape[1])
    seconds: dict[str, float] = {}
    with _timed(seconds, "build_seconds"):
        shelf.build(_batches(ids[:count], vectors[:count]))
    with _timed(seconds, "load_seconds"):
        index = shelf.index()
    oracle = FaissIndex(vectors.shape[1])
    oracle.add(ids[:count], vectors[:count])
    wanted = oracle.search(queries, 10)
    found = index.search(queries, 10)
    known = len(real)
    fast, exact = (
        speed(index, queries, vectors[:BATCH]),
        speed(oracle, queries[:100], vectors[:200]),
    )
    figures = {
        "count": count,
        "kind": "exact" if index.exact else "lists",
        "mb": round(index_bytes(shelf) / 1e6, 1),
        "bytes_per_passage": round(index_bytes(shelf) / count, 1),
        "mapped_bytes_per_passage": round(mapped_bytes(shelf) / count, 1),
        "recall_at_10": recall(found, wanted),
        "recall_at_10_of_real": recall(
            index.search(queries, 10, allowed=ids[:known]),
            oracle.search(queries, 10, allowed=ids[:known]),
        ),
        **fast,
        **{f"exact_{name}": value for name, value in exact.items()},
        "p95_ratio_to_exact": round(exact["p95_ms"] / fast["p95_ms"], 1),
    }
    del oracle
    with _timed(seconds, "add_10k_seconds"):
        shelf.add(ids[count:], vectors[count:])
        shelf.index()
    return {**figures, **seconds}


def recall(found: list[list[Hit]], wanted: list[list[Hit]]) -> float:
    """Share of the true ten that were found."""
    shared = [
        len({h.id for h in a} & {h.id for h in b}) / max(1, len(b))
        for a, b in zip(found, wanted, strict=True)
    ]
    return round(sum(shared) / len(shared), 4)


def speed(index: VectorIndex, queries: Vectors, batch: Vectors) -> dict[str, float]:
    """Milliseconds of single queries, and how many a second in one batch."""
    index.search(queries[:1], 10)
    gc.freeze()  # as matching in bulk does
    taken = []
    for row in range(len(queries)):
        started = time.perf_counter()
        index.search(queries[row : row + 1], 10)
        taken.append(1_000 * (time.perf_counter() - started))
    started = time.perf_counter()
    index.search(batch, 10)
    seconds = time.perf_counter() - started
    return {
        "p50_ms": round(float(np.quantile(taken, 0.5)), 3),
        "p95_ms": round(float(np.quantile(taken, 0.95)), 3),
        "queries_per_second": round(1_000 / float(np.mean(taken)), 1),
        "batched_queries_per_second": round(len(batch) / seconds, 1),
    }


def index_bytes(shelf: Shelf) -> int:
    """What the index takes in memory: its files are what is loaded, and one byte a vector.

    The originals are not loaded: the system keeps of their file what was read lately.
    """
    manifest = shelf.manifest()
    pieces = (manifest.base, manifest.base_ids, *manifest.pieces)
    return sum((shelf.folder / piece.file).stat().st_size for piece in pieces) + manifest.count


def mapped_bytes(shelf: Shelf) -> int:
    """What it reads from its file as it needs it."""
    originals = shelf.manifest().originals
    return (shelf.folder / originals.file).stat().st_size if originals else 0


def main() -> None:
    """Measure at 10,000, at 100,000 and at --count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args()
    if not NEWS.exists():
        parser.error(f"{NEWS} is not there: the index is measured on real sentences")
    real = encoded(default_encoder(), sentences(NEWS, REAL + QUERIES))
    queries, real = real[:QUERIES], real[QUERIES:]
    sizes = sorted({min(10_000, given.count), min(100_000, given.count), given.count})
    with tempfile.TemporaryDirectory() as folder:
        rows = [measure(size, real, queries, Path(folder)) for size in sizes]
    print(json.dumps({"real_vectors": len(real), "grown_by_noise": TURN, "sizes": rows}, indent=2))


def _batches(ids: Ids, vectors: Vectors) -> Iterator[tuple[Ids, Vectors]]:
    for start in range(0, len(ids), ROWS):
        yield ids[start : start + ROWS], vectors[start : start + ROWS]


@contextmanager
def _timed(into: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    into[name] = round(time.perf_counter() - started, 2)


if __name__ == "__main__":
    main()
