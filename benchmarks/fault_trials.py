"""The desks that faults are tried on, and the kinds of work that are killed."""

import hashlib
import os
import re
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import make_url
from waitress.server import create_server

from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Role
from workbench.errors import DeskError, WorkbenchError
from workbench.interchange import backup_file
from workbench.interchange.rows import Directions
from workbench.jobs import worker
from workbench.pipeline import adding, catching_up, importing, uploads
from workbench.pipeline.rebuilding import rebuild
from workbench.reading.record import ReportRecord
from workbench.stages import accounts, backup
from workbench.store import leases
from workbench.store.base import Base
from workbench.store.ledger import Job
from workbench.store.models import Claim, Report
from workbench.vectors.types import Vectors
from workbench.web.app import create_app

WIDTH = 64
ROWS, REPORTS = 100, 8
PASSWORD = "a desk to be killed"  # noqa: S105 (of nobody)
PATIENCE_SECONDS = 60.0  # what a worker gets to come to its end
SERVER_FILE = "server"  # beside a desk: the address of the PostgreSQL server that keeps it


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
    before: Callable[[Path], None] = lambda _where: None


def make(folder: Path, server: str | None = None) -> None:
    """A desk with a reviewer, a claim, reports, a backup and a file of claims beside it."""
    folder.mkdir()
    if server:
        (folder / SERVER_FILE).write_text(server)
        _tell(folder, f"CREATE DATABASE {_name(folder, 'desk')}")
    services = bootstrap.init(settings_of(folder), encoder=StandIn())
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


def _import(where: Path) -> None:
    importing.import_file(open_desk(where), where / "claims.csv", by="benchmark")


def _imported(where: Path) -> Iterator[str]:
    yield from _counted(where, Claim, ROWS + 1)


def _add(where: Path) -> None:
    services = open_desk(where)
    list(adding.add(services, _reports("second"), by="benchmark", article=False))
    catching_up.catch_up(services)


def _added(where: Path) -> Iterator[str]:
    yield from _counted(where, Report, 2 * REPORTS)


def _build(where: Path) -> None:
    services = open_desk(where)
    for _ in range(20):
        rebuild(services)


def _nothing_more(where: Path) -> Iterator[str]:
    yield from _counted(where, Report, REPORTS)


def _upload(where: Path) -> None:
    services = open_desk(where)
    _, path = uploads.place(services, "claims.csv")
    path.write_bytes((where / "claims.csv").read_bytes())
    importing.prepare(services, path, by="benchmark", directions=Directions())
    services.database.close()


def _work(where: Path) -> None:
    services = open_desk(where)
    threading.Thread(target=_leave_when_done, args=(services,), daemon=True).start()
    worker.work(services)


def _leave_when_done(services: Services) -> None:
    """Ends this worker's process once no job is left, and no file of one, or time is up."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with services.database.snapshot() as session:
            left = session.scalar(select(Job.id).where(Job.state.in_(leases.OPEN)).limit(1))
        if left is None and not list(uploads.folder(services).glob("*/*")):
            break
        time.sleep(0.05)
    os._exit(0)


def _worked(where: Path) -> Iterator[str]:
    yield from _imported(where)
    services = open_desk(where)
    if list(uploads.folder(services).glob("*/*")):
        yield "the upload of an import that is over is kept"


def _back_up(where: Path) -> None:
    services, file = open_desk(where), where / "second.zip"
    if not file.exists():
        backup.make(services.database, services.settings.captures, file)


def _backed_up(where: Path) -> Iterator[str]:
    if len(backup_file.read(where / "second.zip").files) != REPORTS + 1:
        yield "the backup holds another number of captures"


def _restore(where: Path) -> None:
    settings = settings_of(where, "new")
    if not _is_restored(settings):
        backup.restore(where / "desk.zip", settings)
    rebuild(bootstrap.init(settings, encoder=StandIn()))


def _is_restored(settings: Settings) -> bool:
    try:
        bootstrap.open_desk(settings, encoder=StandIn()).database.close()
    except DeskError:
        return False
    return True


def _restored(where: Path) -> Iterator[str]:
    yield from _counted(where, Report, REPORTS, "new")


def serve(where: Path, listening: socket.socket) -> None:
    """The pages of a desk, until the process is killed."""
    create_server(create_app(open_desk(where)), sockets=[listening], threads=4).run()


def begin(work: Callable[[Path], None], where: Path) -> int:
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


def wait(child: int) -> int:
    """The exit status of a process, once it has ended; negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _counted(where: Path, table: type[Base], wanted: int, desk: str = "desk") -> Iterator[str]:
    services = open_desk(where, desk)
    with services.database.snapshot() as session:
        found = session.scalar(select(func.count()).select_from(table))
    services.database.close()
    if found != wanted:
        yield f"{found} of {wanted} rows are in {table.__name__}"


def open_desk(where: Path, desk: str = "desk") -> Services:
    """A desk of this trial."""
    return bootstrap.open_desk(settings_of(where, desk), encoder=StandIn())


def settings_of(where: Path, desk: str = "desk") -> Settings:
    """How a desk of this trial is kept: by SQLite, or by the server that a file beside it names."""
    address = ""
    if (where / SERVER_FILE).exists():
        server = make_url((where / SERVER_FILE).read_text())
        named = server.set(database=_name(where, desk))
        address = named.render_as_string(hide_password=False)
    return Settings(
        home=where / desk,
        indexes=where / f"{desk} indexes",
        encoder="stand-in",
        database_url=address,
    )


def copy(base: Path, where: Path) -> Path:
    """A copy of a desk, with databases of its own."""
    shutil.copytree(base, where)
    if (base / SERVER_FILE).exists():
        like = _name(base, "desk")
        _tell(where, f"CREATE DATABASE {_name(where, 'desk')} TEMPLATE {like}")
        _tell(where, f"CREATE DATABASE {_name(where, 'new')}")
    return where


def drop(where: Path) -> None:
    """Takes a desk away."""
    if (where / SERVER_FILE).exists():
        for desk in ("desk", "new"):
            _tell(where, f"DROP DATABASE IF EXISTS {_name(where, desk)} WITH (FORCE)")
    shutil.rmtree(where)


def _name(where: Path, desk: str) -> str:
    return re.sub(r"\W", "_", f"faults_{where.parent.name}_{where.name}_{desk}".casefold())


def _tell(where: Path, statement: str) -> None:
    address = (where / SERVER_FILE).read_text()
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


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
    Trial("worker", _work, _worked, before=_upload),
    Trial("restore", _restore, _restored, "new"),
)
SERVER = Trial("server", lambda _where: None, _nothing_more)
