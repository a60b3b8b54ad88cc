"""What a person stated of a page goes with its next version, while the page says what it said."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import normalised
from workbench.reading.record import ReportRecord
from workbench.store.imprints import Imprint, keep, stated
from workbench.store.models import Report

CARRIED = "imprint carried over"


def compute(session: Session, report: ReportRecord) -> Imprint | None:
    """The statement that holds for a page read again; None where there is none, or it has passed.

    Source and date hold apart: each until the page itself says otherwise than when it was stated.
    """
    here = select(Report.id).where(Report.current, Report.url == report.url)
    known = here.order_by(Report.id.desc()).limit(1).scalar_subquery()
    rows = stated(session, known) if report.url else []
    if not rows:
        return None
    read, last = rows[0], rows[-1]
    source = last.source if _same(report.source, read.source_was) else report.source
    published = last.published if report.published == read.published_was else report.published
    if (source, published) == (report.source, report.published):
        return None
    return Imprint(
        source=source,
        source_was=report.source,
        published=published,
        published_was=report.published,
        stated_by=last.stated_by,
        stated_at=last.stated_at,
    )


def applied(report: ReportRecord, carried: Imprint | None) -> ReportRecord:
    """The report with the source and the date that hold for it."""
    if carried is None:
        return report
    return replace(report, source=carried.source, published=carried.published)


def record(session: Session, report_id: int, carried: Imprint, *, by: str) -> None:
    """Keeps the statement with the new version, and with whom it was made."""
    keep(session, report_id, carried, CARRIED, by=by, stated_by=carried.stated_by)


def _same(name: str | None, other: str | None) -> bool:
    return normalised(name or "") == normalised(other or "")
