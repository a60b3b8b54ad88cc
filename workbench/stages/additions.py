"""What came after decisions and re-opened none of them: summed up for a day or any other time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, contains_eager

from workbench.domain import news
from workbench.domain.news import Find, Quiet
from workbench.domain.vocabulary import State, Verdict
from workbench.store.models import Claim, Match, Passage, Report, Review

MOST = 500  # claims in one digest


@dataclass(frozen=True, slots=True)
class Addition:
    """One passage that was added to a decided claim."""

    passage_id: int
    report_id: int
    title: str | None
    source: str | None
    origin: str
    what: Quiet


@dataclass(frozen=True, slots=True)
class Digest:
    """What was added quietly to one decided claim, first what is to be read first."""

    claim_id: int
    text: str
    verdict: Verdict
    additions: tuple[Addition, ...]

    def counts(self) -> Mapping[Quiet, int]:
        """How many additions of each kind, of those that occur."""
        found = [addition.what for addition in self.additions]
        return {what: found.count(what) for what in Quiet if what in found}


def digest(session: Session, since: datetime, until: datetime | None = None) -> list[Digest]:
    """Claims whose decision stands, with what reports stored from `since` on added to them.

    `until` is not included. At most `MOST` claims, the last decided first; a bounded number of
    statements.
    """
    stored = [Report.acquired_at >= since]
    if until is not None:
        stored.append(Report.acquired_at < until)
    claims = _claims(session, stored)
    seen = _in_view(session, claims)
    known = _known(session, claims, seen)
    additions: dict[int, list[Addition]] = {claim_id: [] for claim_id in claims}
    for match in _matches(session, claims, stored):
        claim = claims[match.claim_id]
        if claim.verdict is None or match.passage_id in seen.get(claim.id, ()):
            continue
        what = _what(claim.verdict, match, known.get(claim.id, frozenset()))
        if what is not None:
            additions[claim.id].append(_addition(match, what))
    return [
        Digest(claim.id, claim.text, claim.verdict, tuple(additions[claim.id]))
        for claim in claims.values()
        if claim.verdict is not None and additions[claim.id]
    ]


def _what(verdict: Verdict, match: Match, known: Collection[int]) -> Quiet | None:
    """What a match adds; another passage of an origin that was in view adds nothing new."""
    independent = not match.same_origin_as_claim and match.origin not in known
    find = Find(match.passage_id, match.signal, independent, match.origin_label, match.counted)
    return news.quiet(verdict, find)


def _addition(match: Match, what: Quiet) -> Addition:
    report = match.passage.report
    source = report.source.name if report.source else None
    return Addition(match.passage_id, report.id, report.title, source, match.origin_label, what)


def _claims(session: Session, stored: Collection[ColumnElement[bool]]) -> dict[int, Claim]:
    added = (
        select(Match.claim_id)
        .join(Match.passage)
        .join(Passage.report)
        .where(Match.claim_id == Claim.id, *stored)
    )
    rows = session.scalars(
        select(Claim)
        .where(Claim.state == State.DECIDED, added.exists())
        .order_by(Claim.decided_at.desc(), Claim.id)
        .limit(MOST)
    )
    return {claim.id: claim for claim in rows}


def _in_view(session: Session, claims: Collection[int]) -> dict[int, frozenset[int]]:
    """What was in view when each claim was decided last."""
    rows = session.scalars(
        select(Review)
        .where(Review.claim_id.in_(claims), Review.undone_at.is_(None))
        .order_by(Review.number)
    )
    return {row.claim_id: frozenset(row.rests_on.get("in_view", ())) for row in rows}


def _known(
    session: Session, claims: Collection[int], seen: Mapping[int, frozenset[int]]
) -> dict[int, set[int]]:
    """The origins that were in view."""
    known: dict[int, set[int]] = {}
    rows = select(Match.claim_id, Match.passage_id, Match.origin).where(Match.claim_id.in_(claims))
    for row in session.execute(rows):
        if row.passage_id in seen.get(row.claim_id, ()):
            known.setdefault(row.claim_id, set()).add(row.origin)
    return known


def _matches(
    session: Session, claims: Collection[int], stored: Collection[ColumnElement[bool]]
) -> list[Match]:
    rows = session.scalars(
        select(Match)
        .join(Match.passage)
        .join(Passage.report)
        .where(Match.claim_id.in_(claims), *stored)
        .options(
            contains_eager(Match.passage).contains_eager(Passage.report).joinedload(Report.source)
        )
        .order_by(Match.claim_id, Match.rank)
    )
    return list(rows)
