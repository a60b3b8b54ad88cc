"""An import that is broken off, hindered or not alone: nothing is lost, nothing doubled."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update

from tests.pipeline.imported import Bring, Killed, Write, counts, many, total, whole
from workbench import config
from workbench.bootstrap import Services
from workbench.errors import ConflictError, DeskError, InputError
from workbench.interchange.rows import Directions
from workbench.pipeline import importing
from workbench.store import leases
from workbench.store.ledger import Job, JobState
from workbench.store.models import Claim, ImportedClaim

BROKEN_OFF = 5 * importing.FIRST_BATCH


@pytest.fixture
def broken_off(services: Services, write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose import ended, as by a kill, while its second batch was being embedded."""
    path = write(many(BROKEN_OFF))
    encode, calls = type(services.encoder).encode, [0]

    def break_off(self: Any, texts: Any) -> Any:
        calls[0] += 1
        if calls[0] == 2:
            raise Killed
        return encode(self, texts)

    with monkeypatch.context() as patch:
        patch.setattr(type(services.encoder), "encode", break_off)
        with pytest.raises(Killed):
            importing.import_file(services, path, by="test")
    monkeypatch.setattr(leases, "_runs", lambda _pid: False)  # as if its process were gone
    return path


def test_an_import_broken_off_goes_on_where_it_stood(services: Services, broken_off: Path) -> None:
    receipt = importing.import_file(services, broken_off, by="test")

    assert (receipt["import"], counts(receipt)) == (1, (BROKEN_OFF, BROKEN_OFF, 0, 0, 0))
    whole(services)


def test_what_is_stored_is_whole_whenever_it_is_broken_off(
    services: Services, broken_off: Path
) -> None:
    assert total(services, Claim) == total(services, ImportedClaim) == importing.FIRST_BATCH
    assert broken_off.exists()
    whole(services)


def test_an_import_leaves_the_claims_of_another_to_it(
    services: Services, write: Write, bring: Bring
) -> None:
    bring("text,external_id\nForty died.,1\nNobody fled.,2\n")
    with services.database.transaction() as session:
        session.execute(update(Claim).values(matched_at=None))

    importing.import_file(services, write("text\nThe dam broke.\n", "mine.csv"), by="test")

    with services.database.snapshot() as session:
        unmatched = select(Claim.external_id).where(Claim.matched_at.is_(None))
        assert session.scalars(unmatched.order_by(Claim.id)).all() == ["1", "2"]


def test_a_running_import_of_the_same_file_is_not_joined(services: Services, write: Write) -> None:
    path = write(many(5))
    job_id = importing.prepare(services, path, by="test", directions=Directions())
    with services.database.transaction() as session:
        leases.take(session, job_id, leases.me())

    with pytest.raises(ConflictError, match="is being worked on"):
        importing.run(services, job_id)
    second = importing.import_file(services, path, by="test")
    assert (second["import"], counts(second)) == (2, (5, 5, 0, 0, 0))


def test_a_lease_lost_stops_the_one_who_lost_it(services: Services, write: Write) -> None:
    job_id = importing.prepare(services, write(many(5)), by="test", directions=Directions())
    with services.database.transaction() as session:
        leases.take(session, job_id, mine := leases.me())
        session.get_one(Job, job_id).owner = leases.me()

    with services.database.transaction() as session, pytest.raises(ConflictError, match="taken"):
        leases.renew(session, job_id, mine)


def test_a_file_that_changed_in_between_is_refused(services: Services, write: Write) -> None:
    job_id = importing.prepare(services, write(many(5)), by="test", directions=Directions())
    write(many(6))

    with pytest.raises(InputError, match="another file"):
        importing.run(services, job_id)
    with services.database.snapshot() as session:
        assert session.get_one(Job, job_id).state is JobState.FAILED


def test_a_database_that_another_writes_to_is_waited_for(services: Services, bring: Bring) -> None:
    file = services.settings.url.removeprefix("sqlite:///")
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    def finish() -> None:
        time.sleep(0.5)
        other.execute("COMMIT")

    thread = threading.Thread(target=finish)
    thread.start()
    assert counts(bring(many(5))) == (5, 5, 0, 0, 0)
    thread.join()
    other.close()


def test_a_database_locked_too_long_is_said_and_the_import_goes_on_afterwards(
    services: Services, write: Write
) -> None:
    path = write(many(5))

    def wait_little(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    event.listen(services.database.engine, "connect", wait_little)
    services.database.close()
    other = sqlite3.connect(services.settings.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DeskError, match="locked"):
        importing.import_file(services, path, by="test")
    other.execute("COMMIT")
    other.close()

    assert counts(importing.import_file(services, path, by="test")) == (5, 5, 0, 0, 0)
    whole(services)


def test_a_full_disk_leaves_the_desk_whole_and_the_import_to_be_gone_on_with(
    services: Services, write: Write
) -> None:
    path = write(many(2_000))
    with services.database.transaction() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = [pages + 120]

    def full(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={limit[0]}")

    event.listen(services.database.engine, "connect", full)
    services.database.close()
    with pytest.raises(DeskError, match="full"):
        importing.import_file(services, path, by="test")
    limit[0] = 1_000_000
    services.database.close()

    receipt = importing.import_file(services, path, by="test")

    assert (receipt["import"], counts(receipt)[:2]) == (1, (2_000, 2_000))
    whole(services)


def test_two_imports_at_once_keep_every_claim_once(services: Services, write: Write) -> None:
    left, right = write(many(700), "left.csv"), write(many(900), "right.csv")
    receipts: list[dict[str, Any]] = []

    def run(path: Path) -> None:
        receipts.append(importing.import_file(services, path, by="test"))

    threads = [threading.Thread(target=run, args=(path,)) for path in (left, right)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(receipt["new"] for receipt in receipts) == total(services, Claim) == 900
    assert sum(receipt["same"] for receipt in receipts) == 700
    whole(services)


@pytest.mark.parametrize("delay", [0.02, 0.2, 0.5])
def test_killed_at_any_moment_and_run_again_it_is_whole(
    services: Services, write: Write, delay: float
) -> None:
    path, count = write(many(1_500)), 1_500
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from tests.conftest import WordsEncoder\n"
        "from workbench import bootstrap, config\n"
        "from workbench.pipeline import importing\n"
        "desk = bootstrap.open_desk(config.read(), encoder=WordsEncoder())\n"
        "print('begins', flush=True)\n"
        "importing.import_file(desk, Path(sys.argv[2]), by='test')\n"
    )
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", program, root, str(path)],
        env=config.child_environment(services.settings),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begins\n"
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    receipt = importing.import_file(services, path, by="test")

    assert counts(receipt)[0] == count
    assert receipt["new"] + receipt["same"] == total(services, Claim) == count
    assert total(services, ImportedClaim) in {count, 2 * count}
    whole(services)
