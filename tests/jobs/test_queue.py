"""The queue's tables, made once, whoever comes first; what the library may say."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from workbench.bootstrap import Services
from workbench.jobs.queue import make_queue

AT_ONCE = 8


@pytest.mark.parametrize("kept_in", ["sqlite", "postgresql"], indirect=True)
def test_many_workers_start_at_once_on_a_desk_that_never_had_a_queue(services: Services) -> None:
    ready = Barrier(AT_ONCE)

    def start(_: int) -> bool:
        ready.wait()
        queue = make_queue(services)
        empty = queue.is_empty()
        queue.huey.storage.close()
        return empty

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert all(pool.map(start, range(AT_ONCE)))


@pytest.mark.parametrize(
    ("error", "said"), [(psycopg.OperationalError("away"), 0), (ValueError("a bug"), 1)]
)
def test_that_the_database_is_away_is_left_to_the_worker_to_say(
    services: Services, caplog: pytest.LogCaptureFixture, error: Exception, said: int
) -> None:
    make_queue(services).huey.storage.close()

    logging.getLogger("huey.consumer.Worker").error("Error reading from queue", exc_info=error)

    assert len(caplog.records) == said
