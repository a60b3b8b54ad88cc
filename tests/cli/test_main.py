"""The commands' door: help without loading, statuses that mean something, never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli.main import COMMANDS, run, workbench
from workbench.store.database import Database

HEAVY = {"torch", "faiss", "sentence_transformers", "flask", "trafilatura"}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    return tmp_path / "desk"


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from workbench.cli.main import run; run(['--help']);"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says(name: str) -> None:
    command = workbench.get_command(workbench.make_context("workbench", [name]), name)

    assert command is not None
    assert (command.help or "").splitlines()[0] == COMMANDS[name][1]


@pytest.mark.parametrize(
    "command", [["show", "1"], ["search", "x"], ["export"], ["index", "check"], ["match"]]
)
def test_without_a_desk_the_status_is_3_and_the_cure_is_named(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == 3
    assert "workbench init" in capsys.readouterr().err


def test_a_misspelt_command_is_answered_with_the_one_that_is_near(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["serach", "x"]) == 2
    assert "search" in capsys.readouterr().err


def test_an_unknown_command_is_wrong_usage() -> None:
    assert run(["nonsense"]) == 2


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["search", "x", "--limit", "0"], "0 is not in the range"),
        (["import", "claims.csv", "--map", "foo=bar"], "There is no field foo"),
        (["export", "--json", "--format", "csv"], "leave one of --json and --format csv"),
    ],
    ids=["limit", "map", "export"],
)
def test_wrong_usage_is_said_before_a_desk_is_looked_for(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == 2
    assert said in capsys.readouterr().err


def test_an_unknown_setting_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_HOEM", "x")

    assert run(["doctor"]) == 2
    assert "WORKBENCH_HOEM" in capsys.readouterr().err


def test_a_newer_desk_is_refused_with_a_sentence(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.mkdir()
    database = Database(f"sqlite:///{desk / 'workbench.sqlite3'}")
    with database.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")
    database.close()

    assert run(["show", "1"]) == 3
    assert "newer" in capsys.readouterr().err


class TestRead:
    def test_prints_a_report_as_one_json_object(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = tmp_path / "a.txt"
        page.write_text("Bridge falls\n\nThe bridge at Orm fell on Monday, police said.\n")

        assert run(["read", str(page), "--json"]) == 0
        shape = json.loads(capsys.readouterr().out)
        assert shape["title"] == "Bridge falls"
        assert shape["text"].endswith("police said.")
        assert shape["published"] is None

    @pytest.mark.parametrize(
        ("content", "reason"),
        [(b"", "empty"), (bytes(range(256)) * 64, ""), (b"x" * (21 * 1024 * 1024), "")],
        ids=["empty", "binary", "21 MB"],
    )
    def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, reason: str
    ) -> None:
        bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
        bad.write_bytes(content)
        good.write_text("Bridge falls\n\nThe bridge at Orm fell on Monday, police said.\n")

        assert run(["read", str(bad), str(good), "--json"]) == 1
        out = capsys.readouterr()
        assert [json.loads(line)["input"] for line in out.out.splitlines()] == [str(good)]
        assert str(bad) in out.err
        assert reason in out.err
        assert "Traceback" not in out.err

    def test_a_missing_file_is_said_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["read", "/nowhere/at/all.txt"]) == 1
        assert "/nowhere/at/all.txt" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["read", "pull"])
def test_a_folder_without_a_report_is_said_to_be_one(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, str(tmp_path)]) == 1
    assert f"{tmp_path} holds no report." in capsys.readouterr().err


def test_pull_prints_claims_with_spans_into_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.txt"
    page.write_text(
        "Bridge falls\n\nThe bridge at Orm fell on Monday and killed at least 12 people, "
        "said Jon Arel, the mayor.\n"
    )
    run(["read", str(page), "--json"])
    text = json.loads(capsys.readouterr().out)["text"]

    assert run(["pull", str(page), "--json"]) == 0
    [claim] = json.loads(capsys.readouterr().out)["claims"]
    assert claim["text"] == text[claim["start"] : claim["end"]]
    assert claim["speaker"]["name"] == "Jon Arel"
    assert [(q["low"], q["high"], q["act"]) for q in claim["quantities"]] == [(12, None, "killed")]


def test_pulling_from_what_cannot_be_read_is_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")

    assert run(["pull", str(tmp_path / "a.txt")]) == 1
    assert "empty" in capsys.readouterr().err
