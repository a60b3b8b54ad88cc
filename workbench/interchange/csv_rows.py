"""Claims from CSV, row by row, with the line each row begins on."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from workbench.errors import InputError
from workbench.interchange.columns import assign
from workbench.interchange.rows import Problem, Row

LONGEST_CELL = 100_000  # characters; an unclosed quote would swallow the rest of the file


class CsvRows:
    """A CSV file of claims: `columns` says which column holds which field."""

    def __init__(self, stream: BinaryIO, encoding: str, given: Mapping[str, str]) -> None:
        csv.field_size_limit(LONGEST_CELL)
        text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="")
        self._reader = csv.reader(text, strict=True)
        self._header = self._read_header()
        self.columns = assign(self._header, given)

    def __iter__(self) -> Iterator[Row | Problem]:
        number = 0
        while True:
            line = self._reader.line_num + 1
            number += 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError) as error:
                yield Problem(number, line, None, None, _reason(error))
                if isinstance(error, UnicodeDecodeError):
                    return
                continue
            if any(cell.strip() for cell in cells):
                yield self._row(number, line, cells)
            else:
                number -= 1

    def _read_header(self) -> list[str]:
        try:
            return next(self._reader)
        except StopIteration:
            raise InputError("The file is empty.") from None
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(f"The file's first line is no CSV header: {error}.") from error

    def _row(self, number: int, line: int, cells: Sequence[str]) -> Row | Problem:
        raw = dict(zip(self._header, cells, strict=False))
        if len(cells) > len(self._header):
            return Problem(
                number,
                line,
                None,
                None,
                f"The row has {len(cells)} cells, the header {len(self._header)}: "
                "is a comma in the text not quoted?",
                raw,
            )
        taken = set(self.columns.values())
        return Row(
            number,
            line,
            {field: raw.get(column, "").strip() for field, column in self.columns.items()},
            {k: v for k, v in raw.items() if k.strip() and k not in taken and v.strip()},
        )


def _reason(error: csv.Error | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"From here the file is not {error.encoding}: give its encoding with --encoding."
    if "field larger" in str(error):
        return f"A cell has more than {LONGEST_CELL} characters: is a quote not closed?"
    return f"The row is no CSV: {error}."
