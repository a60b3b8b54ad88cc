from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import EncoderError
from workbench.vectors import faiss_index
from workbench.vectors.exact import ExactIndex
from workbench.vectors.faiss_index import FaissIndex, lists_for, sample_for
from workbench.vectors.originals import Originals
from workbench.vectors.types import Hit, Ids, Vectors

WIDTH = 16
MakeVectors = Callable[[int], Vectors]


@pytest.fixture
def thorough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small collections get lists, every list is visited and nothing is scanned."""
    monkeypatch.setattr(faiss_index, "EXACT_LIMIT", 100)
    monkeypatch.setattr(faiss_index, "_SCAN_LIMIT", 0)
    monkeypatch.setattr(faiss_index, "_LEAST_SHARE", 1)
    monkeypatch.setattr(faiss_index, "candidates_for", lambda limit: max(limit, 5_000))


def both(vectors: Vectors, count: int) -> tuple[FaissIndex, ExactIndex]:
    ids = np.arange(1, len(vectors) + 1) * 3
    index, oracle = FaissIndex.trained(vectors, count), ExactIndex(WIDTH)
    index.add(ids, vectors)
    oracle.add(ids, vectors)
    return index, oracle


def assert_same(found: list[list[Hit]], wanted: list[list[Hit]], within: float) -> None:
    for hits, truth in zip(found, wanted, strict=True):
        assert [h.similarity for h in hits] == pytest.approx(
            [h.similarity for h in truth], abs=within
        )
        known = {hit.id: hit.similarity for hit in truth}
        # Those that differ tie with the last one wanted.
        assert all(
            hit.similarity == pytest.approx(known.get(hit.id, truth[-1].similarity), abs=2 * within)
            for hit in hits
        )


FILTERS: list[Ids | None] = [
    None,
    np.arange(3, 3000, 6),
    np.array([6, 9, 12]),
    np.array([1]),
    np.empty(0, np.int64),
]


@pytest.mark.parametrize("allowed", FILTERS, ids=["all", "half", "three", "unknown", "none"])
def test_the_exact_kind_answers_as_the_oracle(unit: MakeVectors, allowed: Ids | None) -> None:
    index, oracle = both(unit(1000), 1000)
    queries = unit(20)

    assert index.exact
    assert_same(
        index.search(queries, 10, allowed=allowed),
        oracle.search(queries, 10, allowed=allowed),
        within=1e-6,
    )


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("allowed", FILTERS, ids=["all", "half", "three", "unknown", "none"])
def test_the_lists_kind_answers_as_the_oracle_where_all_lists_are_visited(
    unit: MakeVectors, allowed: Ids | None
) -> None:
    index, oracle = both(unit(5000), 5000)
    queries = unit(20)

    assert not index.exact
    assert_same(
        index.search(queries, 10, allowed=allowed),
        oracle.search(queries, 10, allowed=allowed),
        within=1e-3,
    )


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("count", [100, 5000], ids=["exact", "lists"])
def test_both_kinds_forget_and_take_up_again(unit: MakeVectors, count: int) -> None:
    vectors = unit(5000)
    index, oracle = both(vectors, count)
    queries = unit(5)

    for each in (index, oracle):
        each.remove(np.array([3, 6, 9, 10_000_000]))
        each.add(np.array([6, 7]), vectors[:2])

    assert len(index) == len(oracle) == 4999
    assert_same(index.search(queries, 10), oracle.search(queries, 10), within=1e-3)


@pytest.mark.usefixtures("thorough")
def test_the_lists_kind_gives_all_where_all_are_wanted(unit: MakeVectors) -> None:
    index, _ = both(unit(5000), 5000)

    hits = index.search(unit(1), 1_000_000)[0]

    assert sorted(hit.id for hit in hits) == list(range(3, 15_003, 3))


def test_clustered_vectors_are_found_with_the_defaults(
    unit: MakeVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faiss_index, "EXACT_LIMIT", 100)
    monkeypatch.setattr(faiss_index, "_SCAN_LIMIT", 0)
    centres = np.repeat(unit(100), 60, axis=0)
    vectors = centres + 0.5 * unit(6000)
    vectors *= np.arange(1, WIDTH + 1, dtype=np.float32) ** -0.5  # unlike in few directions most
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index, oracle = both(vectors, 6000)

    found = index.search(vectors[:100], 10)
    wanted = oracle.search(vectors[:100], 10)

    shared = [
        len({h.id for h in a} & {h.id for h in b}) for a, b in zip(found, wanted, strict=True)
    ]
    assert sum(shared) / 1000 > 0.9


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("at_once", [2, 250])
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_one_by_one_and_beside_each_other_find_the_same(
    unit: MakeVectors, monkeypatch: pytest.MonkeyPatch, threads: int, at_once: int
) -> None:
    monkeypatch.setattr(faiss_index, "_QUERIES_AT_ONCE", at_once)
    index, _ = both(unit(5000), 5000)
    queries, before = unit(7), faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(threads)
    try:
        together = index.search(queries, 5)
        alone = [index.search(query[None], 5)[0] for query in queries]

        assert_same(together, alone, within=1e-6)
        assert faiss.omp_get_max_threads() == threads
    finally:
        faiss.omp_set_num_threads(before)


@pytest.mark.parametrize("limit", [0, -5])
def test_no_limit_left_gives_no_hits(unit: MakeVectors, limit: int) -> None:
    index, _ = both(unit(10), 10)

    assert index.search(unit(2), limit) == [[], []]


def test_an_empty_index_gives_no_hits(unit: MakeVectors) -> None:
    assert FaissIndex(WIDTH).search(unit(2), 10) == [[], []]


def test_a_limit_beyond_all_gives_each_once(unit: MakeVectors) -> None:
    index, _ = both(unit(10), 10)

    hits = index.search(unit(1), 1_000_000)[0]

    assert sorted(hit.id for hit in hits) == list(range(3, 33, 3))


def test_a_query_that_is_not_a_number_is_refused(unit: MakeVectors) -> None:
    index, _ = both(unit(10), 10)

    with pytest.raises(EncoderError, match="workbench doctor"):
        index.search(np.full((1, WIDTH), np.nan, np.float32), 3)


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("count", [100, 5000], ids=["exact", "lists"])
def test_what_was_saved_answers_the_same(unit: MakeVectors, tmp_path: Path, count: int) -> None:
    index, _ = both(unit(5000), count)
    index.remove(np.array([3, 6]))
    queries = unit(5)

    index.save(tmp_path / "index.faiss")
    originals = None
    if index.originals is not None:
        index.originals.save(tmp_path / "index.f16")
        originals = Originals.of_file(tmp_path / "index.f16", WIDTH)
    again = FaissIndex.load(tmp_path / "index.faiss", index.places, originals)

    assert again.search(queries, 10) == index.search(queries, 10)
    assert len(again) == 4998


@pytest.mark.usefixtures("thorough")
def test_the_rows_of_the_lists_kind_are_near_what_was_put_in(unit: MakeVectors) -> None:
    vectors = unit(5000)
    index, _ = both(vectors, 5000)
    index.remove(np.array([3]))

    ids, rows = index.rows(0, 10)

    assert ids.tolist() == list(range(6, 33, 3))
    assert np.einsum("ij,ij->i", rows, vectors[1:10]).min() > 0.999
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


def test_lists_grow_with_the_root_and_training_with_the_lists() -> None:
    assert [lists_for(n) for n in (0, 1, 62_500, 1_000_000)] == [1, 8, 2_000, 8_000]
    assert sample_for(1_000_000) == 20 * 8_000
    assert sample_for(10) == 10


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_order_of_adding_and_removing_leaves_what_the_oracle_has(data: st.DataObject) -> None:
    generator = np.random.default_rng(data.draw(st.integers(0, 1000)))
    index, oracle = FaissIndex(WIDTH), ExactIndex(WIDTH)
    for _ in range(data.draw(st.integers(1, 6))):
        ids = np.array(data.draw(st.lists(st.integers(1, 30), min_size=1, unique=True)))
        if data.draw(st.booleans()):
            rows = generator.standard_normal((len(ids), WIDTH)).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            index.add(ids, rows)
            oracle.add(ids, rows)
        else:
            index.remove(ids)
            oracle.remove(ids)
    query = np.eye(1, WIDTH, dtype=np.float32)

    assert len(index) == len(oracle)
    assert_same(index.search(query, 40), oracle.search(query, 40), within=1e-6)
