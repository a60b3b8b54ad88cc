"""A claim page on which the machine keeps silent until its reviewer has decided."""

from dataclasses import replace

from workbench.domain.vocabulary import State
from workbench.store.casework import Casework
from workbench.web.ledger import Ledger

_FIRST_REVIEWS = {State.NEW, State.WAITING, State.IN_REVIEW, State.SECOND_REVIEW}


def is_due(case: Casework, reviewer_id: int) -> bool:
    """Whether the first reviews are still under way, and this person's own is not given."""
    given = any(opinion.reviewer == reviewer_id for opinion in case.under_way)
    return case.claim.state in _FIRST_REVIEWS and not given


def hushed(page: Ledger) -> Ledger:
    """The same page without comparisons; passages and what they rest on stay."""
    origins = tuple(
        replace(origin, entries=tuple(replace(e, findings=(), marks=()) for e in origin.entries))
        for origin in page.origins
    )
    return replace(page, origins=origins, marks=())
