"""Backup, restore, audit and doctor from the command line."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from workbench.cli.main import run
from workbench.store.database import Database

Ask = Callable[..., Any]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Goes to a desk by its name."""

    def go(name: str) -> Path:
        monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / name))
        monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
        return tmp_path / name

    return go


@pytest.fixture
def ask(
    at: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Ask:
    """A desk with a person in it; runs a command and reads its JSON."""

    def asking(*command: str, status: int = 0) -> Any:
        assert run([*command, "--json"]) == status
        return json.loads(capsys.readouterr().out or "null")

    at("desk")
    asking("init")
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
    asking("user", "add", "ana", "--role", "admin", "--password-stdin")
    return asking


def test_a_desk_is_backed_up_restored_and_verified_against_its_head(
    ask: Ask, at: Callable[[str], Path], tmp_path: Path
) -> None:
    file = tmp_path / "monday.zip"
    made = ask("backup", str(file))
    assert (made["file"], made["captures"], made["problems"]) == (str(file), 0, [])
    assert ask("backup", str(file), status=2) is None
    assert ask("backup", str(tmp_path / "gone" / "monday.zip"), status=2) is None
    assert ask("doctor")["last_backup"]["file"] == "monday.zip"
    heads = str(tmp_path / "heads.txt")
    assert ask("audit", "verify", "--heads", heads)["ok"] is True

    at("new")
    restored = ask("restore", str(file))
    assert restored["head"] == made["head"]
    assert restored["desk"]
    assert ask("restore", str(file), status=2) is None
    assert ask("audit", "verify", "--head", made["head"])["events"] == 2
    assert ask("index", "check")["behind"] == 0
    assert [person["name"] for person in ask("user", "list")] == ["ana"]


def test_a_record_that_was_touched_is_no_usable_desk(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(f"sqlite:///{tmp_path}/desk/workbench.sqlite3")
    with database.transaction() as session:
        session.execute(text("DROP TRIGGER event_kept"))
        session.execute(text("UPDATE event SET actor = 'nobody'"))
    database.close()

    found = ask("audit", "verify", status=3)

    assert found["ok"] is False
    assert found["findings"][0]["where"] == "event 1"
    assert run(["audit", "verify"]) == 3
    assert "Compare with the last backup" in capsys.readouterr().err


def test_a_bundle_is_written_whole_or_not_at_all(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "audit.zip"
    assert ask("audit", "export", "-o", str(file))["files"] == 3
    assert file.exists()

    ask("audit", "export", "-o", str(tmp_path / "no" / "audit.zip"), status=1)
    assert sorted(path.name for path in tmp_path.glob("*.partial")) == []


def test_words_are_masked_listed_and_lifted(ask: Ask) -> None:
    made = ask("redact", "mark", "Nadia", "--reason", "a witness", "--visible-to", "admin")
    [listed] = ask("redact", "list")
    assert (listed["words"], listed["visible_to"]) == ("Nadia", "admin")
    ask("redact", "lift", str(made["id"]))
    assert ask("redact", "list") == []
    ask("redact", "withdraw", "7", "--reason", "x", status=2)


def test_the_doctor_finds_a_desk_that_others_can_read(ask: Ask, tmp_path: Path) -> None:
    assert ask("doctor")["wrong"] == []
    home = tmp_path / "desk"
    assert home.stat().st_mode & 0o077 == 0
    home.chmod(0o755)
    (home / "secret_key").chmod(0o644)

    assert "secret_key can be read by every account" in ask("doctor")["wrong"][0]


def test_a_rejected_row_is_shown_with_what_was_refused(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("text,claimed_at\nThe dam at Orvel held.,31 Foo 2017\n,2017-06-02\n")

    ask("import", str(file), "--dry-run", status=1)

    run(["import", str(file), "--dry-run"])
    said = capsys.readouterr().err
    assert "row 1: “31 Foo 2017”: This is no date, or may be two; write it as 2017-06-02." in said
    assert "row 2: The text is empty." in said


def test_a_desk_whose_index_an_older_program_built_is_not_said_to_be_ready(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for manifest in tmp_path.glob("**/passages/manifest.json"):
        manifest.write_text(re.sub(r'"format": ?[0-9]+', '"format":1', manifest.read_text()))

    assert run(["init"]) == 0

    shown = capsys.readouterr().out
    assert "ready" not in shown
    assert "workbench index build" in shown
    ask("index", "build")
    assert ask("init")["wrong"] == []


@pytest.mark.parametrize(
    "address", ["postgresql://desk:p@ss/w@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?password=p@s"]
)
def test_the_doctor_tells_nobody_a_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", address)

    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "p@s" not in said
    assert "***" in said
    assert said.startswith("Workbench ")
