"""What happens to a request that is sent again under its Idempotency-Key."""

import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.web.api.conftest import MakeProgram, Program
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError
from workbench.stages import redaction
from workbench.store import requests_once
from workbench.store.base import now
from workbench.store.models import Evidence, Import
from workbench.store.requests_once import AnsweredRequest, Asking

NOTE = {"note": "A witness said so by telephone.", "stance": "supports"}


def send(who: Program, claim_id: int, key: str = "one", **more: Any) -> TestResponse:
    return who.post(
        f"/claims/{claim_id}/evidence", {**NOTE, **more}, headers={"Idempotency-Key": key}
    )


def notes(services: Services) -> int:
    with services.database.snapshot() as session:
        return session.scalar(select(func.count()).where(Evidence.note.is_not(None))) or 0


def age(services: Services, by: timedelta, **values: Any) -> None:
    """As if it had been sent so long ago."""
    with services.database.transaction() as session:
        row = session.query(AnsweredRequest).one()
        row.begun_at = now() - by
        for name, value in values.items():
            setattr(row, name, value)


def test_a_request_sent_again_gets_the_same_answer_and_does_nothing(
    ana: Program, services: Services, claim_id: int
) -> None:
    first, again = send(ana, claim_id), send(ana, claim_id)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_json() == first.get_json()
    assert again.headers["Location"] == first.headers["Location"]
    assert again.mimetype == first.mimetype
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert notes(services) == 1


def test_without_a_key_it_is_another_request(
    ana: Program, services: Services, claim_id: int
) -> None:
    for _ in range(2):
        assert ana.post(f"/claims/{claim_id}/evidence", NOTE).status_code == 201

    assert notes(services) == 2


def test_another_request_under_the_same_key_is_refused(
    ana: Program, services: Services, claim_id: int
) -> None:
    send(ana, claim_id)

    other = send(ana, claim_id, note="Another witness.")
    elsewhere = ana.post(f"/claims/{claim_id}/undo", headers={"Idempotency-Key": "one"})

    assert (other.status_code, elsewhere.status_code) == (422, 422)
    assert "another request" in other.get_json()["detail"]
    assert notes(services) == 1


def test_a_key_is_its_senders_own(
    ana: Program, program: MakeProgram, services: Services, claim_id: int
) -> None:
    send(ana, claim_id)

    assert send(program("ben"), claim_id).status_code == 201
    assert notes(services) == 2


def test_a_refusal_is_repeated_too(ana: Program, claim_id: int) -> None:
    body = {"verdict": "corroborated", "seen": "of another day"}
    answers = [
        ana.post(f"/claims/{claim_id}/reviews", body, headers={"Idempotency-Key": "one"})
        for _ in range(2)
    ]

    assert [each.status_code for each in answers] == [409, 409]
    assert answers[0].get_json() == answers[1].get_json()
    assert answers[1].mimetype == "application/problem+json"


def test_who_is_not_let_in_takes_no_key(
    program: MakeProgram, services: Services, claim_id: int
) -> None:
    assert send(program("rae"), claim_id).status_code == 403

    with services.database.snapshot() as session:
        assert session.query(AnsweredRequest).count() == 0


def test_while_it_is_being_answered_it_is_not_answered_twice(
    ana: Program, services: Services, claim_id: int
) -> None:
    send(ana, claim_id)
    age(services, timedelta(seconds=5), status=None, body=None, took_effect=False)

    assert send(ana, claim_id).status_code == 409
    assert notes(services) == 1


def test_killed_before_it_took_effect_it_is_done_when_it_comes_again(
    ana: Program, services: Services, claim_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(requests_once, "take_effect", _killed)
        with pytest.raises(KeyboardInterrupt):
            send(ana, claim_id)
    assert notes(services) == 0

    age(services, timedelta(minutes=2))

    assert send(ana, claim_id).status_code == 201
    assert notes(services) == 1


def test_killed_after_it_took_effect_it_is_not_done_again(
    ana: Program, services: Services, claim_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(requests_once, "keep", _killed)
        with pytest.raises(KeyboardInterrupt):
            send(ana, claim_id)
    age(services, timedelta(minutes=2))

    again = send(ana, claim_id)

    assert again.status_code == 409
    assert "carried out" in again.get_json()["detail"]
    assert notes(services) == 1


def test_a_try_that_was_overtaken_does_nothing(
    ana: Program, services: Services, claim_id: int
) -> None:
    send(ana, claim_id)
    with services.database.snapshot() as session:
        row = session.query(AnsweredRequest).one()
        slow = Asking(row.user_id, row.key, row.fingerprint, "the slow one")

    with pytest.raises(ConflictError), services.database.transaction() as session:
        requests_once.take_effect(session, slow)


def test_where_the_desk_failed_the_request_may_be_sent_again(
    ana: Program, services: Services, claim_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("workbench.stages.evidence.on_note", _broken)
        assert send(ana, claim_id).status_code == 500

    assert send(ana, claim_id).status_code == 201
    assert notes(services) == 1


def test_after_a_day_a_key_is_new_again(ana: Program, services: Services, claim_id: int) -> None:
    send(ana, claim_id)
    age(services, timedelta(hours=25))

    assert send(ana, claim_id, note="Another witness.").status_code == 201


def test_a_file_is_known_by_its_bytes_not_by_the_borders_of_its_form(
    ana: Program, services: Services
) -> None:
    answers = [
        ana.post(
            "/imports",
            data={"file": (io.BytesIO(b"text\nRain fell in Orsk.\n"), "claims.csv")},
            content_type=f"multipart/form-data; boundary={border}",
            headers={"Idempotency-Key": "one"},
        )
        for border in ("here", "there")
    ]

    assert [each.status_code for each in answers] == [202, 202]
    assert answers[0].get_json() == answers[1].get_json()
    with services.database.snapshot() as session:
        assert session.query(Import).count() == 1


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "ключ"], ids=range(4))
def test_a_key_that_is_none_is_refused(ana: Program, claim_id: int, key: str) -> None:
    assert send(ana, claim_id, key=key).status_code == 422


def test_what_became_sensitive_is_not_repeated(
    ana: Program, services: Services, claim_id: int
) -> None:
    send(ana, claim_id)
    with services.database.transaction() as session:
        redaction.mark(session, "witness", visible_to=Role.EDITOR, reason="", by="test")

    again = send(ana, claim_id)

    assert again.status_code == 409
    assert "witness" not in again.text


def _killed(*_arguments: object) -> None:
    raise KeyboardInterrupt


def _broken(*_arguments: object, **_named: object) -> None:
    raise RuntimeError
