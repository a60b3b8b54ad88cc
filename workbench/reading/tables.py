"""Reports as rows: JSON Lines and CSV, one report a row, streamed."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, BinaryIO

from workbench.errors import UnreadableError
from workbench.reading.boilerplate import without_chrome
from workbench.reading.dates import marked, stated
from workbench.reading.decoding import decode, encoding_of, tidy
from workbench.reading.finishing import finish
from workbench.reading.paragraphs import paragraphs_of, squeezed
from workbench.reading.record import Draft, Limits, Rejected, ReportRecord
from workbench.reading.sniffing import HEAD, Kind, delimiter_of
from workbench.reading.unpacking import Rewound, megabytes

Reports = Iterator[ReportRecord | Rejected]
_FIELDS = ("text", "title", "source", "published", "url", "authors", "language")
_WRITTEN = {each.name for each in fields(ReportRecord)}  # what `read --json` tells, and reads again
_MOST_TOLD = 20


def read_jsonl(stream: BinaryIO, *, name: str, limits: Limits) -> Reports:
    """Every report of a JSON Lines stream; each bad line is yielded as Rejected."""
    told: set[str] = set()
    for number, line in _lines(stream, limits.report_bytes):
        where = f"{name}:{number}"
        if line is None:
            yield Rejected(where, f"{where} is longer than {megabytes(limits.report_bytes)}.")
        elif line.strip():
            yield _attempt(line.strip(), where, told)


def _attempt(line: bytes, where: str, told: set[str]) -> ReportRecord | Rejected:
    try:
        return _report(_row(line, where), Kind.JSONL, where, line, told)
    except UnreadableError as problem:
        return Rejected(where, problem.message)


def read_csv(stream: BinaryIO, *, name: str, limits: Limits) -> Reports:
    """Every report of a CSV stream whose header names a `text` column."""
    csv.field_size_limit(limits.report_bytes)
    head = stream.read(HEAD)
    encoding = encoding_of(head, name=name, whole=False)
    delimiter = delimiter_of(head.decode(encoding, errors="ignore")) or ","
    lines = io.TextIOWrapper(
        io.BufferedReader(Rewound(head, stream)), encoding, errors="replace", newline=""
    )
    told: set[str] = set()
    rows = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    try:
        columns = [cell.strip().lower() for cell in next(rows)]
        for cells in rows:
            if any(cells):
                yield from _csv_report(columns, cells, f"{name}:{rows.line_num}", told)
    except csv.Error as problem:
        yield Rejected(
            f"{name}:{rows.line_num}",
            f"{name} cannot be read from line {rows.line_num} on ({problem}). Look for a quotation "
            "mark that is never closed.",
        )


def _csv_report(columns: list[str], cells: list[str], where: str, told: set[str]) -> Reports:
    row = dict(zip(columns, cells, strict=False))
    raw = json.dumps(row, ensure_ascii=False).encode("utf-8", errors="replace")
    try:
        yield _report(row, Kind.CSV, where, raw, told)
    except UnreadableError as problem:
        yield Rejected(where, problem.message)


def _lines(stream: BinaryIO, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number; None for one too long to be held, which is passed over."""
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        too_long = len(line) > most
        while too_long and line and not line.endswith(b"\n"):
            line = stream.readline(most)
        yield number, None if too_long else line


def _row(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(decode(line, name=where))
    except (ValueError, RecursionError) as problem:
        raise UnreadableError(
            f"{where} is not valid JSON. Mend the line or remove it."
        ) from problem
    if not isinstance(row, dict):
        raise UnreadableError(f"{where} is not a JSON object with a `text` field.")
    return row


def _report(
    row: Mapping[str, Any], kind: Kind, where: str, raw: bytes, told: set[str]
) -> ReportRecord:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError(f"{where} has no `text`, which every report needs.")
    published, problems = _published(row.get("published"))
    draft = Draft(
        paragraphs=tuple(without_chrome(paragraphs_of(tidy(text)))),
        media_type=str(kind),
        title=_words(row.get("title")),
        source=_words(row.get("source")),
        authors=_authors(row.get("authors")),
        published=published,
        language=_words(row.get("language")),
        url=_words(row.get("url")),
        problems=(*problems, *_left_out(row, told)),
    )
    return finish(draft, name=where, raw=raw)


def _left_out(row: Mapping[str, Any], told: set[str]) -> Iterator[str]:
    """Which fields of a row are not read; each is told of once a file."""
    names = [name for name in row if row[name] and name not in _WRITTEN and name not in told]
    if names and len(told) < _MOST_TOLD:
        told.update(names)
        listed = ", ".join(name[:40] for name in names[:_MOST_TOLD])
        yield f"not read: {listed}; a report has the fields {', '.join(_FIELDS)}"


def _words(value: object) -> str | None:
    return squeezed(tidy(value)) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else re.split(r"[;,]", _words(value) or "")
    return tuple(name for name in map(_words, names) if name)


def _published(value: object) -> tuple[str | None, tuple[str, ...]]:
    words = _words(value)
    day = (marked(words) or stated(words)) if words else None
    if day or value in {None, ""}:
        return day, ()
    return None, (f"published {str(value)[:40]!r} is no ISO date and was left out",)
