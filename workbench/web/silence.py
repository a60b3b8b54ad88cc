"""Claims on which the machine keeps silent, on pages and in answers, until one has decided."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from workbench.pipeline import silence
from workbench.pipeline.resembling import Resembling, paraphrased
from workbench.pipeline.showing import show
from workbench.pipeline.silence import hides_signals
from workbench.representations.cases import Json, match_json, standing_json
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim
from workbench.web.context import services
from workbench.web.ledger import Ledger, Origin
from workbench.web.people import me


def is_due(case: Casework, reviewer_id: int) -> bool:
    """Whether the first reviews are still under way, and this person's own is not given."""
    given = any(opinion.reviewer == reviewer_id for opinion in case.under_way)
    return case.claim.state in silence.FIRST_REVIEWS and not given


def hushed(page: Ledger) -> Ledger:
    """The same page without comparisons, in an order that tells of none.

    Passages and what they rest on stay; the claim's own origin comes last as ever.
    """
    origins = tuple(sorted(map(_unsaid, page.origins), key=lambda o: (o.own, _first(o))))
    return replace(page, origins=origins, marks=())


def whole(session: Session, claim_id: int) -> Json:
    """A claim with everything on it that whoever asks may know.

    Raises:
        NotFoundError: there is no such claim.
    """
    shape = show(session, claim_id)
    silent = hides_signals(services(), claim_id) and is_due(open_case(session, claim_id), me().id)
    if silent:
        shape = silence.hushed(shape)
    return {**shape, "signals_hidden": silent}


def matches(case: Casework) -> list[Json]:
    """A claim's matches, as whoever asks may know them."""
    if not (hides_signals(services(), case.claim.id) and is_due(case, me().id)):
        return [match_json(row) for row in case.matches]
    found = sorted(case.matches, key=lambda row: row.passage_id)
    return [{**match_json(row), **silence.NOTHING_SAID} for row in found]


def near(case: Casework, found: Sequence[Resembling]) -> list[Resembling]:
    """The claims near to one, without what was compared where the machine keeps silent on either.

    Those come last, in an order that tells of nothing; that two have the same words is no signal.
    """
    silent = hides_signals(services(), case.claim.id) and is_due(case, me().id)
    kept = [(one, silent or silence.is_silent(services(), one.claim)) for one in found]
    unsaid = sorted((one for one, mute in kept if mute), key=lambda one: one.claim.id)
    bare = [_uncompared(one, case.claim) for one in unsaid]
    return [one for one, mute in kept if not mute] + bare


def searched(found: Json, words: str) -> Json:
    """What a search found; nothing is compared with what says a silent claim, in whatever words.

    Raises:
        DeskError: the index of claims cannot be used, and words are asked for their like.
    """
    if not _say_a_silent_claim(words):
        return found
    unsaid = [{**match, "literal": None} for match in found["matches"]]
    return {**silence.hushed({**found, "matches": unsaid, "literal": None}), "origins": None}


def standing(claim: Claim) -> Json:
    """A claim in a list; nothing is said of one of the silent share before its verdict."""
    shape = standing_json(claim)
    return silence.uncounted(shape) if silence.is_silent(services(), claim) else shape


def _uncompared(one: Resembling, claim: Claim) -> Resembling:
    same = one.claim.text_hash == claim.text_hash
    return replace(one, similarity=None, comparison=[], signal=None, same=same)


def _say_a_silent_claim(words: str) -> bool:
    if not services().settings.hide_signals_percent:
        return False
    with services().database.snapshot() as session:
        found = paraphrased(services(), session, words.strip())
        return any(silence.is_silent(services(), claim) for claim in found)


def _unsaid(origin: Origin) -> Origin:
    entries = sorted(origin.entries, key=lambda entry: entry.passage.id)
    return replace(origin, entries=tuple(replace(e, findings=(), marks=()) for e in entries))


def _first(origin: Origin) -> int:
    return min(entry.passage.id for entry in origin.entries)
