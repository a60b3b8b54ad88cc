"""Whether anything is lost or doubled when a process is killed at a random moment.

    python -m benchmarks.faults --kills 200 --json

Each kind of work runs in a process of its own, on a fresh copy of a desk, and is killed with
SIGKILL at a moment drawn over the time it takes undisturbed. Then the work is run again to its
end, and the desk is looked at: the database is whole, the record of events holds, the index is in
step, and all that was acknowledged is there exactly once. Texts are embedded by a stand-in for the
encoder, so that the time goes into what can break.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
from sqlalchemy import func, select
from waitress.server import create_server

from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Role
from workbench.errors import WorkbenchError
from workbench.interchange import backup_file
from workbench.pipeline import adding, catching_up, health
from workbench.pipeline.importing import import_file
from workbench.pipeline.rebuilding import rebuild
from workbench.reading.record import ReportRecord
from workbench.stages import accounts, auditing, backup
from workbench.store import copying
from workbench.store.base import Base
from workbench.store.models import Claim, Evidence, Report
from workbench.vectors.types import Vectors
from workbench.web.app import create_app

WIDTH = 64
ROWS, REPORTS = 100, 8
PASSWORD = "a desk to be killed"  # noqa: S105 (of nobody)


class StandIn:
    """A vector for every text, at once."""

    name = "stand-in-64"
    width = WIDTH

    def encode(self, texts: Any) -> Vectors:  # noqa: ANN401 (an Encoder's sequence of texts)
        """Unit-length rows, the same for the same text."""
        rows = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text):
                row[int(text_hash(word)[:8], 16) % WIDTH] += 1
        rows += 1e-4
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of work: what is done, and what must be so after it was run again to its end."""

    name: str
    work: Callable[[Path], None]
    check: Callable[[Path], Iterator[str]]
    desk: str = "desk"


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
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.kills, arguments.seed)))


