"""How often one person, or one address, may ask: beyond that 429, and when to come back."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from flask import Flask, request

from workbench.errors import TooOftenError
from workbench.stages.throttling import neighbourhood
from workbench.web.people import me_or_none

MINUTE = 60.0
MOST_KEPT = 20_000  # askers that are remembered at once: some megabytes
KEY = "workbench.pace"


@dataclass(frozen=True, slots=True)
class Pace:
    """So many requests a minute; after a pause that many at once."""

    name: str
    a_minute: int
    views: frozenset[str] = frozenset()  # none: every view


STRANGER = Pace("stranger", 300)
PERSON = Pace("person", 1_200)
SEARCHES = Pace(
    "search",
    240,
    frozenset({"api_exports.export", "api_search.find", "evidence.find", "search.show"}),
)
INTAKE = Pace(
    "intake",
    120,
    frozenset(
        {
            *("api_imports.create", "api_reports.create", "api_reports.upload"),
            *("articles.create", "evidence.add_report", "imports.create", "reports.create"),
        }
    ),
)
_FREE = frozenset({"static", "monitoring.alive", "monitoring.metrics", "monitoring.ready"})


class Counts:
    """Who has asked how often, in this process: several processes each count for themselves."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._settled: dict[tuple[str, str], float] = {}  # when all that was asked is paid off
        self._lock = Lock()

    def admit(self, pace: Pace, who: str) -> None:
        """Counts one request.

        Raises:
            TooOftenError: a minute's worth is used up; this request is not counted.
        """
        with self._lock:
            moment, key = self._clock(), (pace.name, who)
            settled = max(self._settled.pop(key, moment), moment) + MINUTE / pace.a_minute
            wait = math.ceil(settled - moment - MINUTE)
            self._settled[key] = settled if wait <= 0 else settled - MINUTE / pace.a_minute
            self._forget(moment)
        if wait > 0:
            raise TooOftenError(
                f"That is more than {pace.a_minute} requests a minute. Go on in {wait} s.",
                seconds=wait,
            )

    def _forget(self, moment: float) -> None:
        if len(self._settled) <= MOST_KEPT:
            return
        self._settled = {key: at for key, at in self._settled.items() if at > moment}
        while len(self._settled) > MOST_KEPT // 2:
            del self._settled[next(iter(self._settled))]


def install(app: Flask) -> None:
    """Counts each request, once it is known who asks."""
    app.extensions[KEY] = counts = Counts()

    def hold() -> None:
        if request.endpoint in _FREE:
            return
        person = me_or_none()
        if person is None:
            counts.admit(STRANGER, neighbourhood(request.remote_addr or ""))
            return
        for pace in (PERSON, SEARCHES, INTAKE):
            if not pace.views or request.endpoint in pace.views:
                counts.admit(pace, str(person.id))

    app.before_request(hold)
