"""How a passage stands to a claim, slot by slot, and what that proposes to the reviewer."""

import re
from dataclasses import dataclass

from workbench.domain.asof import Timing
from workbench.domain.events_relation import (
    ASPECT,
    ATTRIBUTION,
    BACKGROUND,
    in_their_moods,
    is_opposite,
    relate,
    telling,
)
from workbench.domain.figures import compare_numbers
from workbench.domain.numbers import is_countable
from workbench.domain.one_event import meeting
from workbench.domain.opposition import why_both_may_be
from workbench.domain.roles import (
    agent_of,
    content_words,
    is_bare_name,
    object_words,
    patient_of,
    topic_words,
)
from workbench.domain.signals import Grounds, signal_of
from workbench.domain.slots import compare_actors, compare_places, row_of
from workbench.domain.spans import Span
from workbench.domain.stated import SlotComparison, Stated, World
from workbench.domain.values import Event
from workbench.domain.vocabulary import Modality, Provenance, Relation, Signal, SlotName
from workbench.domain.when import compare_dates
from workbench.domain.wordlists import words

RULES = "comparison 8"
_SAME_WORDS = 0.6  # share of the claim's content words that a passage must repeat
_TERRITORY = frozenset({"seize", "retake", "lose", "hold", "withdraw", "advance", "enter", "repel"})
_BOUND_TO_OBJECT = words(
    "approve reject accept agree veto ban allow support cutaid build rise fall sell buy export "
    "import pay open close start end extend deliver block appoint dismiss sanction "
    "liftsanctions urge plan vow quitdeal vote investigate win loseelection use meet propose order "
    "publish found dissolve impose remove discuss provide receive join condemn praise recognise"
)
_EVENT_PREFERENCE = (
    Relation.AGREES,
    Relation.DIFFERS,
    Relation.COMPATIBLE,
    Relation.NOT_COMPARABLE,
)
_GENERAL_OBJECTS = words(
    "law bill deal agreement plan budget resolution motion treaty pact vote proposal measure "
    "accord country reform package act project programme program"
)
_DENIED_AT_ONCE = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es|ed)) "
    r"(?:it|this|the (?:claim|report|account))\b",
    re.IGNORECASE,
)
_NOTHING_KNOWN = World()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a comparison and what they propose; `because` is one sentence for the person."""

    slots: tuple[SlotComparison, ...]
    signal: Signal
    mixed: bool
    because: str
    timing: Timing | None = None
    rules: str = RULES


def compare(claim: Stated, passage: Stated, *, world: World = _NOTHING_KNOWN) -> Comparison:
    """How the passage stands to the claim under the rules of docs/method.md, section 4.

    Text in another language than English is not compared, and that is said.
    """
    if claim.foreign or passage.foreign:
        because = not_english(claim.foreign, passage.foreign)
        return Comparison((), Signal.UNCLEAR, mixed=False, because=because or "")
    pairs = _pair_events(claim, passage, world)
    main = pairs[0] if pairs else (None, None, None)
    dates = compare_dates(claim, passage)
    places = compare_places(claim, passage, world)
    actors = compare_actors(claim, passage, (main[0], main[1]), world)
    met = meeting(dates, places, (claim, passage), world)
    numbers, timing = compare_numbers(claim, passage, met)
    events = _event_rows(claim, passage, pairs)
    rows = (*events, *numbers, *(row for row in (dates, places, actors) if row is not None))
    verdict = signal_of(Grounds(claim, passage, rows, main[0], timing, world))
    return Comparison(rows, verdict.signal, verdict.mixed, verdict.because, timing)


def not_english(claim: str | None, passage: str | None) -> str | None:
    """Why two texts are not compared, from the codes of their languages; None for English."""
    code = claim or passage
    if code is None:
        return None
    what, named = "claim" if claim else "passage", "" if code == "und" else f" ({code})"
    return f"The {what} is in another language than English{named}: only English is compared."


EventPair = tuple[Event, Event | None, tuple[Relation, str] | None]


def _pair_events(claim: Stated, passage: Stated, world: World) -> list[EventPair]:
    """Each asserted event of the claim beside the passage's nearest, the main one first."""
    ours = [e for e in telling(claim.own.events) if e.kind not in BACKGROUND]
    ours = ours or list(telling(claim.own.events))
    if all(e.kind in ATTRIBUTION for e in ours):
        ours = ours[:1] if _says_nothing_else(claim) else []
    theirs = [e for e in in_their_moods(passage.own.events) if e.kind not in ATTRIBUTION]
    theirs = theirs or list(passage.own.events)
    return [_nearest(event, theirs, (claim, passage), world) for event in ours]


