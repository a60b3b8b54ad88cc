"""A claim with everything on it, for `show`, exports and the API."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.representations.cases import case_json
from workbench.store import events, queries
from workbench.store.casework import open_case

Json = dict[str, Any]


def show(session: Session, claim_id: int) -> Json:
    """One claim whole, in a bounded number of statements.

    Raises:
        NotFoundError: there is no such claim.
    """
    return case_json(
        open_case(session, claim_id),
        imports=queries.imports_of(session, claim_id),
        events=events.history(session, claim_id),
    )
