"""What every reader of bulk files gives: rows by field, or what is wrong with them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = (
    "text",
    "external_id",
    "speaker",
    "claimed_at",
    "url",
    "source",
    "language",
    "tags",
    "note",
)


@dataclass(frozen=True, slots=True)
class Directions:
    """How a file is to be read where its own signs are not to be followed."""

    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)  # field: column
    format: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as a file gives it; `row` counts from 1, `line` is where it begins in the file.

    `fields` holds what the file has columns for, blank where a cell is blank.
    """

    row: int
    line: int | None
    fields: dict[str, str]
    extra: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or one of its fields, was not taken; `raw` is the row as it stood."""

    row: int
    line: int | None
    field: str | None
    value: str | None
    reason: str
    raw: dict[str, str] = dataclasses.field(default_factory=dict)
