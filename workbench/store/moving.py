"""A whole desk's rows from one database into another, of the same kind or not, and compared."""

import hashlib
import importlib
import json
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import JSON, Connection, Table, Text, bindparam, cast, func, insert, select, text
from sqlalchemy.orm import Session

from workbench.errors import DeskError
from workbench.store import wording
from workbench.store.base import Base

_ROWS = 1_000
Item = TypeVar("Item")


def tables() -> Sequence[Table]:
    """Every table of a desk, each after those that it refers to."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        importlib.import_module(f"workbench.store.{module.name}")
    return Base.metadata.sorted_tables


def pour(source: Session, target: Session) -> dict[str, int]:
    """Copies every row under its id into a migrated desk without data; how many, by table.

    Ids given from here on are new ones. Everything is read again and compared with what it was.

    Raises:
        DeskError: a table came out other than it went in.
    """
    wanted = tables()
    for table in reversed(wanted):
        target.execute(table.delete())
    counts = {table.name: _copy(source, target, table) for table in wanted}
    for table in wanted:
        if _digest(source, table) != _digest(target, table):
            raise DeskError(f"The table {table.name} was not copied as it was. Nothing is changed.")
        _go_on_counting(source, target, table)
    wording.make_anew(target)  # what is searched by words is made from the passages
    return counts


def _copy(source: Session, target: Session, table: Table) -> int:
    inner = [c for c in table.columns if any(f.column.table is table for f in c.foreign_keys)]
    count = 0
    for rows in _batches(_rows(source, table), _ROWS):
        target.execute(_insert(table, target), [_without(row, inner) for row in rows])
        count += len(rows)
    for column in inner:  # what refers to its own table is put in once all are there
        links = select(table.c.id, column).where(column.is_not(None)).order_by(table.c.id)
        found = [{"this": row[0], "other": row[1]} for row in source.execute(links)]
        if found:
            change = table.update().where(table.c.id == bindparam("this"))
            target.connection().execute(change.values({column.name: bindparam("other")}), found)
    return count


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    """Rows by key; JSON as the text that it is kept as, so that nothing in it is spelt anew."""
    columns = [cast(c, Text).label(c.name) if _is_json(c.type) else c for c in table.columns]
    rows = session.execute(select(*columns).order_by(*table.primary_key.columns))
    for row in rows.yield_per(_ROWS):
        yield dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for a row by column)


def _insert(table: Table, session: Session) -> Any:  # noqa: ANN401 (an Insert of any table)
    as_json = session.get_bind().dialect.name == "postgresql"
    values: dict[str, Any] = {
        c.name: cast(bindparam(c.name, type_=Text()), JSON)
        if as_json
        else bindparam(c.name, type_=Text())
        for c in table.columns
        if _is_json(c.type)
    }
    plain: dict[str, Any] = {
        c.name: bindparam(c.name) for c in table.columns if not _is_json(c.type)
    }
    return insert(table).values({**plain, **values})


def _without(row: dict[str, Any], columns: Sequence[Any]) -> dict[str, Any]:
    return {**row, **dict.fromkeys((column.name for column in columns), None)}


def _digest(session: Session, table: Table) -> str:
    """SHA-256 over all rows in the order of their keys."""
    digest = hashlib.sha256()
    for row in _rows(session, table):
        digest.update(json.dumps(row, default=_plain, sort_keys=True).encode())
    return digest.hexdigest()


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _go_on_counting(source: Session, target: Session, table: Table) -> None:
    """No id of the old desk is given again, those of removed rows neither."""
    if not table.dialect_options["sqlite"]["autoincrement"]:
        return
    last = max(_given(source.connection(), table), target.scalar(select(func.max(table.c.id))) or 0)
    if not last:
        return
    if target.get_bind().dialect.name == "postgresql":
        target.execute(
            select(func.setval(func.pg_get_serial_sequence(f'"{table.name}"', "id"), last))
        )
    else:
        named = {"name": table.name, "last": last}
        target.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
        target.execute(text("INSERT INTO sqlite_sequence(name, seq) VALUES (:name, :last)"), named)


def _given(connection: Connection, table: Table) -> int:
    """The last id that was ever given."""
    if connection.dialect.name == "postgresql":
        sequence = connection.scalar(select(func.pg_get_serial_sequence(f'"{table.name}"', "id")))
        known = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608 (its own name)
        return int(connection.scalar(known) or 0)
    known = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.scalar(known, {"name": table.name}) or 0)


def _is_json(kind: object) -> bool:
    return isinstance(kind, JSON)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
