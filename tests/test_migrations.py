"""The migrations make exactly the models' tables, and undo them."""

import hashlib
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
from sqlalchemy.orm import Session

from workbench import store
from workbench.errors import DeskError
from workbench.interchange.checking import BulkClaim, check
from workbench.interchange.rows import Row
from workbench.store import schema
from workbench.store.base import Base
from workbench.store.database import Database

# SQLite cannot be asked what an index of an expression is of, but it says when it uses it.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index"),
    pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based"),
]


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


def test_identities_by_external_id_go_forth_and_back(database: Database) -> None:
    fields = {
        "text": "Forty died.",
        "external_id": "https://a.example/" + "7" * 90,
        "source": "Ä b",
    }
    row = check(Row(1, 2, fields, {}))
    assert isinstance(row, BulkClaim)
    digest = hashlib.sha256(f"id\x00ä b\x00{fields['external_id']}".encode()).hexdigest()
    before = [f"import:{digest}", "import:" + 64 * "a", "report:1:0:10"]
    move(database, "0011")
    with database.transaction() as session:
        session.execute(text("INSERT INTO source (id, name, key) VALUES (4, 'Ä b', 'ä b')"))
        named = [(fields["external_id"], 4), (None, None), ("7", None)]
        for number, (identity, (external_id, source)) in enumerate(
            zip(before, named, strict=True), start=1
        ):
            insert(session, number, identity, external_id, source)

    schema.migrate(database)
    after = identities(database)
    move(database, "0011", down=True)

    assert after == [row.identity, *before[1:]]
    assert identities(database) == before


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


def move(database: Database, revision: str, *, down: bool = False) -> None:
    with database.transaction() as session:
        config = schema._config()
        config.attributes["connection"] = session.connection()
        (command.downgrade if down else command.upgrade)(config, revision)


def insert(
    session: Session, number: int, identity: str, external_id: str | None, source: int | None
) -> None:
    statement = text(
        "INSERT INTO claim (id, identity, external_id, source_id, text, text_hash, state, saying, "
        "check_worthiness, particulars, tags, extra, version, created_at, proposed_at_least, "
        "proposed_at_most, priority) VALUES (:id, :identity, :external_id, :source, 'Forty died.', "
        "'a', 'new', 'unchecked', 1, '{}', '[]', '{}', 1, '2026-01-02', 0, 0, 0)"
    )
    values = {"id": number, "identity": identity, "external_id": external_id, "source": source}
    session.execute(statement, values)


def identities(database: Database) -> list[str]:
    with database.snapshot() as session:
        return list(session.scalars(text("SELECT identity FROM claim ORDER BY id")))


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())