def _says_nothing_else(claim: Stated) -> bool:
    return any(e.kind != "say" for e in claim.own.events)


def _nearest(
    event: Event, theirs: list[Event], texts: tuple[Stated, Stated], world: World
) -> EventPair:
    outcomes = [(other, _relate_in_place(event, other, texts, world)) for other in theirs]
    if not outcomes:
        return event, None, None
    exact = [p for p in outcomes if (p[0].kind, p[0].noun) == (event.kind, event.noun)]
    outcomes = exact or outcomes
    other, outcome = min(outcomes, key=lambda pair: _weight(pair[0], pair[1][0]))
    return event, other, outcome


def _is_asserted(event: Event, claim: Stated) -> bool:
    """Whether the claim says that it happened: by a verb, with a figure, by "it began"."""
    if not event.noun or event.modality is not Modality.HAPPENED:
        return True
    if any(is_countable(q) for q in claim.own.quantities):
        return True
    return any(e.kind in ASPECT and e.start >= event.end for e in claim.own.events)


def _is_in_passing(event: Event, other: Event) -> bool:
    """A noun ("the attack") asserts nothing, unless it is what is denied or did not begin."""
    nouns = [e for e in (event, other) if e.noun]
    if len(nouns) == 2:
        return event.negated == other.negated
    return any(not e.negated and e.modality is not Modality.DENIED for e in nouns)


def _weight(event: Event, relation: Relation) -> float:
    """A noun may be background: its agreement weighs less than what a verb says."""
    return _EVENT_PREFERENCE.index(relation) + (1.5 if event.noun else 0.0)


def _relate_in_place(
    event: Event, other: Event, texts: tuple[Stated, Stated], world: World
) -> tuple[Relation, str]:
    """Opposite directions oppose only where one and the same actor is said to go both ways."""
    claim, passage = texts
    outcome = relate(event, other)
    if outcome[0] is Relation.AGREES:
        return _agreed(event, other, claim, passage) or outcome
    if outcome[0] is not Relation.DIFFERS:
        return outcome
    return _both_true(event, other, texts, world) or _on_sides(event, other, texts, outcome)


def _both_true(
    event: Event, other: Event, texts: tuple[Stated, Stated], world: World
) -> tuple[Relation, str] | None:
    if _is_in_passing(event, other):
        why = f"“{event.text}” or “{other.text}” is named only in passing."
        return Relation.NOT_COMPARABLE, why
    both = why_both_may_be(event, other, texts, world)
    return (Relation.COMPATIBLE, both) if both is not None else None


def _on_sides(
    event: Event, other: Event, texts: tuple[Stated, Stated], outcome: tuple[Relation, str]
) -> tuple[Relation, str]:
    claim, passage = texts
    if not is_opposite(event.kind, other.kind) or event.kind not in _TERRITORY:
        return outcome
    ours = (patient_of if event.kind == "repel" else agent_of)(event, claim)
    theirs = (patient_of if other.kind == "repel" else agent_of)(other, passage)
    if (ours.key if ours else None) != (theirs.key if theirs else None):
        why = f"“{event.text}” and “{other.text}” are said of different sides."
        return Relation.COMPATIBLE, why
    return outcome


def _agreed(
    event: Event, other: Event, claim: Stated, passage: Stated
) -> tuple[Relation, str] | None:
    """Why two events of one kind still do not agree, if they do not."""
    if not _is_asserted(event, claim):
        return Relation.COMPATIBLE, f"The claim names “{event.text}” only in passing."
    if _DENIED_AT_ONCE.search(passage.text):
        return Relation.COMPATIBLE, f"“{other.text}”, and in the same sentence a denial of it."
    return None


