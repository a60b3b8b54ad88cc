"""Two searches, one ranking: passages by meaning and by words, ordered by what they share."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from workbench.domain.hashes import text_hash
from workbench.domain.ranking import relevance
from workbench.language.closeness import overlap, weigh
from workbench.language.terms import Frequencies, Sought, rarest, seek
from workbench.store import lexical
from workbench.store.finds import STANDING, Found, Query
from workbench.store.models import Embedding, Passage, Report
from workbench.vectors.packing import cosines, pack_ids
from workbench.vectors.types import Hit, Ids, Vectors

CANDIDATES = 60  # of each search
KEPT = 30  # that are compared slot by slot
_SCARCE = 1 / 10  # where fewer reports are admitted, their passages are looked up beforehand
_FARTHEST = 5_000  # candidates by words, however few reports are admitted


@dataclass(frozen=True, slots=True)
class Gathered:
    """What both searches found for one query, with the vectors that are compared."""

    sought: Sought
    seen: Frequencies
    passages: Sequence[Passage]
    vectors: dict[str, bytes]  # by text hash: of the passages, and of their reports' titles


@dataclass(frozen=True, slots=True)
class Reach:
    """How many candidates each search must give so that enough are admitted, and among which."""

    kept: int = CANDIDATES
    by_meaning: int = CANDIDATES
    by_words: int = CANDIDATES
    among: Ids | None = None  # embeddings; None: all


def reach(session: Session, encoder: int, query: Query, kept: int) -> Reach:
    """How far to look so that `kept` candidates remain of those that a query admits."""
    conditions = list(query.conditions())
    if not conditions:
        return Reach(kept, kept, kept)
    count = select(func.count()).select_from(Report).where(Report.current)
    admitted = session.scalar(count.where(*conditions)) or 0
    share = max(1, admitted) / max(1, session.scalar(count) or 0)
    far = min(_FARTHEST, math.ceil(kept / share))
    if share >= _SCARCE:
        return Reach(kept, far, far)
    embeddings = (
        select(Embedding.id)
        .join(Passage, Passage.text_hash == Embedding.text_hash)
        .join(Passage.report)
        .where(Embedding.encoder_id == encoder, Passage.current, *conditions)
    )
    return Reach(kept, kept, far, pack_ids(session.scalars(embeddings.distinct()).all()))


def gather(
    session: Session,
    encoder: int,
    query: Query,
    hits: Sequence[Hit],
    reach: Reach = Reach(),
) -> Gathered:
    """The candidates of both searches; a bounded number of statements."""
    sought = seek(query.text)
    seen = lexical.frequencies(session, sought.terms)
    words = [i for i, _ in lexical.search(session, rarest(sought, seen), reach.by_words)]
    passages = _passages(session, query, [hit.id for hit in hits], words, reach.kept)
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
    session: Session, query: Query, near: Sequence[int], worded: Sequence[int], kept: int
) -> Sequence[Passage]:
    """Of each search the first that the query admits; passages of one text count once."""
    admitted = select(Passage.id).join(Passage.report).where(*query.conditions())
    # In two steps: of a join SQLite reads every passage of the desk, looking for each among `near`.
    texts = select(Embedding.text_hash, Embedding.id).where(Embedding.id.in_(near))
    known = {row.text_hash: row.id for row in session.execute(texts)}
    alike = [
        (row.id, known[row.text_hash])
        for row in session.execute(
            admitted.add_columns(Passage.text_hash).where(
                Passage.current, Passage.text_hash.in_(known)
            )
        )
    ]
    nearest = set(_first(near, {embedding for _, embedding in alike}, kept))
    named = set(session.scalars(admitted.where(Passage.id.in_(worded), STANDING)))
    ids = {passage for passage, embedding in alike if embedding in nearest}
    ids.update(_first(worded, named, kept))
    return session.scalars(
        select(Passage)
        .where(Passage.id.in_(ids))
        # the texts come apart from the rows: each report's once, however many passages it has
        .options(selectinload(Passage.report).joinedload(Report.source))
        .order_by(Passage.id)
    ).all()


def _first(ids: Sequence[int], admitted: Collection[int], kept: int) -> list[int]:
    return [each for each in ids if each in admitted][:kept]


def _vectors(session: Session, encoder: int, hashes: Collection[str]) -> dict[str, bytes]:
    rows = select(Embedding.text_hash, Embedding.vector).where(
        Embedding.encoder_id == encoder, Embedding.text_hash.in_(hashes)
    )
    return {row.text_hash: row.vector for row in session.execute(rows)}


def _title_hash(passage: Passage) -> str:
    return text_hash(passage.report.title or "")
