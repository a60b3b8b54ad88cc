"""Whether anything is lost or doubled when a process is killed at a random moment.

    OMP_NUM_THREADS=1 python -m benchmarks.faults --kills 210 --at-once 120 --json
    OMP_NUM_THREADS=1 python -m benchmarks.faults --kills 210 --server postgresql://USER:PASSWORD@HOST/NAME

Each kind of work runs in a process of its own, on a fresh copy of a desk, and is killed with
SIGKILL at a moment drawn over the time it takes undisturbed. Then the work is run again to its
end, and the desk is looked at: the database is whole, the record of events holds, the index is in
step, and all that was acknowledged is there exactly once. Texts are embedded by a stand-in for the
encoder, so that the time goes into what can break. With `--at-once` twenty reviewers then decide at
once over HTTP for so many seconds, some of them upon what they saw before somebody else decided.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks import deciding_at_once
from benchmarks.fault_trials import (
    PASSWORD,
    SERVER,
    SERVER_FILE,
    TRIALS,
    Trial,
    begin,
    copy,
    drop,
    make,
    open_desk,
    serve,
    wait,
)
from benchmarks.visitors import Visitor
from workbench.errors import WorkbenchError
from workbench.pipeline import catching_up, health
from workbench.stages import auditing
from workbench.store import copying
from workbench.store.models import Evidence


@dataclass(slots=True)
class Tally:
    """What came of the kills of one kind of work."""

    kills: int = 0
    at_work: int = 0  # the process had not ended when it was killed
    acknowledged: int = 0
    problems: list[str] = field(default_factory=list)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", help="a PostgreSQL server's address, to keep the desks")
    parser.add_argument("--at-once", type=float, default=0, help="seconds of deciding at once")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":
        parser.error("set OMP_NUM_THREADS=1: a fork waits for ever for the threads of OpenMP")
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        base = Path(folder) / "base"
        make(base, arguments.server)
        figures = run(base, arguments.kills, arguments.seed) if arguments.kills else {}
        if arguments.at_once:
            where = copy(base, Path(folder) / "at once")
            figures["at_once"] = deciding_at_once.run(where, arguments.at_once, arguments.seed)
            drop(where)
        drop(base)
    print(json.dumps(figures))


def run(base: Path, kills: int, seed: int = 1) -> dict[str, Any]:
    """So many kills in all, spread over every kind of work."""
    chosen, started = random.Random(seed), time.monotonic()
    tallies = {trial.name: Tally() for trial in (*TRIALS, SERVER)}
    lasting = {trial.name: _undisturbed(trial, base) for trial in TRIALS}
    for number in range(kills):
        trial = (*TRIALS, SERVER)[number % (len(TRIALS) + 1)]
        where = copy(base, base.with_name(str(number)))
        if trial is SERVER:
            _kill_server(where, tallies[trial.name], chosen.uniform(0.05, 1.2))
        else:
            _kill(trial, where, tallies[trial.name], lasting[trial.name] * chosen.random())
        drop(where)
    return {
        "database": "postgresql" if (base / SERVER_FILE).exists() else "sqlite",
        "kills": kills,
        "while_at_work": sum(tally.at_work for tally in tallies.values()),
        "by_work": {
            name: {
                "kills": tally.kills,
                "while_at_work": tally.at_work,
                "acknowledged": tally.acknowledged,
                "problems": len(tally.problems),
            }
            for name, tally in tallies.items()
        },
        "problems": [f"{n}: {p}" for n, tally in tallies.items() for p in tally.problems][:20],
        "seconds": round(time.monotonic() - started, 1),
    }


def _undisturbed(trial: Trial, base: Path) -> float:
    """Seconds that the work takes when nobody kills it."""
    where = copy(base, base.with_name(f"{trial.name} undisturbed"))
    trial.before(where)
    started = time.monotonic()
    status = wait(begin(trial.work, where))
    seconds = time.monotonic() - started
    problems = list(_inspect(trial, where))
    if status or problems:
        raise SystemExit(f"{trial.name} fails undisturbed: {problems}")
    drop(where)
    return seconds


def _kill(trial: Trial, where: Path, tally: Tally, after: float) -> None:
    trial.before(where)
    child = begin(trial.work, where)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    tally.kills += 1
    tally.at_work += wait(child) == -signal.SIGKILL
    if wait(begin(trial.work, where)):
        tally.problems.append("run again, it does not come to its end")
    tally.problems += _inspect(trial, where)


def _kill_server(where: Path, tally: Tally, after: float) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        child = begin(lambda folder: serve(folder, listening), where)
        port = listening.getsockname()[1]
    noted: list[str] = []
    client = threading.Thread(target=_give_notes, args=(port, noted))
    client.start()
    while client.is_alive() and not noted:
        time.sleep(0.01)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    tally.kills += 1
    tally.at_work += wait(child) == -signal.SIGKILL
    client.join()
    tally.acknowledged += len(noted)
    tally.problems += [*_inspect(SERVER, where), *_lost(where, noted)]


def _inspect(trial: Trial, where: Path) -> Iterator[str]:
    """Everything that is not as it must be."""
    try:
        if not (where / SERVER_FILE).exists():
            copying.check(where / trial.desk / "workbench.sqlite3")
        services = open_desk(where, trial.desk)
        with services.database.snapshot() as session:
            audit = auditing.verify(session, services.settings.captures)
        yield from (f"{finding.where}: {finding.reason}" for finding in audit.findings)
        catching_up.embed(services, lambda _what, _count: None)
        catching_up.index(services)
        for shelf in (services.shelf, services.claims_shelf):
            shelf.verify()
        if not health.readiness(services).ready:
            yield "the index is not in step"
        yield from trial.check(where)
        services.database.close()
    except WorkbenchError as error:
        yield error.message


def _give_notes(port: int, noted: list[str]) -> None:
    """A reviewer at a browser, until the server is gone; `noted` is what was answered with 303."""
    with suppress(OSError, http.client.HTTPException):
        ana = Visitor(port)
        ana.sign_in("ana", PASSWORD)
        for number in range(10_000):
            note = f"Note {number}: a witness telephoned."
            if ana.post("/claims/1/evidence/note", note=note, stance="context") == 303:
                noted.append(note)


def _lost(where: Path, noted: list[str]) -> Iterator[str]:
    services = open_desk(where)
    with services.database.snapshot() as session:
        kept = Counter(session.scalars(select(Evidence.note)).all())
    services.database.close()
    yield from (f"lost: {note}" for note in noted if note not in kept)
    yield from (f"doubled: {note}" for note, times in kept.items() if times > 1)
    if not noted:
        yield "nothing was acknowledged before the kill"


if __name__ == "__main__":
    main()