def run(kills: int, seed: int = 1) -> dict[str, Any]:
    """So many kills in all, spread over every kind of work."""
    chosen, started = random.Random(seed), time.monotonic()
    tallies = {trial.name: Tally() for trial in (*TRIALS, SERVER)}
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        _make(base)
        lasting = {trial.name: _undisturbed(trial, base) for trial in TRIALS}
        for number in range(kills):
            trial = (*TRIALS, SERVER)[number % (len(TRIALS) + 1)]
            where = Path(shutil.copytree(base, Path(folder) / str(number)))
            if trial is SERVER:
                _kill_server(where, tallies[trial.name], chosen.uniform(0.05, 1.2))
            else:
                _kill(trial, where, tallies[trial.name], lasting[trial.name] * chosen.random())
            shutil.rmtree(where)
    return {
        "database": "sqlite",
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


def _make(folder: Path) -> None:
    services = bootstrap.init(_settings(folder), encoder=StandIn())
    with services.database.transaction() as session:
        accounts.add_user(session, "ana", PASSWORD, Role.REVIEWER, by="benchmark")
        text = "Forty houses of the town were hit, the mayor said."
        session.add(Claim(identity="x:1", text=text, text_hash=text_hash(text), check_worthiness=1))
    list(adding.add(services, _reports("first"), by="benchmark", article=False))
    catching_up.catch_up(services)
    backup.make(services.database, services.settings.captures, folder / "desk.zip")
    rows = "".join(f"{n},Row {n}: shells hit house {n} of the town.\n" for n in range(ROWS))
    (folder / "claims.csv").write_text("external_id,text\n" + rows)
    services.database.close()


def _undisturbed(trial: Trial, base: Path) -> float:
    """Seconds that the work takes when nobody kills it."""
    where = Path(shutil.copytree(base, base.with_name(f"{trial.name} undisturbed")))
    started = time.monotonic()
    status = _wait(_begin(trial.work, where))
    seconds = time.monotonic() - started
    problems = list(_inspect(trial, where))
    if status or problems:
        raise SystemExit(f"{trial.name} fails undisturbed: {problems}")
    return seconds


def _kill(trial: Trial, where: Path, tally: Tally, after: float) -> None:
    child = _begin(trial.work, where)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    tally.kills += 1
    tally.at_work += _wait(child) == -signal.SIGKILL
    if _wait(_begin(trial.work, where)):
        tally.problems.append("run again, it does not come to its end")
    tally.problems += _inspect(trial, where)


def _kill_server(where: Path, tally: Tally, after: float) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        child = _begin(lambda folder: _serve(folder, listening), where)
        port = listening.getsockname()[1]
    noted: list[str] = []
    client = threading.Thread(target=_give_notes, args=(port, noted))
    client.start()
    while client.is_alive() and not noted:
        time.sleep(0.01)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    tally.kills += 1
    tally.at_work += _wait(child) == -signal.SIGKILL
    client.join()
    tally.acknowledged += len(noted)
    tally.problems += [*_inspect(SERVER, where), *_lost(where, noted)]


def _inspect(trial: Trial, where: Path) -> Iterator[str]:
    """Everything that is not as it must be."""
    try:
        copying.check(where / trial.desk / "workbench.sqlite3")
        services = _open(where, trial.desk)
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


def _import(where: Path) -> None:
    import_file(_open(where), where / "claims.csv", by="benchmark")


def _imported(where: Path) -> Iterator[str]:
    yield from _counted(where, Claim, ROWS + 1)


def _add(where: Path) -> None:
    services = _open(where)
    list(adding.add(services, _reports("second"), by="benchmark", article=False))
    catching_up.catch_up(services)


def _added(where: Path) -> Iterator[str]:
    yield from _counted(where, Report, 2 * REPORTS)


def _build(where: Path) -> None:
    services = _open(where)
    for _ in range(20):
        rebuild(services)


def _nothing_more(where: Path) -> Iterator[str]:
    yield from _counted(where, Report, REPORTS)


def _back_up(where: Path) -> None:
    services, file = _open(where), where / "second.zip"
    if not file.exists():
        backup.make(services.database, services.settings.captures, file)


def _backed_up(where: Path) -> Iterator[str]:
    if len(backup_file.read(where / "second.zip").files) != REPORTS + 1:
        yield "the backup holds another number of captures"


def _restore(where: Path) -> None:
    settings = _settings(where, "new")
    if not (settings.home / "workbench.sqlite3").exists():
        backup.restore(where / "desk.zip", settings)
    rebuild(bootstrap.init(settings, encoder=StandIn()))


def _restored(where: Path) -> Iterator[str]:
    yield from _counted(where, Report, REPORTS, "new")


def _serve(where: Path, listening: socket.socket) -> None:
    create_server(create_app(_open(where)), sockets=[listening], threads=4).run()


def _give_notes(port: int, noted: list[str]) -> None:
    """A reviewer at a browser, until the server is gone; `noted` is what was answered with 303."""
    client, cookies = http.client.HTTPConnection("127.0.0.1", port, timeout=20), ""

    def send(method: str, path: str, **form: str) -> tuple[int, str]:
        nonlocal cookies
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
        client.request(method, path, urlencode(form) if form else None, kind)
        answer = client.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            cookies = cookie.partition(";")[0]
        return answer.status, answer.read().decode()

    with suppress(OSError, http.client.HTTPException):
        token = _token(send("GET", "/sign-in")[1])
        send("POST", "/sign-in", csrf_token=token, name="ana", password=PASSWORD)
        token = _token(send("GET", "/keys")[1])
        for number in range(10_000):
            note = f"Note {number}: a witness telephoned."
            form = {"csrf_token": token, "note": note, "stance": "context"}
            if send("POST", "/claims/1/evidence/note", **form)[0] == 303:
                noted.append(note)


def _lost(where: Path, noted: list[str]) -> Iterator[str]:
    services = _open(where)
    with services.database.snapshot() as session:
        kept = Counter(session.scalars(select(Evidence.note)).all())
    services.database.close()
    yield from (f"lost: {note}" for note in noted if note not in kept)
    yield from (f"doubled: {note}" for note, times in kept.items() if times > 1)
    if not noted:
        yield "nothing was acknowledged before the kill"


def _counted(where: Path, table: type[Base], wanted: int, desk: str = "desk") -> Iterator[str]:
    services = _open(where, desk)
    with services.database.snapshot() as session:
        found = session.scalar(select(func.count()).select_from(table))
    services.database.close()
    if found != wanted:
        yield f"{found} of {wanted} rows are in {table.__name__}"


def _begin(work: Callable[[Path], None], where: Path) -> int:
    """The id of a process that does the work; it ends with 0, or 1 where it fails."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work(where)
        status = 0
    except WorkbenchError as error:
        sys.stderr.write(f"{error.message}\n")
    finally:
        os._exit(status)


def _wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else ""


def _open(where: Path, desk: str = "desk") -> Services:
    return bootstrap.open_desk(_settings(where, desk), encoder=StandIn())


def _settings(where: Path, desk: str = "desk") -> Settings:
    return Settings(home=where / desk, indexes=where / f"{desk} indexes", encoder="stand-in")


def _reports(series: str) -> Iterator[ReportRecord]:
    for number in range(REPORTS):
        text = f"Report {number} of the {series} series. " + " ".join(
            f"Shells hit house {house} of town {number}." for house in range(10)
        )
        yield ReportRecord(
            input=f"{series} {number}",
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text_sha256=text_hash(text),
            media_type="text/plain",
            raw=text.encode(),
        )


TRIALS = (
    Trial("import", _import, _imported),
    Trial("add", _add, _added),
    Trial("index build", _build, _nothing_more),
    Trial("backup", _back_up, _backed_up),
    Trial("restore", _restore, _restored, "new"),
)
SERVER = Trial("server", lambda _where: None, _nothing_more)

if __name__ == "__main__":
    main()
