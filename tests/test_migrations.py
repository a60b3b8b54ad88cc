"""The migrations make exactly the models' tables, and undo them."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from workbench import store
from workbench.errors import DeskError
from workbench.store import schema
from workbench.store.base import Base
from workbench.store.database import Database


@pytest.fixture(scope="module", autouse=True)
def every_table() -> None:
    """All modules with tables are loaded, whoever else was loaded before."""
    for module in pkgutil.iter_modules(store.__path__):
        importlib.import_module(f"workbench.store.{module.name}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    else:
        address = request.getfixturevalue("postgresql").new()
    made = Database(address)
    yield made
    made.close()


def test_head_equals_the_models(database: Database) -> None:
    schema.migrate(database)

    with database.snapshot() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)

    assert [d for d in differences if not re.search("passage_(words|term)", str(d))] == []


def test_down_and_up_again_restores_the_schema(database: Database) -> None:
    schema.migrate(database)
    before = tables(database)
    with database.transaction() as session:
        config = schema._config()
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "base")
    assert tables(database) <= {"alembic_version", "sqlite_sequence"}

    schema.migrate(database)

    assert tables(database) == before


def test_an_empty_database_is_no_desk(database: Database) -> None:
    with pytest.raises(DeskError, match="workbench init"):
        schema.check(database)


def test_a_newer_desk_is_refused(database: Database) -> None:
    schema.migrate(database)
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DeskError, match="newer"):
        schema.check(database)
    with pytest.raises(DeskError, match="newer"):
        schema.migrate(database)


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())
