"""Drafts of decisions, one for each reviewer and claim."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workbench.errors import NotFoundError
from workbench.store.base import now
from workbench.store.desks import Draft
from workbench.store.models import Claim

FIELDS = ("verdict", "missing", "ground", "rationale")
LONGEST = 200_000  # characters of a field; more than a rationale may have, so that none is lost


def of(session: Session, claim_id: int, reviewer_id: int) -> Draft | None:
    """What this reviewer typed for this claim and did not send."""
    mine = select(Draft).where(Draft.claim_id == claim_id, Draft.reviewer_id == reviewer_id)
    return session.scalar(mine)


def keep(session: Session, claim_id: int, reviewer_id: int, typed: Mapping[str, str]) -> bool:
    """Keeps what is typed in the place of what was kept; whether there is anything to keep.

    Raises:
        NotFoundError: there is no such claim.
    """
    fields = {name: typed[name][:LONGEST] for name in FIELDS if typed.get(name, "").strip()}
    if not fields:
        forget(session, claim_id, reviewer_id)
        return False
    if session.scalar(select(Claim.id).where(Claim.id == claim_id)) is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    draft = of(session, claim_id, reviewer_id)
    if draft is None:
        draft = Draft(claim_id=claim_id, reviewer_id=reviewer_id)
        session.add(draft)
    draft.fields, draft.at = fields, now()
    return True


def forget(session: Session, claim_id: int, reviewer_id: int) -> None:
    """The decision was made, or nothing is typed any more."""
    session.execute(
        delete(Draft).where(Draft.claim_id == claim_id, Draft.reviewer_id == reviewer_id)
    )
