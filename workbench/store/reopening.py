"""A decided claim put up for recheck: its verdict stays, and the event says why."""

from sqlalchemy.orm import Session

from workbench.domain.news import Reason
from workbench.domain.vocabulary import State
from workbench.store import events
from workbench.store.models import Claim

RECHECK = "recheck"


def reopen(session: Session, claim: Claim, reason: Reason, *, by: str, **detail: object) -> None:
    """Puts a claim up; `detail` names the passage, origin or report behind it."""
    claim.state = State.RECHECK
    events.append(
        session,
        RECHECK,
        actor=by,
        subject=f"claim {claim.id}",
        claim_id=claim.id,
        reason=reason.value,
        **detail,
    )
