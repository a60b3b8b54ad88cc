"""The index in PostgreSQL answers as the oracle, and its shelf as the one of files."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from sqlalchemy import Engine, create_engine, text

from tests.servers import PostgreSql
from workbench.errors import DeskError, EncoderError, StaleIndexError
from workbench.vectors import pgvector
from workbench.vectors.exact import ExactIndex
from workbench.vectors.pgvector import PgVectorIndex
from workbench.vectors.table_shelf import TableShelf
from workbench.vectors.types import Hit, Ids, Vectors

WIDTH = 16
WITHIN = 2e-3  # 16-bit numbers
MakeVectors = Callable[[int], Vectors]


@pytest.fixture
def engine(postgresql: PostgreSql) -> Iterator[Engine]:
    address = postgresql.new()
    made = create_engine(address)
    yield made
    made.dispose()
    postgresql.drop(address)


@pytest.fixture
def shelf(engine: Engine) -> TableShelf:
    return TableShelf(engine, "passages", encoder="words", width=WIDTH)


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small collections are searched by the graph too, and thoroughly."""
    monkeypatch.setattr(pgvector, "EXACT_LIMIT", 0)
    monkeypatch.setattr(pgvector, "_SCAN_LIMIT", 0)
    monkeypatch.setattr(pgvector, "_LEAST_AT_HAND", 1_000)


def both(shelf: TableShelf, vectors: Vectors) -> tuple[PgVectorIndex, ExactIndex]:
    ids = np.arange(1, len(vectors) + 1) * 3
    shelf.build([(ids, vectors)])
    oracle = ExactIndex(WIDTH)
    oracle.add(ids, vectors)
    return shelf.index(), oracle


def assert_same(found: list[list[Hit]], wanted: list[list[Hit]]) -> None:
    for hits, truth in zip(found, wanted, strict=True):
        assert [h.similarity for h in hits] == pytest.approx(
            [h.similarity for h in truth], abs=WITHIN
        )
        known = {hit.id: hit.similarity for hit in truth}
        # Those that differ tie with the last one wanted.
        assert all(
            hit.similarity == pytest.approx(known.get(hit.id, truth[-1].similarity), abs=2 * WITHIN)
            for hit in hits
        )


FILTERS: list[Ids | None] = [
    None,
    np.arange(3, 3000, 6),
    np.array([6, 9, 12]),
    np.array([1]),
    np.empty(0, np.int64),
]
NAMES = ["all", "half", "three", "unknown", "none"]


@pytest.mark.parametrize("allowed", FILTERS, ids=NAMES)
def test_it_answers_as_the_oracle(
    shelf: TableShelf, unit: MakeVectors, allowed: Ids | None
) -> None:
    index, oracle = both(shelf, unit(1000))
    queries = unit(20)

    assert_same(
        index.search(queries, 10, allowed=allowed), oracle.search(queries, 10, allowed=allowed)
    )


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize("allowed", FILTERS, ids=NAMES)
def test_its_graph_answers_as_the_oracle(
    shelf: TableShelf, unit: MakeVectors, allowed: Ids | None
) -> None:
    index, oracle = both(shelf, unit(2000))
    queries = unit(20)

    assert_same(
        index.search(queries, 10, allowed=allowed), oracle.search(queries, 10, allowed=allowed)
    )


@pytest.mark.usefixtures("graph")
def test_the_graph_is_what_is_searched(
    shelf: TableShelf, engine: Engine, unit: MakeVectors
) -> None:
    index, _ = both(shelf, unit(2000))
    with engine.begin() as connection:
        index._nearest(connection, unit(1), 10, None)
        source = pgvector._NEAREST.format(width=WIDTH, source=index._table, condition="")
        plan = connection.execute(
            text("EXPLAIN " + source), {"queries": pgvector._spelt(unit(1)), "limit": 10}
        )

        assert any("vector_index_passages_vector" in line for line in plan.scalars())


