"""Lists for people: queue, reports, claims, imports; bounded and paged, nothing row-wise."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.sql.base import ExecutableOption

from workbench.domain.vocabulary import State, Verdict
from workbench.errors import NotFoundError
from workbench.store.models import Claim, Import, ImportedClaim, ImportProblem, Report

OPEN = (State.RECHECK, State.NEW, State.IN_REVIEW, State.SECOND_REVIEW, State.ADJUDICATION)
PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are meant; nothing given, all of them."""

    state: State | None = None
    verdict: Verdict | None = None
    report_id: int | None = None
    import_id: int | None = None
    words: str | None = None
    since: str | None = None


def selected(chosen: Filter) -> Select[Claim]:
    """The claims that a filter selects, by id."""
    rows = select(Claim).order_by(Claim.id)
    if chosen.state is not None:
        rows = rows.where(Claim.state == chosen.state)
    if chosen.verdict is not None:
        rows = rows.where(Claim.verdict == chosen.verdict)
    if chosen.report_id is not None:
        rows = rows.where(Claim.report_id == chosen.report_id)
    if chosen.import_id is not None:
        named = select(ImportedClaim.claim_id).where(ImportedClaim.import_id == chosen.import_id)
        rows = rows.where(Claim.id.in_(named))
    if chosen.words:
        rows = rows.where(Claim.text.icontains(chosen.words, autoescape=True))
    if chosen.since:
        rows = rows.where(func.date(Claim.created_at) >= chosen.since)
    return rows


def claims(
    session: Session, chosen: Filter, *, after: int = 0, limit: int = PAGE
) -> Sequence[Claim]:
    """One page of them, with source and report."""
    rows = selected(chosen).where(Claim.id > after).limit(limit).options(*_shown())
    return session.scalars(rows).all()


def queue(
    session: Session, chosen: Filter, *, offset: int = 0, limit: int = PAGE
) -> Sequence[Claim]:
    """Open claims, those to be decided first at the top."""
    rows = selected(chosen)
    if chosen.state is None:
        rows = rows.where(Claim.state.in_(OPEN))
    rows = rows.order_by(None).order_by(Claim.priority.desc(), Claim.id).offset(offset).limit(limit)
    return session.scalars(rows.options(*_shown())).all()


def next_claim(session: Session, after: Claim | None = None) -> int | None:
    """The open claim that comes after this one in the queue, from the top again at its end."""
    rows = select(Claim.id).where(Claim.state.in_(OPEN)).order_by(Claim.priority.desc(), Claim.id)
    if after is not None:
        later = (Claim.priority < after.priority) | (
            (Claim.priority == after.priority) & (Claim.id > after.id)
        )
        found = session.scalar(rows.where(later).limit(1))
        if found is not None:
            return found
        rows = rows.where(Claim.id != after.id)
    return session.scalar(rows.limit(1))


def counts_by_state(session: Session) -> dict[State, int]:
    """How many claims stand where."""
    rows = session.execute(select(Claim.state, func.count()).group_by(Claim.state))
    return dict(rows.all())


def reports(session: Session, *, before: int | None = None, limit: int = PAGE) -> Sequence[Report]:
    """One page of the current reports, the latest stored first."""
    rows = select(Report).where(Report.current).order_by(Report.id.desc()).limit(limit)
    if before is not None:
        rows = rows.where(Report.id < before)
    return session.scalars(rows.options(joinedload(Report.source))).all()


def report(session: Session, report_id: int) -> Report:
    """One report.

    Raises:
        NotFoundError: there is none with that id.
    """
    row = session.scalar(
        select(Report).where(Report.id == report_id).options(joinedload(Report.source))
    )
    if row is None:
        raise NotFoundError(f"There is no report {report_id}.")
    return row


def claims_of(session: Session, report_id: int) -> Sequence[Claim]:
    """The claims pulled from an article, in the order of its text."""
    rows = select(Claim).where(Claim.report_id == report_id).order_by(Claim.start, Claim.id)
    return session.scalars(rows).all()


def imports(session: Session, *, limit: int = PAGE) -> Sequence[Import]:
    """The latest imports."""
    return session.scalars(select(Import).order_by(Import.id.desc()).limit(limit)).all()


def import_(session: Session, import_id: int) -> Import:
    """One import.

    Raises:
        NotFoundError: there is none with that id.
    """
    row = session.get(Import, import_id)
    if row is None:
        raise NotFoundError(f"There is no import {import_id}.")
    return row


def problems_of(
    session: Session, import_id: int, *, after: int = 0, limit: int | None = None
) -> Sequence[ImportProblem]:
    """What an import rejected, in the order of the file."""
    rows = select(ImportProblem).where(
        ImportProblem.import_id == import_id, ImportProblem.id > after
    )
    return session.scalars(rows.order_by(ImportProblem.id).limit(limit)).all()


def imports_of(session: Session, claim_id: int) -> list[int]:
    """The imports that name a claim."""
    rows = select(ImportedClaim.import_id).where(ImportedClaim.claim_id == claim_id)
    return list(session.scalars(rows.order_by(ImportedClaim.import_id)))


def _shown() -> tuple[ExecutableOption, ...]:
    return joinedload(Claim.source), joinedload(Claim.report).joinedload(Report.source)
