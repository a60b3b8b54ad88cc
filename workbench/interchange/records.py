"""JSON objects as rows of columns: nested values get dotted names, lists speak by their first."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.interchange.columns import field_of
from workbench.interchange.known_formats import KnownFormat
from workbench.interchange.rows import FIELDS, Problem, Row

Record = dict[str, Any]
_DEEPEST = 4
_KINDS = {dict: "an object", list: "a list", bool: "true or false", int: "a number"}
_KINDS |= {float: "a number"}


@dataclass(frozen=True, slots=True)
class Found:
    """One object, and where it stands."""

    row: int
    line: int | None
    record: Record


def paths(records: Iterable[Record]) -> list[str]:
    """The dotted names of all values in these records, in the order of their first appearance."""
    names: dict[str, None] = {}
    for record in records:
        _name(record, "", names)
    return list(names)


class RecordReader:
    """Objects into rows, under one assignment of columns to fields."""

    def __init__(self, columns: Mapping[str, str], known: KnownFormat | None) -> None:
        self._columns = {field: column.split(".") for field, column in columns.items()}
        self._known = known
        self._plain = {path[0] for path in self._columns.values() if len(path) == 1}

    def row(self, found: Found) -> Row | Problem:
        """The object as a row, or which of its values is no text."""
        values = {field: _at(found.record, path) for field, path in self._columns.items()}
        for name in found.record.keys() - self._plain:
            if (field := field_of(name)) in FIELDS and field not in values:
                values[field] = found.record[name]  # a column that the first records lack
        text = values.get("text")
        if text is not None and not isinstance(text, str):
            return self._problem(found, "text", text)
        fields = {}
        for field, value in values.items():
            cell = _cell(value, field)
            if cell is None:
                return self._problem(found, field, value)
            fields[field] = cell
        if self._known is not None:
            fields = {**self._known.constants, **fields}
            fields["claimed_at"] = self._known.iso(fields.get("claimed_at", ""))
        return Row(found.row, found.line, fields, self._extra(found.record, fields))

    def _extra(self, record: Record, fields: Mapping[str, str]) -> dict[str, str]:
        if self._known is not None and self._known.extra is not None:
            kept = record.get(self._known.extra)
            return {name: as_text(v) for name, v in kept.items()} if isinstance(kept, dict) else {}
        taken = self._plain | {name for name in record if field_of(name) in fields}
        return {
            name: as_text(value)
            for name, value in record.items()
            if value not in (None, "")
            and (name not in taken or (isinstance(value, dict) and name not in self._plain))
        }

    def _problem(self, found: Found, field: str, value: object) -> Problem:
        kind = _KINDS.get(type(value), "no text")
        raw = {name: as_text(each) for name, each in found.record.items()}
        reason = f"The {field} is {kind}, not text."
        return Problem(found.row, found.line, field, as_text(value)[:80], reason, raw)


def as_text(value: object) -> str:
    """Any value as a cell: text as it stands, nothing as blank, the rest as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _cell(value: object, field: str) -> str | None:
    """A field's value as text; None where it holds something else."""
    if isinstance(value, dict):
        value = value.get("name")  # as schema.org and the workbench's own exports write people
        return value.strip() if isinstance(value, str) else None
    if isinstance(value, list):
        plain = field == "tags" and all(isinstance(each, str) for each in value)
        return "; ".join(value) if plain else None
    return as_text(value).strip()


def _at(record: object, path: list[str]) -> Any:  # noqa: ANN401 (JSON)
    for name in path:
        if isinstance(record, list):
            record = record[0] if record else None
        if not isinstance(record, dict):
            return None
        record = record.get(name)
    return record


def _name(value: Mapping[str, Any], before: str, names: dict[str, None], depth: int = 0) -> None:
    for name, each in value.items():
        path = f"{before}{name}"
        names.setdefault(path)
        inner = each[0] if isinstance(each, list) and each else each
        if isinstance(inner, dict) and depth < _DEEPEST:
            _name(inner, path + ".", names, depth + 1)
