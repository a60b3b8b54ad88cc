"""serve: a port that is taken is a sentence; a database that is away is waited for."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import bootstrap
from workbench.cli import opening
from workbench.cli.main import run
from workbench.config import Settings
from workbench.errors import DatabaseAwayError


def test_a_port_that_is_taken_is_said_so(settings: Settings) -> None:
    desk = {"WORKBENCH_HOME": str(settings.home), "WORKBENCH_INDEXES": str(settings.indexes)}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "serve", "--port", port],
            env={**os.environ, **desk},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_none_and_a_port_that_is_none_are_said_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.open_desk(settings).database.close()
    monkeypatch.setenv("WORKBENCH_HOME", str(settings.home))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(settings.indexes))

    assert run(["serve", "--host", "300.1.1.1"]) == 2
    assert "There is no address 300.1.1.1" in capsys.readouterr().err
    assert run(["serve", "--port", "99999"]) == 2
    assert "99999 is not in the range" in capsys.readouterr().err


def test_a_database_that_is_away_at_the_start_is_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = bootstrap.open_desk(settings)
    away = [DatabaseAwayError("It is away."), DatabaseAwayError("It is away.")]

    def answer(_: Settings) -> bootstrap.Services:
        if away:
            raise away.pop()
        return opened

    monkeypatch.setattr(bootstrap, "open_desk", answer)
    monkeypatch.setattr(opening, "AWAY_SECONDS", 0.0)

    assert opening.open_when_there(settings) is opened
    assert capsys.readouterr().err == "It is away. Waiting for it.\n"
    opened.database.close()


def test_serve_says_that_it_waits_for_a_database_that_is_away(tmp_path: Path) -> None:
    away = {
        "WORKBENCH_HOME": str(tmp_path),
        "WORKBENCH_DATABASE_URL": f"postgresql://nobody@/desk?host={tmp_path}",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "serve", "--port", "0"],
        env={**os.environ, **away},
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stderr
        said = serving.stderr.readline()
        assert serving.poll() is None
        serving.kill()

    assert "Nothing is lost" in said
    assert said.endswith("Waiting for it.\n")
