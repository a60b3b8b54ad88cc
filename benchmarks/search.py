"""How long a whole search takes among many real passages: `python -m benchmarks.search --json`.

The desk is made of news reports by the product's own road, which takes minutes; `--desk FOLDER`
keeps it and goes on with it. Searched for are sentences of other reports. Of each search: the
text encoded, both searches, the ranking, the comparison, texts loaded. Before them the process does
what `serve` does at its start: the model is loaded, a few sentences of the desk's own are searched.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.language.sentences import split
from workbench.pipeline import adding, catching_up, reading
from workbench.pipeline.searching import Search, search
from workbench.stages import finding, matching
from workbench.web.serving import warm_up

REPORTS = Path(__file__).parents[2] / "shared/data/reports"
NEWS, SOUGHT = REPORTS / "news_2012_2020.jsonl.gz", REPORTS / "syria_casualties.jsonl"
CHUNK = 500  # reports between two looks at how many passages there are
QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
SHORTEST = 40  # characters of a sentence that is searched for


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Makes or opens the desk, searches, and gives the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=300_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--desk", type=Path, help="a folder to keep the desk in")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args(arguments)
    if not NEWS.exists():
        parser.error(f"{NEWS} is not there: real reports are searched")
    with tempfile.TemporaryDirectory() as folder:
        desk = _desk(given.desk or Path(folder), given.passages)
        figures = measure(desk, sentences(SOUGHT, given.queries))
        desk.database.close()
    return figures


def measure(desk: Services, texts: Sequence[str]) -> dict[str, Any]:
    """Milliseconds of whole searches, of their parts, and of matching in bulk per claim."""
    index = desk.shelf.index()
    warm_up(desk).join()  # as `serve` does at its start, with sentences of the desk's own
    whole = [_milliseconds(partial(search, desk, Search(text))) for text in texts]
    encode = [_milliseconds(partial(desk.encoder.encode, [text])) for text in texts]
    vectors = desk.encoder.encode(texts)
    near = [
        _milliseconds(partial(index.search, vectors[row : row + 1], finding.CANDIDATES))
        for row in range(len(texts))
    ]
    bulk = _milliseconds(partial(index.search, vectors, matching.IN_HASTE))
    return {
        "passages": len(index),
        "exact": getattr(index, "exact", None),
        "queries": len(texts),
        "search_ms": _spread(whole),
        "encode_ms": _spread(encode),
        "index_ms": _spread(near),
        "bulk_matching_ms_per_claim": round(bulk / len(texts), 3),
    }


def sentences(path: Path, most: int) -> list[str]:
    """One sentence of each report: the first that is long enough."""
    found: list[str] = []
    with path.open(encoding="utf-8") as file:
        for line in islice(file, most):
            text = json.loads(line)["text"]
            spans = (each.span.of(text) for each in split(text))
            found += islice((words for words in spans if len(words) >= SHORTEST), 1)
    return found


def _desk(folder: Path, passages: int) -> Services:
    settings = Settings(home=folder / "desk", indexes=folder / "indexes")
    desk = bootstrap.init(settings)
    catching_up.catch_up(desk)
    records = reading.reports(settings, str(NEWS))
    while len(desk.shelf.index()) < passages:
        chunk = list(islice(records, CHUNK))
        if not chunk:
            break
        list(adding.add(desk, chunk, by="benchmark", article=False))
        catching_up.catch_up(desk)
    return desk


def _milliseconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return 1_000 * (time.perf_counter() - started)


def _spread(taken: Sequence[float]) -> dict[str, float]:
    return {name: round(float(np.quantile(taken, at)), 2) for name, at in QUANTILES.items()}


if __name__ == "__main__":
    print(json.dumps(main()))
