"""Claims with everything on them, for `show`, exports and the API."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from workbench.representations.cases import case_json
from workbench.representations.changes import quoted
from workbench.store import events, listing, versions
from workbench.store.casework import open_case, open_cases
from workbench.store.models import Claim

Json = dict[str, Any]


def show(session: Session, claim_id: int) -> Json:
    """One claim whole, in a bounded number of statements.

    Raises:
        NotFoundError: there is no such claim.
    """
    case = open_case(session, claim_id)
    return case_json(
        case,
        imports=listing.naming(session, [claim_id]).get(claim_id, []),
        events=case.told(events.history(session, claim_id)),
        newest=versions.newest(session, quoted(case)),
    )


def show_all(session: Session, claims: Sequence[Claim]) -> list[Json]:
    """Many claims whole, in as many statements as one takes."""
    if not claims:
        return []
    ids = [claim.id for claim in claims]
    imports, histories = listing.naming(session, ids), events.histories(session, ids)
    cases = open_cases(session, claims)
    newest = versions.newest(session, (report for case in cases for report in quoted(case)))
    return [
        case_json(
            case,
            imports=imports.get(case.claim.id, []),
            events=case.told(histories.get(case.claim.id, [])),
            newest=newest,
        )
        for case in cases
    ]
