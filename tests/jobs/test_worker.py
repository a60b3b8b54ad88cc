"""Jobs are found, done, taken up again, given up; the worker says that it is there."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.conftest import AddReport, MakeReport
from workbench import config
from workbench.bootstrap import Services
from workbench.errors import ConflictError
from workbench.interchange.rows import Directions
from workbench.jobs import worker
from workbench.jobs.doing import do
from workbench.jobs.queue import make_queue
from workbench.pipeline import adding, importing, searchable, undoing, uploads, watching
from workbench.store import leases
from workbench.store.base import now
from workbench.store.ledger import Job, JobKind, JobState, Worker
from workbench.store.models import Claim, Import


def upload(services: Services, content: str = "text\nForty died.\nNobody fled.\n") -> int:
    _, path = uploads.place(services, "claims.csv")
    path.write_text(content)
    return importing.prepare(services, path, by="test", directions=Directions())


def state(services: Services, job_id: int) -> JobState:
    with services.database.snapshot() as session:
        return session.get_one(Job, job_id).state


def test_a_job_is_done_once_however_often_it_is_announced(services: Services) -> None:
    job_id = upload(services)

    for _ in range(2):
        do(services, job_id)
    do(services, 99)

    assert state(services, job_id) is JobState.DONE
    with services.database.snapshot() as session:
        assert len(session.scalars(select(Claim)).all()) == 2
        assert len(session.scalars(select(Import)).all()) == 1


def test_a_job_that_ended_meanwhile_is_not_taken_up_again(services: Services) -> None:
    job_id = upload(services)
    do(services, job_id)

    with services.database.transaction() as session, pytest.raises(ConflictError, match="ended"):
        leases.take(session, job_id, leases.me())

    assert state(services, job_id) is JobState.DONE


def test_the_queue_carries_ids_that_only_this_desk_can_sign(services: Services) -> None:
    queue = make_queue(services)
    assert queue.is_empty()

    queue.announce(upload(services))

    assert not queue.is_empty()
    queue.huey.storage.enqueue(b"forged:0000")
    task = queue.huey.dequeue()
    assert task.args == (1,)
    with pytest.raises(ValueError, match=r"(?i)sign"):
        queue.huey.dequeue()


def test_an_abandoned_job_is_announced_again_and_given_up_after_some_tries(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id, queue = upload(services), make_queue(services)
    monkeypatch.setattr(leases, "_runs", lambda _pid: False)
    for tried in range(1, leases.MOST_TRIES + 1):
        with services.database.transaction() as session:
            leases.take(session, job_id, leases.me())
        worker.collect(services, queue)
        gone = tried == leases.MOST_TRIES
        assert state(services, job_id) is (JobState.FAILED if gone else JobState.WAITING)
    assert not queue.is_empty()


def test_an_import_begun_at_a_terminal_is_left_to_who_began_it(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("text\nForty died.\n")
    job_id = importing.prepare(services, path, by="test", directions=Directions())
    monkeypatch.setattr(leases, "_runs", lambda _pid: False)
    with services.database.transaction() as session:
        leases.take(session, job_id, leases.me())

    worker.collect(services, make_queue(services))

    assert state(services, job_id) is JobState.RUNNING


def test_a_lease_that_ran_out_is_nobodys(services: Services) -> None:
    job_id = upload(services)
    with services.database.transaction() as session:
        job = leases.take(session, job_id, leases.me())
        assert leases.is_live(job)
        job.leased_until = now() - timedelta(seconds=1)
        assert not leases.is_live(job)
        job.leased_until, job.owner = now() + timedelta(seconds=9), "elsewhere:1:abc"
        assert leases.is_live(job)


def test_an_undo_that_cannot_be_done_says_why(services: Services) -> None:
    first = upload(services)
    with services.database.transaction() as session:
        leases.take(session, first, leases.me())
        session.add(Job(kind=JobKind.UNDO, import_id=1, input="", by="test"))

    do(services, first + 1)

    with services.database.snapshot() as session:
        job = session.get_one(Job, first + 1)
        assert (job.state, job.problem) == (
            JobState.FAILED,
            "Import 1 is running: cancel it, or wait for its end.",
        )


def test_an_undo_holds_its_job_with_every_piece(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(services, upload(services))
    with services.database.transaction() as session:
        session.add(Job(kind=JobKind.UNDO, import_id=1, input="", by="test"))
    real, held = leases.renew, list[int]()

    def renew(session: Session, job_id: int, owner: str) -> bool:
        held.append(job_id)
        return real(session, job_id, owner)

    monkeypatch.setattr(leases, "renew", renew)
    monkeypatch.setattr(undoing, "BATCH", 1)

    do(services, 2)

    assert state(services, 2) is JobState.DONE
    assert held == [2] * 4  # each claim's, none left, nothing to restore


@pytest.mark.parametrize(
    ("thread", "where", "step"),
    [
        (worker._keep_up, worker, "catch_up_a_little"),
        (worker._watch, watching, "look_at_due"),
    ],
    ids=["keeping up", "watching"],
)
def test_a_worker_goes_on_after_an_error_that_nobody_foresaw(
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    thread: Callable[[Services, threading.Event], None],
    where: object,
    step: str,
) -> None:
    stopping, tried = threading.Event(), list[int]()

    def fails(*_: object) -> None:
        tried.append(1)
        if len(tried) == 2:
            stopping.set()
        raise ValueError

    monkeypatch.setattr(where, step, fails)
    monkeypatch.setattr(worker, "SWEEP_SECONDS", 0)
    thread(services, stopping)

    assert len(tried) == 2
    assert "nobody foresaw" in caplog.text


def test_a_worker_is_there_while_it_beats(services: Services) -> None:
    with services.database.transaction() as session:
        leases.beat(session, "here:1:a")
        leases.beat(session, "here:1:a")
        assert [each.name for each in leases.workers(session)] == ["here:1:a"]
        session.execute(update(Worker).values(seen_at=now() - timedelta(minutes=1)))
        assert leases.workers(session) == []
        leases.beat(session, "here:1:a")
        leases.leave(session, "here:1:a")
        assert leases.workers(session) == []


def test_what_is_left_to_compare_is_compared_when_no_job_runs(
    services: Services, add_report: AddReport
) -> None:
    add_report("Forty people died at Orvel, the army said.")
    do(services, upload(services))
    waiting = upload(services, "text\nRain fell.\n")
    assert not worker.catch_up_a_little(services)
    do(services, waiting)

    assert worker.catch_up_a_little(services)

    with services.database.snapshot() as session:
        assert all(session.scalars(select(Claim.assessed_at)))


def test_what_comes_is_noticed_long_before_the_next_sweep(
    services: Services, make_report: MakeReport
) -> None:
    stopping = threading.Event()
    keeper = threading.Thread(target=worker._keep_up, args=(services, stopping))
    keeper.start()
    time.sleep(1)  # it has swept, and waits
    began = time.monotonic()
    list(adding.add(services, [make_report("The dam broke.")], by="test", article=False))
    while searchable.behind(services) and time.monotonic() - began < worker.SWEEP_SECONDS:
        time.sleep(0.1)
    taken = time.monotonic() - began
    stopping.set()
    keeper.join()

    assert searchable.behind(services) == 0
    assert taken < worker.SWEEP_SECONDS / 2


def test_a_real_worker_imports_and_stops_when_told(services: Services) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.conftest import WordsEncoder\n"
        "from workbench import bootstrap, config\n"
        "from workbench.jobs.worker import work\n"
        "work(bootstrap.open_desk(config.read(), encoder=WordsEncoder()))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(Path(__file__).parents[2])],
        env=config.child_environment(services.settings),
    )
    job_id = upload(services)
    make_queue(services).announce(job_id)
    ends = time.monotonic() + 120
    while state(services, job_id) is not JobState.DONE and time.monotonic() < ends:
        time.sleep(0.1)
    with services.database.snapshot() as session:
        there = leases.workers(session)
    os.kill(process.pid, signal.SIGTERM)
    process.wait(60)

    assert state(services, job_id) is JobState.DONE
    assert len(there) == 1
    with services.database.snapshot() as session:
        assert leases.workers(session) == []


def test_an_upload_that_nobody_imported_is_forgotten_after_a_while(services: Services) -> None:
    wanted, _ = upload(services), uploads.place(services, "left.csv")[1].write_text("text\n")
    for inside in uploads.folder(services).iterdir():
        os.utime(inside, (0, 0))

    with services.database.snapshot() as session:
        uploads.forget_old(services, leases.inputs(session))

    [left] = uploads.folder(services).iterdir()
    with services.database.snapshot() as session:
        assert session.get_one(Job, wanted).input == str(left / "claims.csv")


def test_what_was_sent_for_an_import_that_is_over_is_deleted_though_its_worker_was_killed(
    services: Services,
) -> None:
    done, failed = upload(services), upload(services, "text\nAnother was hurt.\n")
    for job_id, ended in ((done, JobState.DONE), (failed, JobState.FAILED)):
        with services.database.transaction() as session:
            session.get_one(Job, job_id).state = ended

    worker.tidy(services)

    left = [path.read_text() for path in uploads.folder(services).glob("*/*")]
    assert left == ["text\nAnother was hurt.\n"]
