"""What every response and every form is held to."""

import logging
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import Visitor
from workbench.errors import DeskError
from workbench.web.access import ANYONE, allow
from workbench.web.security import inside, secret_key, trusted


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/desk.css"])
def test_every_response_carries_the_guards(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_by_caches(visitor: Visitor) -> None:
    assert visitor.get("/sign-in").headers["Cache-Control"] == "no-store"


def test_tls_is_remembered_only_where_there_is_tls(app: Flask) -> None:
    client = app.test_client()

    assert "Strict-Transport-Security" not in client.get("/sign-in").headers
    behind_tls = client.get("/sign-in", base_url="https://localhost")
    assert behind_tls.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(app: Flask) -> None:
    plain = app.test_client().get("/sign-in").headers["Set-Cookie"]
    secure = app.test_client().get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]

    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in secure


def test_a_form_without_its_token_is_refused(app: Flask) -> None:
    refused = app.test_client().post("/sign-in", data={"name": "ana", "password": "x"})

    assert refused.status_code == 400
    assert "another session" in refused.text


def test_a_strange_host_is_refused_in_plain_text(app: Flask) -> None:
    refused = app.test_client().get("/sign-in", headers={"Host": "evil.example"})

    assert refused.status_code == 400
    assert refused.mimetype == "text/plain"
    assert "evil.example" not in refused.text


def test_the_hosts_of_the_setting_are_trusted() -> None:
    assert trusted("desk.example, desk.local") == ["desk.example", "desk.local"]
    assert "localhost" in trusted("")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "evil",
        "",
        None,
        "/a\nb",
        "/\t/x",
    ],
)
def test_going_on_never_leads_elsewhere(address: str | None) -> None:
    assert inside(address, "/here") == "/here"


def test_going_on_inside_the_desk_is_kept() -> None:
    assert inside("/claims/3?question=saying", "/") == "/claims/3?question=saying"


def test_without_a_secret_nothing_starts(tmp_path: Path) -> None:
    (tmp_path / "short").write_text("abc")

    for name in ("absent", "short"):
        with pytest.raises(DeskError, match="workbench init"):
            secret_key(tmp_path / name)


def test_an_unknown_failure_shows_a_number_and_nothing_else(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "who told us"

    @app.get("/broken")
    @allow(ANYONE)
    def broken() -> str:
        raise KeyError(secret)

    with caplog.at_level(logging.ERROR):
        page = app.test_client().get("/broken")

    assert page.status_code == 500
    assert secret not in page.text + caplog.text
    assert "KeyError" not in page.text
    assert "KeyError" in caplog.text
    assert page.headers["X-Request-ID"] in page.text
    assert page.headers["X-Request-ID"] in caplog.text


def test_too_large_a_form_is_refused_with_a_sentence(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 3 * 2**20

    refused = app.test_client().post("/sign-in", data={"name": "x" * 2**22})

    assert refused.status_code == 413
    assert "larger than the 3 MB that this desk takes" in refused.text
