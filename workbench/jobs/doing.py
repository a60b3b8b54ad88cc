"""One job of the ledger done, whichever it is; safe to be told of twice."""

import logging
import time

from workbench.bootstrap import Services
from workbench.errors import ConflictError, DatabaseAwayError, WorkbenchError
from workbench.pipeline import importing, undoing, uploads
from workbench.store import leases
from workbench.store.ledger import Job, JobKind, JobState

log = logging.getLogger(__name__)

AWAY_SECONDS = 2.0


def do(services: Services, job_id: int) -> None:
    """Does a job, unless it is done or somebody is at it; what went wrong stands in the ledger.

    A database that goes away is waited for; then whoever is free goes on where the job stands.
    """
    owner = leases.me()
    try:
        _do(services, job_id, owner)
    except DatabaseAwayError as error:
        log.warning("job %d waits: %s", job_id, error.message)
        _leave_when_back(services, job_id, owner)


def _do(services: Services, job_id: int, owner: str) -> None:
    with services.database.snapshot() as session:
        job = session.get(Job, job_id)
    if job is None or job.state not in leases.OPEN:
        return
    try:
        if job.kind is JobKind.IMPORT:
            importing.run(services, job_id, owner=owner)
            uploads.discard(services, job.input)
        else:
            _undo(services, job, owner)
    except DatabaseAwayError:
        raise
    except ConflictError:
        log.info("job %d is being done elsewhere", job_id)
    except WorkbenchError as error:
        log.warning("job %d failed: %s", job_id, type(error).__name__)


def _leave_when_back(services: Services, job_id: int, owner: str) -> None:
    while True:
        time.sleep(AWAY_SECONDS)
        try:
            with services.database.transaction() as session:
                leases.leave_waiting(session, job_id, owner)
        except DatabaseAwayError:
            continue
        return


def _undo(services: Services, job: Job, owner: str) -> None:
    with services.database.transaction() as session:
        leases.take(session, job.id, owner)
    state, problem = JobState.FAILED, None
    try:
        hold = lambda session: leases.renew(session, job.id, owner)  # noqa: E731
        undoing.undo(services, job.import_id, by=job.by, hold=hold)
        state = JobState.DONE
    except DatabaseAwayError:
        raise
    except WorkbenchError as error:
        problem = error.message
        raise
    finally:
        if state is JobState.DONE or problem:
            with services.database.transaction() as session:
                leases.give_back(session, job.id, owner, state, problem)
