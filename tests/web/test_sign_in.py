"""Signing in and out."""

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.stages import throttling
from workbench.store.base import now
from workbench.store.models import User


def test_who_is_not_signed_in_is_led_to_the_door_and_back(visitor: Visitor) -> None:
    away = visitor.get("/reports/?q=Talvar")
    assert away.headers["Location"] == "/sign-in?next=/reports/?q%3DTalvar"
    back = visitor.post("/sign-in", name="ana", password="correct horse", next="/reports/?q=Talvar")
    assert (back.status_code, back.headers["Location"]) == (303, "/reports/?q=Talvar")


def test_a_wrong_password_and_an_unknown_name_are_told_alike(visitor: Visitor) -> None:
    visitor.get("/sign-in")

    wrong = visitor.post("/sign-in", name="ana", password="wrong horse")
    unknown = visitor.post("/sign-in", name="eve", password="wrong horse")

    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert "Name or password is wrong." in wrong.text
    assert "Name or password is wrong." in unknown.text


def test_typing_begins_in_the_first_field_that_is_empty(visitor: Visitor) -> None:
    def fields(page: str) -> list[bool]:
        return [
            "autofocus" in page.split(f'id="f-{name}"')[1].partition("<input")[0]
            for name in ("name", "password")
        ]

    assert fields(visitor.get("/sign-in").text) == [True, False]
    assert fields(visitor.post("/sign-in", name="ana", password="x").text) == [False, True]


def test_signing_in_never_leads_to_another_site(visitor: Visitor) -> None:
    sent = visitor.post("/sign-in", name="ana", password="correct horse", next="//evil.example/")

    assert sent.headers["Location"] == "/"


def test_a_session_is_renewed_at_sign_in(visitor: Visitor) -> None:
    visitor.get("/sign-in")
    with visitor.client.session_transaction() as before:
        before["planted"] = "by somebody else"

    visitor.post("/sign-in", name="ana", password="correct horse")

    with visitor.client.session_transaction() as after:
        assert "planted" not in after


def test_signing_out_ends_the_session(ana: Visitor) -> None:
    ana.post("/sign-out")

    assert ana.get("/").status_code == 303


def test_raising_a_persons_number_ends_all_their_sessions(
    services: Services, signed_in: MakeVisitor
) -> None:
    ana = signed_in("ana")
    with services.database.transaction() as session:
        session.query(User).filter_by(name="ana").one().session_number += 1

    assert ana.get("/").status_code == 303


def test_somebody_who_left_the_desk_is_signed_out(services: Services, ana: Visitor) -> None:
    with services.database.transaction() as session:
        user = session.query(User).filter_by(name="ana").one()
        user.disabled_at = user.created_at

    assert ana.get("/").status_code == 303


def test_the_theme_is_kept_in_a_cookie_and_named_on_the_page(visitor: Visitor) -> None:
    visitor.get("/sign-in")
    changed = visitor.post("/theme", theme="dark", back="/sign-in")

    assert changed.headers["Location"] == "/sign-in"
    assert 'data-bs-theme="dark"' in visitor.get("/sign-in").text
    visitor.post("/theme", theme="system", back="/sign-in")
    assert "data-bs-theme" not in visitor.get("/sign-in").text


def test_a_session_ends_after_a_week_however_busy(ana: Visitor) -> None:
    assert ana.get("/").status_code == 200
    with ana.client.session_transaction() as cookie:
        cookie["entered"] -= 7 * 24 * 3600 + 1

    assert ana.get("/").status_code == 303


def test_guessing_makes_the_door_wait_and_says_how_long(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = now()
    monkeypatch.setattr(throttling, "now", lambda: moment)
    visitor.get("/sign-in")
    for _ in range(5):
        assert visitor.post("/sign-in", name="ana", password="wrong horse").status_code == 403

    refused = visitor.post("/sign-in", name="ana", password="correct horse")

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert "Try again in 1 s." in refused.text


def test_getting_in_forgets_the_tries_before(visitor: Visitor) -> None:
    visitor.get("/sign-in")
    for _ in range(4):
        visitor.post("/sign-in", name="ana", password="wrong horse")

    assert visitor.post("/sign-in", name="ana", password="correct horse").status_code == 303
