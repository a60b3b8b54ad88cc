"""Keeps the vector index in step with the database, which is the truth."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workbench.store.models import Embedding, Passage
from workbench.vectors.manifest import Manifest
from workbench.vectors.packing import absent, pack_ids, unpack
from workbench.vectors.shelf import Shelf
from workbench.vectors.types import Ids, Vectors

BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What the passage index should hold, as the database says."""

    count: int
    checksum: int

    def behind(self, manifest: Manifest) -> int:
        """How many passages' vectors are not yet searchable, at least 1 where it is out of step."""
        if manifest.in_step(self.count, self.checksum):
            return 0
        return max(1, self.count - manifest.count)


def standing(session: Session, encoder: int) -> Standing:
    """Count and checksum over the embeddings that current passages refer to."""
    ids = _wanted(encoder).subquery()
    mixed = (ids.c.id * 1103515245 + 12345) % 2147483648
    count, checksum = session.execute(
        select(func.count(), func.coalesce(func.sum(mixed * mixed % 4294967291), 0)).select_from(
            ids
        )
    ).one()
    return Standing(count, int(checksum))


def synchronise(session: Session, shelf: Shelf, encoder: int) -> int:
    """Adds what the index lacks and removes what no current passage refers to; how many changed."""
    wanted = wanted_ids(session, encoder)
    held = shelf.ids()
    lacking, spare = absent(wanted, held), absent(held, wanted)
    for start in range(0, len(lacking), BATCH):
        shelf.add(*_vectors(session, lacking[start : start + BATCH]))
    if spare:
        shelf.remove(pack_ids(spare))
    return len(lacking) + len(spare)


def rebuild(session: Session, shelf: Shelf, encoder: int) -> Manifest:
    """Builds the index anew from the database."""
    return shelf.build(_batches(session, encoder))


def wanted_ids(session: Session, encoder: int) -> Ids:
    """The embedding ids that the index should hold, ascending."""
    return pack_ids(session.scalars(_wanted(encoder)).all())


def _batches(session: Session, encoder: int) -> Iterator[tuple[Ids, Vectors]]:
    ids = [int(i) for i in wanted_ids(session, encoder)]
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


def _wanted(encoder: int) -> Select[int]:
    current = select(Passage.id).where(Passage.current, Passage.text_hash == Embedding.text_hash)
    return (
        select(Embedding.id)
        .where(Embedding.encoder_id == encoder, current.exists())
        .order_by(Embedding.id)
    )
