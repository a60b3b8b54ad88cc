"""The desk at its size: `python -m benchmarks.desk --json`.

Reviewers go through the queue at once, over real HTTP, at a server in a process of its own: list,
next, claim, stance, decide. Server time is what the server says of each answer (Server-Timing):
`app` is the time from its beginning to its end, other requests of that moment included, `cpu` what
it alone took of a processor, `sql` its statements; `waited` is what the reviewer waited, from
sending to the last byte. People are not in lockstep: each pause is drawn at random (exponential
around `--pause`, seeded). The desk is generated, and kept with `--keep`.
"""

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks import large_desk
from benchmarks.throughput import RandomVectors
from workbench import bootstrap
from workbench.config import Settings
from workbench.web.app import create_app
from workbench.web.serving import make_server

WANTED = 80.0  # milliseconds at p95
_TIMING = re.compile(r'app;dur=([\d.]+), cpu;dur=([\d.]+), sql;desc="(\d+)"')


@dataclass(frozen=True, slots=True)
class Took:
    """One answer: milliseconds on the server, of its processor, statements, and at the browser."""

    app: float
    cpu: float
    sql: int
    waited: float


@dataclass
class Visitor:
    """A reviewer at a connection of their own."""

    port: int
    number: int
    took: dict[str, list[Took]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self._cookie = ""
        self._draw = random.Random(self.number)

    def sign_in(self) -> None:
        """Through the door, like everybody."""
        page = self._ask("door", "GET", "/sign-in")[1]
        form = {"name": large_desk.name(self.number), "password": large_desk.PASSWORD}
        self._ask("door", "POST", "/sign-in", {**form, "csrf_token": _token(page)})

    def go_through(self, until: float, pause: float) -> None:
        """One claim after the other until that moment, so that all are at work to the end."""
        address = "/claims/next"
        while time.perf_counter() < until:
            self._read(pause)
            self._ask("queue", "GET", "/")
            shown, _ = self._ask("next", "GET", address)
            page = self._ask("claim", "GET", shown or "/")[1]
            self._read(pause)
            address = self._decide(str(shown), page) or "/claims/next"

    def _read(self, pause: float) -> None:
        """Looks at a page for a while, each time for another."""
        time.sleep(self._draw.expovariate(1 / pause) if pause else 0)

    def _decide(self, claim: str, page: str) -> str | None:
        passage = re.search(r'id="passage-(\d+)"', page)
        if passage:
            stance = {"passage_id": passage[1], "stance": "context", "csrf_token": _token(page)}
            self._ask("stance", "POST", f"{claim}/evidence", stance)
            page = self._ask("claim", "GET", claim)[1]
        seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)
        form = {"verdict": "unresolved", "missing": "basis unknown", "rationale": "Asked around."}
        form |= {"seen": seen[1] if seen else "", "csrf_token": _token(page)}
        return self._ask("decide", "POST", f"{claim}/reviews", form)[0]

    def _ask(
        self, what: str, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[str | None, str]:
        headers = {"Cookie": self._cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self._line.request(method, path, urlencode(form or {}), headers)
        answer = self._line.getresponse()
        text = answer.read().decode()
        kept = answer.getheader("Set-Cookie")
        self._cookie = kept.partition(";")[0] if kept else self._cookie
        waited = 1000 * (time.perf_counter() - begun)
        timing = _TIMING.search(answer.getheader("Server-Timing") or "")
        if timing:
            took = Took(float(timing[1]), float(timing[2]), int(timing[3]), waited)
            self.took.setdefault(what, []).append(took)
        if answer.status >= 400:
            self.failures.append(f"{what}: {answer.status}")
        return answer.getheader("Location"), text


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Builds the desk, serves it, sends the reviewers in and gives the figures."""
    given = _arguments(arguments)
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(given.keep or Path(folder))
        begun = time.perf_counter()
        if not settings.home.exists():
            large_desk.build(
                settings, claims=given.claims, passages=given.passages, people=given.reviewers
            ).database.close()
        built = time.perf_counter() - begun
        people, seconds = _visit(settings, given)
    return {
        "claims": given.claims,
        "passages": given.passages,
        "reviewers": given.reviewers,
        "pause_seconds": given.pause,
        "build_seconds": round(built, 1),
        "requests_per_second": round(sum(map(_count, people)) / seconds, 1),
        "failures": [said for one in people for said in one.failures][:20],
        "milliseconds": summed(people),
        "wanted_p95": WANTED,
    }


def summed(people: Sequence[Visitor]) -> dict[str, dict[str, float]]:
    """By what was asked: median and p95 of the server's time, of its processor's, statements."""
    kinds = dict.fromkeys(kind for one in people for kind in one.took if kind != "door")
    figures = {}
    for kind in kinds:
        took = [row for one in people for row in one.took.get(kind, ())]
        app, cpu = sorted(row.app for row in took), sorted(row.cpu for row in took)
        figures[kind] = {
            "count": len(took),
            "p50": _at(app, 0.5),
            "p95": _at(app, 0.95),
            "waited_p95": _at(sorted(row.waited for row in took), 0.95),
            "cpu_p50": _at(cpu, 0.5),
            "cpu_p95": _at(cpu, 0.95),
            "statements": max(row.sql for row in took),
        }
    return figures


def serve(home: Path, port_file: Path) -> None:
    """The server's own process."""
    desk = bootstrap.open_desk(_settings(home), encoder=RandomVectors())
    server = make_server(create_app(desk), "127.0.0.1", 0)
    port_file.write_text(str(server.effective_port))  # type: ignore[union-attr]
    server.run()


def _visit(settings: Settings, given: argparse.Namespace) -> tuple[list[Visitor], float]:
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "port"
        command = [sys.executable, "-m", "benchmarks.desk", "--serve", str(settings.home.parent)]
        server = subprocess.Popen([*command, "--port-file", str(said)])  # noqa: S603 (ours)
        try:
            people = [Visitor(_port(said), number) for number in range(given.reviewers)]
            for one in people:
                one.sign_in()
            begun = time.perf_counter()
            threads = [
                threading.Thread(target=one.go_through, args=(begun + given.seconds, given.pause))
                for one in people
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return people, time.perf_counter() - begun
        finally:
            server.terminate()
            server.wait()


def _port(said: Path) -> int:
    for _ in range(600):
        if said.exists() and said.read_text():
            return int(said.read_text())
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


def _settings(folder: Path) -> Settings:
    return Settings(home=folder / "desk", indexes=folder / "indexes")


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else ""


def _at(values: Sequence[float], share: float) -> float:
    return round(values[min(len(values) - 1, int(share * len(values)))], 1)


def _count(one: Visitor) -> int:
    return sum(map(len, one.took.values()))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--passages", type=int, default=300_000)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long they are at work")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a page is read")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the desk, used again if it is there"
    )
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--port-file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    if given.serve:
        serve(given.serve, given.port_file)
        raise SystemExit(0)
    return given


if __name__ == "__main__":
    print(json.dumps(main()))
