"""What a program is told when it is refused: problem details that never echo what was sent."""

from typing import Any

import pytest
from flask import Flask

from tests.web.api.conftest import Program

SECRET = "the witness lives at Elm Street 9"


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"texd": SECRET}, 422, "The request does not have the shape"),
        ({"text": [SECRET]}, 422, "The request does not have the shape"),
        ({"text": "A dam broke.", SECRET: "x"}, 422, "The request does not have the shape"),
        ({"text": "A dam broke.", "claimed_at": SECRET}, 422, "This is no date"),
        ({"text": " "}, 422, "The text is empty."),
    ],
)
def test_bad_input_is_named_and_not_repeated(
    ana: Program, body: dict[str, Any], status: int, detail: str
) -> None:
    answer = ana.post("/claims", body)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"].startswith(detail)
    assert SECRET not in answer.text


def test_each_field_that_is_amiss_is_named(ana: Program, claim_id: int) -> None:
    answer = ana.post(f"/claims/{claim_id}/reviews", {"verdict": "true"})

    assert answer.get_json()["errors"] == [
        {
            "at": ["verdict"],
            "reason": "Input should be 'corroborated', 'disputed' or 'unresolved'",
        },
        {"at": ["seen"], "reason": "Field required"},
    ]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/claims/999", 404),
        ("GET", f"/claims/{10**30}", 404),
        ("GET", "/nothing", 404),
        ("GET", "/claims/999/corrections", 404),
        ("POST", "/claims/999/leave", 404),
        ("POST", "/claims/999/assignment", 404),
        ("DELETE", "/claims", 405),
        ("GET", "/claims?sate=decided", 422),
        ("GET", "/claims?cursor=x", 422),
        ("GET", "/claims?limit=1000", 422),
        ("GET", "/claims?since=86400", 422),
        ("GET", "/search?q=x&before=4226", 422),
        ("GET", "/search?q=x&language=ar", 422),
    ],
)
def test_every_refusal_is_a_problem(ana: Program, method: str, path: str, status: int) -> None:
    body = {"data": "{}", "content_type": "application/json"} if method == "POST" else {}
    answer = ana.ask(method, f"/api/v1{path}", **body)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["status"] == status
    assert answer.get_json()["request"] == answer.headers["X-Request-ID"]


def test_a_language_that_no_report_has_is_refused_with_those_there_are(ana: Program) -> None:
    answer = ana.ask("GET", "/api/v1/search?q=soldiers&language=ar")

    assert answer.get_json()["detail"].startswith("The desk has no report in the language “ar”: ")


def test_what_is_allowed_is_said_with_405(ana: Program) -> None:
    answer = ana.delete("/claims")

    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"<claim/>", "application/xml", 415),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'"{}"', "application/json", 400),
        (b"\xff", "application/json", 400),
    ],
)
def test_what_is_no_json_object_is_refused(
    ana: Program, data: bytes, kind: str, status: int
) -> None:
    answer = ana.post("/claims", data=data, content_type=kind)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert "JSON" in answer.get_json()["detail"]


def test_who_sends_no_token_is_told_how(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/queue")

    assert answer.status_code == 401
    assert "Authorization: Bearer" in answer.get_json()["detail"]


def test_too_much_is_refused(app: Flask, ana: Program) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    answer = ana.post("/claims", {"text": "a" * 2000})

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_what_fails_inside_is_not_shown(
    app: Flask, ana: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    monkeypatch.setitem(app.view_functions, "api_claims.index", fail)
    fail.allowed = "reader"  # type: ignore[attr-defined]

    answer = ana.get("/claims")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert SECRET not in answer.text
    assert answer.get_json()["request"] in answer.get_json()["detail"]
