"""Reports and pairs as the benchmarks read them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a JSONL file."""

    id: str
    text: str
    source: str | None = None
    published: str | None = None


def read_reports(path: Path) -> list[Report]:
    """The reports of a JSONL file, gzipped or not; rows without id or text are left out.

    A text may be given as its `sentences`.
    """
    return [
        Report(str(row["id"]), text, row.get("source"), row.get("published") or row.get("date"))
        for row in read_rows(path)
        if row.get("id") is not None
        and (text := row.get("text") or " ".join(row.get("sentences") or ()))
    ]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a JSONL file, gzipped or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return (json.loads(line) for line in text.splitlines() if line.strip())
