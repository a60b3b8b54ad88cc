"""Dossiers as CSV for spreadsheets: UTF-8 with BOM, formulas disarmed."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from workbench.interchange.dossiers import counted, decision, speaker, words

COLUMNS = (
    "id",
    "text",
    "speaker",
    "state",
    "verdict",
    "saying",
    "rationale",
    "reviewer",
    "decided_at",
    "ground",
    "missing",
    "supports",
    "refutes",
    "proposed_at_least",
    "proposed_at_most",
    "evidence",
    "source",
    "report_title",
    "report_url",
    "published",
    "external_id",
    "claimed_at",
    "url",
    "language",
    "tags",
    "note",
    "check_worthiness",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
Json = dict[str, Any]


def write(stream: TextIO, cases: Iterable[Json]) -> None:
    """Writes one row a claim."""
    stream.writelines(lines(cases))


def lines(cases: Iterable[Json]) -> Iterator[str]:
    """The same row by row, the names of the columns first."""
    taken = io.StringIO()
    writer = csv.writer(taken)
    taken.write(BOM)
    writer.writerow(COLUMNS)
    for case in cases:
        yield _handed_over(taken)
        writer.writerow([disarmed(value) for value in row(case)])
    yield _handed_over(taken)


def row(case: Json) -> list[object]:
    """A claim as the cells of one row."""
    last, report = decision(case), case["report"] or {}
    proposed = case["origins"]["proposed"] or {}  # nothing where the machine keeps silent
    flat = {
        **{name: case[name] for name in COLUMNS if name in case},
        **{name: last.get(name) for name in ("rationale", "reviewer", "ground", "missing")},
        "speaker": speaker(case),
        "decided_at": last.get("at"),
        "supports": counted(case, "supports"),
        "refutes": counted(case, "refutes"),
        "proposed_at_least": proposed.get("at_least"),
        "proposed_at_most": proposed.get("at_most"),
        "evidence": " | ".join(f"{each['stance']}: {words(each)}" for each in case["evidence"]),
        "report_title": report.get("title"),
        "report_url": report.get("url"),
        "tags": ";".join(case["tags"]),
    }
    return [flat.get(name) for name in COLUMNS]


def disarmed(value: object) -> object:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _handed_over(taken: io.StringIO) -> str:
    text = taken.getvalue()
    taken.seek(0)
    taken.truncate()
    return text
