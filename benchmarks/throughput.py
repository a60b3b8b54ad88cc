"""Bulk import against the bare encoder: `python -m benchmarks.throughput --rows N --json`.

Claims are generated, of the length of real ones; the desk holds up to a thousand passages. The bare
encoder is timed on the same texts in the same run, before and after, so that a busy machine counts
against both. `--stand-in` puts random vectors in the encoder's place: what is left is the cost of
reading, storing, the ledger, the index and matching. What matching costs beside many passages:
`--stand-in --passages 300000` (adding them takes minutes).
"""

import argparse
import csv
import json
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.interchange.rows import Directions
from workbench.pipeline import adding, catching_up, importing, reading
from workbench.pipeline.bulk_matching import Matcher, Searched
from workbench.stages import matching
from workbench.stages.embedding import Text
from workbench.vectors.models import find_model
from workbench.vectors.types import Vectors

SENTENCES_A_REPORT = 25
PLAIN_ROWS = 400
MATCHED_APART = 2_048  # as many as an import matches at once
WIDTH = 384
_WHO = (
    "the army",
    "a spokesman for the rebels",
    "the health ministry",
    "two residents",
    "a monitor",
)
_ACT = ("killed", "wounded", "displaced", "detained", "evacuated")
_WHOM = ("civilians", "soldiers", "fighters of the northern brigade", "families", "aid workers")
_WHERE = (
    "Talvar",
    "the eastern outskirts of Orvel",
    "a camp near Kess",
    "Breka",
    "the port of Sund",
)
_HOW = ("in shelling", "in an air strike", "when a depot exploded", "in clashes", "at a checkpoint")
_WHEN = (
    "on Monday",
    "last week",
    "in the early hours of 3 March",
    "over two days",
    "in April 2019",
)


class RandomVectors:
    """Stands in for the encoder: as wide, and it costs next to nothing."""

    name = "random-384"
    width = WIDTH

    def __init__(self) -> None:
        self._random = np.random.default_rng(7)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Directions without meaning."""
        rows = self._random.standard_normal((len(texts), WIDTH), dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Runs it and gives the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--passages", type=int, default=1_000)
    parser.add_argument("--stand-in", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder), given.passages, stand_in=given.stand_in)
        figures = measure(desk, Path(folder) / "claims.csv", given.rows, real=not given.stand_in)
        desk.database.close()
    return figures


def measure(desk: Services, path: Path, rows: int, *, real: bool) -> dict[str, Any]:
    """Every figure of one desk and one file."""
    write(path, rows)
    passages, before = len(desk.shelf.index()), _peak_megabytes()
    dry = _seconds(lambda: importing.look(desk, path, Directions()))
    texts = texts_of(path, rows) if real else []
    desk.encoder.encode(texts[:64])  # the model is loaded
    half = len(texts) // 2
    bare, bare_busy = _both(lambda: desk.encoder.encode(texts[:half]))
    new, new_busy = _both(lambda: importing.import_file(desk, path, by="benchmark"))
    after, after_busy = _both(lambda: desk.encoder.encode(texts[half:]))
    bare, bare_busy = bare + after, bare_busy + after_busy
    again = _seconds(lambda: importing.import_file(desk, path, by="benchmark"))
    match, match_busy = _matching(desk)
    figures = {
        "rows": rows,
        "passages": passages,
        "encoder": desk.encoder.name,
        "rows_per_second": round(rows / new, 1),
        "milliseconds_per_row": round(1000 * new / rows, 4),
        "processor_milliseconds_per_row": round(1000 * new_busy / rows, 4),
        "dry_run_rows_per_second": round(rows / dry),
        "reimport_rows_per_second": round(rows / again),
        "matching_milliseconds_per_claim": round(1000 * match, 4),
        "matching_processor_milliseconds_per_claim": round(1000 * match_busy, 4),
        "peak_megabytes": round(_peak_megabytes()),
        "megabytes_above_start": round(_peak_megabytes() - before),
    }
    if real:
        plain = _plain(texts[:PLAIN_ROWS], path.parent / "plain.sqlite3")
        figures |= {
            "encoder_rows_per_second": round(rows / bare, 1),
            "ratio": round(bare / new, 3),
            "ratio_of_processor_time": round(bare_busy / new_busy, 3),
            "plain_rows_per_second": round(plain, 1),
            "ratio_to_plain": round(rows / new / plain, 2),
        }
    return figures


def write(path: Path, rows: int) -> None:
    """A CSV of claims, each with an id; the same every time."""
    draw = random.Random(11)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "external_id", "speaker", "claimed_at", "source", "tags"])
        for number in range(rows):
            text = f"{sentence(draw)} Case {number}."
            writer.writerow(
                [text, f"G-{number}", draw.choice(_WHO), "2019-03-04", "Generator", "a;b"]
            )


def texts_of(path: Path, rows: int) -> list[str]:
    """The claims' texts again."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["text"] for row in islice(csv.DictReader(stream), rows)]


