"""Rows of cells from the first sheet of an XLSX workbook; a formula stays the text it is."""

import weakref
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from workbench.errors import InputError
from workbench.interchange.columns import named
from workbench.interchange.delimited import Cells
from workbench.interchange.rows import Problem

_LARGEST = 4 * 1024 * 1024 * 1024
_RATIO = 200
_WIDEST = 500
# What openpyxl raises on files that are not what they say they are.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, ET.ParseError, OSError, EOFError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, NotImplementedError),
)


class WorkbookRows:
    """The rows after the header; `header` names every column."""

    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

        self._given = 0
        try:
            _refuse_bombs(path)
            stream = path.open("rb")  # of a path openpyxl would believe the name, not the bytes
            weakref.finalize(self, stream.close)
            book = load_workbook(stream, read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            self._total = sheet.max_row or 0
            self._cells = sheet.iter_rows(values_only=True)
            first = self._next_row()
        except _DAMAGE as error:
            raise InputError(f"The file is no readable XLSX workbook: {error}.") from error
        if first is None:
            raise InputError("The file is empty.")
        while first and not first[-1]:
            first.pop()
        self.header = named(first[:_WIDEST])

    def __iter__(self) -> Iterator[Cells | Problem]:
        width = len(self.header)
        number = 0
        while True:
            try:
                cells = self._next_row()
            except _DAMAGE as error:
                reason = f"From here the workbook is damaged: {error}."
                yield Problem(number + 1, self._given + 1, None, None, reason)
                return
            if cells is None:
                return
            number += 1
            yield Cells(number, self._given, (cells + [""] * width)[:width])

    def share(self) -> float:
        """How much of it is read: 0..1."""
        return min(1.0, self._given / self._total) if self._total else 1.0

    def _next_row(self) -> list[str] | None:
        """The next row that is not blank."""
        for values in self._cells:
            self._given += 1
            cells = [_text(value) for value in values]
            if any(cells):
                return cells
        return None


def _refuse_bombs(path: Path) -> None:
    size = path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > min(_LARGEST, 64 * 1024 * 1024 + _RATIO * size):
        raise InputError("The workbook unpacks to far more than a table could: it may be a bomb.")


def _text(value: Any) -> str:  # noqa: ANN401 (whatever a cell holds)
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
