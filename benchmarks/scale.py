"""What PostgreSQL, many workers and a cluster cost and give: `python -m benchmarks.scale --json`.

The same desk on SQLite with one worker and on PostgreSQL with 1, 2 and 4; pgvector against FAISS;
Ray against this process, text for text. Encoder and claims of the first part are stand-ins: what is
compared is everything around the model. A PostgreSQL of its own is started for it.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine, func, select, text

from benchmarks.corpus import default_encoder, encoded
from benchmarks.index import (
    NEWS,
    QUERIES,
    REAL,
    grow,
    index_bytes,
    mapped_bytes,
    recall,
    sentences,
    speed,
)
from tests.conftest import WordsEncoder
from tests.servers import PostgreSql, postgresql_server
from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.interchange.rows import Directions
from workbench.jobs.queue import make_queue
from workbench.pipeline import adding, catching_up, importing, uploads
from workbench.reading.record import ReportRecord
from workbench.store import leases
from workbench.store.ledger import Job, JobState
from workbench.vectors import spreading
from workbench.vectors.encoder import SentenceEncoder, best_precision
from workbench.vectors.faiss_index import FaissIndex
from workbench.vectors.shelf import Shelf
from workbench.vectors.table_shelf import TableShelf

ROOT = Path(__file__).parents[1]
PARTS = ("desks", "vectors", "cluster")
FILES, PASSAGES = 4, 500
PATIENCE = 600  # seconds for any one part
_OPEN = (
    "import sys, time; sys.path.insert(0, sys.argv[1])\n"
    "from tests.conftest import WordsEncoder\n"
    "from workbench import bootstrap, config\n"
    "services = bootstrap.open_desk(config.read(), encoder=WordsEncoder())\n"
)
WORKER = (
    f"{_OPEN}"
    "from workbench.jobs import worker\n"
    "worker.BEAT_SECONDS, worker.SWEEP_SECONDS = 0.5, 600\n"
    "worker.work(services)\n"
)
SEARCHER = (
    f"{_OPEN}"
    "from workbench.pipeline.searching import Search, search\n"
    "search(services, Search('Town 1 lost people.'))\n"
    "print('ready', flush=True); sys.stdin.readline()\n"
    "[search(services, Search(f'Town {n} lost {n} people.')) for n in range(int(sys.argv[2]))]\n"
)
Figures = dict[str, Any]


def vectors(server: PostgreSql, count: int) -> Figures:
    """FAISS and pgvector over the same vectors: real sentences, grown by noise past them."""
    real = encoded(default_encoder(), sentences(NEWS, REAL + QUERIES))
    queries, rows = real[:QUERIES], grow(real[QUERIES:], count)
    ids, oracle = np.arange(1, count + 1), FaissIndex(rows.shape[1])
    oracle.add(ids, rows)
    wanted = oracle.search(queries, 10)
    engine = create_engine(server.new())
    table = TableShelf(engine, "benchmark", encoder="benchmark", width=rows.shape[1])
    found: Figures = {"count": count}
    with tempfile.TemporaryDirectory() as folder:
        files = Shelf(Path(folder) / "index", encoder="benchmark", width=rows.shape[1])
        for name, shelf in (("faiss", files), ("pgvector", table)):
            seconds = _timed(lambda shelf=shelf: shelf.build([(ids, rows)]))  # type: ignore[misc]
            index = shelf.index()
            found[name] = {
                "build_seconds": round(seconds, 1),
                "recall_at_10": recall(index.search(queries, 10), wanted),
                **speed(index, queries, queries),
            }
        found["faiss"]["mb"] = round(index_bytes(files) / 1e6, 1)
        found["faiss"]["mapped_mb"] = round(mapped_bytes(files) / 1e6, 1)
    with engine.connect() as connection:
        size = text("SELECT pg_total_relation_size('vector_index_benchmark')")
        found["pgvector"]["mb"] = round(connection.execute(size).scalar_one() / 1e6, 1)
    engine.dispose()
    return found


def importing_with(services: Services, rows: int, workers: int) -> float:
    """Claims a second that so many workers import, embed and match, from four files."""
    with _processes(services.settings, WORKER, workers):
        _until(lambda: _workers(services) == workers)
        queue, jobs = (
            make_queue(services),
            [_upload(services, n, rows // FILES) for n in range(FILES)],
        )
        started = time.perf_counter()
        for job in jobs:
            queue.announce(job)
        _until(lambda: _done(services) == FILES)
        return round(rows / (time.perf_counter() - started), 1)


def searching_with(settings: Settings, searches: int, processes: int) -> float:
    """Searches a second that so many processes answer together."""
    with _processes(settings, SEARCHER, processes, str(searches // processes)) as started:
        for each in started:
            _heard(each)
        moment = time.perf_counter()
        for each in started:
            _tell(each, "go")
        for each in started:
            each.wait()
        return round(searches / (time.perf_counter() - moment), 1)


def desks(server: PostgreSql, rows: int, searches: int) -> list[Figures]:
    """Both databases, each desk new."""
    found = []
    for kind, workers in (("sqlite", 1), ("postgresql", 1), ("postgresql", 2), ("postgresql", 4)):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            settings = Settings(
                home=home / "desk",
                indexes=home / "indexes",
                database_url=server.new() if kind == "postgresql" else "",
            )
            services = bootstrap.init(settings, encoder=WordsEncoder())
            _fill(services)
            found.append(
                {
                    "database": kind,
                    "processes": workers,
                    "claims_per_second": importing_with(services, rows, workers),
                    "searches_per_second": searching_with(settings, searches, workers),
                }
            )
            services.database.close()
    return found


def cluster(texts: int) -> Figures | str:
    """Milliseconds a text in this process and by Ray on this machine, its start apart."""
    if importlib.util.find_spec("ray") is None:
        return "Ray is not installed"
    config.stay_offline()
    words = sentences(NEWS, texts)
    found: Figures = {"texts": texts}
    for name, threads in (("in_process_ms", None), ("in_process_on_one_core_ms", 1)):
        encoder = SentenceEncoder(precision=best_precision(), threads=threads)
        encoder.encode(words[:8])
        found[name] = round(1_000 * _timed(partial(encoder.encode, words)) / texts, 2)
    with spreading.connected(spreading.HERE) as spread:
        came, started = [], time.perf_counter()
        for places, _ in spread.encode(_one_core, words):
            came.append((time.perf_counter() - started, len(places)))
    (start, first), (end, _) = came[0], came[-1]
    rest = (end - start) / (texts - first)
    return {
        **found,
        "ray_ms": round(1_000 * rest, 2),
        "ray_start_seconds": round(start - first * rest, 1),
        "actors": spread.actors,
    }


def main() -> None:
    """Measure all three parts, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--vectors", type=int, default=50_000)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args()
    if not NEWS.exists():
        parser.error(f"{NEWS} is not there: the vectors are of real sentences")
    with postgresql_server() as server:
        measured: dict[str, Callable[[], object]] = {
            "desks": lambda: desks(server, given.rows, given.searches),
            "vectors": lambda: vectors(server, given.vectors),
            "cluster": lambda: cluster(given.texts),
        }
        found = {part: measured[part]() for part in given.parts}
    print(json.dumps(found, indent=2))


