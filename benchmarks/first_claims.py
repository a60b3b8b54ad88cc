"""How soon a file sent from the page is on the queue: `python -m benchmarks.first_claims --json`.

A real desk is served by `workbench serve` with its worker beside it, over HTTP, as a browser would:
a file is sent, looked at, imported, and the queue is asked for until a claim of it is there. One
claim goes before, so that the worker has its model loaded. Processor time is that of the server and
its worker together, what a browser's asking costs included.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import throughput
from benchmarks.visitors import Visitor
from workbench import config
from workbench.config import Settings
from workbench.domain.vocabulary import Role
from workbench.stages import accounts

NAME, PASSWORD = "ana", "correct horse battery"  # of a desk that is thrown away
PATIENCE_SECONDS = 300
PAUSE_SECONDS = 0.2  # between two looks at the queue
Found = TypeVar("Found")
TICKS = os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Serves a fresh desk, sends files to it, and gives the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--passages", type=int, default=1_000)
    parser.add_argument("--files", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        settings = _desk(Path(folder), given.passages)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = subprocess.Popen(  # noqa: S603 (the workbench itself)
            [sys.executable, "-m", "workbench", "serve", "--port", str(port)],
            env=config.child_environment(settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return _measured(server.pid, port, given.files, given.rows)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def _desk(folder: Path, passages: int) -> Settings:
    desk = throughput.make_desk(folder, passages, stand_in=False)
    with desk.database.transaction() as session:
        accounts.add_user(session, NAME, PASSWORD, Role.REVIEWER, by="benchmark")
    desk.database.close()
    return desk.settings


def _measured(server: int, port: int, files: int, rows: int) -> dict[str, Any]:
    visitor = _until(lambda: _signed_in(port), "the server answers")
    _bring(visitor, "before", 1)
    waits, whole, busy = list[float](), list[float](), list[float]()
    for number in range(files):
        started, before = time.perf_counter(), _processor_seconds(server)
        shown = _bring(visitor, f"file {number}", rows)
        waits.append(time.perf_counter() - started)
        _until(lambda shown=shown: _is_over(visitor, shown), "it is over")  # type: ignore[misc]
        whole.append(time.perf_counter() - started)
        busy.append(_processor_seconds(server) - before)
    return {
        "rows": rows,
        "files": files,
        "seconds_to_first_claims": [round(each, 2) for each in waits],
        "seconds_to_all": [round(each, 2) for each in whole],
        "processor_seconds": [round(each, 2) for each in busy],
    }


def _signed_in(port: int) -> Visitor | None:
    with suppress(ConnectionRefusedError):
        visitor = Visitor(port)
        visitor.sign_in(NAME, PASSWORD)
        return visitor
    return None


def _bring(visitor: Visitor, name: str, rows: int) -> str:
    """Sends a file, looks at it, imports it, waits for its first claims; its receipt's address."""
    draw = random.Random(name)
    lines = (f'"{throughput.sentence(draw)} {name} row {n}."\n' for n in range(rows))
    visitor.get("/imports/")
    visitor.send_file("/imports/", f"{name}.csv", "text\n" + "".join(lines))
    looked = visitor.answered["Location"]
    visitor.get(looked)
    visitor.post(looked)
    receipt = str(visitor.answered["Location"])
    queue = f"/?import={receipt.rpartition('/')[2]}"
    _until(lambda: f"{name} row" in visitor.get(queue), f"{name} is on the queue")
    return receipt


def _is_over(visitor: Visitor, receipt: str) -> bool:
    visitor.get(receipt)
    return "Refresh" not in visitor.answered


def _until(look: Callable[[], Found | None], what: str) -> Found:
    """What a look gives, once it gives anything."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        if time.monotonic() > last:
            raise TimeoutError(f"waited {PATIENCE_SECONDS} seconds until {what}")
        time.sleep(PAUSE_SECONDS)
    return found


def _processor_seconds(server: int) -> float:
    """Of a process and those it started that still run."""
    children = Path(f"/proc/{server}/task").glob("*/children")
    pids = [server, *(int(pid) for each in children for pid in each.read_text().split())]
    used = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(fields[11]) + int(fields[12]) for fields in used) / TICKS


if __name__ == "__main__":
    print(json.dumps(main()))