def sentence(draw: random.Random) -> str:
    """An invented claim of 20 to 30 words."""
    figure = draw.randint(2, 900)
    return (
        f"According to {draw.choice(_WHO)}, at least {figure} {draw.choice(_WHOM)} were "
        f"{draw.choice(_ACT)} {draw.choice(_HOW)} in {draw.choice(_WHERE)} {draw.choice(_WHEN)}, "
        f"and {draw.randint(1, 60)} more were {draw.choice(_ACT)} nearby."
    )


def make_desk(folder: Path, passages: int, *, stand_in: bool) -> Services:
    """A fresh desk in a folder, with so many passages in reports."""
    settings = Settings(home=folder / "desk", indexes=folder / "indexes")
    desk = bootstrap.init(settings, encoder=RandomVectors() if stand_in else None)
    draw = random.Random(5)
    for number in range(max(1, passages // SENTENCES_A_REPORT)):
        text = " ".join(sentence(draw) for _ in range(SENTENCES_A_REPORT))
        records = reading.uploaded(settings, f"{number}.txt", text.encode())
        list(adding.add(desk, records, by="benchmark", article=False))
    catching_up.catch_up(desk)
    return desk


def _matching(desk: Services) -> tuple[float, float]:
    """Seconds to match one claim of a batch, as an import does it; by the clock, of processors."""
    draw = random.Random(3)
    words = [f"{sentence(draw)} Apart {n}." for n in range(MATCHED_APART)]
    texts, vectors = [Text(each, each) for each in words], desk.encoder.encode(words)
    index = desk.shelf.index()

    def match() -> None:
        hits = index.search(vectors, matching.IN_HASTE)
        found = dict(zip(words, hits, strict=True))
        matcher.proposals(Searched(found, texts, vectors)).search()

    with Matcher(desk) as matcher:
        seconds, busy = _both(match)
    return seconds / MATCHED_APART, busy / MATCHED_APART


def _plain(texts: Sequence[str], path: Path) -> float:
    """Rows a second of what one would write first: encode by default, insert row by row."""
    import torch  # noqa: PLC0415 - slow to import
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    torch.set_num_threads(os.cpu_count() or 1)  # as it is where the desk's encoder is not loaded
    model = SentenceTransformer(str(find_model("all-MiniLM-L6-v2").path), device="cpu")
    model.encode(list(texts[:8]))
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE claim (id INTEGER PRIMARY KEY, text TEXT, vector BLOB)")
    started = time.perf_counter()
    for text, vector in zip(texts, model.encode(list(texts)), strict=True):
        connection.execute(
            "INSERT INTO claim (text, vector) VALUES (?, ?)", (text, vector.tobytes())
        )
        connection.commit()
    seconds = time.perf_counter() - started
    connection.close()
    return len(texts) / seconds


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _both(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of all processors: the second hardly feels what else runs."""
    busy = time.process_time()
    seconds = _seconds(run)
    return seconds, time.process_time() - busy


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(main()))
