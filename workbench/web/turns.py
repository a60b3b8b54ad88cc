"""Whose turn a claim is: the next one is taken so that two people never get the same."""

from functools import lru_cache

from sqlalchemy import ColumnElement

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError
from workbench.store import casework, claim_leases, queries
from workbench.store.base import now
from workbench.web.context import deciding, reading, services

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
        return queries.next_claim(session, queries.place_of(session, after) if after else None)


def _take(after: int | None) -> int | None:
    required = services().settings.reviewers_required
    with deciding() as (session, reviewer):
        if after is not None:
            claim_leases.give_back(session, reviewer.id, after)
        last = queries.place_of(session, after) if after else None
        only = _open(required, reviewer.role.covers(Role.EDITOR))
        given = {"reviewer": reviewer.id, "name": reviewer.name, "moment": now()}
        found = queries.next_claim(session, last, only=only, given=given)
        if found is not None:
            claim_leases.take(session, found, reviewer.id)
        return found


@lru_cache(maxsize=8)
def _open(required: int, settles: bool) -> ColumnElement[bool]:  # noqa: FBT001 (kept by it)
    """Built once: the very same condition again takes the statement that was built for it."""
    return claim_leases.free() & casework.open_to(required=required, settles=settles)
