"""One walk through commands, pages and API, on SQLite and on PostgreSQL with pgvector."""

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BOTH, WordsEncoder
from workbench import bootstrap, config
from workbench.cli.main import run
from workbench.vectors.encoder import NumberFormat
from workbench.web.app import create_app

Ask = Callable[..., list[Any]]
PASSWORD = "correct horse"
PAGES = (
    "/",
    "/?state=waiting",
    "/?q=bridge",
    "/claims/{claim}",
    "/claims/{claim}/history",
    "/claims/{claim}/similar/",
    "/reports/",
    "/reports/?q=bridge",
    "/reports/{report}",
    "/reports/new",
    "/articles/",
    "/search/",
    "/search/?q=Forty+people+died+at+Delm.",
    "/triage/",
    "/imports/",
    "/imports/1",
    "/digest/",
    "/progress/",
    "/feeds/",
    "/account/",
    "/help/",
)
REPORT = "Rebels took the bridge at Delm. At least 40 people died there, a monitor said."
ARTICLE = "At least 40 people died at the bridge in Delm, the army said. Nobody was held."


@pytest.fixture
def ask(
    kept_in: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> Iterator[Ask]:
    """Runs a command on a desk that is kept there; the JSON that it prints, line by line."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    if kept_in == "postgresql":
        address = request.getfixturevalue("postgresql").new()
        monkeypatch.setenv("WORKBENCH_DATABASE_URL", address)
        monkeypatch.setenv("WORKBENCH_VECTOR_INDEX", "pgvector")
    monkeypatch.setattr(bootstrap, "SentenceEncoder", lambda *_a, **_k: WordsEncoder())
    monkeypatch.setattr(bootstrap, "_weigher", lambda _encoder: None)
    monkeypatch.setattr(bootstrap, "best_precision", lambda: NumberFormat.FLOAT32)
    opened = []
    open_desk = bootstrap.open_desk

    def noted(*given: Any, **named: Any) -> bootstrap.Services:
        opened.append(open_desk(*given, **named))
        return opened[-1]

    monkeypatch.setattr(bootstrap, "open_desk", noted)

    def asking(*command: str, typed: str = "", status: int = 0) -> list[Any]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        assert run([*command, "--json"]) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    yield asking
    for each in opened:
        each.database.close()


@pytest.mark.parametrize("kept_in", BOTH, indirect=True)
def test_a_desk_is_made_filled_searched_decided_and_taken_home(ask: Ask, tmp_path: Path) -> None:
    for name, text in (("report.txt", REPORT), ("article.txt", ARTICLE)):
        (tmp_path / name).write_text(text)
    (tmp_path / "claims.csv").write_text("text,speaker\nForty people died at Delm.,Ana\n")

    ask("init")
    ask("user", "add", "ana", "--role", "editor", "--password-stdin", typed=f"{PASSWORD}\n")
    [issued] = ask("user", "token", "ana")
    assert [each["outcome"] for each in ask("add", str(tmp_path / "report.txt"))] == ["added"]
    [added] = ask("add", str(tmp_path / "article.txt"), "--article")
    [receipt] = ask("import", str(tmp_path / "claims.csv"))
    ask("match")
    [found] = ask("search", "Forty people died at the bridge in Delm.")
    [shown] = ask("show", str(added["claims"][0]))
    assert (receipt["new"], receipt["rejected"]) == (1, 0)
    assert found["index"] == {"count": 4, "encoder": "words-64", "stale": False}
    assert REPORT.split(". ")[1] in {match["text"] for match in found["matches"]}
    assert shown["matches"]

    look_around(added["report"], shown["id"])
    decide(issued["token"], shown)

    assert ask("index", "check")[0]["behind"] == 0
    assert ask("audit", "verify")[0]["ok"] is True
    exported = ask("export", "--state", "decided")
    assert [each["verdict"] for each in exported] == ["unresolved"]
    [made] = ask("backup", str(tmp_path / "desk.zip"))
    assert made["problems"] == []


def decide(token: str, shown: Any) -> None:
    """Over the pages and the API, as a person and a program do."""
    services = bootstrap.open_desk(config.read())
    client = create_app(services).test_client()
    bearer = {"Authorization": f"Bearer {token}"}
    path = f"/api/v1/claims/{shown['id']}"
    for page in ("/sign-in", "/healthz", "/readyz"):
        assert client.get(page).status_code == 200, page
    review = {
        "verdict": "unresolved",
        "rationale": "One monitor alone says so.",
        "missing": "no independent report",
        "seen": shown["revision"],
    }
    answer = client.post(f"{path}/reviews", json=review, headers=bearer)
    assert answer.status_code in {200, 201}, answer.text
    assert client.get(path, headers=bearer).get_json()["state"] == "decided"
    late = client.post(f"{path}/reviews", json=review, headers=bearer)
    assert late.status_code == 409


def look_around(report: int, claim: int) -> None:
    """Signed in at a browser, from page to page."""
    services = bootstrap.open_desk(config.read())
    client = create_app(services).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert token
    form = {"csrf_token": token[1], "name": "ana", "password": PASSWORD}
    assert client.post("/sign-in", data=form).status_code == 303
    for page in PAGES:
        path = page.format(claim=claim, report=report)
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert "<h1" in answer.text, path