def test_without_room_to_share_one_process_builds_the_graph(
    shelf: TableShelf,
    engine: Engine,
    unit: MakeVectors,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(pgvector, "_GRAPH_LEAST", 2**41 - 2**30)  # what no machine here has
    monkeypatch.setattr(pgvector, "_GRAPH_MOST", 2**41)
    with engine.begin() as connection:
        several = f"ALTER DATABASE {engine.url.database} SET min_parallel_table_scan_size = 0"
        connection.execute(text(several))
    engine.dispose()

    index, oracle = both(shelf, unit(1000))
    queries = unit(5)

    assert "built by one process" in caplog.text
    assert_same(index.search(queries, 10), oracle.search(queries, 10))


def test_it_forgets_and_takes_up_again(shelf: TableShelf, unit: MakeVectors) -> None:
    vectors = unit(500)
    index, oracle = both(shelf, vectors)
    queries = unit(5)

    index.remove(np.array([3, 6, 9, 10_000_000]))
    oracle.remove(np.array([3, 6, 9, 10_000_000]))
    index.add(np.array([6, 7, 12]), vectors[:3])
    oracle.add(np.array([6, 7, 12]), vectors[:3])

    assert len(index) == len(oracle) == 499
    assert_same(index.search(queries, 10), oracle.search(queries, 10))


@pytest.mark.parametrize("limit", [0, -5])
def test_no_limit_left_gives_no_hits(shelf: TableShelf, unit: MakeVectors, limit: int) -> None:
    index, _ = both(shelf, unit(10))

    assert index.search(unit(2), limit) == [[], []]


@pytest.mark.usefixtures("graph")
def test_a_limit_beyond_all_gives_each_once(shelf: TableShelf, unit: MakeVectors) -> None:
    index, _ = both(shelf, unit(1500))

    hits = index.search(unit(1), 1_000_000)[0]

    assert sorted(hit.id for hit in hits) == list(range(3, 4_503, 3))


def test_vectors_that_are_no_directions_are_refused(shelf: TableShelf, unit: MakeVectors) -> None:
    index, _ = both(shelf, unit(10))

    with pytest.raises(EncoderError, match="not of unit length"):
        index.search(np.full((1, WIDTH), np.nan, np.float32), 3)


def test_the_shelf_keeps_account(shelf: TableShelf, unit: MakeVectors) -> None:
    assert not shelf.exists
    with pytest.raises(StaleIndexError, match="index build"):
        shelf.manifest()
    shelf.build([])
    assert shelf.exists

    vectors = unit(5)
    shelf.add(np.array([5, 2, 9]), vectors[:3])
    shelf.add(np.array([9, 4]), vectors[3:])
    account = shelf.remove(np.array([5, 77]))

    assert shelf.ids().tolist() == [2, 4, 9]
    assert account.count == 3
    assert shelf.verify() == shelf.manifest() == account
    [[hit, *_]] = shelf.index().search(vectors[2:3], 1)
    assert hit.id == 9
    assert hit.similarity == pytest.approx(1, abs=WITHIN)


def test_a_build_that_fails_leaves_the_old_one(shelf: TableShelf, unit: MakeVectors) -> None:
    shelf.build([(np.array([1, 2]), unit(2))])

    with pytest.raises(EncoderError):
        shelf.build([(np.array([1, 2]), unit(2)), (np.array([3, 3]), unit(2))])

    assert shelf.ids().tolist() == [1, 2]


def test_what_was_changed_behind_its_back_is_found(
    shelf: TableShelf, engine: Engine, unit: MakeVectors
) -> None:
    shelf.build([(np.array([1, 2]), unit(2))])
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM vector_index_passages WHERE id = 1"))

    with pytest.raises(StaleIndexError, match="damaged"):
        shelf.verify()


def test_another_encoders_index_is_refused(shelf: TableShelf, engine: Engine) -> None:
    shelf.build([])

    with pytest.raises(StaleIndexError, match="made by the encoder words, not by other"):
        TableShelf(engine, "passages", encoder="other", width=WIDTH).index()


def test_a_server_without_the_extension_is_said(postgresql: PostgreSql, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE nobody LOGIN"))
        connection.execute(
            text("REVOKE ALL ON DATABASE " + str(engine.url.database) + " FROM PUBLIC")
        )
        connection.execute(
            text("GRANT CONNECT ON DATABASE " + str(engine.url.database) + " TO nobody")
        )
    try:
        theirs = create_engine(engine.url.set(username="nobody"))
        with pytest.raises(
            DeskError, match=r"no extension pgvector .* WORKBENCH_VECTOR_INDEX=faiss"
        ):
            TableShelf(theirs, "passages", encoder="words", width=WIDTH).build([])
        theirs.dispose()
    finally:
        postgresql.execute(
            f"REVOKE ALL ON DATABASE {engine.url.database} FROM nobody", "DROP ROLE nobody"
        )
