"""The only way to the data: transactions that write, snapshots that read."""

import itertools
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    DBAPIError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.orm import Session

from workbench.errors import (
    DatabaseAwayError,
    DeskError,
    InputError,
    NotFoundError,
    UsageError,
)

BUSY_SECONDS = 30
CONNECT_SECONDS = 5
KEPT_OPEN = 8  # connections: as many as the server has threads; a new one would know no page yet
_PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",
    "cache_size=-65536",  # 64 MB: a large desk's indexes are written all over, batch by batch
    "wal_autocheckpoint=32000",  # pages, 128 MB: what batches write anew is copied back once
)
# How many transactions until the log is copied back: before SQLite would, within somebody's turn.
TIDIED_AFTER = 250
_WRITING = {
    "sqlite": {"begin": "BEGIN IMMEDIATE", "synchronous": "NORMAL"},  # the disk is waited for after
    "postgresql": {"isolation_level": "READ COMMITTED"},
}
_READING = {
    "sqlite": {"begin": "BEGIN"},
    "postgresql": {"isolation_level": "REPEATABLE READ"},
}
# SQLSTATE classes of PostgreSQL: no connection, a conflict, out of something, a lock, a shutdown.
_RIGHTS = " Give this account the right to write to it and to its folder."
_REMEDIES = {  # of what SQLite says
    "is full": " Make room on its disk, then do it again; nothing that was acknowledged is lost.",
    "readonly": _RIGHTS,
    "unable to open": _RIGHTS,
}
_PASSING = {"08", "40", "53", "55", "57"}
_TURN = text("SELECT pg_advisory_xact_lock(:key)")
_TURNS = 7_205_759  # any number, the same in every process of a PostgreSQL desk


class Database:
    """A desk's database: SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._turn = threading.Lock() if self.engine.dialect.name == "sqlite" else None
        self._written = itertools.count(1)
        self._writer = self.engine.execution_options(**_WRITING[self.engine.dialect.name])
        self._reader = self.engine.execution_options(**_READING[self.engine.dialect.name])

    @contextmanager
    def transaction(self, *, together: bool = False) -> Iterator[Session]:
        """Commits on success, undoes on error; writers take turns, each takes its lock first.

        On return what was written is on the disk; SQLite's next writer goes on while it is written.

        `together`: on PostgreSQL other writers go on meanwhile. For what the machine keeps, safe to
        repeat, that appends no event: the record's one chain makes all others take turns anyway.

        Raises:
            DeskError: the database is away, full, locked or damaged.
        """
        with _told(self.engine):
            with (
                _in_turn(self._turn),
                Session(self._writer, expire_on_commit=False) as session,
                session.begin(),
            ):
                if not together:
                    take_turn(session)
                yield session
            if self._turn is not None:
                self._settle()

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Reads one consistent state; keeps nothing.

        Raises:
            DeskError: the database is away or damaged.
            NotFoundError: an id was larger than any that there can be.
        """
        with _told(self.engine), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @property
    def name(self) -> str:
        """Where it is, without the password."""
        return _name(self.engine)

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()

    def _settle(self) -> None:
        """The log is on the disk before anybody is told; one wait serves all who wrote meanwhile.

        In WAL mode what is committed is whole or not there, whenever the power fails.
        """
        try:
            with Path(f"{self.engine.url.database}-wal").open("r+b") as log:
                os.fsync(log.fileno())
        except FileNotFoundError:
            return  # it was copied into the database, which was waited for
        except OSError as error:
            raise DeskError(
                f"The database {self.name} cannot be written to the disk: {error.strerror}."
            ) from error
        if next(self._written) % TIDIED_AFTER == 0:
            self._tidy()

    def _tidy(self) -> None:
        """Copies the log back, in nobody's turn; what cannot be copied now stays in the log."""
        with (
            closing(self.engine.raw_connection()) as connection,
            suppress(sqlite3.OperationalError),
        ):
            _driver(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def take_turn(session: Session) -> None:
    """Waits until no other writer of a PostgreSQL desk has its turn; SQLite has this anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_TURN, {"key": _TURNS})


@contextmanager
def _in_turn(turn: "threading.Lock | None") -> Iterator[None]:
    """One after the other in this process: SQLite's own wait sleeps ever longer, past its turn.

    After the longest wait it goes on all the same: then SQLite says that the database is locked.
    """
    held = turn is not None and turn.acquire(timeout=BUSY_SECONDS)
    try:
        yield
    finally:
        if turn is not None and held:
            turn.release()


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except ArgumentError:
        raise UsageError(
            "WORKBENCH_DATABASE_URL is no database address; "
            "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        ) from None
    if address.get_backend_name() == "sqlite":
        return _sqlite(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(url)
    raise UsageError(
        f"WORKBENCH_DATABASE_URL names {address.get_backend_name()}: "
        "the workbench knows sqlite and postgresql."
    )


def _postgresql(url: str) -> Engine:
    options = f"-c lock_timeout={BUSY_SECONDS}s -c timezone=UTC"
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=KEPT_OPEN,
        connect_args={"connect_timeout": CONNECT_SECONDS, "options": options},
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, pool_size=KEPT_OPEN, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin late, and not IMMEDIATE
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        wanted = connection.get_execution_options()
        durable = wanted.get("synchronous", "FULL")
        _driver(connection.connection).execute(f"PRAGMA synchronous={durable}")
        connection.exec_driver_sql(wanted.get("begin", "BEGIN"))

    return engine


def _driver(connection: PoolProxiedConnection) -> sqlite3.Connection:
    """The driver's own: what it is told is no statement of the desk's."""
    return cast("sqlite3.Connection", connection.driver_connection)


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turns what the driver says into a sentence for a person."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        if engine.dialect.name == "postgresql":
            raise _away(engine, error) from error
        remedy = next((do for words, do in _REMEDIES.items() if words in str(error.orig)), "")
        said = f"The database {_name(engine)} cannot be used: {error.orig}."
        raise DeskError(f"{said}{remedy}") from error
    except DataError as error:
        raise InputError(
            f"The database cannot keep this: {_first_line(error)}. Shorten it, or mend it."
        ) from error
    except DatabaseError as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise DeskError(
                f"The database {_name(engine)} is damaged ({error.orig}). "
                "Restore the last backup: workbench restore FILE."
            ) from error
        raise
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise NotFoundError("There is nothing with so large a number.") from error


def _away(engine: Engine, error: DBAPIError) -> DeskError:
    """A server that is away, a lock, two in each other's way: what passes is said to pass."""
    said = f"The database {_name(engine)} cannot be used: {_first_line(error)}."
    state = getattr(error.orig, "sqlstate", None)
    if state is None or state[:2] in _PASSING:
        return DatabaseAwayError(f"{said} Nothing is lost: wait, then do it again.")
    return DeskError(said)


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0].rstrip(".")


def _name(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
