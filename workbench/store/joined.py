"""Which claims were joined: each group is found from any of its claims."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from workbench.store.desks import JoinedClaim


def partners(session: Session, claim_ids: Sequence[int]) -> dict[int, list[int]]:
    """The other claims of the group that each of these is in; in one statement."""
    other = aliased(JoinedClaim)
    rows = session.execute(
        select(JoinedClaim.claim_id, other.claim_id)
        .join(other, other.group_id == JoinedClaim.group_id)
        .where(JoinedClaim.claim_id.in_(claim_ids), other.claim_id != JoinedClaim.claim_id)
        .order_by(other.claim_id)
    )
    found: dict[int, list[int]] = {}
    for claim_id, partner in rows:
        found.setdefault(claim_id, []).append(partner)
    return found


def group(session: Session, claim_id: int) -> list[int]:
    """The claim with those joined to it."""
    return sorted([claim_id, *partners(session, [claim_id]).get(claim_id, [])])
