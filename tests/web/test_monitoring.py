"""What machines ask the desk, and what it logs of people: numbers, never words."""

import json
import logging
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from tests.web.conftest import Visitor
from workbench.bootstrap import Services
from workbench.stages import accounts
from workbench.store.models import Passage
from workbench.web import monitoring
from workbench.web.app import create_app


@pytest.fixture(autouse=True)
def look_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitoring, "FRESH_SECONDS", -1.0)


def test_a_desk_in_step_is_alive_and_ready(visitor: Visitor) -> None:
    assert visitor.get("/healthz").json == {"alive": True}
    answer = visitor.get("/readyz")
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["ready"] is answer.json["database"] is True
    assert answer.json["index"]["behind"] == 0


def test_an_index_behind_the_database_is_not_ready(visitor: Visitor, services: Services) -> None:
    with services.database.transaction() as session:
        session.execute(update(Passage).where(Passage.id > 2).values(current=False))

    answer = visitor.get("/readyz")

    assert answer.status_code == 503
    assert answer.json
    assert answer.json["database"] is True
    assert answer.json["index"]["behind"] > 0


def test_a_missing_index_is_not_ready_and_the_reason_is_in_the_log_alone(
    visitor: Visitor, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(services.settings.indexes)

    with caplog.at_level(logging.WARNING):
        answer = visitor.get("/readyz")

    assert answer.status_code == 503
    assert str(services.settings.indexes) not in answer.text
    assert "workbench index build" in caplog.text


def test_a_database_that_is_away_is_said_and_the_desk_stays_alive(
    visitor: Visitor, services: Services
) -> None:
    services.database.close()
    file = Path(services.settings.url.removeprefix("sqlite:///"))
    file.write_bytes(b"\xff" * 100_000)
    for journal in file.parent.glob("*.sqlite3-*"):
        journal.unlink()

    assert visitor.get("/readyz").status_code == 503
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/metrics").status_code == 200


def test_metrics_count_requests_claims_and_the_index(ana: Visitor) -> None:
    ana.get("/")

    said = ana.get("/metrics")

    assert said.mimetype == "text/plain"
    assert 'workbench_requests_total{endpoint="queue.show",status="200"} 1.0' in said.text
    assert 'workbench_claims{state="new"} 2.0' in said.text
    assert "workbench_reports 5.0" in said.text
    assert "workbench_index_behind 0.0" in said.text
    assert "workbench_ready 1.0" in said.text
    assert 'workbench_request_seconds_count{endpoint="queue.show"} 1.0' in said.text


def test_each_request_is_logged_with_its_number_and_without_words(
    ana: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="workbench.requests"):
        page = ana.get("/search/?q=who+hid+the+witness")
        ana.get("/reports/1")

    lines = [monitoring.JsonLines().format(record) for record in caplog.records]
    told = [json.loads(line) for line in lines]
    assert told[0]["request"] == page.headers["X-Request-ID"]
    assert (told[0]["view"], told[0]["method"], told[0]["status"]) == ("search.show", "GET", 200)
    assert told[1]["of"] == {"report_id": 1}
    assert all(line["person"] for line in told)
    assert "witness" not in "".join(lines)


def test_no_token_and_no_password_is_logged(
    services: Services, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, "ana", by="test")

    with caplog.at_level(logging.DEBUG):
        headers = {"Authorization": f"Bearer {secret}"}
        assert visitor.client.get("/api/v1/claims", headers=headers).status_code == 200
        visitor.get("/sign-in")
        visitor.post("/sign-in", name="ana", password="a wrong horse")

    lines = "".join(monitoring.JsonLines().format(record) for record in caplog.records)
    assert secret not in lines + caplog.text
    assert "a wrong horse" not in lines + caplog.text


def test_what_else_is_logged_is_a_line_of_json_too() -> None:
    record = logging.LogRecord("a.b", logging.WARNING, "x", 1, "one\ntwo %s", ("three",), None)

    line = monitoring.JsonLines().format(record)

    assert "\n" not in line
    assert json.loads(line)["message"] == "one\ntwo three"


def test_two_applications_count_apart(app: Flask, services: Services) -> None:
    app.test_client().get("/healthz")
    other = create_app(services).test_client().get("/metrics")

    assert 'endpoint="monitoring.alive"' not in other.text


def test_every_answer_says_what_it_took_to_who_is_signed_in(ana: Visitor, app: Flask) -> None:
    timing = ana.get("/").headers["Server-Timing"]

    assert re.fullmatch(r'app;dur=[\d.]+, cpu;dur=[\d.]+, sql;desc="\d+"', timing)
    assert 'sql;desc="0"' not in timing
    assert "Server-Timing" not in app.test_client().get("/sign-in/").headers
