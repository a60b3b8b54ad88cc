"""Whose turn a claim is: the next one is taken so that two people never get the same."""

from workbench.errors import ConflictError
from workbench.store import casework, claim_leases, queries
from workbench.store.models import Claim
from workbench.web.context import deciding, reading

TRIES = 5  # how often somebody else may be faster


def take_next(after: int | None) -> int | None:
    """The next claim at which nobody is, now this reviewer's; the one before is given back."""
    for _ in range(TRIES):
        try:
            return _take(after)
        except ConflictError:
            continue
    return None


def look_next(after: int | None) -> int | None:
    """The next claim, for who only reads."""
    with reading() as session:
        return queries.next_claim(session, session.get(Claim, after) if after else None)


def _take(after: int | None) -> int | None:
    with deciding() as (session, reviewer):
        if after is not None:
            claim_leases.give_back(session, reviewer.id, after)
        last = session.get(Claim, after) if after else None
        only = claim_leases.free_for(reviewer.id)
        viewer = casework.viewer_of(session)
        if viewer is not None:
            only = only & casework.open_to(viewer)
        found = queries.next_claim(session, last, only=only)
        if found is not None:
            claim_leases.take(session, found, reviewer.id)
        return found
