"""Stored reports as lists and as texts with their claims marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload

from workbench.domain.difference import Change, Step
from workbench.domain.spans import Span
from workbench.domain.vocabulary import State, Verdict
from workbench.language.identify import foreign
from workbench.representations import changes
from workbench.store import imprints, queries, versions
from workbench.store.imprints import Imprint
from workbench.store.models import Claim, Passage, Report, Source
from workbench.web.filters import look
from workbench.web.highlight import Mark

SIGNS = {Verdict.CORROBORATED: "✓", Verdict.DISPUTED: "✕", Verdict.UNRESOLVED: "?"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its claims, for reading."""

    report: Report
    claims: Sequence[Claim]
    marks: tuple[Mark, ...]
    newer: Report | None
    before: Report | None = None  # the version that this text replaced
    steps: tuple[Step, ...] = ()  # how it differs from that one
    imprints: Sequence[Imprint] = ()  # what people stated of its source and date
    at: Span | None = None  # the passage that somebody came for

    @property
    def compared(self) -> int:
        """How many of its claims are matched and compared, or need not be."""
        return sum(c.assessed_at is not None or c.state is State.SET_ASIDE for c in self.claims)

    @property
    def runs(self) -> list[tuple[bool, list[Step]]]:
        """The differences, with the stretches between them that stayed as they were."""
        grouped = groupby(self.steps, key=lambda step: step.change is Change.SAME)
        return [(same, list(run)) for same, run in grouped]

    @property
    def foreign(self) -> str | None:
        """The code of its language, where that is not English."""
        return foreign(self.report.text)


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """A report in a list, with how many claims were pulled from it and how many are decided."""

    report: Report
    claims: int
    decided: int


def shelf(
    session: Session,
    *,
    articles: bool,
    words: str | None,
    after: int | None,
    limit: int = queries.PAGE + 1,
) -> list[Shelfmark]:
    """The newest reports first, by default one more than a page holds; only articles if asked."""
    statement = (
        select(Report).where(Report.current).options(defer(Report.text), joinedload(Report.source))
    )
    if articles:
        statement = statement.where(Report.is_article)
    if words:
        named = Report.source.has(Source.name.icontains(words, autoescape=True))
        statement = statement.where(Report.title.icontains(words, autoescape=True) | named)
    if after is not None:
        statement = statement.where(Report.id < after)
    reports = session.scalars(statement.order_by(Report.id.desc()).limit(limit)).all()
    counted = _counted(session, [report.id for report in reports])
    return [Shelfmark(report, *counted.get(report.id, (0, 0))) for report in reports]


def read(session: Session, report_id: int, passage_id: int | None = None) -> Reading:
    """A report with its claims marked, and the passage of it that somebody came for.

    Raises:
        NotFoundError: there is none with that id.
    """
    report = queries.report(session, report_id)
    claims = queries.claims_of(session, report_id)
    newer = versions.newest(session, [report]).get(report_id)
    before = session.get(Report, report.replaces_id) if report.replaces_id else None
    steps = tuple(changes.steps(before, report)) if before else ()
    marks = tuple(mark for claim in claims for mark in _mark(claim))
    at = _place(session, report_id, passage_id)
    if at is not None:
        marks += (Mark(at, "this-passage", "the passage you came for"),)
    stated = imprints.stated(session, report_id)
    return Reading(report, claims, marks, newer, before, steps, stated, at)


def _place(session: Session, report_id: int, passage_id: int | None) -> Span | None:
    passage = session.get(Passage, passage_id) if passage_id else None
    if passage is None or passage.report_id != report_id:
        return None
    return Span(passage.start, passage.end)


def _mark(claim: Claim) -> list[Mark]:
    if claim.start is None or claim.end is None:
        return []
    stands = claim.verdict or claim.state
    return [
        Mark(
            Span(claim.start, claim.end),
            f"claim-mark {look(stands)}",
            f"claim {claim.id}: {stands}",
            _sign(claim),
            href=url_for("claims.show", claim_id=claim.id),
            anchor=f"claim-{claim.id}",
        )
    ]


def _sign(claim: Claim) -> str:
    if claim.state is State.SET_ASIDE:
        return "–"
    return SIGNS[claim.verdict] if claim.verdict else ""


def _counted(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    rows = session.execute(
        select(Claim.report_id, func.count(), func.count(Claim.verdict))
        .where(Claim.report_id.in_(ids))
        .group_by(Claim.report_id)
    )
    return {report_id: (claims, decided) for report_id, claims, decided in rows if report_id}
