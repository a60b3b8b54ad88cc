"""The word index made anew from the passages, and what of erased reports is still in it."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from workbench.store import lexical
from workbench.store.guards import Withdrawal
from workbench.store.models import Passage, Report

_REPORTS = 200


def erased(session: Session) -> list[int]:
    """The erased reports whose words are still in: they were erased before that took words out."""
    reports = session.scalars(select(Withdrawal.report_id).where(Withdrawal.erased)).all()
    return [report for report in reports if lexical.of_report(session, report)]


def make_anew(session: Session) -> None:
    """Takes up the words of every current passage; nothing else that was in stays."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete=ON"))  # overwrites what it frees
    lexical.drop(connection)
    lexical.create(connection)
    for some in _worded(session):
        lexical.index(session, some)
    lexical.settle(session)


def _worded(session: Session) -> Iterator[list[lexical.Worded]]:
    ids = session.scalars(select(Report.id).order_by(Report.id)).all()
    for start in range(0, len(ids), _REPORTS):
        yield _of(session, ids[start : start + _REPORTS])


def _of(session: Session, reports: Sequence[int]) -> list[lexical.Worded]:
    """The passages of some reports; each report's text is read once."""
    columns = select(Report.id, Report.text, Report.title).where(Report.id.in_(reports))
    known = {row.id: row for row in session.execute(columns)}
    passages = session.execute(
        select(Passage.id, Passage.report_id, Passage.start, Passage.end)
        .where(Passage.report_id.in_(reports), Passage.current)
        .order_by(Passage.id)
    )
    return [
        lexical.Worded(row.id, report.text[row.start : row.end], report.title)
        for row in passages
        for report in [known[row.report_id]]
    ]
