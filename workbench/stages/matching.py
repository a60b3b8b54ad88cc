"""Claims against the passages of other reports: find, rank, compare, fold, keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, contains_eager

from workbench.domain.vocabulary import BasisKind, Signal, State
from workbench.store.base import now
from workbench.store.models import Claim, Embedding, Match, Passage, Report
from workbench.vectors.packing import unpack
from workbench.vectors.types import Hit, Vectors

KEPT = 20  # matches stored per claim


@dataclass(frozen=True, slots=True)
class Query:
    """One claim to be matched: stored (with its id), or only searched for."""

    text: str
    claim_id: int | None = None
    report_ids: frozenset[int] = frozenset()  # its own report in every version
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may bear on a claim."""

    passage: Passage
    similarity: float
    relevance: float | None


def pending(
    session: Session, encoder: int, *, after: int = 0, limit: int
) -> tuple[list[Query], Vectors | None]:
    """Claims that were never matched and have their vector, with the vectors, row by row."""
    rows = session.execute(
        select(Claim, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Claim.text_hash)
        .where(Embedding.encoder_id == encoder, Claim.matched_at.is_(None), Claim.id > after)
        .order_by(Claim.id)
        .limit(limit)
    ).all()
    return _queries(session, [row.Claim for row in rows]), _stacked([row.vector for row in rows])


def one(session: Session, encoder: int, claim_id: int) -> tuple[list[Query], Vectors | None]:
    """The same for one claim, matched before or not."""
    rows = session.execute(
        select(Claim, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Claim.text_hash)
        .where(Embedding.encoder_id == encoder, Claim.id == claim_id)
    ).all()
    return _queries(session, [row.Claim for row in rows]), _stacked([row.vector for row in rows])


def passages(session: Session, hits: Iterable[Sequence[Hit]]) -> dict[int, list[Passage]]:
    """The current passages behind the embeddings found, with report and source."""
    ids = {hit.id for row in hits for hit in row}
    rows = session.execute(
        select(Embedding.id, Passage)
        .join(Passage, Passage.text_hash == Embedding.text_hash)
        .join(Passage.report)
        .where(Embedding.id.in_(ids), Passage.current)
        .options(contains_eager(Passage.report).joinedload(Report.source))
        .order_by(Passage.id)
    ).all()
    found: dict[int, list[Passage]] = {}
    for embedding_id, passage in rows:
        found.setdefault(embedding_id, []).append(passage)
    return found


def compute(
    query: Query, hits: Sequence[Hit], behind: Mapping[int, Sequence[Passage]], *, limit: int
) -> list[Found]:
    """The best passages of other reports, best first."""
    found = [
        Found(passage, hit.similarity, None)
        for hit in hits
        for passage in behind.get(hit.id, ())
        if _eligible(query, passage)
    ]
    return sorted(found, key=lambda f: (-f.similarity, f.passage.id))[:limit]


def record(
    session: Session, matched: Sequence[tuple[Query, Sequence[Found]]], searched: dict[str, object]
) -> None:
    """Replaces the machine's proposals for these claims; what people found and gave stays."""
    ids = [query.claim_id for query, _ in matched]
    session.execute(delete(Match).where(Match.claim_id.in_(ids), ~Match.by_hand))
    claims = {c.id: c for c in session.scalars(select(Claim).where(Claim.id.in_(ids)))}
    by_hand = {
        (row.claim_id, row.passage_id): row
        for row in session.scalars(select(Match).where(Match.claim_id.in_(ids)))
    }
    for query, found in matched:
        claim = claims[query.claim_id or 0]
        claim.matched_at, claim.assessed_at, claim.searched = now(), None, searched
        if claim.state in {State.NEW, State.WAITING}:
            claim.state = State.NEW if found else State.WAITING
        for rank, each in enumerate(found, start=1):
            kept = by_hand.get((claim.id, each.passage.id))
            if kept is None:
                session.add(as_match(claim.id, rank, each))
            else:
                kept.rank, kept.similarity, kept.relevance = rank, each.similarity, each.relevance


def as_match(claim_id: int, rank: int, found: Found) -> Match:
    """What was found, as the proposal that is kept or shown."""
    source = found.passage.report.source
    return Match(
        claim_id=claim_id,
        passage_id=found.passage.id,
        rank=rank,
        similarity=found.similarity,
        relevance=found.relevance,
        basis_kind=BasisKind.UNSTATED,
        basis_because="Not assessed yet.",
        origin=found.passage.report_id,
        origin_label=source.name if source else "unknown source",
        origin_because=[],
        same_origin_as_claim=False,
        comparison=[],
        signal=Signal.UNCLEAR,
    )


def search_record(session: Session, behind: int) -> dict[str, object]:
    """What a search covers: how many reports of how many sources, between which dates."""
    reports, sources, first, last = session.execute(
        select(
            func.count(),
            func.count(Report.source_id.distinct()),
            func.min(Report.published_at),
            func.max(Report.published_at),
        ).where(Report.current)
    ).one()
    return {
        "reports": reports,
        "sources": sources,
        "from": _day(first),
        "to": _day(last),
        "behind": behind,
    }


def _eligible(query: Query, passage: Passage) -> bool:
    if passage.report_id in query.report_ids:
        return False
    published = passage.report.published_at
    return query.before is None or (published is not None and published < query.before)


def _queries(session: Session, claims: Sequence[Claim]) -> list[Query]:
    wanted = {claim.report_id for claim in claims if claim.report_id}
    versions = _versions(session, wanted)
    return [
        Query(claim.text, claim.id, versions.get(claim.report_id or 0, frozenset()))
        for claim in claims
    ]


def _versions(session: Session, report_ids: set[int]) -> dict[int, frozenset[int]]:
    """Each report with those it replaces and those that replace it."""
    found = {}
    for report_id in report_ids:
        family, fresh = {report_id}, {report_id}
        while fresh:
            near = select(Report.id, Report.replaces_id).where(
                Report.replaces_id.in_(fresh) | Report.id.in_(fresh)
            )
            ids = {i for row in session.execute(near) for i in row if i is not None}
            fresh, family = ids - family, family | ids
        found[report_id] = frozenset(family)
    return found


def _stacked(vectors: Sequence[bytes]) -> Vectors | None:
    return unpack(vectors, len(vectors[0]) // 4) if vectors else None


def _day(at: datetime | None) -> str | None:
    return at.date().isoformat() if at else None
