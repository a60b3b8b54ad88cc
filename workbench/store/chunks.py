"""Work that many share, a few things at a time: nobody does what somebody is at."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workbench.store import leases
from workbench.store.base import now
from workbench.store.ledger import Chunk

HELD = timedelta(seconds=120)  # longer than the slowest slice takes


def take(session: Session, work: str, items: Sequence[int], owner: str, *, limit: int) -> list[int]:
    """The first of these that nobody is at; they are this owner's for a while."""
    _free_the_dead(session, work)
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    taken = select(Chunk.item).where(Chunk.work == work, Chunk.leased_until > now())
    others = set(session.scalars(taken.where(Chunk.item.in_(items))))
    free = sorted([item for item in items if item not in others][:limit])
    if not free:
        return []
    until = now() + HELD
    lease = insert(Chunk).values(
        [{"work": work, "item": i, "owner": owner, "leased_until": until} for i in free]
    )
    # Who came first between that look and this has it; the other goes away with the rest.
    mine = lease.on_conflict_do_update(
        index_elements=["work", "item"],
        set_={"owner": owner, "leased_until": until},
        where=Chunk.leased_until <= now(),
    ).returning(Chunk.item)
    got = set(session.scalars(mine))
    return [item for item in items if item in got]


def give_back(session: Session, work: str, items: Collection[int], owner: str) -> None:
    """They are done, or anybody's again."""
    mine = delete(Chunk).where(Chunk.work == work, Chunk.owner == owner)
    session.execute(mine.where(Chunk.item.in_(items)))


def _free_the_dead(session: Session, work: str) -> None:
    """What a process of this machine was at that runs no more, and what ran out."""
    owners = session.scalars(select(Chunk.owner).where(Chunk.work == work).distinct()).all()
    dead = [owner for owner in owners if leases.is_dead(owner)]
    if dead:
        session.execute(delete(Chunk).where(Chunk.work == work, Chunk.owner.in_(dead)))
