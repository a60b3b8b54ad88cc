"""On which claims the machine keeps silent, and what is left of what it proposed for them."""

from workbench.bootstrap import Services
from workbench.domain import hiding
from workbench.domain.vocabulary import State
from workbench.representations.cases import Json
from workbench.store.models import Claim

FIRST_REVIEWS = {State.NEW, State.WAITING, State.IN_REVIEW, State.SECOND_REVIEW}
NOTHING_SAID: Json = {"similarity": None, "relevance": None, "comparison": [], "signal": None}


def hides_signals(services: Services, claim_id: int) -> bool:
    """Whether the machine keeps silent on this claim until it is reviewed."""
    percent = services.settings.hide_signals_percent
    return percent > 0 and hiding.hides(claim_id, percent=percent, desk=services.desk_id)


def is_silent(services: Services, claim: Claim) -> bool:
    """Whether nothing may be said of a claim to everybody: it is drawn, and has no verdict."""
    return claim.verdict is None and hides_signals(services, claim.id)


def place(services: Services, claim: Claim) -> float | None:
    """Where a claim of the silent share stands in the queue, whatever was found; None, by that."""
    return hiding.place(claim.id, desk=services.desk_id) if is_silent(services, claim) else None


def uncounted(shape: Json) -> Json:
    """A claim's shape without what the machine counted."""
    return {**shape, "origins": {**shape["origins"], "proposed": None}}


def hushed(shape: Json) -> Json:
    """A whole claim's shape without comparisons; its passages come in the order of their ids."""
    matches = [{**match, **NOTHING_SAID} for match in shape["matches"]]
    matches.sort(key=lambda match: int(match["passage_id"]))
    return uncounted({**shape, "matches": matches})
