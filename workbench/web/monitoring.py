"""What machines ask the desk: is it alive, is it ready, how is it doing; and what it logs."""

import json
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    jsonify,
    request,
)
from flask.typing import ResponseReturnValue
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import event

from workbench.bootstrap import Services
from workbench.pipeline import health
from workbench.pipeline.health import Readiness
from workbench.web.access import ANYONE, allow

pages = Blueprint("monitoring", __name__)
FRESH_SECONDS = 2.0  # asked more often than this, the desk is not looked at again
_KEY = "workbench.monitoring"
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

log = logging.getLogger("workbench.requests")


class Monitor(Collector):
    """Counts requests, and looks at the desk when it is asked."""

    def __init__(self, desk: Services) -> None:
        self._desk = desk
        self._looked: tuple[float, Readiness] | None = None
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "workbench_requests", "Requests.", ["endpoint", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "workbench_request_seconds",
            "Time to answer; search.show is the search.",
            ["endpoint"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.registry.register(self)

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing ahead of time: the desk is only looked at when it is asked."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The desk's own figures: how much there is, how far behind the index is."""
        standing = self.readiness()
        yield _gauge("workbench_ready", "Whether people can work.", {"": int(standing.ready)})
        if standing.behind is not None:
            yield _gauge("workbench_index_behind", "Vectors not in the index.", standing.behind)
            yield _gauge("workbench_index_vectors", "Vectors in it.", standing.index_count or 0)
        if standing.problems:
            return
        with self._desk.database.snapshot() as session:
            for name, counted in health.counts(session).items():
                yield _gauge(f"workbench_{name}", f"How many {name} there are.", counted)

    def readiness(self) -> Readiness:
        """Whether people can work, as of a moment ago."""
        moment = time.monotonic()
        if self._looked is None or moment - self._looked[0] > FRESH_SECONDS:
            self._looked = moment, health.readiness(self._desk)
        return self._looked[1]


class JsonLines(logging.Formatter):
    """One JSON object a line; of a request its number, its view, its status: never its texts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "logger": record.name}
        told = getattr(record, "told", None)
        return json.dumps({**line, **(told or {"message": record.getMessage()})})


def install(app: Flask, desk: Services) -> None:
    """Watches every request."""
    app.extensions[_KEY] = Monitor(desk)
    event.listen(desk.database.engine, "before_cursor_execute", _count)
    app.register_blueprint(pages)
    app.before_request(_begin)
    app.after_request(_end)


def log_requests() -> None:
    """Writes everything that is logged as JSON lines, requests among them."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


@pages.get("/healthz")
@allow(ANYONE)
def alive() -> ResponseReturnValue:
    """Alive: the process answers."""
    return jsonify(alive=True)


@pages.get("/readyz")
@allow(ANYONE)
def ready() -> ResponseReturnValue:
    """Ready: database and index are usable and in step; what is wrong is in the log."""
    found = _monitor().readiness()
    for problem in found.problems:
        log.warning("not ready: %s", problem)
    shape = {
        "ready": found.ready,
        "database": found.database,
        "index": {"count": found.index_count, "behind": found.behind},
    }
    return jsonify(shape), 200 if found.ready else 503


@pages.get("/metrics")
@allow(ANYONE)
def metrics() -> ResponseReturnValue:
    """Figures for Prometheus: counts and times, no names and no texts."""
    return Response(generate_latest(_monitor().registry), content_type=CONTENT_TYPE_LATEST)


def _monitor() -> Monitor:
    found = current_app.extensions[_KEY]
    assert isinstance(found, Monitor)  # noqa: S101 (said to the type checker)
    return found


def _gauge(name: str, means: str, counted: dict[str, int] | int) -> GaugeMetricFamily:
    values = counted if isinstance(counted, dict) else {"": counted}
    if set(values) == {""}:
        return GaugeMetricFamily(name, means, value=values[""])
    family = GaugeMetricFamily(name, means, labels=["state"])
    for state, count in values.items():
        family.add_metric([state], count)
    return family


def _count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    if has_request_context() and not statement.startswith("BEGIN"):
        g.statements = g.get("statements", 0) + 1


def _begin() -> None:
    g.began, g.worked = time.perf_counter(), time.thread_time()


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    endpoint = request.endpoint or "none"
    monitor = _monitor()
    monitor.requests.labels(endpoint, str(response.status_code)).inc()
    monitor.seconds.labels(endpoint).observe(seconds)
    worked, statements = (
        time.thread_time() - g.get("worked", time.thread_time()),
        g.get("statements", 0),
    )
    if getattr(g.get("_login_user"), "id", None):  # a stranger is not told what an answer takes
        response.headers["Server-Timing"] = (
            f'app;dur={1000 * seconds:.1f}, cpu;dur={1000 * worked:.1f}, sql;desc="{statements}"'
        )
    told = {
        "request": g.get("request_id"),
        "method": request.method,
        "view": endpoint,
        "of": {k: v for k, v in (request.view_args or {}).items() if isinstance(v, int)},
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "sql": statements,
        "person": getattr(g.get("_login_user"), "id", None),  # who was loaded, if anybody was
    }
    log.info("request", extra={"told": told})
    return response
