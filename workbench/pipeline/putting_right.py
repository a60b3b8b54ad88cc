"""A report's source and date put right: what rests on them is told anew, and compared anew."""

from sqlalchemy.orm import Session

from workbench.stages import imprints, pulling, rechecking
from workbench.store import queries


def put_right(
    session: Session, report_id: int, source: str | None, published: str | None, *, by: str
) -> bool:
    """Writes both into a report, in the caller's transaction; whether that changed anything.

    Claims then wait to be matched and compared anew: see to them (`catching_up.see_to`).

    Raises:
        NotFoundError: there is no such report.
        ConflictError: it was replaced or withdrawn.
        InputError: the name is too long, or the day is none or lies ahead.
    """
    was = queries.report(session, report_id).published
    if not imprints.state(session, report_id, source, published, by=by):
        return False
    changed = pulling.read_anew(session, report_id, was, by=by)
    rechecking.put_right(session, report_id, changed, by=by)
    return True
