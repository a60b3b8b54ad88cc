"""Ctrl-C as a terminal sends it: to the process that reads and to those that read for it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

PAGES = 400
WORDS = (
    "The council said on Tuesday that the crossing would stay closed until the shelling stopped."
)


def test_ctrl_c_amid_a_folder_ends_all_processes_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"{number}.html").write_text(
            f"<html><body><h1>Crossing {number} closed</h1><p>{WORDS}</p></body></html>"
        )
    reading = subprocess.Popen(
        [sys.executable, "-m", "workbench", "read", str(folder), "--json"],
        cwd=tmp_path,
        env={**os.environ, "WORKBENCH_HOME": str(tmp_path / "desk"), "WORKBENCH_THREADS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert reading.stdout is not None

    for _ in range(60):  # the first are read in the process itself, then others are started
        reading.stdout.readline()
    os.killpg(reading.pid, signal.SIGINT)
    rest, said = reading.communicate(timeout=60)

    assert reading.returncode == 130
    assert 60 + rest.count(b"\n") < PAGES
    assert b"stopped" in said
    assert b"Traceback" not in said
