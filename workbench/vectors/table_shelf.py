"""Keeps one vector index in PostgreSQL tables: what a Shelf does, without files."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from workbench.errors import DeskError, StaleIndexError
from workbench.vectors import pgvector
from workbench.vectors.checks import check_ids, check_vectors
from workbench.vectors.manifest import REPAIR, checksum
from workbench.vectors.pgvector import PgVectorIndex
from workbench.vectors.types import Ids, Vectors

log = logging.getLogger(__name__)

_LOCK_SECONDS = 600
_ACCOUNTS = """
    CREATE TABLE IF NOT EXISTS vector_index (
        name text PRIMARY KEY, encoder text NOT NULL, width integer NOT NULL,
        count bigint NOT NULL, checksum numeric NOT NULL
    )
"""
_SUMMED = """
    SELECT count(*) AS held, coalesce(sum(mixed * mixed % 4294967291), 0) AS total
    FROM (SELECT (id * 1103515245 + 12345) % 2147483648 AS mixed FROM {table}) AS each
"""


@dataclass(frozen=True, slots=True)
class Account:
    """What the table holds, as it was last written."""

    encoder: str
    width: int
    count: int
    checksum: int

    def in_step(self, count: int, checksum: int) -> bool:
        """Whether it holds exactly the embeddings with this count and checksum."""
        return self.count == count and self.checksum == checksum


class TableShelf:
    """One index in the desk's own database, for any number of writers who take turns."""

    def __init__(self, engine: Engine, name: str, *, encoder: str, width: int) -> None:
        self._engine = engine
        self._name = name
        self._table = f"vector_index_{name}"
        self._encoder = encoder
        self._width = width

    @property
    def exists(self) -> bool:
        """Whether it was ever built."""
        with self._connected() as connection:
            return self._read(connection) is not None

    def manifest(self) -> Account:
        """What the table holds now.

        Raises StaleIndexError where it is missing or made by another encoder.
        """
        with self._connected() as connection:
            account = self._read(connection)
        if account is None:
            raise StaleIndexError(
                f"There is no vector index of {self._name} in the database. {REPAIR}"
            )
        if (account.encoder, account.width) != (self._encoder, self._width):
            raise StaleIndexError(
                f"The vector index of {self._name} in the database was made by the encoder "
                f"{account.encoder}, not by {self._encoder}. {REPAIR}"
            )
        return account

    def index(self) -> PgVectorIndex:
        """The index as it stands.

        Raises StaleIndexError where it is missing or of another encoder.
        """
        self.manifest()
        return PgVectorIndex(self._engine, self._table, self._width)

    def ids(self) -> Ids:
        """The embedding ids it holds, ascending."""
        self.manifest()
        with self._connected() as connection:
            rows = connection.execute(text(f"SELECT id FROM {self._table} ORDER BY id"))  # noqa: S608 (its own name)
            return np.fromiter(rows.scalars(), np.int64)

    def build(self, batches: Iterable[tuple[Ids, Vectors]]) -> Account:
        """Build the index anew beside the old one and swap it in; an empty one without batches."""
        fresh = f"{self._table}_new"
        with self._writing() as connection:
            connection.execute(text(f"DROP TABLE IF EXISTS {fresh}"))
            pgvector.make_table(connection, fresh, self._width)
            count, total = 0, 0
            for ids, vectors in batches:
                check_vectors(vectors, self._width)
                check_ids(ids, len(vectors))
                pgvector.copy_rows(connection, fresh, ids, vectors)
                count, total = count + len(ids), total + checksum(ids)
            pgvector.make_graph(connection, fresh, self._width, count)
            connection.execute(text(f"DROP TABLE IF EXISTS {self._table}"))
            for kind, old, new in (
                ("TABLE", fresh, self._table),
                ("INDEX", f"{fresh}_vector", f"{self._table}_vector"),
                ("INDEX", f"{fresh}_pkey", f"{self._table}_pkey"),
            ):
                connection.execute(text(f"ALTER {kind} {old} RENAME TO {new}"))
            account = Account(self._encoder, self._width, count, total)
            self._write(connection, account)
            connection.execute(text(f"ANALYZE {self._table}"))
        log.info("built the index %s: %d vectors", self._name, count)
        return account

    def add(self, ids: Ids, vectors: Vectors) -> Account:
        """Append vectors; ids it holds already are passed over."""
        check_vectors(vectors, self._width)
        check_ids(ids, len(vectors))
        self.manifest()
        with self._writing() as connection:
            held = text(f"SELECT id FROM {self._table} WHERE id = ANY(:ids)")  # noqa: S608 (its own name)
            known = connection.execute(held, {"ids": ids.tolist()}).scalars()
            new = ~np.isin(ids, np.fromiter(known, np.int64))
            index = PgVectorIndex(self._engine, self._table, self._width)
            index.add_in(connection, ids[new], vectors[new])
            return self._change(connection, int(new.sum()), checksum(ids[new]))

    def remove(self, ids: Ids) -> Account:
        """Forget these ids; unknown ids are passed over."""
        self.manifest()
        with self._writing() as connection:
            index = PgVectorIndex(self._engine, self._table, self._width)
            gone = np.asarray(index.remove_in(connection, ids), np.int64)
            return self._change(connection, -len(gone), -checksum(gone))

    def verify(self) -> Account:
        """Count everything again; raises StaleIndexError where anything is amiss."""
        account = self.manifest()
        with self._connected() as connection:
            found = connection.execute(text(_SUMMED.format(table=self._table))).one()
        if not account.in_step(found.held, int(found.total)):
            raise StaleIndexError(
                f"The vector index of {self._name} in the database is damaged. {REPAIR}"
            )
        return account

    def _read(self, connection: Connection) -> Account | None:
        there = text(
            "SELECT to_regclass('vector_index') IS NOT NULL AND to_regclass(:t) IS NOT NULL"
        )
        if not connection.execute(there, {"t": self._table}).scalar_one():
            return None
        known = text("SELECT encoder, width, count, checksum FROM vector_index WHERE name = :name")
        row = connection.execute(known, {"name": self._name}).one_or_none()
        return Account(row[0], row[1], row[2], int(row[3])) if row else None

    def _write(self, connection: Connection, account: Account) -> None:
        connection.execute(
            text(
                "INSERT INTO vector_index VALUES (:name, :encoder, :width, :count, :checksum) "
                "ON CONFLICT (name) DO UPDATE SET encoder = excluded.encoder, "
                "width = excluded.width, count = excluded.count, checksum = excluded.checksum"
            ),
            {
                "name": self._name,
                "encoder": account.encoder,
                "width": account.width,
                "count": account.count,
                "checksum": account.checksum,
            },
        )

    def _change(self, connection: Connection, count: int, difference: int) -> Account:
        account = self._read(connection)
        if account is None:
            raise StaleIndexError(f"The vector index of {self._name} is gone. {REPAIR}")
        changed = Account(
            account.encoder, account.width, account.count + count, account.checksum + difference
        )
        self._write(connection, changed)
        return changed

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (OperationalError, ProgrammingError) as error:
            raise DeskError(
                f"The vector index of {self._name} in the database cannot be used: "
                f"{str(error.orig).splitlines()[0]}."
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """In the caller's turn: one writer at a time, in every process."""
        with self._connected() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'"))
            turn = text("SELECT pg_advisory_xact_lock(hashtext(:table))")
            connection.execute(turn, {"table": self._table})
            pgvector.prepare(connection)
            connection.execute(text(_ACCOUNTS))
            yield connection
