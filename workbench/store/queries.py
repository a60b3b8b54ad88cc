"""Lists for people: queue, reports, claims, imports; bounded and paged, nothing row-wise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session, defer, joinedload, load_only
from sqlalchemy.sql.base import ExecutableOption

from workbench.domain.vocabulary import Signal, State, Verdict
from workbench.errors import NotFoundError
from workbench.store.desks import Assignment
from workbench.store.models import (
    Claim,
    Import,
    ImportedClaim,
    ImportProblem,
    Match,
    Passage,
    Report,
    Source,
    User,
)

OPEN = (State.RECHECK, State.NEW, State.IN_REVIEW, State.SECOND_REVIEW, State.ADJUDICATION)
PAGE = 50
IN_ORDER = (Claim.priority.desc(), Claim.id)
_ROW = (  # of a claim in a list for people
    *(Claim.text, Claim.standalone, Claim.speaker, Claim.claimed_at, Claim.report_id),
    *(Claim.source_id, Claim.state, Claim.verdict, Claim.set_aside, Claim.assessed_at),
    *(Claim.proposed_at_least, Claim.proposed_at_most, Claim.priority, Claim.priority_because),
    Claim.confirmed,
)
_OF_REPORT = (Report.source_id, Report.published)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are meant; nothing given, all of them."""

    state: State | None = None
    verdict: Verdict | None = None
    report_id: int | None = None
    import_id: int | None = None
    words: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    speaker: str | None = None
    place: str | None = None
    tag: str | None = None
    conflict: bool = False
    assigned: str | None = None  # the name of whoever it was given to


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in the queue; pages are turned by it, so that all are equally fast."""

    priority: float
    id: int

    @classmethod
    def of(cls, claim: Claim) -> "Place":
        """The place of a claim."""
        return cls(claim.priority, claim.id)


def selected(chosen: Filter) -> Select[Claim]:
    """The claims that a filter selects, by id."""
    rows = select(Claim).order_by(Claim.id)
    for condition in (*_standing(chosen), *_belonging(chosen), *_speaking(chosen)):
        rows = rows.where(condition)
    return rows


def claims(
    session: Session, chosen: Filter, *, after: int = 0, limit: int = PAGE, bare: bool = False
) -> Sequence[Claim]:
    """One page of them, with source and report; `bare`, with what a row of a list shows."""
    rows = selected(chosen).where(Claim.id > after).limit(limit).options(*_shown(bare=bare))
    return session.scalars(rows).all()


def queue(
    session: Session,
    chosen: Filter,
    *,
    after: Place | None = None,
    limit: int = PAGE,
    bare: bool = False,
) -> Sequence[Claim]:
    """Open claims, those to be decided first at the top; those behind a place in the queue."""
    states = OPEN if chosen.state is None else (chosen.state,)
    wanted, turned = selected(replace(chosen, state=None)).whereclause, after is not None
    if wanted is None:
        rows = _whole(states, limit, turned=turned, bare=bare)
    else:
        rows = _listed(_first(states, limit, wanted, turned=turned), bare=bare)
    return session.scalars(rows, _behind(after)).all()


def next_claim(
    session: Session,
    after: Place | None = None,
    *,
    only: ColumnElement[bool] | None = None,
    given: Mapping[str, object] | None = None,
) -> int | None:
    """The open claim behind this place in the queue, from the top again at its end.

    `only` says which claims come into question (those at which nobody else is), with the values
    `given` for its parameters; the same object again costs no building of statements.
    """
    values = {**(given or {}), "not_again": after.id if after else 0, **_behind(after)}
    found: int | None = None
    if after is not None:
        found = session.scalar(_one(only, turned=True), values)
    return session.scalar(_one(only, turned=False), values) if found is None else found


def place_of(session: Session, claim_id: int) -> Place | None:
    """Where a claim stands in the queue; None where there is no such claim."""
    row = session.execute(select(Claim.priority, Claim.id).where(Claim.id == claim_id)).first()
    return Place(*row) if row else None


def counts_by_state(session: Session) -> dict[State, int]:
    """How many claims stand where."""
    rows = session.execute(select(Claim.state, func.count()).group_by(Claim.state))
    return dict(rows.all())


def count(session: Session, chosen: Filter) -> int:
    """How many claims a filter selects."""
    rows = selected(chosen).order_by(None).with_only_columns(func.count(Claim.id))
    return session.scalar(rows) or 0


def reports(session: Session, *, before: int | None = None, limit: int = PAGE) -> Sequence[Report]:
    """One page of the current reports, the latest stored first."""
    rows = select(Report).where(Report.current).order_by(Report.id.desc()).limit(limit)
    if before is not None:
        rows = rows.where(Report.id < before)
    return session.scalars(rows.options(defer(Report.text), joinedload(Report.source))).all()


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


def claim(session: Session, claim_id: int) -> Claim:
    """One claim, alone.

    Raises:
        NotFoundError: there is none with that id.
    """
    row = session.get(Claim, claim_id)
    if row is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    return row


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


def _standing(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """Where the work stands, and since when there is any."""
    if chosen.state is not None:
        yield Claim.state == chosen.state
    if chosen.verdict is not None:
        yield Claim.verdict == chosen.verdict
    if chosen.since:
        yield cast(func.date(Claim.created_at), String) >= chosen.since
    if chosen.until:
        yield cast(func.date(Claim.created_at), String) <= chosen.until
    if chosen.conflict:
        against = select(Match.claim_id).where(
            Match.signal == literal_column(f"'{Signal.CONFLICTS}'"),  # as its index says it
            Match.same_origin_as_claim.is_(False),
        )
        told = Claim.priority_because.is_not(None) | Claim.verdict.is_not(None)
        yield Claim.id.in_(against) & told  # of one without a reason the machine keeps silent


def _belonging(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """What a claim came with."""
    if chosen.report_id is not None:
        yield Claim.report_id == chosen.report_id
    if chosen.import_id is not None:
        named = select(ImportedClaim.claim_id).where(ImportedClaim.import_id == chosen.import_id)
        yield Claim.id.in_(named)
    if chosen.source:
        named = select(Source.id).where(Source.name.icontains(chosen.source, autoescape=True))
        theirs = select(Report.id).where(Report.source_id.in_(named))
        yield Claim.source_id.in_(named) | Claim.report_id.in_(theirs)
    if chosen.assigned:
        theirs = select(Assignment.claim_id).join(User, User.id == Assignment.user_id)
        yield Claim.id.in_(theirs.where(User.name == chosen.assigned))
    if chosen.tag:
        yield cast(Claim.tags, String).icontains(json.dumps(chosen.tag), autoescape=True)


def _speaking(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    """What a claim says, and who says it."""
    if chosen.words:
        yield Claim.text.icontains(chosen.words, autoescape=True)
    if chosen.speaker:
        yield Claim.speaker["name"].as_string().icontains(chosen.speaker, autoescape=True)
    if chosen.place:
        places = Claim.particulars["places"].as_string()
        named = json.dumps(chosen.place)[1:-1]
        yield places.icontains(named, autoescape=True) | Claim.text.icontains(
            chosen.place, autoescape=True
        )


@lru_cache(maxsize=64)
def _one(only: ColumnElement[bool] | None, *, turned: bool) -> Select[int]:
    others = Claim.id != bindparam("not_again", type_=Claim.id.type)
    found = _first(OPEN, 1, others if only is None else others & only, turned=turned)
    return select(found.c.id)


@lru_cache(maxsize=64)
def _whole(states: tuple[State, ...], limit: int, *, turned: bool, bare: bool) -> Select[Claim]:
    return _listed(_first(states, limit, None, turned=turned), bare=bare)


def _listed(found: Subquery, *, bare: bool) -> Select[Claim]:
    rows = select(Claim).where(Claim.id.in_(select(found.c.id))).order_by(*IN_ORDER)
    return rows.options(*_shown(bare=bare))


def _behind(after: Place | None) -> dict[str, float]:
    return {"priority": after.priority, "id": after.id} if after else {}


def _first(
    states: Sequence[State], limit: int, wanted: ColumnElement[bool] | None, *, turned: bool
) -> Subquery:
    """The ids that come first: each state is read along its index, never sorted whole."""
    parts = [_of_state(state, limit, wanted, turned=turned).subquery() for state in states]
    together = union_all(*(select(part) for part in parts)).subquery()
    ordered = select(together).order_by(together.c.priority.desc(), together.c.id)
    return ordered.limit(limit).subquery()


def _of_state(
    state: State, limit: int, wanted: ColumnElement[bool] | None, *, turned: bool
) -> Select[int, float]:
    rows = select(Claim.id, Claim.priority).where(Claim.state == state)
    if wanted is not None:
        rows = rows.where(wanted)
    if turned:
        priority = bindparam("priority", type_=Claim.priority.type)
        later = (Claim.priority < priority) | (
            (Claim.priority == priority) & (Claim.id > bindparam("id"))
        )
        rows = rows.where(Claim.priority <= priority, later)
    return rows.order_by(*IN_ORDER).limit(limit)


def newest(session: Session) -> tuple[int | None, ...]:
    """The latest of everything that is embedded or matched: equal while nothing has come."""
    latest = [select(func.max(table.id)).scalar_subquery() for table in (Report, Passage, Claim)]
    unmatched = select(func.min(Claim.id)).where(Claim.matched_at.is_(None)).scalar_subquery()
    withdrawn = select(func.count()).where(~Report.current).scalar_subquery()
    return tuple(session.execute(select(*latest, unmatched, withdrawn)).one())


def _shown(*, bare: bool) -> tuple[ExecutableOption, ...]:
    report = joinedload(Claim.report)
    named = report.joinedload(Report.source)
    if bare:  # rows, not columns: what is masked is masked as it is loaded
        return load_only(*_ROW), joinedload(Claim.source), report.load_only(*_OF_REPORT), named
    return joinedload(Claim.source), report.defer(Report.text), named
