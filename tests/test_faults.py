"""Killed, out of room, read-only, damaged: a clear sentence, and nothing is lost silently."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from tests.conftest import AddReport, WordsEncoder
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.errors import DeskError, InputError
from workbench.stages import backup
from workbench.store import captures, events
from workbench.store.models import Event, Setting

pytestmark = pytest.mark.forks
ROOT = Path(__file__).parents[1]
SMALL = 400_000  # bytes that a process may write to one file


def test_killed_at_random_moments_nothing_is_lost_or_doubled() -> None:
    figures = faults("--kills", "10")

    assert figures["problems"] == []
    assert figures["kills"] == 10
    assert figures["while_at_work"] >= 4  # the rest ended before
    assert figures["by_work"]["server"]["acknowledged"] > 0


def test_what_twenty_reviewers_were_told_at_once_is_what_is_kept() -> None:
    figures = faults("--kills", "0", "--at-once", "4")["at_once"]

    assert figures["problems"] == []
    assert figures["kept"] == figures["answers"]["303"] > 0
    assert set(figures["answers"]) <= {"303", "409", "409, sent with an old view"}


def faults(*options: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults", *options, "--json"],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    return json.loads(done.stdout.splitlines()[-1])


def limited(work: Callable[[], None]) -> str:
    """The sentence that stops a process whose files may not grow, as on a full disk."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        import resource  # noqa: PLC0415 (only where there are such limits)

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))
        try:
            work()
            said = "it went through"
        except (DeskError, InputError) as error:
            said = error.message
        except BaseException as error:  # noqa: BLE001 (the parent is told)
            said = repr(error)
        os.write(writing, said.encode()[:4000])
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


@pytest.fixture
def closed(services: Services) -> Settings:
    """A desk that no process has open."""
    services.database.close()
    return services.settings


def test_a_full_disk_stops_a_transaction_whole_and_the_desk_goes_on(closed: Settings) -> None:
    def fill() -> None:
        desk = bootstrap.open_desk(closed, encoder=WordsEncoder())
        for number in range(200):
            with desk.database.transaction() as session:
                for _ in range(50):
                    events.append(session, "x" * 40, actor="ana", subject="desk", n=number)

    said = limited(fill)

    assert said.startswith("The database ")
    assert "cannot be used" in said
    desk = bootstrap.open_desk(closed, encoder=WordsEncoder())
    with desk.database.transaction() as session:
        kept = session.scalar(select(func.count()).select_from(Event)) or 0
        assert kept % 50 == 0
        assert list(events.verify(session)) == []
        events.append(session, "goes on", actor="ana", subject="desk")
    desk.database.close()


def test_a_full_disk_keeps_no_half_capture(closed: Settings) -> None:
    raw = os.urandom(2 * SMALL)

    said = limited(lambda: (captures.keep(closed.captures, raw), None)[1])

    assert said.startswith(f"Captures cannot be kept in {closed.captures}: File too large")
    assert [path for path in closed.captures.rglob("*") if path.is_file()] == []


def test_a_full_disk_leaves_no_half_backup(
    services: Services, add_report: AddReport, tmp_path: Path
) -> None:
    add_report("Shells fell on the mill.")
    captures.keep(services.settings.captures, os.urandom(SMALL - 20_000))
    services.database.close()
    file = tmp_path / "desk.zip"

    def back_up() -> None:
        desk = bootstrap.open_desk(services.settings, encoder=WordsEncoder())
        backup.make(desk.database, services.settings.captures, file)

    said = limited(back_up)

    assert "cannot be" in said
    assert list(tmp_path.glob("desk.zip*")) == []


def test_a_backup_that_does_not_fit_is_refused_before_anything_is_written(
    services: Services, add_report: AddReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_report("Shells fell on the mill.")
    file = tmp_path / "desk.zip"
    backup.make(services.database, services.settings.captures, file)
    full = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    elsewhere = Settings(home=tmp_path / "new", indexes=tmp_path / "new-indexes")

    with pytest.raises(DeskError, match="Make room"):
        backup.restore(file, elsewhere)

    assert list(elsewhere.home.iterdir()) == []


UNSHARE = shutil.which("unshare") or ""


def mounts() -> bool:
    """Whether this machine lets us mount a small disk of our own."""
    if not UNSHARE:
        return False
    tried = subprocess.run(
        [UNSHARE, "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


@pytest.mark.skipif(not mounts(), reason="this machine does not let us mount a disk to fill")
@pytest.mark.parametrize("options", ["remount,ro", "remount,size=600k"])
def test_a_disk_that_takes_nothing_is_said_in_a_sentence(closed: Settings, options: str) -> None:
    program = (
        "from pathlib import Path\n"
        "from workbench.store.database import Database\n"
        "from workbench.store import captures, events\n"
        "from workbench.errors import DeskError\n"
        "import os, sys\n"
        "home = Path(sys.argv[1])\n"
        "try:\n"
        "    captures.keep(home / 'captures', os.urandom(900_000))\n"
        "except DeskError as error:\n"
        "    print(error.message)\n"
        "try:\n"
        "    database = Database(f'sqlite:///{home}/workbench.sqlite3')\n"
        "    for _ in range(100):\n"
        "        with database.transaction() as session:\n"
        "            events.append(session, 'x', actor='y', subject='z', words='w' * 20_000)\n"
        "except DeskError as error:\n"
        "    print(error.message)\n"
    )
    script = (
        'mount -t tmpfs -o size=20m none /mnt && cp -r "$1"/. /mnt && mount -o "$2" /mnt && '
        '"$3" -c "$4" /mnt'
    )

    done = subprocess.run(
        [UNSHARE, "-rm", "sh", "-c", script, "-", closed.home, options, sys.executable, program],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first.startswith("Captures cannot be kept in /mnt/captures: ")
    assert second.startswith("The database sqlite:////mnt/workbench.sqlite3 cannot be used: ")
    assert ("Give this account the right" if "ro" in options else "Make room") in second


def test_a_damaged_database_is_a_sentence_with_a_cure(
    services: Services, add_report: AddReport
) -> None:
    for number in range(30):
        add_report(f"Number {number}. " + "Shells fell on the town again. " * 40)
    file = Path(services.settings.url.removeprefix("sqlite:///"))
    services.database.close()
    with sqlite3.connect(file) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    content = bytearray(file.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    file.write_bytes(content)

    with pytest.raises(DeskError, match=r"damaged .*workbench restore FILE"):
        bootstrap.open_desk(services.settings, encoder=WordsEncoder())


def test_a_desk_that_was_not_made_to_its_end_says_so_and_is_finished(services: Services) -> None:
    with services.database.transaction() as session:
        session.execute(delete(Setting))  # killed between its tables and its first settings

    with pytest.raises(DeskError, match=r"not made to its end.*workbench init"):
        bootstrap.open_desk(services.settings, encoder=WordsEncoder())

    made = bootstrap.init(services.settings, encoder=WordsEncoder())
    assert made.desk_id
    made.database.close()
