"""The index in PostgreSQL: 16-bit vectors under HNSW by the extension pgvector."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from workbench.errors import DeskError
from workbench.vectors.checks import check_ids, check_vectors
from workbench.vectors.types import Hit, Ids, Vectors

log = logging.getLogger(__name__)

# Up to here comparing everything answers fast enough, and never misses (docs/accuracy.md).
EXACT_LIMIT = 10_000
# With no more vectors allowed than this, each is compared.
_SCAN_LIMIT = 20_000
# What a search keeps at hand; pgvector allows no more than 1,000.
_LEAST_AT_HAND, _MOST_AT_HAND = 200, 1_000
# Beyond these the scan for what is allowed gives up (pgvector's own default is 20,000).
_MOST_SCANNED = 200_000
_LINKS, _BUILD_WIDTH = 16, 100
# What building takes beside a vector's own bytes, measured (within 2 % at widths 384 and 768);
# beyond the most, or the server's own maintenance_work_mem where that is more, it goes by the disk.
_GRAPH_BYTES, _GRAPH_LEAST, _GRAPH_MOST = 760, 96 * 2**20, 2 * 2**30
_OWN_MEMORY = "SELECT pg_size_bytes(current_setting('maintenance_work_mem'))"
_NO_ROOM = {"53100", "53200"}  # disk full (the shared memory's is said so too), out of memory
_OLDEST = (0, 8)  # iterative scans came with 0.8
_NEAREST = """
    SELECT q.number, found.id, 1 - found.distance AS similarity
    FROM unnest(CAST(:queries AS text[])) WITH ORDINALITY AS q(vector, number)
    CROSS JOIN LATERAL (
        SELECT i.id, i.vector <=> CAST(q.vector AS halfvec({width})) AS distance
        FROM {source} AS i {condition}
        ORDER BY i.vector <=> CAST(q.vector AS halfvec({width})) LIMIT :limit
    ) AS found
    ORDER BY q.number, found.distance, found.id
"""


class PgVectorIndex:
    """A VectorIndex by cosine over embedding ids, in a table of its own.

    2 bytes x width a passage, and as much again for the graph. Similarities are within 2e-3 of the
    true cosine: 16 bits keep three digits. Every process sees what any has committed.
    """

    def __init__(self, engine: Engine, table: str, width: int) -> None:
        self._engine = engine
        self._table = table
        self._width = width

    def __len__(self) -> int:
        with self._engine.begin() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {self._table}")).scalar_one())  # noqa: S608 (its own name)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add unit-length rows; an id that is there already gets its new vector."""
        check_vectors(vectors, self._width)
        check_ids(ids, len(vectors))
        with self._engine.begin() as connection:
            self.remove_in(connection, ids)
            self.add_in(connection, ids, vectors)

    def remove(self, ids: Ids) -> None:
        """Forget these ids; unknown ids are passed over."""
        with self._engine.begin() as connection:
            self.remove_in(connection, ids)

    def add_in(self, connection: Connection, ids: Ids, vectors: Vectors) -> None:
        """The same in the caller's transaction, for ids that are not there."""
        copy_rows(connection, self._table, ids, vectors)

    def remove_in(self, connection: Connection, ids: Ids) -> list[int]:
        """The same in the caller's transaction; the ids that were there."""
        gone = text(f"DELETE FROM {self._table} WHERE id = ANY(:ids) RETURNING id")  # noqa: S608 (its own name)
        return list(connection.execute(gone, {"ids": ids.tolist()}).scalars())

    def search(
        self, queries: Vectors, limit: int, *, allowed: Ids | None = None
    ) -> list[list[Hit]]:
        """The most similar first, at most `limit` a query, only among `allowed` where given."""
        check_vectors(queries, self._width)
        found: list[list[Hit]] = [[] for _ in queries]
        if limit < 1 or not len(queries) or (allowed is not None and not len(allowed)):
            return found
        with self._engine.begin() as connection:
            for number, id_, similarity in self._nearest(connection, queries, limit, allowed):
                found[number - 1].append(Hit(int(id_), float(similarity)))
        return found

    def _nearest(
        self, connection: Connection, queries: Vectors, limit: int, allowed: Ids | None
    ) -> Iterable[Any]:
        source, condition, held = self._table, "", self._is_large(connection)
        scanned = allowed is not None and len(allowed) <= _SCAN_LIMIT
        if scanned:
            source = f"(SELECT * FROM {self._table} WHERE id = ANY(:allowed) OFFSET 0)"  # noqa: S608
        elif allowed is not None:
            condition = "WHERE i.id = ANY(:allowed)"
        if scanned or not held or limit > _MOST_AT_HAND:
            _set(connection, enable_indexscan="off" if not scanned else "on")
        else:
            at_hand = min(_MOST_AT_HAND, max(_LEAST_AT_HAND, 2 * limit))
            _set(
                connection,
                **{
                    "hnsw.ef_search": str(at_hand),
                    "hnsw.iterative_scan": "strict_order",
                    "hnsw.max_scan_tuples": str(_MOST_SCANNED),
                    "enable_seqscan": "off",
                },
            )
        statement = _NEAREST.format(width=self._width, source=source, condition=condition)
        given: dict[str, object] = {"queries": _spelt(queries), "limit": limit}
        if allowed is not None:
            given["allowed"] = allowed.tolist()
        return connection.execute(text(statement), given)

    def _is_large(self, connection: Connection) -> bool:
        beyond = text(f"SELECT 1 FROM {self._table} OFFSET :most LIMIT 1")  # noqa: S608 (its own name)
        return connection.execute(beyond, {"most": EXACT_LIMIT}).first() is not None


