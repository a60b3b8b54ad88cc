"""A worker: does the jobs it is told of, finds those left lying, watches feeds, catches up."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from workbench.bootstrap import Services
from workbench.errors import DatabaseAwayError, WorkbenchError
from workbench.jobs.queue import Queue, make_queue
from workbench.pipeline import catching_up, uploads, watching
from workbench.store import leases, lexical, queries
from workbench.store.ledger import JobState

log = logging.getLogger(__name__)

JOBS_AT_ONCE = 2
BEAT_SECONDS = 3.0
SWEEP_SECONDS = 30.0
LOOK_SECONDS = 1.0  # how soon what somebody adds on a page is noticed
SLICE = 16  # claims compared before looking whether there is a job


def work(services: Services, *, parent: int | None = None) -> None:
    """Works until it is interrupted, or its parent process is gone."""
    queue, stopping = make_queue(services), threading.Event()
    name = leases.me()
    ends = lambda: parent is not None and os.getppid() != parent  # noqa: E731 (one line, named)
    threads = [
        threading.Thread(target=_beat, args=(services, queue, name, stopping, ends), daemon=True),
        threading.Thread(target=_keep_up, args=(services, stopping), daemon=True),
        threading.Thread(target=_watch, args=(services, stopping), daemon=True),
    ]
    consumer = queue.huey.create_consumer(workers=JOBS_AT_ONCE, periodic=False, max_delay=0.5)
    for thread in threads:
        thread.start()
    try:
        consumer.run()
    finally:
        stopping.set()
        with suppress(DatabaseAwayError), services.database.transaction() as session:
            leases.leave(session, name)  # who cannot say so is missed after a while


def collect(services: Services, queue: Queue) -> None:
    """Announces jobs that nobody does any more; after a few tries they are given up."""
    with services.database.transaction() as session:
        for job in leases.abandoned(session):
            if not uploads.is_upload(services, job.input):
                continue  # begun at a terminal: whoever did goes on there
            job.owner = None
            gone = job.tries >= leases.MOST_TRIES
            job.state = JobState.FAILED if gone else JobState.WAITING
            if gone:
                job.problem = (
                    f"It stopped {job.tries} times without a reason; see the worker's log."
                )
        waiting = leases.waiting(session)
    if queue.is_empty():
        for job_id in waiting:
            queue.announce(job_id)


def tidy(services: Services) -> None:
    """Deletes what was sent for imports that are over: who did one may be killed before that."""
    with services.database.snapshot() as session:
        over = leases.over(session)
    for path in over:
        uploads.discard(services, path)


def catch_up_a_little(services: Services) -> bool:
    """Compares a few matched claims, unless a job runs; whether there may be more."""
    with services.database.snapshot() as session:
        if leases.is_busy(session):
            return False
    return catching_up.assess_some(services, SLICE) > 0


@contextmanager
def _going_on() -> Iterator[None]:
    """What fails is told in the log and tried again at the next turn: the thread goes on."""
    try:
        yield
    except WorkbenchError as error:
        log.warning("%s", error.message)
    except Exception:
        log.exception("the worker goes on after an error that nobody foresaw")


def _beat(
    services: Services,
    queue: Queue,
    name: str,
    stopping: threading.Event,
    ends: Callable[[], bool],
) -> None:
    while not stopping.is_set():
        if ends():
            os._exit(0)  # nobody is left to stop it; what it was doing is taken up again
        with _going_on():
            with services.database.transaction(together=True) as session:
                leases.beat(session, name)
            collect(services, queue)
        stopping.wait(BEAT_SECONDS)


def _keep_up(services: Services, stopping: threading.Event) -> None:
    with _going_on():
        tidy(services)
        services.encoder.encode(["The model is loaded before the first job needs it."])
    swept: object = None
    while not stopping.is_set():
        with _going_on():
            if not catch_up_a_little(services):
                swept = _sweep(services, swept)
                _wait(services, stopping, swept)
            continue
        stopping.wait(SWEEP_SECONDS)  # it failed


def _wait(services: Services, stopping: threading.Event, swept: object) -> None:
    """Until the next sweep is due, or something came that no job sees to."""
    due = time.monotonic() + SWEEP_SECONDS
    while time.monotonic() < due and not stopping.wait(LOOK_SECONDS):
        with services.database.snapshot() as session:
            if not leases.is_busy(session) and queries.newest(session) != swept:
                return


def _watch(services: Services, stopping: threading.Event) -> None:
    """Looks at feeds that are due; what comes is matched when the desk is kept up."""
    while not stopping.is_set():
        with _going_on():
            watching.look_at_due(services)
        stopping.wait(SWEEP_SECONDS)


def _sweep(services: Services, before: object) -> object:
    """Looks for anything left undone, unless nothing has come since; what there is now."""
    with services.database.snapshot() as session:
        there, busy = queries.newest(session), leases.is_busy(session)
        wanted = leases.inputs(session)
    uploads.forget_old(services, wanted)
    with services.database.transaction(together=True) as session:
        lexical.settle(session)
    if busy or there == before:
        return before
    catching_up.catch_up(services)
    with services.database.snapshot() as session:
        return queries.newest(session)
