"""The people of a desk from the command line."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.main import run

Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command and reads its JSON."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))

    def asking(*command: str, typed: str = "", status: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert run([*command, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if not status else said.err

    asking("init")
    asking("user", "add", "ana", "--role", "admin", "--password-stdin", typed="correct horse\n")
    return asking


def test_people_are_added_changed_and_listed(ask: Ask) -> None:
    ask("user", "add", "bo", "--role", "reader", "--password-stdin", typed="battery staple\n")
    assert ask("user", "role", "bo", "editor")["role"] == "editor"
    assert ask("user", "disable", "bo")["disabled"] is True

    assert ask("user", "list") == [
        {"id": 1, "name": "ana", "role": "admin", "disabled": False},
        {"id": 2, "name": "bo", "role": "editor", "disabled": True},
    ]
    assert ask("user", "enable", "bo")["disabled"] is False
    assert ask("user", "end-sessions", "bo")["name"] == "bo"
    assert ask("user", "password", "bo", "--password-stdin", typed="another staple\n")["id"] == 2


def test_a_token_is_shown_once_listed_and_revoked(ask: Ask) -> None:
    issued = ask("user", "token", "ana", "--scope", "reader", "--label", "feed", "--days", "7")
    assert len(issued["token"]) == 43

    [listed] = ask("user", "tokens", "ana")
    assert listed["label"] == "feed"
    assert listed["scope"] == "reader"
    assert listed["last_used_at"] is listed["revoked_at"] is None
    assert issued["token"] not in json.dumps(listed)

    ask("user", "revoke", str(listed["id"]))
    assert ask("user", "tokens", "ana")[0]["revoked_at"] is not None


def test_a_password_is_asked_for_only_where_somebody_can_answer(ask: Ask) -> None:
    said = ask("user", "add", "borin", "--role", "reader", typed="secret\nsecret\n", status=2)

    assert said == (
        "workbench: Nobody can be asked for the password here: give --password-stdin.\n"
    )


def test_what_cannot_be_done_is_said(ask: Ask) -> None:
    assert "nobody called eve" in ask("user", "token", "eve", status=2)
    assert "only admin" in ask("user", "disable", "ana", status=1)
    assert "no token 9" in ask("user", "revoke", "9", status=2)
