"""Who is at which claim: taken when it is opened from the queue, given back, or run out."""

from datetime import timedelta

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session, joinedload

from workbench.errors import ConflictError
from workbench.store.base import now
from workbench.store.desks import Assignment, Lease
from workbench.store.models import Claim

_STANDING = (
    select(Lease)
    .where(
        Lease.claim_id.in_(bindparam("claims", expanding=True)), Lease.until > bindparam("moment")
    )
    .options(joinedload(Lease.reviewer))
)
HELD = timedelta(minutes=15)  # from the last thing done on the claim


def take(session: Session, claim_id: int, reviewer_id: int) -> Lease:
    """The claim is this reviewer's for a while; who has it already holds it on.

    Raises:
        ConflictError: somebody else is at it.
    """
    session.scalar(select(Claim.id).where(Claim.id == claim_id).with_for_update())
    lease = session.scalar(select(Lease).where(Lease.claim_id == claim_id))
    if lease is not None and lease.reviewer_id != reviewer_id and lease.until > now():
        raise ConflictError("Somebody else is at this claim now.")
    if lease is None:
        lease = Lease(claim_id=claim_id, reviewer_id=reviewer_id)
        session.add(lease)
    lease.reviewer_id, lease.until = reviewer_id, now() + HELD
    session.flush()  # the next one to ask must find it
    return lease


def renew(session: Session, claim_id: int, reviewer_id: int) -> None:
    """Holds on to a claim where this reviewer has it."""
    mine = select(Lease).where(Lease.claim_id == claim_id, Lease.reviewer_id == reviewer_id)
    lease = session.scalar(mine)
    if lease is not None:
        lease.until = now() + HELD


def give_back(session: Session, reviewer_id: int, claim_id: int | None = None) -> None:
    """Frees one claim, or all that this reviewer holds."""
    mine = delete(Lease).where(Lease.reviewer_id == reviewer_id)
    session.execute(mine if claim_id is None else mine.where(Lease.claim_id == claim_id))


def holder(session: Session, claim_id: int) -> Lease | None:
    """Who is at a claim, if anybody is."""
    return session.scalar(_STANDING, {"claims": [claim_id], "moment": now()})


def holders(session: Session, claim_ids: list[int]) -> dict[int, str]:
    """Who is at which of these claims, by name."""
    rows = session.scalars(_STANDING, {"claims": claim_ids, "moment": now()})
    return {row.claim_id: row.reviewer.name for row in rows}


def free() -> ColumnElement[bool]:
    """The claims at which nobody but :reviewer is at this :moment, nor given to anybody else."""
    reviewer = bindparam("reviewer", type_=Lease.reviewer_id.type)
    moment = bindparam("moment", type_=Lease.until.type)
    taken = select(Lease.claim_id).where(Lease.until > moment, Lease.reviewer_id != reviewer)
    given = select(Assignment.claim_id).where(Assignment.user_id != reviewer)
    return Claim.id.not_in(taken) & Claim.id.not_in(given)
