"""One job of the ledger done, whichever it is; safe to be told of twice."""

import logging

from workbench.bootstrap import Services
from workbench.errors import ConflictError, WorkbenchError
from workbench.pipeline import importing, undoing, uploads
from workbench.store import leases
from workbench.store.ledger import Job, JobKind, JobState

log = logging.getLogger(__name__)


def do(services: Services, job_id: int) -> None:
    """Does a job, unless it is done or somebody is at it; what went wrong stands in the ledger."""
    with services.database.snapshot() as session:
        job = session.get(Job, job_id)
    if job is None or job.state not in leases.OPEN:
        return
    try:
        if job.kind is JobKind.IMPORT:
            importing.run(services, job_id)
            uploads.discard(services, job.input)
        else:
            _undo(services, job)
    except ConflictError:
        log.info("job %d is being done elsewhere", job_id)
    except WorkbenchError as error:
        log.warning("job %d failed: %s", job_id, type(error).__name__)


def _undo(services: Services, job: Job) -> None:
    owner = leases.me()
    with services.database.transaction() as session:
        leases.take(session, job.id, owner)
    state, problem = JobState.FAILED, None
    try:
        undoing.undo(services, job.import_id, by=job.by)
        state = JobState.DONE
    except WorkbenchError as error:
        problem = error.message
        raise
    finally:
        with services.database.transaction() as session:
            leases.give_back(session, job.id, owner, state, problem)
