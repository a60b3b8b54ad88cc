"""A desk's database as one file, consistent while others write, and checked."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy.exc import DatabaseError

from workbench.errors import DeskError
from workbench.store import moving, schema
from workbench.store.database import Database


def copy(database: Database, target: Path) -> None:
    """Copies the whole database, as it stands at one moment, into a SQLite file.

    Raises:
        DeskError: it cannot be read, or the copy shows that it is damaged.
    """
    if database.engine.dialect.name == "postgresql":
        _pour(database, target)
        check(target)
        return
    try:
        with (
            closing(database.engine.raw_connection()) as source,
            closing(sqlite3.connect(target)) as kept,
        ):
            driver = source.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 (said to the type checker)
            driver.backup(kept)
    except (sqlite3.Error, DatabaseError) as error:
        raise DeskError(f"The database cannot be copied: {error}.") from error
    check(target)


def check(file: Path) -> None:
    """Reads every page of a database file.

    Raises:
        DeskError: a page is damaged.
    """
    try:
        with closing(sqlite3.connect(file)) as opened:
            [said] = opened.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise DeskError(
            f"The database in {file.parent} is damaged ({said.splitlines()[0]}). "
            "Restore the last backup: workbench restore FILE."
        )


def pour_into(database: Database, file: Path) -> None:
    """Fills a desk without data from a checked copy, all of it or nothing.

    Raises:
        DeskError: it was made by a newer program, or came out other than it went in.
    """
    copied = Database(f"sqlite:///{file}")
    try:
        schema.migrate(copied)
        schema.migrate(database)
        with copied.snapshot() as source, database.transaction() as session:
            moving.pour(source, session)
    finally:
        copied.close()


def revision(database: Database) -> str:
    """The version of its tables."""
    with database.snapshot() as session:
        found = MigrationContext.configure(session.connection()).get_current_revision()
    return found or "none"


def _pour(database: Database, target: Path) -> None:
    made = Database(f"sqlite:///{target}")
    try:
        schema.migrate(made)
        with database.snapshot() as source, made.transaction() as session:
            moving.pour(source, session)
    finally:
        made.close()