def prepare(connection: Connection) -> None:
    """Makes the extension ready.

    Raises:
        DeskError: the server has none, an old one, or this account may not use it.
    """
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
    except DBAPIError as error:
        raise DeskError(
            "This PostgreSQL server has no extension pgvector that the desk may use "
            f"({str(error.orig).splitlines()[0]}). Install it there and run CREATE EXTENSION "
            "vector as its administrator, or set WORKBENCH_VECTOR_INDEX=faiss."
        ) from error
    known = text("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
    version = str(connection.execute(known).scalar_one())
    if tuple(map(int, version.split(".")[:2])) < _OLDEST:
        raise DeskError(
            f"The server's pgvector is {version}; the workbench needs 0.8 or newer. "
            "Bring it up to date there, or set WORKBENCH_VECTOR_INDEX=faiss."
        )


def make_table(connection: Connection, table: str, width: int) -> None:
    """An empty table for vectors, without its graph."""
    connection.execute(
        text(f"CREATE TABLE {table} (id bigint PRIMARY KEY, vector halfvec({width}) NOT NULL)")
    )


def make_graph(connection: Connection, table: str, width: int, count: int) -> None:
    """The graph over the so many vectors that the table holds.

    In memory and by as many processes as the server allows (max_parallel_maintenance_workers);
    these share that memory, and where the machine has no room for it one builds alone.
    """
    own = int(connection.execute(text(_OWN_MEMORY)).scalar_one())
    needed = _GRAPH_LEAST + count * (2 * width + _GRAPH_BYTES)
    kilobytes = min(needed, max(own, _GRAPH_MOST)) // 1024
    _set(connection, maintenance_work_mem=f"{kilobytes}kB")
    graph = text(
        f"CREATE INDEX {table}_vector ON {table} USING hnsw (vector halfvec_cosine_ops) "
        f"WITH (m = {_LINKS}, ef_construction = {_BUILD_WIDTH})"
    )
    try:
        with connection.begin_nested():
            connection.execute(graph)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in _NO_ROOM:
            raise
        log.warning("%s is built by one process: %s", table, str(error.orig).splitlines()[0])
        _set(connection, max_parallel_maintenance_workers="0")
        connection.execute(graph)


def copy_rows(connection: Connection, table: str, ids: Ids, vectors: Vectors) -> None:
    """Many rows at once, past every layer that looks at each."""
    from pgvector import HalfVector  # noqa: PLC0415 - only where PostgreSQL keeps the vectors
    from pgvector.psycopg import register_vector  # noqa: PLC0415

    driver: Any = connection.connection.driver_connection
    register_vector(driver)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table} (id, vector) FROM STDIN WITH (FORMAT BINARY)") as copy,
    ):
        copy.set_types(["int8", "halfvec"])
        for id_, row in zip(ids.tolist(), vectors, strict=True):
            copy.write_row((id_, HalfVector(row)))


def _spelt(queries: Vectors) -> Sequence[str]:
    rows = np.asarray(queries, np.float32).tolist()
    return ["[" + ",".join(f"{number:.7g}" for number in row) + "]" for row in rows]


def _set(connection: Connection, **settings: str) -> None:
    """For this transaction only."""
    for name, value in settings.items():
        connection.execute(
            text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value}
        )
