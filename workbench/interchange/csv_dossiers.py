"""Dossiers as CSV for spreadsheets: UTF-8 with BOM, formulas disarmed."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

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


def write(stream: TextIO, cases: Iterable[Json]) -> int:
    """Writes one row a claim; how many."""
    stream.write(BOM)
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    count = 0
    for count, case in enumerate(cases, start=1):  # noqa: B007 (the count is the answer)
        writer.writerow({name: _disarmed(value) for name, value in _flat(case).items()})
    return count


def _flat(case: Json) -> Json:
    standing = [review for review in case["reviews"] if not review["undone"]]
    last = standing[-1] if standing else {}
    report = case["report"] or {}
    return {
        **{name: case[name] for name in COLUMNS if name in case},
        **{name: last.get(name) for name in ("rationale", "reviewer", "ground", "missing")},
        "speaker": (case["speaker"] or {}).get("name"),
        "decided_at": last.get("at"),
        "supports": case["origins"]["confirmed"]["supports"]["at_least"],
        "refutes": case["origins"]["confirmed"]["refutes"]["at_least"],
        "proposed_at_least": case["origins"]["proposed"]["at_least"],
        "proposed_at_most": case["origins"]["proposed"]["at_most"],
        "evidence": " | ".join(
            f"{e['stance']}: {e['text'] or e['note']}" for e in case["evidence"]
        ),
        "report_title": report.get("title"),
        "report_url": report.get("url"),
        "tags": ";".join(case["tags"]),
    }


def _disarmed(value: object) -> object:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
