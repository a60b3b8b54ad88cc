"""A report taken out of use: its row, its capture where nobody needs it, vectors and counts."""

from dataclasses import dataclass

from workbench.bootstrap import Services
from workbench.domain.news import Reason
from workbench.pipeline import catching_up
from workbench.stages import rechecking, redaction
from workbench.store import captures
from workbench.store.models import Report


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a withdrawn report."""

    report: int
    sha256: str
    text_sha256: str


def withdraw(
    services: Services, report_id: int, *, reason: str, by: str, erase: bool = False
) -> Tombstone:
    """Takes a report out of use; with `erase` its words and its capture are overwritten for good.

    Where a process ended before it had removed the capture, erasing again removes it.

    Raises:
        NotFoundError: there is no such report.
        ConflictError: it is withdrawn already.
        InputError: no reason is given.
    """
    folder = services.settings.captures
    with services.database.transaction() as session:
        needless = redaction.needless(session, report_id) if erase else None
        if needless is None or not captures.has(folder, needless):
            needless = redaction.withdraw(session, report_id, reason=reason, by=by, erase=erase)
            rechecking.gone(session, report_id, Reason.WITHDRAWN, by=by)
        report = session.get_one(Report, report_id)
        stays = Tombstone(report_id, report.sha256, report.text_sha256)
    if needless:
        captures.forget(folder, needless)
    catching_up.index(services)
    catching_up.see_to(services)
    return stays
