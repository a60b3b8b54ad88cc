"""Dossiers as an XLSX workbook, row by row on disk; texts stay texts, never formulas or links."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from workbench.interchange.csv_dossiers import COLUMNS, row

LONGEST_CELL = 32_767  # characters that Excel takes
MOST_ROWS = 1_048_575  # below the header
_CUT = " […]"
_CHUNK = 64 * 1024
_WIDTHS = {"text": 60, "rationale": 50, "evidence": 60, "report_title": 40, "note": 40}
Json = dict[str, Any]


def pieces(cases: Iterable[Json]) -> Iterator[bytes]:
    """The workbook, once it is whole; a sheet that is full is followed by another."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.xlsx"
        _write(path, cases, folder)
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


def _write(path: Path, cases: Iterable[Json], folder: str) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 (only this format needs it)

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = {"constant_memory": True, "tmpdir": folder, **plain}
    with Workbook(path, options) as book:
        sheet, number = _sheet(book), 0
        for case in cases:
            if number == MOST_ROWS:
                sheet, number = _sheet(book), 0
            number += 1
            for column, value in enumerate(row(case)):
                if value is not None:
                    sheet.write(number, column, _cell(value))


def _sheet(book: Any) -> Any:  # noqa: ANN401 (xlsxwriter carries no types)
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 16))
    sheet.write_row(0, 0, COLUMNS)
    return sheet


def _cell(value: object) -> object:
    if not isinstance(value, str) or len(value) <= LONGEST_CELL:
        return value
    return value[: LONGEST_CELL - len(_CUT)] + _CUT
