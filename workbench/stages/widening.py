"""Sentences that a search cannot reach: in reports on the same event, silent on where and when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from workbench.domain.promise import promise
from workbench.language.particulars import particulars
from workbench.store.finds import Found, Query
from workbench.store.models import Claim, Embedding, Passage, Report
from workbench.vectors.packing import cosines, unpack
from workbench.vectors.types import Hit, Vectors

LEAD = 3  # sentences of the claim's article that say what it is about
NEAREST = 200  # passages near each of them: most are of another year
REPORTS = 24  # that are looked through, those nearest to the article first
OF_A_REPORT = 10  # its sentences nearest to the claim
MOST = 30  # sentences added to what the searches found
_A_PROMISE = 0.15  # in similarity: what a further step of promise is worth
NEWS = timedelta(days=10)  # between the claim's article and a report on the same event


@dataclass(frozen=True, slots=True)
class Lead:
    """What a claim's article is about: its first sentences' vectors, (at most `LEAD`, width)."""

    vectors: Vectors
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with its vector, of shape (width,), and what the searches found for it."""

    query: Query
    vector: Vectors
    found: Sequence[Found]
    published: datetime | None = None
    near: Sequence[Sequence[Hit]] = ()  # for each sentence of the lead


def leads(session: Session, encoder: int, claim_ids: Collection[int]) -> dict[int, Lead]:
    """Each claim's article in short, for those that have one."""
    claims = session.execute(
        select(Claim.id, Report.id.label("report"), Report.published_at)
        .join(Report, Report.id == Claim.report_id)
        .where(Claim.id.in_(claim_ids))
    ).all()
    first = _first_sentences(session, encoder, {claim.report for claim in claims})
    return {
        claim.id: Lead(first[claim.report], claim.published_at)
        for claim in claims
        if claim.report in first
    }


def beside(session: Session, encoder: int, asked: Asked) -> list[Found]:
    """What stands in reports on the claim's event and may answer it, the likeliest first.

    "The count has come to 130 dead" names neither place nor day: its report does.
    """
    reports = _reports(session, asked)
    known = {each.passage.id for each in asked.found}
    rows = _sentences(session, encoder, asked.vector, reports, known)
    claim = particulars(asked.query.text)
    told = [(promise(claim, particulars(_words(p), published=_day(p))), s, p) for p, s in rows]
    told = [each for each in told if each[0]]
    told.sort(key=lambda each: (-_worth(each[0], each[1], reports[each[2].report_id]), each[2].id))
    return [
        Found(passage, similarity, max(0.0, similarity) * min(1.0, reports[passage.report_id]))
        for _, similarity, passage in told[:MOST]
    ]


def _worth(promised: int, similarity: float, report: float) -> float:
    """Likeness and the report's nearness weigh as well: many sentences of a war give a toll."""
    return promised * _A_PROMISE + similarity + report


def _first_sentences(
    session: Session, encoder: int, reports: Collection[int]
) -> dict[int, Vectors]:
    rows = session.execute(
        select(Passage.report_id, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Passage.text_hash)
        .where(Embedding.encoder_id == encoder, Passage.report_id.in_(reports), Passage.current)
        .order_by(Passage.report_id, Passage.start)
    )
    packed: dict[int, list[bytes]] = {}
    for row in rows:
        packed.setdefault(row.report_id, []).append(row.vector)
    return {report: unpack(of[:LEAD], len(of[0]) // 4) for report, of in packed.items()}


def _reports(session: Session, asked: Asked) -> dict[int, float]:
    """The reports nearest to the claim and its article: the mean of their best similarities."""
    ids = {hit.id for row in asked.near for hit in row}
    of = _reports_of(session, asked, ids)
    in_time = [each for each in reversed(asked.found) if _is_news(each.passage.report, asked)]
    found = [{each.passage.report_id: each.similarity for each in in_time}]
    for hits in asked.near:
        best: dict[int, float] = {}
        for hit in hits:
            for report in of.get(hit.id, ()):
                best[report] = max(best.get(report, 0.0), hit.similarity)
        found.append(best)
    total: dict[int, float] = {}
    for best in found:
        for report, similarity in best.items():
            total[report] = total.get(report, 0.0) + similarity / len(found)
    nearest = sorted(total, key=lambda report: (-total[report], report))
    return {report: total[report] for report in nearest[:REPORTS]}


def _is_news(report: Report, asked: Asked) -> bool:
    """Whether a report may be on the same event: one of another year takes no other's place."""
    if asked.published is None or report.published_at is None:
        return True
    return abs(report.published_at - asked.published) <= NEWS


def _reports_of(session: Session, asked: Asked, ids: Collection[int]) -> dict[int, list[int]]:
    """The reports behind these embeddings that the claim may be matched with, in its time."""
    rows = (
        select(Embedding.id, Passage.report_id)
        .join(Passage, Passage.text_hash == Embedding.text_hash)
        .join(Passage.report)
        .where(Embedding.id.in_(ids), Passage.current, *asked.query.conditions())
    )
    if asked.published is not None:
        apart = (asked.published - NEWS, asked.published + NEWS)
        rows = rows.where(Report.published_at.is_(None) | Report.published_at.between(*apart))
    found: dict[int, list[int]] = {}
    for embedding, report in session.execute(rows):
        found.setdefault(embedding, []).append(report)
    return found


def _sentences(
    session: Session,
    encoder: int,
    vector: Vectors,
    reports: Collection[int],
    known: Collection[int],
) -> list[tuple[Passage, float]]:
    """Of each report the sentences nearest to the claim that were not found."""
    rows = session.execute(
        select(Passage.id, Passage.report_id, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Passage.text_hash)
        .where(Embedding.encoder_id == encoder, Passage.report_id.in_(reports), Passage.current)
        .order_by(Passage.id)
    ).all()
    near = dict(zip((r.id for r in rows), cosines(vector, [r.vector for r in rows]), strict=True))
    by_report: dict[int, list[int]] = {}
    for row in sorted(rows, key=lambda r: -near[r.id]):
        by_report.setdefault(row.report_id, []).append(row.id)
    wanted = [i for ids in by_report.values() for i in ids[:OF_A_REPORT] if i not in known]
    passages = session.scalars(
        select(Passage)
        .where(Passage.id.in_(wanted))
        .join(Passage.report)
        .options(contains_eager(Passage.report).joinedload(Report.source))
        .order_by(Passage.id)
    )
    return [(passage, near[passage.id]) for passage in passages]


def _words(passage: Passage) -> str:
    return passage.report.text[passage.start : passage.end]


def _day(passage: Passage) -> date | None:
    at = passage.report.published_at
    return at.date() if at is not None else None