def _one_core(on_gpu: bool) -> SentenceEncoder:  # noqa: FBT001 (made in the actor's process)
    del on_gpu
    config.stay_offline()
    return SentenceEncoder(precision=best_precision(), threads=1)


def _fill(services: Services) -> None:
    words = " ".join(f"Town {n} lost {n} people, the army said." for n in range(PASSAGES))
    report = ReportRecord(
        input="benchmark",
        text=words,
        sha256=text_hash(words),
        text_sha256=text_hash(words),
        media_type="text/plain",
        raw=words.encode(),
    )
    list(adding.add(services, [report], by="benchmark", article=False))
    catching_up.catch_up(services)


def _upload(services: Services, number: int, rows: int) -> int:
    _, path = uploads.place(services, f"{number}.csv")
    lines = (
        f"Village {number}-{row} near town {row % 400} lost {row} people." for row in range(rows)
    )
    path.write_text("text\n" + "\n".join(lines) + "\n")
    return importing.prepare(services, path, by="benchmark", directions=Directions())


def _done(services: Services) -> int:
    with services.database.snapshot() as session:
        wanted = select(func.count()).select_from(Job).where(Job.state == JobState.DONE)
        return session.scalar(wanted) or 0


def _workers(services: Services) -> int:
    with services.database.snapshot() as session:
        return len(leases.workers(session))


def _heard(process: "subprocess.Popen[str]") -> str:
    return process.stdout.readline() if process.stdout else ""


def _tell(process: "subprocess.Popen[str]", line: str) -> None:
    if process.stdin:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()


def _until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > ends:
            raise SystemExit(f"It did not come to its end in {PATIENCE} seconds.")
        time.sleep(0.05)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


@contextmanager
def _processes(
    settings: Settings, program: str, count: int, *arguments: str
) -> Iterator[list["subprocess.Popen[str]"]]:
    started = [
        subprocess.Popen(  # noqa: S603 (ours)
            [sys.executable, "-c", program, str(ROOT), *arguments],
            env={**config.child_environment(settings), "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    try:
        yield started
    finally:
        for each in started:
            each.kill()
            each.communicate()


if __name__ == "__main__":
    main()
