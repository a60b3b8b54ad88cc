"""The dossier of one claim, gathered."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.domain.vocabulary import State
from workbench.errors import ConflictError
from workbench.representations.dossiers import dossier_json
from workbench.stages import correcting, publishing
from workbench.store.casework import open_case

Json = dict[str, Any]
_SETTLED = (State.DECIDED, State.RECHECK)


def dossier(session: Session, claim_id: int) -> Json:
    """The account of a decided claim, as whoever looks may see it.

    Raises:
        NotFoundError: there is no such claim.
        ConflictError: it is not decided: nobody's stance is told before.
    """
    case = open_case(session, claim_id)
    if case.claim.verdict is None or case.claim.state not in _SETTLED:
        raise ConflictError(
            f"Claim {claim_id} is not decided: a dossier is the account of a decision."
        )
    return dossier_json(
        case, correcting.standing(session, claim_id), publishing.notices(session, claim_id)
    )
