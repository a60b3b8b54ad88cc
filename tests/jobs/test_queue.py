"""The queue's tables: made once, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

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
