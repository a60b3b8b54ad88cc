"""A file of claims in any known format, opened as rows."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from workbench.errors import InputError, UsageError
from workbench.interchange import encodings, known_formats, parquet_rows, rejects
from workbench.interchange.columns import assign
from workbench.interchange.delimited import Cells, DelimitedRows, Dialect, dialect_of
from workbench.interchange.json_documents import json_document
from workbench.interchange.json_lines import json_lines
from workbench.interchange.known_formats import KNOWN, KnownFormat
from workbench.interchange.lines import Lines
from workbench.interchange.opening import Survey, opened, survey
from workbench.interchange.parquet_rows import ParquetRows
from workbench.interchange.records import Found, RecordReader, paths
from workbench.interchange.rows import Directions, Problem, Row
from workbench.interchange.sniffing import TABULAR, WHOLE_FILES, Container, container_of
from workbench.interchange.workbook_rows import WorkbookRows

FORMATS = (*(container.value for container in Container), *KNOWN)
_PEEKED = 200  # objects whose names are looked at before the first is read
_SAMPLE = 64 * 1024
Share = Callable[[], float]


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """An open file of claims: what it was taken for, and its rows, once."""

    sha256: str
    format: str
    encoding: str
    header: Sequence[str]
    columns: dict[str, str]
    rows: Iterable[Row | Problem]
    share: Share  # how much of it is read: 0..1


@contextmanager
def open_claims(path: Path, directions: Directions) -> Iterator[ClaimFile]:
    """A file of claims as rows, read as a stream.

    Raises:
        InputError: it cannot be read as claims at all.
        UsageError: the directions name no format or encoding that there is.
    """
    known = KNOWN.get(directions.format or "")
    if directions.format and known is None and directions.format not in FORMATS:
        raise UsageError(f"There is no format {directions.format}; choose of {', '.join(FORMATS)}.")
    found = survey(path)
    if directions.encoding:
        found = replace(found, encoding=encodings.known(directions.encoding))
    container = container_of(path.name, found.head, found.encoding)
    if directions.format and known is None:
        container = Container(directions.format)
    opening = _Opening(path, found, container, directions, known)
    with ExitStack() as stack:
        yield opening.tabular(stack) if container in TABULAR else opening.other(stack)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is known of a file before its columns are."""

    path: Path
    found: Survey
    container: Container
    directions: Directions
    known: KnownFormat | None

    def tabular(self, stack: ExitStack) -> ClaimFile:
        file = stack.enter_context(opened(self.path))
        sample = self.found.head[:_SAMPLE].decode(self.found.encoding, "replace")
        dialect = dialect_of(sample)
        if self.directions.format == Container.TSV:
            dialect = Dialect("\t", quoting=dialect.quoting or dialect.delimiter != "\t")
        lines = Lines(file.text(self.found.encoding))
        return self._of_cells(DelimitedRows(lines, dialect), file.share)

    def other(self, stack: ExitStack) -> ClaimFile:
        path = self._unpacked(stack) if self.container in WHOLE_FILES else self.path
        if self.container is Container.XLSX:
            book = WorkbookRows(path)
            return self._of_cells(book, book.share)
        if self.container is Container.PARQUET:
            table = ParquetRows(path)
            return self._checked(table, self._of_records(iter(table), table.header, table.share))
        file = stack.enter_context(opened(path))
        if self.container is Container.JSONL:
            records = json_lines(Lines(file.text(self.found.encoding)))
        else:
            records = json_document(file.text(self.found.encoding))
        return self._of_records(records, None, file.share)

    def _of_cells(self, rows: DelimitedRows | WorkbookRows, share: Share) -> ClaimFile:
        known, columns = self._assigned(rows.header)
        ignored = rejects.REASON if self.path.name.endswith(rejects.SUFFIX) else None
        reader = _CellReader(rows.header, columns, known, ignored)
        return self._file(rows.header, columns, known, map(reader.row, rows), share)

    def _of_records(
        self, records: Iterator[Found | Problem], header: list[str] | None, share: Share
    ) -> ClaimFile:
        peeked = list(islice(records, _PEEKED))
        names = paths(each.record for each in peeked if isinstance(each, Found))
        header = names or header or []
        if not peeked:
            raise InputError("The file holds no claims.")
        if not header:
            reasons = (each.reason for each in peeked if isinstance(each, Problem))
            raise InputError(next(reasons, "The file's objects are empty: none has a field."))
        known, columns = self._assigned(header)
        read = RecordReader(columns, known).row
        rows = (
            each if isinstance(each, Problem) else read(each) for each in chain(peeked, records)
        )
        return self._file(header, columns, known, rows, share)

    def _assigned(self, header: Sequence[str]) -> tuple[KnownFormat | None, dict[str, str]]:
        known = self.known or (None if self.directions.format else known_formats.told(header))
        own = known.assigned(header) if known else {}
        return known, assign(header, {**own, **self._given(header)}, only_given=bool(own))

    def _given(self, header: Sequence[str]) -> Mapping[str, str]:
        """Columns as the person wrote them, found in any case."""
        folded = {name.casefold(): name for name in header}
        return {
            field: folded.get(column.strip().casefold(), column)
            for field, column in self.directions.columns.items()
        }

    def _file(
        self,
        header: Sequence[str],
        columns: dict[str, str],
        known: KnownFormat | None,
        rows: Iterable[Row | Problem],
        share: Share,
    ) -> ClaimFile:
        name = known.name if known else self.container.value
        encoding = "binary" if self.container in WHOLE_FILES else self.found.encoding
        return ClaimFile(self.found.sha256, name, encoding, header, columns, rows, share)

    def _checked(self, table: ParquetRows, file: ClaimFile) -> ClaimFile:
        column = file.columns["text"].partition(".")[0]
        if not parquet_rows.is_text(kind := table.type_of(column)):
            raise InputError(f"The column {column} holds {kind}, not text.")
        return file

    def _unpacked(self, stack: ExitStack) -> Path:
        """A packed Parquet or XLSX file is unpacked beside: its reader jumps about in it."""
        with self.path.open("rb") as raw:
            if raw.read(2) != b"\x1f\x8b":
                return self.path
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        path = Path(folder) / self.path.name
        with opened(self.path) as packed, path.open("wb") as plain:
            shutil.copyfileobj(packed.stream, plain)
        return path


class _CellReader:
    """Cells into rows, under one assignment of columns to fields."""

    def __init__(
        self,
        header: Sequence[str],
        columns: Mapping[str, str],
        known: KnownFormat | None,
        ignored: str | None,
    ) -> None:
        self._fields = [(field, header.index(column)) for field, column in columns.items()]
        taken = set(columns.values()) | {ignored}
        self._extras = [(name, at) for at, name in enumerate(header) if name not in taken]
        self._known = known

    def row(self, found: Cells | Problem) -> Row | Problem:
        """The cells as a row."""
        if isinstance(found, Problem):
            return found
        cells = found.cells
        fields = {field: cells[at].strip() for field, at in self._fields}
        extra = {name: cell for name, at in self._extras if (cell := cells[at].strip())}
        if self._known is not None:
            fields = {**self._known.constants, **fields}
            if "claimed_at" in fields:
                fields["claimed_at"] = self._known.iso(fields["claimed_at"])
        return Row(found.row, found.line, fields, extra)
