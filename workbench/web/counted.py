"""How many claims stand where, for lists: on a large desk as of a moment ago."""

import time
from collections.abc import Callable

from sqlalchemy.orm import Session

from workbench.domain.vocabulary import State
from workbench.store import queries

SMALL = 10_000  # claims; so many are counted in half a millisecond, anew for every page
A_SECOND = 100_000  # claims for which a count is kept that long: it took some five milliseconds


class Counted:
    """Counts claims; of many, keeps the count for so long that counting is half a percent of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: tuple[float, dict[State, int]] = (0.0, {})

    def by_state(self, session: Session) -> dict[State, int]:
        """How many claims stand where."""
        until, counts = self._kept
        if self._clock() >= until:
            counts = queries.counts_by_state(session)
            many = sum(counts.values())
            kept_for = many / A_SECOND if many > SMALL else 0.0
            self._kept = self._clock() + kept_for, counts
        return counts
