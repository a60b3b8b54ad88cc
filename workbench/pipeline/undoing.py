"""A whole import taken back, piece by piece; safe to kill and to repeat."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain.vocabulary import ImportState
from workbench.errors import ConflictError
from workbench.pipeline.bulk_matching import Matcher
from workbench.stages import importing, undoing
from workbench.store import leases, queries
from workbench.store.ledger import JobState

BATCH = 1_000
LISTED = 1_000
Json = dict[str, Any]
Hold = Callable[[Session], object]


def undo(
    services: Services, import_id: int, *, by: str, hold: Hold = lambda _session: None
) -> Json:
    """Removes what only this import brought; lists what stays, each with its reason.

    `hold` is called with every piece: whoever does it as a job says that it goes on.

    Raises:
        NotFoundError: there is no such import.
        ConflictError: it is running.
    """
    _stop(services, import_id)
    removed = _remove(services, import_id, hold)
    restored = _restore(services, import_id, by, hold)
    with services.database.transaction() as session:
        staying, count = undoing.stays(session, import_id, limit=LISTED)
        if queries.import_(session, import_id).state is not ImportState.UNDONE:
            undoing.close(session, import_id, removed, by=by)
    _match_restored(services, import_id)
    return {
        "import": import_id,
        "state": ImportState.UNDONE.value,
        "removed": removed,
        "restored": restored,
        "stay": [
            {"claim": each.claim_id, "text": each.text, "because": each.because} for each in staying
        ],
        "stay_left_out": count - len(staying),
    }


def _stop(services: Services, import_id: int) -> None:
    """One that was interrupted or failed is not gone on with; a running one must be cancelled."""
    with services.database.transaction() as session:
        queries.import_(session, import_id)
        job = leases.job_of(session, import_id)
        if job is None:
            return
        if leases.is_live(job):
            raise ConflictError(f"Import {import_id} is running: cancel it, or wait for its end.")
        if job.state not in leases.OVER:
            job.state = JobState.CANCELLED


def _remove(services: Services, import_id: int, hold: Hold) -> int:
    removed = 0
    while True:
        with services.database.transaction() as session:
            hold(session)
            claims = undoing.removable(session, import_id, limit=BATCH)
            undoing.remove(session, claims)
        if not claims:
            return removed
        removed += len(claims)


def _match_restored(services: Services, import_id: int) -> None:
    """What reads again as before; whatever else waits on the desk is left to others."""
    with services.database.snapshot() as session:
        waits = bool(importing.unmatched(session, import_id, limit=1))
    if waits:
        with Matcher(services) as matcher:
            matcher.match_rest(import_id)


def _restore(services: Services, import_id: int, by: str, hold: Hold) -> int:
    restored = 0
    while True:
        with services.database.transaction() as session:
            hold(session)
            versions = undoing.restorable(session, import_id, limit=BATCH)
            undoing.restore(session, versions, by=by)
        if not versions:
            return restored
        restored += len(versions)
