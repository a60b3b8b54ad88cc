"""Ctrl-C as a terminal sends it, to a process and to those that read for it; and a kill."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from workbench.cli.main import run

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
    # Whoever runs the tests in the background lets them ignore it, and so would what they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    reading = subprocess.Popen(
        [sys.executable, "-m", "workbench", "read", str(folder), "--json"],
        cwd=tmp_path,
        env={**os.environ, "WORKBENCH_HOME": str(tmp_path / "desk"), "WORKBENCH_THREADS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    assert reading.stdout is not None

    for _ in range(60):  # the first are read in the process itself, then others are started
        reading.stdout.readline()
    os.killpg(reading.pid, signal.SIGINT)
    rest, said = reading.communicate(timeout=60)

    assert reading.returncode == 130
    assert 60 + rest.count(b"\n") < PAGES
    assert b"stopped" in said
    assert b"Traceback" not in said


_ADDING = """
import sys
from workbench.cli.main import run
from workbench.pipeline import catching_up
catching_up.catch_up = lambda *_: None  # what follows the adding, with the model
sys.exit(run(sys.argv[1:]))
"""


def _adding(tmp_path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _ADDING, "add", str(tmp_path / "pages"), "--json"],
        env={**os.environ, "WORKBENCH_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_folder_killed_while_it_is_added_is_added_whole_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    assert run(["init"]) == 0
    (tmp_path / "pages").mkdir()
    for number in range(40):
        told = " ".join(f"Quarter {number}{at} lost {at + 3} of its houses." for at in range(9))
        (tmp_path / "pages" / f"{number:02}.html").write_text(
            f"<html><body><h1>Crossing {number} closed</h1><p>{told}</p></body></html>"
        )

    killed = _adding(tmp_path)
    assert killed.stdout is not None
    for _ in range(12):
        killed.stdout.readline()
    killed.kill()
    killed.communicate(timeout=60)
    last = _adding(tmp_path)
    out, receipt = last.communicate(timeout=120)

    assert last.returncode == 0
    outcomes = [json.loads(line)["outcome"] for line in out.splitlines()]
    added, unchanged = outcomes.count("added"), outcomes.count("unchanged")
    assert len(outcomes) == added + unchanged == 40
    assert unchanged >= 12
    assert f"40 reports: {added} added, {unchanged} unchanged".encode() in receipt
    with closing(sqlite3.connect(tmp_path / "desk" / "workbench.sqlite3")) as database:
        counted = "SELECT count(*), count(DISTINCT text_sha256) FROM report"
        assert database.execute(counted).fetchone() == (40, 40)
