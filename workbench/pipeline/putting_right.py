"""A report's source and date put right: what rests on them is told anew, and compared anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.domain.spans import Span
from workbench.domain.values import Basis
from workbench.errors import ConflictError
from workbench.reading import dates
from workbench.stages import imprints, pulling, rechecking
from workbench.stages.pulling import Retold
from workbench.store import queries
from workbench.store.database import Database


@dataclass(frozen=True)
class Restated:
    """A report's source and date as a person knows them, and what its text tells beside them."""

    report_id: int
    source: str | None
    published: str | None
    published_was: str | None
    rests: Mapping[Span, Basis]
    told: Retold


def compute(
    database: Database, report_id: int, source: str | None, published: str | None
) -> Restated:
    """What a report tells with another source and date; nothing is written.

    `published`: an ISO day or moment, or a day written out. None says that it is not known.

    Raises:
        NotFoundError: there is no such report.
        InputError: the name is too long, or the day is none or lies ahead.
    """
    published = (published and dates.typed(published)) or published
    imprints.check(source, published)
    with database.snapshot() as session:
        report = queries.report(session, report_id)
        text, agency, was = report.text, report.agency, report.published
    rests = imprints.compute(text, source, agency)
    return Restated(report_id, source, published, was, rests, pulling.retell(text, was, published))


def record(session: Session, restated: Restated, *, by: str) -> bool:
    """Writes both into the report, in the caller's transaction; whether that changed anything.

    Claims then wait to be matched and compared anew: see to them (`catching_up.see_to`).

    Raises:
        ConflictError: it was replaced or withdrawn, or its date was put right meanwhile.
    """
    report = queries.report(session, restated.report_id)
    if report.published != restated.published_was:
        raise ConflictError(f"The date of report {report.id} was put right meanwhile. Look again.")
    source, published = restated.source, restated.published
    if not imprints.state(session, report, source, published, rests=restated.rests, by=by):
        return False
    changed = pulling.read_anew(session, report, restated.told, by=by)
    rechecking.put_right(session, report.id, changed, by=by)
    return True