def _event_rows(claim: Stated, passage: Stated, pairs: list[EventPair]) -> list[SlotComparison]:
    if not pairs:
        return _by_wording(claim, passage)
    rows = [_event_row(claim, passage, pair) for pair in pairs]
    return [
        rows[0],
        *(row for row in rows[1:] if row.relation in {Relation.AGREES, Relation.DIFFERS}),
    ]


def _event_row(claim: Stated, passage: Stated, pair: EventPair) -> SlotComparison:
    event, other, outcome = pair
    if other is None or outcome is None:
        return SlotComparison(
            SlotName.EVENT,
            event.text,
            "",
            Provenance.PASSAGE,
            Relation.MISSING,
            "The passage says nothing of what happened.",
            Span(event.start, event.end),
        )
    verbs = not (event.noun or other.noun)
    if (
        verbs
        and event.kind in _BOUND_TO_OBJECT
        and outcome[0] in {Relation.AGREES, Relation.DIFFERS}
    ):
        ours, theirs = object_words(event, claim), object_words(other, passage)
        if not (ours and theirs):
            ours, theirs = topic_words(claim, event), topic_words(passage, other)
        outcome = _about_one_thing(ours, theirs, outcome)
    return row_of(SlotName.EVENT, (event, Provenance.PASSAGE), (other, Provenance.PASSAGE), outcome)


def _about_one_thing(
    ours: frozenset[str], theirs: frozenset[str], outcome: tuple[Relation, str]
) -> tuple[Relation, str]:
    special = (ours - _GENERAL_OBJECTS, theirs - _GENERAL_OBJECTS)
    ours, theirs = special if all(special) else (ours, theirs)
    if ours and theirs and not ours & theirs:
        return Relation.COMPATIBLE, "The same kind of event, but of something else."
    return outcome


def _by_wording(claim: Stated, passage: Stated) -> list[SlotComparison]:
    """A claim whose event the table does not know is held against the passage's words."""
    ours, theirs = set(content_words(claim.text)), set(content_words(passage.text))
    if not ours:
        return []
    if is_bare_name(claim):
        relation, why = Relation.NOT_COMPARABLE, _only_names(claim, shared=ours <= theirs)
        return [_by_words(claim, passage, (relation, why))]
    told = any(e.kind not in ATTRIBUTION and not e.noun for e in passage.own.events)
    relation, why = Relation.NOT_COMPARABLE, "What happened is said in other words."
    if _says_the_same(ours, theirs) and not (told and claim.own.events):
        relation, why = _by_negation(claim, passage, others=len(theirs - ours) > len(ours))
    return [_by_words(claim, passage, (relation, why))]


def _by_words(claim: Stated, passage: Stated, outcome: tuple[Relation, str]) -> SlotComparison:
    return SlotComparison(SlotName.EVENT, claim.text, passage.text, Provenance.PASSAGE, *outcome)


def _only_names(claim: Stated, *, shared: bool) -> str:
    who = "Both name" if shared else "The claim only names"
    return f"{who} “{claim.text}”: what happened is not said, so nothing can agree."


def _by_negation(claim: Stated, passage: Stated, *, others: bool) -> tuple[Relation, str]:
    """The same words on both sides; where one says as much again, its “not” may belong there."""
    if claim.own.negated == passage.own.negated:
        return Relation.AGREES, "Said in the same words."
    if others:
        return Relation.NOT_COMPARABLE, "The same words, and a “not” that may be of something else."
    return Relation.DIFFERS, "The same words, once with a “not”."


def _says_the_same(ours: set[str], theirs: set[str]) -> bool:
    """Whether the passage has all the claim's words, or most of them and no others instead."""
    missing = ours - theirs
    if not missing:
        return True
    return len(missing) <= (1 - _SAME_WORDS) * len(ours) and not theirs - ours
