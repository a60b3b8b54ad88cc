"""Guessing costs time, in the database, whoever asks and from wherever."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.errors import TooOftenError
from workbench.stages import throttling
from workbench.store.guards import SignInTry

HOME, AWAY = "192.0.2.1", "198.51.100.7"


class Clock:
    """A clock that stands still unless it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stands = Clock()
    monkeypatch.setattr(throttling, "now", stands)
    return stands


def knock(services: Services, name: str = "ana", address: str = HOME) -> int:
    """Tries once; gives the seconds to wait, 0 if the try was let through."""
    try:
        with services.database.transaction() as session:
            throttling.knock(session, name, address)
    except TooOftenError as refusal:
        return refusal.seconds
    return 0


def admit(services: Services, name: str = "ana", address: str = HOME) -> None:
    with services.database.transaction() as session:
        throttling.admit(session, name, address)


def test_each_try_beyond_the_free_ones_waits_twice_as_long(
    services: Services, clock: Clock
) -> None:
    assert [knock(services) for _ in range(5)] == [0] * 5
    waits = []
    for _ in range(12):
        waits.append(knock(services))
        clock.move(waits[-1])
        assert knock(services) == 0

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_name_is_guarded_from_every_address(services: Services, clock: Clock) -> None:
    del clock
    for number in range(5):
        knock(services, address=f"192.0.2.{number}")

    assert knock(services, address=AWAY) == 1
    assert knock(services, name="ben", address=AWAY) == 0


def test_an_address_that_tries_many_names_waits(services: Services, clock: Clock) -> None:
    del clock
    for number in range(20):
        assert knock(services, name=f"person {number}") == 0

    assert knock(services, name="another") == 1
    assert knock(services, name="another", address=AWAY) == 0


def test_whoever_gets_in_leaves_others_tries_from_that_address_counted(
    services: Services, clock: Clock
) -> None:
    del clock
    for number in range(10):
        knock(services, name=f"person {number}")
        knock(services, name="ana")
        admit(services)

    with services.database.snapshot() as session:
        counts = {row.key.split(":")[0]: row.count for row in session.scalars(select(SignInTry))}
    assert counts["address"] == 10
    assert knock(services) == 0


def test_a_refused_try_does_not_lengthen_the_wait(services: Services, clock: Clock) -> None:
    del clock
    for _ in range(5):
        knock(services)

    assert [knock(services) for _ in range(20)] == [1] * 20


def test_tries_are_forgotten_after_an_hour(services: Services, clock: Clock) -> None:
    for _ in range(5):
        knock(services)
    clock.move(3601)

    assert knock(services) == 0
    with services.database.snapshot() as session:
        assert {row.count for row in session.scalars(select(SignInTry))} == {1}


def test_a_clock_that_goes_back_locks_nobody_out(services: Services, clock: Clock) -> None:
    for _ in range(5):
        knock(services)
    clock.move(-86400)

    assert knock(services) == 0


def test_tries_at_once_are_all_counted(services: Services) -> None:
    let_in: list[int] = []

    def try_once() -> None:
        let_in.append(knock(services))

    tries = [threading.Thread(target=try_once) for _ in range(12)]
    for each in tries:
        each.start()
    for each in tries:
        each.join()

    assert let_in.count(0) == 5


def test_no_name_and_no_address_is_kept_in_the_clear(services: Services) -> None:
    knock(services, name="somebody's password typed as a name")

    with services.database.snapshot() as session:
        keys = session.scalars(select(SignInTry.key)).all()
    assert all("password" not in key and HOME not in key for key in keys)


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        (HOME, HOME),
        ("::ffff:192.0.2.1", HOME),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_the_addresses_of_one_customer_count_as_one(address: str, counted_as: str) -> None:
    assert throttling.neighbourhood(address) == counted_as
