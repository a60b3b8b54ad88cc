"""Two servers, three workers and four clients on one PostgreSQL, workers killed at random."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import func, select

from tests.conftest import AddReport, MakeUser, WordsEncoder
from tests.servers import PostgreSql, postgresql_server
from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.vocabulary import Role
from workbench.errors import DatabaseAwayError, DeskError
from workbench.interchange.rows import Directions
from workbench.jobs.queue import make_queue
from workbench.pipeline import importing, uploads
from workbench.stages import accounts
from workbench.store.ledger import Job, JobState
from workbench.store.models import Claim, Embedding, Import, ImportedClaim, Match

ROOT = Path(__file__).parents[2]
WORKERS, CLIENTS, FILES, ROWS, SHARED = 3, 4, 2, 40, 10
KILLS = 3
PATIENCE = 150.0  # seconds on a busy machine
_OPEN = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "from tests.conftest import WordsEncoder\n"
    "from workbench import bootstrap, config\n"
    "services = bootstrap.open_desk(config.read(), encoder=WordsEncoder())\n"
)
WORKER = (
    f"{_OPEN}"
    "from workbench.jobs import worker\n"
    "worker.BEAT_SECONDS, worker.SWEEP_SECONDS = 0.5, 1.0\n"
    "worker.work(services)\n"
)
SERVER = (
    f"{_OPEN}"
    "from waitress.server import create_server\n"
    "from workbench.web.app import create_app\n"
    "server = create_server(create_app(services), host='127.0.0.1', port=0, threads=4)\n"
    "print(server.effective_port, flush=True)\n"
    "server.run()\n"
)

pytestmark = pytest.mark.parametrize("kept_in", ["postgresql"], indirect=True)


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(settings: Settings, program: str, stack: ExitStack) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(ROOT)],
        env={**config.child_environment(settings), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    stack.callback(process.stdout.close)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def until(holds: Callable[[], bool], else_say: Callable[[], str] = str) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, f"it took too long: {else_say()}"
        time.sleep(0.2)


def ask(address: str, token: str, body: bytes | None = None, kind: str = "") -> dict[str, object]:
    headers = {"Authorization": f"Bearer {token}"} | ({"Content-Type": kind} if kind else {})
    with urlopen(Request(address, body, headers), timeout=60) as answer:  # noqa: S310 (our own server)
        found: dict[str, object] = json.load(answer)
    return found


def send(server: str, token: str, name: str, content: str) -> None:
    body = (
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: text/csv\r\n\r\n{content}\r\n--x--\r\n"
    ).encode()
    ask(f"{server}/api/v1/imports", token, body, "multipart/form-data; boundary=x")


def rows(client: int, file: int) -> str:
    """Claims of its own, and some that every file has."""
    own = [f"c{client}-{file}-{n},Town {client} {file} {n} lost {n} people." for n in range(ROWS)]
    shared = [f"s{n},Bridge number {n} fell." for n in range(SHARED)]
    return "external_id,text\n" + "\n".join(own + shared) + "\n"


class Reaper:
    """Kills a worker now and then while there is work, and starts another in its place."""

    def __init__(self, services: Services, processes: ExitStack) -> None:
        self._services, self._processes = services, processes
        self._workers = [start(services.settings, WORKER, processes) for _ in range(WORKERS)]
        self._chance, self._last = random.Random(7), time.monotonic()
        self.killed = 0
        self.standing = ""

    def all_done(self) -> bool:
        with self._services.database.snapshot() as session:
            states = Counter(session.scalars(select(Job.state)))
            unmatched = select(func.count()).select_from(Claim).where(Claim.matched_at.is_(None))
            left = session.scalar(unmatched)
        self.standing = f"{states}, {left} claims not matched"
        assert not states[JobState.FAILED], self.standing
        late = time.monotonic() - self._last > 1.5
        if self.killed < KILLS and (
            states[JobState.RUNNING] or (states[JobState.WAITING] and late)
        ):
            self._kill(self._chance.randrange(WORKERS))
        return states[JobState.DONE] == CLIENTS * FILES and left == 0

    def _kill(self, place: int) -> None:
        self._workers[place].kill()
        self._workers[place].wait()
        self._workers[place] = start(self._services.settings, WORKER, self._processes)
        self._last = time.monotonic()
        self.killed += 1


def test_every_claim_is_there_once_whoever_dies(
    services: Services, add_report: AddReport, make_user: MakeUser, processes: ExitStack
) -> None:
    add_report("Town 1 lost forty people. Bridge number 7 fell on Sunday.", source="Northwire")
    make_user("ana", Role.EDITOR)
    with services.database.transaction() as session:
        token = accounts.issue_token(session, "ana", by="test")
    serving = [start(services.settings, SERVER, processes) for _ in range(2)]
    reaper = Reaper(services, processes)
    servers = [f"http://127.0.0.1:{s.stdout.readline().strip()}" for s in serving if s.stdout]

    def client(number: int) -> None:
        for file in range(FILES):
            send(servers[(number + file) % 2], token, f"{number}-{file}.csv", rows(number, file))

    with ThreadPoolExecutor(CLIENTS) as pool:
        sent = [pool.submit(client, number) for number in range(CLIENTS)]
        until(reaper.all_done, lambda: reaper.standing)
        for each in sent:
            each.result()

    assert reaper.killed
    assert_all_there_once(services)
    with services.database.snapshot() as session:
        ends = session.execute(select(Claim.id, Claim.text).where(Claim.id.in_([1, 300]))).all()
    for server in servers:
        for claim_id, text in ends:
            assert ask(f"{server}/api/v1/claims/{claim_id}", token)["text"] == text


def assert_all_there_once(services: Services) -> None:
    own = CLIENTS * FILES * ROWS
    with services.database.snapshot() as session:
        claims = session.scalars(select(Claim)).all()
        batches = session.scalars(select(Import)).all()
        named = session.scalar(select(func.count()).select_from(ImportedClaim))
        twice = select(Embedding.text_hash).group_by(Embedding.text_hash)
        assert session.scalars(twice.having(func.count() > 1)).all() == []
        kept = set(session.scalars(select(Embedding.text_hash)))
        matched = set(session.scalars(select(Match.claim_id)))
    assert len(claims) == len({c.identity for c in claims}) == own + SHARED
    assert {c.text_hash for c in claims} <= kept
    assert all(c.matched_at for c in claims)
    assert {c.id for c in claims if c.external_id == "s7"} <= matched
    assert sum(batch.new for batch in batches) == own + SHARED
    assert sum(batch.rows for batch in batches) == named == CLIENTS * FILES * (ROWS + SHARED)


@pytest.fixture
def own_server(kept_in: str) -> Iterator[PostgreSql]:
    del kept_in
    with postgresql_server() as server:
        yield server


def test_a_database_that_goes_away_is_waited_for(
    own_server: PostgreSql, tmp_path: Path, processes: ExitStack
) -> None:
    settings = Settings(
        home=tmp_path / "desk", indexes=tmp_path / "indexes", database_url=own_server.new()
    )
    services = bootstrap.init(settings, encoder=WordsEncoder())
    server = start(settings, SERVER, processes)
    worker = start(settings, WORKER, processes)
    assert server.stdout
    address = f"http://127.0.0.1:{server.stdout.readline().strip()}"
    until(lambda: status(f"{address}/readyz") == 200)

    own_server.stop()
    until(lambda: status(f"{address}/readyz") == 503)
    with (
        pytest.raises(DatabaseAwayError, match="Nothing is lost"),
        services.database.snapshot() as session,
    ):
        session.execute(select(1))
    with pytest.raises(DeskError, match="cannot be used"):
        bootstrap.open_desk(settings)
    assert worker.poll() is None

    own_server.start()
    until(lambda: status(f"{address}/readyz") == 200)

    _, path = uploads.place(services, "claims.csv")
    path.write_text("text\nForty died.\n")
    job_id = importing.prepare(services, path, by="test", directions=Directions())
    make_queue(services).announce(job_id)

    def done() -> bool:
        with services.database.snapshot() as session:
            return session.get_one(Job, job_id).state is JobState.DONE

    until(done)
    os.kill(worker.pid, signal.SIGTERM)
    worker.wait(30)
    services.database.close()


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 (our own server)
            return int(answer.status)
    except URLError as error:
        return int(getattr(error, "code", 0))
