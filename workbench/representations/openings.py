"""What reports tell first, as vectors."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.store.finds import STANDING
from workbench.store.models import Embedding, Passage
from workbench.vectors.packing import unpack
from workbench.vectors.types import Vectors

SENTENCES = 3  # that say what a report is about
_REACH = 3_000  # code points within which they begin: no report is read to its end for them
_DIGITS = 2  # a text encoded alone or in a batch differs by less


def first_sentences(session: Session, encoder: int, reports: Collection[int]) -> dict[int, Vectors]:
    """The vectors of each report's first sentences, (at most `SENTENCES`, width)."""
    rows = session.execute(
        select(Passage.report_id, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Passage.text_hash)
        .where(Embedding.encoder_id == encoder, Passage.report_id.in_(reports), STANDING)
        .where(Passage.start < _REACH)
        .order_by(Passage.report_id, Passage.start)
    )
    packed: dict[int, list[bytes]] = {}
    for row in rows:
        packed.setdefault(row.report_id, []).append(row.vector)
    return {report: unpack(of[:SENTENCES], len(of[0]) // 4) for report, of in packed.items()}


def likeness(
    session: Session, encoder: int, article: int, reports: Collection[int]
) -> dict[int, float]:
    """How near the article's first sentence is to the nearest of each report's first ones, 0..1.

    Nothing is told of a report that waits for its vectors.
    """
    first = first_sentences(session, encoder, {article, *reports})
    ours = first.get(article)
    if ours is None:
        return {}
    return {
        report: round(float((first[report] @ ours[0]).max()), _DIGITS)
        for report in reports
        if report in first
    }
