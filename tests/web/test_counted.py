"""Counts of claims by state: of many claims they are a moment old, of few never."""

from collections.abc import Iterator

import pytest

from workbench.bootstrap import Services
from workbench.domain.vocabulary import State
from workbench.store import queries
from workbench.web.counted import Counted


class Clock:
    """A clock that the test winds on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _counts(monkeypatch: pytest.MonkeyPatch, figures: Iterator[int]) -> None:
    monkeypatch.setattr(queries, "counts_by_state", lambda _session: {State.NEW: next(figures)})


def test_the_count_of_a_large_desk_is_kept_a_second_for_each_hundred_thousand_claims(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    _counts(monkeypatch, iter([200_000, 200_001]))
    clock = Clock()
    counted = Counted(clock)
    found = []
    with services.database.snapshot() as session:
        for moment in (100.0, 101.9, 102.1):
            clock.now = moment
            found.append(counted.by_state(session)[State.NEW])
    assert found == [200_000, 200_000, 200_001]


def test_a_small_desk_is_counted_for_every_page(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    _counts(monkeypatch, iter([1, 2]))
    counted = Counted(Clock())
    with services.database.snapshot() as session:
        assert [counted.by_state(session)[State.NEW] for _ in range(2)] == [1, 2]
