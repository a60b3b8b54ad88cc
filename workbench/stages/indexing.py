"""Keeps the vector indexes in step with the database, which is the truth."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import State
from workbench.store.models import Claim, Embedding, Passage, Report
from workbench.vectors.packing import absent, pack_ids, unpack
from workbench.vectors.types import Ids, IndexAccount, IndexShelf, Vectors

BATCH = 20_000
log = logging.getLogger(__name__)
_MARK = select(
    *(select(func.max(table.id)).scalar_subquery() for table in (Passage, Embedding)),
    select(func.count()).where(~Report.current).scalar_subquery(),
)


class Holding(StrEnum):
    """What an index holds: all current passages, or the standing claims that await news."""

    PASSAGES = "passages"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an index should hold, as the database says."""

    count: int
    checksum: int

    def behind(self, manifest: IndexAccount) -> int:
        """How many passages' vectors are not yet searchable, at least 1 where it is out of step."""
        if manifest.in_step(self.count, self.checksum):
            return 0
        return max(1, self.count - manifest.count)


def standing(session: Session, encoder: int, of: Holding = Holding.PASSAGES) -> Standing:
    """Count and checksum over the embeddings that the index should hold."""
    ids = _wanted(encoder, of).subquery()
    mixed = (ids.c.id * 1103515245 + 12345) % 2147483648
    count, checksum = session.execute(
        select(func.count(), func.coalesce(func.sum(mixed * mixed % 4294967291), 0)).select_from(
            ids
        )
    ).one()
    return Standing(count, int(checksum))


def mark(session: Session) -> tuple[int | None, ...]:
    """Another one whenever `standing` is: rows are only ever added, or their report outdated."""
    return tuple(session.execute(_MARK).one())


def lacking(session: Session, shelf: IndexShelf, encoder: int) -> list[int]:
    """The ids of passages' embeddings that the index does not hold yet, ascending."""
    return absent(wanted_ids(session, encoder), shelf.ids())


def synchronise(
    session: Session, shelf: IndexShelf, encoder: int, of: Holding = Holding.PASSAGES
) -> None:
    """Adds what the index lacks and removes what is no longer wanted."""
    wanted = wanted_ids(session, encoder, of)
    held = shelf.ids()
    new, spare = absent(wanted, held), absent(held, wanted)
    for start in range(0, len(new), BATCH):
        shelf.add(*_vectors(session, new[start : start + BATCH]))
    if spare:
        shelf.remove(pack_ids(spare))
    if new or spare:
        log.info("%s index: %d added, %d removed", of.value, len(new), len(spare))


def rebuild(
    session: Session, shelf: IndexShelf, encoder: int, of: Holding = Holding.PASSAGES
) -> IndexAccount:
    """Builds the index anew from the database."""
    return shelf.build(_batches(session, encoder, of))


def wanted_ids(session: Session, encoder: int, of: Holding = Holding.PASSAGES) -> Ids:
    """The embedding ids that the index should hold, ascending."""
    return pack_ids(session.scalars(_wanted(encoder, of)).all())


def vectors_of(session: Session, ids: list[int]) -> Vectors:
    """The vectors of these embeddings, row by row, ascending by id."""
    return _vectors(session, sorted(ids))[1]


def _batches(session: Session, encoder: int, of: Holding) -> Iterator[tuple[Ids, Vectors]]:
    ids = [int(i) for i in wanted_ids(session, encoder, of)]
    for start in range(0, len(ids), BATCH):
        yield _vectors(session, ids[start : start + BATCH])


def _vectors(session: Session, ids: list[int]) -> tuple[Ids, Vectors]:
    rows = session.execute(
        select(Embedding.id, Embedding.vector)
        .where(Embedding.id.between(ids[0], ids[-1]))
        .order_by(Embedding.id)
    )
    wanted = set(ids)
    found = [row for row in rows if row[0] in wanted]
    width = len(found[0][1]) // 4
    return pack_ids([i for i, _ in found]), unpack([vector for _, vector in found], width)


def _wanted(encoder: int, of: Holding) -> Select[int]:
    # From the texts to their embeddings: a desk may have far more of these than of passages.
    passages = select(Passage.text_hash).where(Passage.current)
    claims = select(Claim.text_hash).where(Claim.state != State.SET_ASIDE)
    held = passages if of is Holding.PASSAGES else claims
    return (
        select(Embedding.id)
        .where(Embedding.encoder_id == encoder, Embedding.text_hash.in_(held))
        .order_by(Embedding.id)
    )
