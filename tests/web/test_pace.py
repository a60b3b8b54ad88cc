"""How often somebody may ask, who is counted together, and what they are told."""

import pytest
from flask import Flask

from tests.web.conftest import MakeVisitor, Visitor
from workbench.errors import TooOftenError
from workbench.web import pace
from workbench.web.pace import INTAKE, SEARCHES, STRANGER, Counts, Pace


class Clock:
    """Stands still unless it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


THREE = Pace("three", 3)


def admitted(counts: Counts, times: int, who: str = "ana") -> int:
    let_in = 0
    for _ in range(times):
        try:
            counts.admit(THREE, who)
        except TooOftenError:
            continue
        let_in += 1
    return let_in


def test_a_minutes_worth_is_let_in_at_once_and_then_one_at_a_time() -> None:
    clock = Clock()
    counts = Counts(clock)

    assert admitted(counts, 10) == 3
    clock.at += 20
    assert admitted(counts, 10) == 1
    clock.at += 3600
    assert admitted(counts, 10) == 3


def test_each_asker_is_counted_apart_and_told_how_long_to_wait() -> None:
    counts = Counts(Clock())
    admitted(counts, 3)

    assert admitted(counts, 1, "ben") == 1
    with pytest.raises(TooOftenError, match=r"more than 3 .* Go on in 20 s") as refused:
        counts.admit(THREE, "ana")
    assert refused.value.seconds == 20


def test_many_askers_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_KEPT", 100)
    counts = Counts(Clock())

    for number in range(1000):
        counts.admit(THREE, str(number))

    assert len(counts._settled) <= 101
    assert admitted(counts, 5, "999") == 2  # who asked last is still known


def test_every_view_that_is_paced_is_one(app: Flask) -> None:
    assert SEARCHES.views | INTAKE.views <= set(app.view_functions)


def test_a_stranger_is_held_by_address_and_machines_that_watch_are_not(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "STRANGER", Pace(STRANGER.name, 2))
    answers = [visitor.client.get("/sign-in") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 30  # seconds; some may have passed
    assert f"Go on in {answers[2].headers['Retry-After']} s." in answers[2].text
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert visitor.client.get("/sign-in", environ_base=elsewhere).status_code == 200
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/static/desk.css").status_code == 200


def test_a_person_is_held_wherever_they_ask_from_and_nobody_else_is(
    signed_in: MakeVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, ben = signed_in("ana"), signed_in("ana"), signed_in("ben")
    monkeypatch.setattr(pace, "PERSON", Pace("anew", 2))

    assert first.client.get("/keys").status_code == 200
    assert second.client.get("/keys").status_code == 200
    assert first.client.get("/keys").status_code == 429
    assert second.client.get("/api/v1/claims").status_code == 429
    assert second.client.get("/api/v1/claims").mimetype == "application/problem+json"
    assert ben.client.get("/keys").status_code == 200


def test_searching_and_sending_files_are_held_tighter_than_looking(
    signed_in: MakeVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "SEARCHES", Pace(SEARCHES.name, 1, SEARCHES.views))
    monkeypatch.setattr(pace, "INTAKE", Pace(INTAKE.name, 1, INTAKE.views))
    ana = signed_in("ana")

    assert ana.get("/search/?q=Talvar").status_code == 200
    assert ana.get("/search/?q=Talvar").status_code == 429
    assert ana.post("/reports/").status_code == 400
    assert ana.post("/articles/").status_code == 429
    assert ana.get("/keys").status_code == 200
