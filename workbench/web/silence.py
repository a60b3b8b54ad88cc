"""Claims on which the machine keeps silent, on pages and in answers, until one has decided."""

from dataclasses import replace

from sqlalchemy.orm import Session

from workbench.domain.vocabulary import State
from workbench.pipeline.deciding import hides_signals
from workbench.pipeline.showing import show
from workbench.representations.cases import Json, match_json, standing_json
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim, Match
from workbench.web.context import services
from workbench.web.ledger import Ledger
from workbench.web.people import me

_NOTHING_SAID: Json = {"similarity": None, "relevance": None, "comparison": [], "signal": None}
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


def whole(session: Session, claim_id: int) -> Json:
    """A claim with everything on it that whoever asks may know.

    Raises:
        NotFoundError: there is no such claim.
    """
    shape = show(session, claim_id)
    silent = hides_signals(services(), claim_id) and is_due(open_case(session, claim_id), me().id)
    if silent:
        matches = [{**match, **_NOTHING_SAID} for match in shape["matches"]]
        shape = _uncounted({**shape, "matches": matches})
    return {**shape, "signals_hidden": silent}


def matches(case: Casework, found: list[Match]) -> list[Json]:
    """Some of a claim's matches, as whoever asks may know them."""
    silent = hides_signals(services(), case.claim.id) and is_due(case, me().id)
    return [{**match_json(row), **(_NOTHING_SAID if silent else {})} for row in found]


def standing(claim: Claim) -> Json:
    """A claim in a list; nothing is said of one of the silent share before its verdict."""
    shape = standing_json(claim)
    silent = claim.verdict is None and hides_signals(services(), claim.id)
    return _uncounted(shape) if silent else shape


def _uncounted(shape: Json) -> Json:
    return {**shape, "origins": {**shape["origins"], "proposed": None}}
