"""Who published a report and when, as people stated it; what was read before stays beside it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, ScalarSelect, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from workbench.store import events
from workbench.store.base import Base, Key, now
from workbench.store.models import Report


class Imprint(Base):
    """One statement of a report's source and publication date, and what held before it."""

    __tablename__ = "imprint"
    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey(Report.id), index=True)
    source: Mapped[str | None] = mapped_column(String(200))
    source_was: Mapped[str | None] = mapped_column(String(200))
    published: Mapped[str | None] = mapped_column(String(40))
    published_was: Mapped[str | None] = mapped_column(String(40))
    stated_by: Mapped[str] = mapped_column(String(100))
    stated_at: Mapped[datetime] = mapped_column(default=now)


def keep(
    session: Session, report_id: int, imprint: Imprint, kind: str, *, by: str, **detail: object
) -> None:
    """Keeps a statement with a report, and in the chain of events."""
    imprint.report_id = report_id
    session.add(imprint)
    events.append(
        session,
        kind,
        actor=by,
        subject=f"report {report_id}",
        claim_id=None,
        source=imprint.source,
        published=imprint.published,
        **detail,
    )


def stated(session: Session, report_id: int | ScalarSelect[int]) -> Sequence[Imprint]:
    """What was stated of one report, oldest first."""
    rows = select(Imprint).where(Imprint.report_id == report_id).order_by(Imprint.id)
    return session.scalars(rows).all()
