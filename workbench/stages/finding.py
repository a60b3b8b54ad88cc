"""Two searches, one ranking: passages by meaning and by words, ordered by what they share."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from workbench.domain.hashes import text_hash
from workbench.domain.ranking import relevance
from workbench.language.closeness import overlap, weigh
from workbench.language.terms import Frequencies, Sought, rarest, seek
from workbench.store import lexical
from workbench.store.finds import Found, Query
from workbench.store.models import Embedding, Passage, Report
from workbench.vectors.packing import cosines
from workbench.vectors.types import Hit, Vectors

CANDIDATES = 60  # of each search
KEPT = 40  # that are compared slot by slot


@dataclass(frozen=True, slots=True)
class Gathered:
    """What both searches found for one query, with the vectors that are compared."""

    sought: Sought
    seen: Frequencies
    passages: Sequence[Passage]
    vectors: dict[str, bytes]  # by text hash: of the passages, and of their reports' titles


def gather(session: Session, encoder: int, query: Query, hits: Sequence[Hit]) -> Gathered:
    """The candidates of both searches; a bounded number of statements."""
    sought = seek(query.text)
    seen = lexical.frequencies(session, sought.terms)
    worded = [i for i, _ in lexical.search(session, rarest(sought, seen), CANDIDATES)]
    rows = _passages(session, [hit.id for hit in hits], worded)
    passages = [passage for passage in rows if query.admits(passage)]
    hashes = {passage.text_hash for passage in passages} | set(map(_title_hash, passages))
    return Gathered(sought, seen, passages, _vectors(session, encoder, hashes))


def rank(query_vector: Vectors, gathered: Gathered, *, limit: int) -> list[Found]:
    """The candidates by relevance, best first; `query_vector` has shape (width,)."""
    claim = weigh(gathered.sought, gathered.seen)
    near = dict(
        zip(
            gathered.vectors,
            cosines(query_vector, list(gathered.vectors.values())),
            strict=True,
        )
    )
    found = []
    for passage in gathered.passages:
        similarity = near.get(passage.text_hash)
        if similarity is None:  # it awaits its vector: found again once it has one
            continue
        title = passage.report.title
        words = passage.report.text[passage.start : passage.end]
        about = near.get(_title_hash(passage))
        found.append(
            Found(passage, similarity, relevance(similarity, about, overlap(claim, words, title)))
        )
    return sorted(found, key=_order)[:limit]


def _order(found: Found) -> tuple[float, float, int]:
    return (-(found.relevance or 0.0), -found.similarity, found.passage.id)


def _passages(
    session: Session, embeddings: Collection[int], worded: Collection[int]
) -> Sequence[Passage]:
    near = session.scalars(
        select(Passage.id)
        .join(Embedding, Embedding.text_hash == Passage.text_hash)
        .where(Embedding.id.in_(embeddings), Passage.current)
    )
    ids = {*near, *worded}
    return session.scalars(
        select(Passage)
        .join(Passage.report)
        .where(Passage.id.in_(ids), Passage.current)
        .options(contains_eager(Passage.report).joinedload(Report.source))
        .order_by(Passage.id)
    ).all()


def _vectors(session: Session, encoder: int, hashes: Collection[str]) -> dict[str, bytes]:
    rows = select(Embedding.text_hash, Embedding.vector).where(
        Embedding.encoder_id == encoder, Embedding.text_hash.in_(hashes)
    )
    return {row.text_hash: row.vector for row in session.execute(rows)}


def _title_hash(passage: Passage) -> str:
    return text_hash(passage.report.title or "")
