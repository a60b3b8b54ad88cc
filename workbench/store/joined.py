"""Which claims were joined: each group is found from any of its claims."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from workbench.store.desks import JoinedClaim

_OTHER = aliased(JoinedClaim)
_PARTNERS = (
    select(JoinedClaim.claim_id, _OTHER.claim_id)
    .join(_OTHER, _OTHER.group_id == JoinedClaim.group_id)
    .where(
        JoinedClaim.claim_id.in_(bindparam("claims", expanding=True)),
        _OTHER.claim_id != JoinedClaim.claim_id,
    )
    .order_by(_OTHER.claim_id)
)


def partners(session: Session, claim_ids: Sequence[int]) -> dict[int, list[int]]:
    """The other claims of the group that each of these is in; in one statement."""
    rows = session.execute(_PARTNERS, {"claims": list(claim_ids)})
    found: dict[int, list[int]] = {}
    for claim_id, partner in rows:
        found.setdefault(claim_id, []).append(partner)
    return found


def group(session: Session, claim_id: int) -> list[int]:
    """The claim with those joined to it."""
    return sorted([claim_id, *partners(session, [claim_id]).get(claim_id, [])])
