"""Many rows at once, past the layers that look at each value: for numbers and plain text only."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, literal_column, null
from sqlalchemy.orm import Session

from workbench.store.base import Base


def insert_rows(
    session: Session,
    model: type[Base],
    names: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    *,
    constants: Mapping[str, str | None],
) -> None:
    """Inserts rows of these columns; `constants` are what all rows have, as SQL, None for NULL."""
    table: Any = model.__table__
    same = {name: null() if sql is None else literal_column(sql) for name, sql in constants.items()}
    statement = insert(table).values({name: bindparam(name) for name in names} | same)
    connection = session.connection()
    compiled: Any = statement.compile(dialect=connection.dialect)
    defaults = {column.name: column.default.arg for column in compiled.insert_prefetch}
    taken = [dict(zip(names, row, strict=True)) | defaults for row in rows]
    if taken and compiled.positional:
        order = compiled.positiontup
        tuples = [tuple(row[name] for name in order) for row in taken]
        connection.exec_driver_sql(str(compiled), tuples)
    elif taken:
        connection.exec_driver_sql(str(compiled), taken)
