"""Rows of cells from CSV and TSV: the dialect found, every broken row named, the rest read on."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.errors import InputError
from workbench.interchange.columns import field_of, named
from workbench.interchange.encodings import mended
from workbench.interchange.lines import Lines
from workbench.interchange.rows import FIELDS, Problem

LONGEST_CELL = 100_000  # characters; an unclosed quote would swallow the rest of the file
_SAMPLE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart; without quoting, quotes are letters like others."""

    delimiter: str
    quoting: bool = True

    def reader(self, lines: Iterator[str]) -> "Iterator[list[str]]":
        """The rows of these lines; csv.Error at a broken one, then on."""
        if self.quoting:
            return csv.reader(lines, delimiter=self.delimiter, strict=True)
        return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE, strict=True)


DIALECTS = (
    Dialect(","),
    Dialect(";"),
    Dialect("\t"),
    Dialect("\t", quoting=False),
    Dialect("|"),
)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's cells as they stand in the file."""

    row: int
    line: int
    cells: list[str]


def dialect_of(sample: str) -> Dialect:
    """The dialect under which most rows have as many cells as the header, and more than one."""
    lines = sample.splitlines(keepends=True)[: 4 * _SAMPLE_ROWS]
    return max(DIALECTS, key=lambda dialect: _fitness(dialect, lines))


class DelimitedRows:
    """The rows after the header; `header` names every column."""

    def __init__(self, lines: Lines, dialect: Dialect) -> None:
        csv.field_size_limit(LONGEST_CELL)
        self._lines = lines
        self._reader = dialect.reader(lines)
        self.header = named(self._first())

    def __iter__(self) -> Iterator[Cells | Problem]:
        number, lines, width = 0, self._lines, len(self.header)
        while True:
            lines.begin()
            start = lines.number + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield self._broken(number, start, error)
                continue
            if cells and any(map(str.strip, cells)):
                number += 1
                amiss = lines.amiss() or (_ragged(cells, width) if len(cells) != width else None)
                yield (
                    self._amiss(number, start, cells, amiss)
                    if amiss
                    else Cells(number, start, cells)
                )

    def _first(self) -> list[str]:
        """The first line that is not blank."""
        try:
            while True:
                self._lines.begin()
                cells = next(self._reader)
                if any(map(str.strip, cells)):
                    break
        except StopIteration:
            raise InputError("The file is empty.") from None
        except csv.Error as error:
            raise InputError(f"The file's first line is no CSV header: {error}.") from error
        if amiss := self._lines.amiss():
            raise InputError(f"The file's first line is no CSV header: {amiss}")
        return cells

    def _broken(self, number: int, line: int, error: csv.Error) -> Problem:
        raw = mended(self._lines.held[0]).rstrip("\r\n") if self._lines.held else ""
        reason = _reason(error, many=len(self._lines.held) > 1)
        self._lines.step_back()
        return Problem(number, line, None, raw[:80], reason, {self.header[0]: raw[:LONGEST_CELL]})

    def _amiss(self, number: int, line: int, cells: Sequence[str], reason: str) -> Problem:
        names = [*self.header, *(f"cell {n}" for n in range(len(self.header) + 1, 100))]
        raw = {
            name: mended(cell).replace("\x00", "�")
            for name, cell in zip(names, cells, strict=False)
        }
        return Problem(number, line, None, None, reason, raw)


def _ragged(cells: list[str], width: int) -> str | None:
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return None
    count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    return (
        f"The row has {count}, the header {width}: "
        "is a separator or a line break in the text not quoted?"
    )


def _reason(error: csv.Error, *, many: bool) -> str:
    words = str(error)
    if "field larger" in words and not many:
        return f"A cell has more than {LONGEST_CELL:,} characters."
    if "field larger" in words or "unexpected end" in words:
        return "A quote is opened and not closed."
    if "expected after" in words:
        return "A quote stands within a quoted cell: double it."
    return f"The row is no CSV: {error}."


def _fitness(dialect: Dialect, lines: Sequence[str]) -> tuple[bool, float]:
    rows: list[int] = []
    header: list[str] = []
    broken = 0
    reader = dialect.reader(iter(lines))
    while len(rows) < _SAMPLE_ROWS:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            broken += 1
            continue
        if any(map(str.strip, cells)):
            header = header or cells
            rows.append(len(cells))
    if not rows:
        return False, 0.0
    knows = any(field_of(cell) in FIELDS for cell in header)
    agreeing = Counter(rows)[rows[0]] / (len(rows) + broken)
    return knows, agreeing + (rows[0] > 1)
