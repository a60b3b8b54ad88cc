"""Many rows at once, past the layers that look at each value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Float,
    bindparam,
    column,
    func,
    literal_column,
    null,
    select,
    table,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workbench.store.base import Base

Values = tuple[Any, ...]
_COUNTED = table("sqlite_sequence", column("name"), column("seq"))  # SQLite keeps it for itself


@dataclass(frozen=True, slots=True)
class Into:
    """A table, the columns that rows have, and what all rows have.

    `constants` as SQL, None for NULL; `same` as Python has it. Rows whose `unless_there` columns
    the table has already are passed over.
    """

    model: type[Base]
    names: Sequence[str]
    constants: Mapping[str, str | None] = field(default_factory=dict)
    same: Mapping[str, Any] = field(default_factory=dict)
    unless_there: Sequence[str] = ()


def insert_rows(session: Session, into: Into, rows: Iterable[Values]) -> None:
    """Inserts rows, each with a value for every name."""
    connection = session.connection()
    compiled = _compiled(connection, into)
    defaults = {column.name: column.default.arg for column in compiled.insert_prefetch}
    tail = _stored(connection, into.model, {**into.same, **defaults})
    tuples = [row + tail for row in _converted(connection, into, rows)]
    order = (*into.names, *into.same, *defaults)
    if tuples and compiled.positional:
        arranged = itemgetter(*(order.index(name) for name in compiled.positiontup))
        connection.exec_driver_sql(str(compiled), [arranged(row) for row in tuples])
    elif tuples:
        named = [dict(zip(order, row, strict=True)) for row in tuples]
        connection.exec_driver_sql(str(compiled), named)


def next_ids(session: Session, model: type[Base], count: int) -> Sequence[int]:
    """Ids for rows to come, ascending, within a transaction that writes; none is given twice."""
    name = _table(model).name
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(name, "id")
        drawn = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
        return sorted(session.scalars(drawn))
    last = session.scalar(select(_COUNTED.c.seq).where(_COUNTED.c.name == name)) or 0
    return range(last + 1, last + count + 1)


def _compiled(connection: Connection, into: Into) -> Any:  # noqa: ANN401 (a compiled insert)
    bound: dict[str, Any] = {name: bindparam(name) for name in (*into.names, *into.same)}
    written = {
        name: null() if sql is None else literal_column(sql) for name, sql in into.constants.items()
    }
    on = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = on.insert(_table(into.model)).values(bound | written)
    if into.unless_there:
        statement = statement.on_conflict_do_nothing(index_elements=into.unless_there)
    return statement.compile(dialect=connection.dialect)


def _converted(connection: Connection, into: Into, rows: Iterable[Values]) -> Iterable[Values]:
    converting = [
        (place, process)
        for place, name in enumerate(into.names)
        if (process := _processor(connection, into.model, name)) is not None
    ]
    return (_with(list(row), converting) for row in rows) if converting else rows


def _with(row: list[Any], converting: Sequence[tuple[int, Any]]) -> Values:
    for place, process in converting:
        row[place] = process(row[place])
    return tuple(row)


def _stored(connection: Connection, model: type[Base], values: Mapping[str, Any]) -> Values:
    """Values as the driver takes them."""
    return tuple(
        value if (process := _processor(connection, model, name)) is None else process(value)
        for name, value in values.items()
    )


def _processor(connection: Connection, model: type[Base], name: str) -> Any:  # noqa: ANN401
    kind = _table(model).c[name].type
    if isinstance(kind, Float):  # a float is taken as it is
        return None
    return kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)


def _table(model: type[Base]) -> Any:  # noqa: ANN401 (a Table; the mapper's attribute is wider)
    return model.__table__
