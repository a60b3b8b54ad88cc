"""Place and actor of a passage beside a claim's, and how any slot is compared."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from workbench.domain.parties import one_name, relate_names
from workbench.domain.roles import agent_of, agents_of, patient_of, subject_words
from workbench.domain.spans import Span
from workbench.domain.stated import SlotComparison, Stated, World
from workbench.domain.values import Actor, Event, Particulars, Place
from workbench.domain.vocabulary import Provenance, Relation, SlotName
from workbench.domain.wordlists import words

PREFERENCE = (
    Relation.AGREES,
    Relation.COMPATIBLE,
    Relation.DIFFERS,
    Relation.NOT_COMPARABLE,
    Relation.MISSING,
)
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_AT_PLACE = re.compile(
    r"\b(?:in|at|near|from|into|around|outside|inside|of|retaken|retook|captured|seized|entered|left|"
    r"took|taken|bombed|shelled|reached)\s+$"
)
_CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december"
)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|greater|old|downtown) "
)


class Value(Protocol):
    """What every compared value has: its words and where they stand."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


V = TypeVar("V", bound=Value)
Found = tuple[V, Provenance]


def compare_places(claim: Stated, passage: Stated, world: World) -> SlotComparison | None:
    """Where: the same, inside or around one another, or known to be elsewhere."""
    a = _innermost(_where_it_was(claim), world)
    b = _innermost(_where_it_was(passage), world)
    shared = {p[0].key for p in a} & {p[0].key for p in b}
    rest = [p for p in a if p[0].key not in shared], [p for p in b if p[0].key not in shared]
    if not (a and b):
        return _shared_name(claim, passage, world) or best(
            SlotName.PLACE, a, b, lambda x, y: _relate_places(x, y, world)
        )
    if shared and all(rest):
        a, b = rest  # both name a smaller or another place beside the one they share
    return best(SlotName.PLACE, a, b, lambda x, y: _relate_places(x, y, world))


def names_a_site(stated: Stated, world: World) -> bool:
    """Whether what stands nearest of its places is smaller than a country."""
    return any(not world.is_wide(place.key) for place, _ in _where_it_was(stated))


def _where_it_was(stated: Stated) -> list[Found[Place]]:
    """The nearest places, but for those in capitals before it: a dateline tells the desk's town."""
    return [
        (place, provenance)
        for place, provenance in found(stated, _places)
        if provenance is not Provenance.CONTEXT or not place.text.isupper()
    ]


def _shared_name(claim: Stated, passage: Stated, world: World) -> SlotComparison | None:
    """A name that no table knows and that both texts write, once after "in", "near", "of"."""
    ours, theirs = (_unknown_names(s, world) for s in (claim, passage))
    shared = sorted(set(ours) & set(theirs))
    for name in shared:
        first, second = ours[name], theirs[name]
        if any(_AT_PLACE.search(s.text[: x.start]) for s, x in ((claim, first), (passage, second))):
            why = f"Both name {name}."
            return SlotComparison(
                SlotName.PLACE, name, name, Provenance.PASSAGE, Relation.AGREES, why, first, second
            )
    return None


def _unknown_names(stated: Stated, world: World) -> dict[str, Span]:
    known = [a for a in stated.own.actors if world.bodies.get(a.key) is not None]
    names: dict[str, Span] = {}
    for match in _NAME.finditer(stated.text):
        inside = any(a.start <= match.start() < a.end for a in known)
        if not inside and match.group().lower() not in _CALENDAR:
            names.setdefault(match.group(), Span(*match.span()))
    return names


def _innermost(places: list[Found[Place]], world: World) -> list[Found[Place]]:
    """Of a town and the province around it, the town."""
    return [
        p
        for p in places
        if not any(world.is_inside(other[0].key, p[0].key) for other in places if other is not p)
    ]


def compare_actors(
    claim: Stated, passage: Stated, events: tuple[Event | None, Event | None], world: World
) -> SlotComparison | None:
    """Who: by role where the grammar shows it, else any name in common."""
    ours, theirs = events
    if ours is not None and theirs is not None:
        by_role = _compare_agents(claim, passage, (ours, theirs), world)
        if by_role is not None:
            return by_role
    a, b = found(claim, _actors), found(passage, _actors)
    if not a and not b:
        return _compare_subjects(claim, passage, events)
    if a and ours is not None and ours.kind in _HAS_ANY_NAME:
        a = a[:1]
    row = best(SlotName.ACTOR, a, b, lambda x, y: relate_names(x[0], y[0], world))
    if row is not None and row.relation is Relation.DIFFERS:
        return with_relation(
            row, Relation.NOT_COMPARABLE, "Different names, perhaps in different roles."
        )
    return row


_HAS_ANY_NAME = frozenset({"resign", "win", "loseelection"})


def found(stated: Stated, pick: Callable[[Particulars], Sequence[V]]) -> list[Found[V]]:
    """The values of the nearest place that has any: the sentence, its context, its report."""
    for particulars, provenance in (
        (stated.own, Provenance.PASSAGE),
        (stated.context, Provenance.CONTEXT),
        (stated.report, Provenance.REPORT),
    ):
        values = pick(particulars)
        if values:
            return [(value, provenance) for value in values]
    return []


def best(
    slot: SlotName,
    claims: Sequence[Found[V]],
    passages: Sequence[Found[V]],
    relate: Callable[[Found[V], Found[V]], tuple[Relation, str]],
) -> SlotComparison | None:
    """The pair that stands nearest; a row with one side empty where only one has a value."""
    if not claims or not passages:
        return one_sided(slot, claims, passages)
    return min(
        _rows(slot, claims, passages, relate), key=lambda row: PREFERENCE.index(row.relation)
    )


def one_sided(
    slot: SlotName, claims: Sequence[Found[V]], passages: Sequence[Found[V]]
) -> SlotComparison | None:
    """A row that says which text leaves the slot open."""
    if claims:
        value, provenance = claims[0]
        span = _span(value, provenance)
        return SlotComparison(
            slot,
            value.text,
            "",
            Provenance.PASSAGE,
            Relation.MISSING,
            f"The passage names no {slot}.",
            span,
            None,
        )
    if passages and passages[0][1] is Provenance.PASSAGE:
        value, provenance = passages[0]
        return SlotComparison(
            slot,
            "",
            value.text,
            provenance,
            Relation.MISSING,
            f"The claim names no {slot}.",
            None,
            _span(value, provenance),
        )
    return None


def with_relation(row: SlotComparison, relation: Relation, why: str) -> SlotComparison:
    """The same two values under another relation."""
    return SlotComparison(
        row.slot,
        row.claim,
        row.passage,
        row.found_in,
        relation,
        why,
        row.claim_span,
        row.passage_span,
    )


def row_of(
    slot: SlotName, a: Found[V], b: Found[V], outcome: tuple[Relation, str]
) -> SlotComparison:
    """Two values, how they stand, and where they are to be highlighted."""
    return SlotComparison(
        slot, a[0].text, b[0].text, b[1], outcome[0], outcome[1], _span(*a), _span(*b)
    )


def _relate_places(
    claim: Found[Place], passage: Found[Place], world: World
) -> tuple[Relation, str]:
    a, b = claim[0], passage[0]
    if a.key == b.key:
        if passage[1] is Provenance.REPORT:
            return Relation.COMPATIBLE, f"The report was filed from {b.name}."
        return Relation.AGREES, one_name(a, b)
    by_name = _relate_by_name(a.name, b.name)
    if by_name is not None:
        return by_name
    for inner, outer in ((a, b), (b, a)):
        if world.is_inside(inner.key, outer.key):
            return Relation.COMPATIBLE, f"{inner.name} lies in {outer.name}."
    known = world.is_known_place(a.key) and world.is_known_place(b.key)
    if known and claim[1] is passage[1] is Provenance.PASSAGE:
        return Relation.DIFFERS, f"{b.name} is not {a.name}."
    return Relation.NOT_COMPARABLE, f"Whether {b.name} and {a.name} are one place is not known."


def _relate_by_name(a: str, b: str) -> tuple[Relation, str] | None:
    """What the names alone show: eastern Mosul is a part of Mosul, the Tabqa dam is at Tabqa."""
    plain, other = _without_direction(a), _without_direction(b)
    if plain == other:
        if plain in {a.casefold(), b.casefold()}:
            return Relation.COMPATIBLE, f"{b} and {a}: one is a part of the other."
        return Relation.DIFFERS, f"{b} is not {a}."
    if _is_named_after(a, b) or _is_named_after(b, a):
        return Relation.AGREES, f"{a} and {b} are named after one place."
    return None


def _without_direction(name: str) -> str:
    return _DIRECTION.sub("", name.casefold())


def _is_named_after(name: str, other: str) -> bool:
    return name.casefold().startswith(other.casefold() + " ")


def _compare_agents(
    claim: Stated, passage: Stated, events: tuple[Event, Event], world: World
) -> SlotComparison | None:
    repelled = {event.kind for event in events} & {"repel"} and events[0].kind != events[1].kind
    ours, theirs = agent_of(events[0], claim), agent_of(events[1], passage)
    if repelled and events[0].kind == "repel":
        ours = patient_of(events[0], claim)
    elif repelled:
        theirs = patient_of(events[1], passage)
    if ours is None:
        return _compare_sufferers(claim, passage, events, world)
    shared = _shared_agents(claim, passage, events, world)
    if shared is not None and not repelled:
        return shared
    here = (ours, Provenance.PASSAGE)
    if theirs is not None:
        there, outcome = (theirs, Provenance.PASSAGE), relate_names(ours, theirs, world)
        named = _leads(ours, events[1], passage) or _leads(theirs, events[0], claim)
        if outcome[0] is Relation.DIFFERS and named:
            why = f"“{ours.text}” or “{theirs.text}”: one text names both before the verb."
            outcome = Relation.NOT_COMPARABLE, why
        return row_of(SlotName.ACTOR, here, there, outcome)
    sufferer = patient_of(events[1], passage)
    others = [f for f in found(passage, _actors) if f[0] is not sufferer]
    same = [f for f in others if world.bodies.relate(ours.key, f[0].key) is Relation.AGREES]
    if same:
        outcome = relate_names(ours, same[0][0], world)
        return row_of(SlotName.ACTOR, here, same[0], outcome)
    return one_sided(SlotName.ACTOR, [here], [])


def _leads(actor: Actor, event: Event, stated: Stated) -> bool:
    """Whether a text names somebody before its verb, who may have done it, too."""
    return any(a.key == actor.key and a.end <= event.start for a in stated.own.actors)


def _shared_agents(
    claim: Stated, passage: Stated, events: tuple[Event, Event], world: World
) -> SlotComparison | None:
    for ours in agents_of(events[0], claim):
        for theirs in agents_of(events[1], passage):
            outcome = relate_names(ours, theirs, world)
            if outcome[0] is Relation.AGREES:
                here, there = (ours, Provenance.PASSAGE), (theirs, Provenance.PASSAGE)
                return row_of(SlotName.ACTOR, here, there, outcome)
    return None


def _compare_sufferers(
    claim: Stated, passage: Stated, events: tuple[Event, Event], world: World
) -> SlotComparison | None:
    """One who suffered it in the claim and did it in the passage shows another event."""
    ours, theirs = patient_of(events[0], claim), agent_of(events[1], passage)
    sufferer = patient_of(events[1], passage)
    if ours is not None and sufferer is not None and theirs is None:
        outcome = relate_names(ours, sufferer, world)
        pair = (ours, Provenance.PASSAGE), (sufferer, Provenance.PASSAGE)
        return row_of(SlotName.ACTOR, *pair, outcome)
    if ours is None or theirs is None or ours.key != theirs.key:
        return None
    why = f"{ours.name} suffered it in the claim and did it in the passage."
    here, there = (ours, Provenance.PASSAGE), (theirs, Provenance.PASSAGE)
    return row_of(SlotName.ACTOR, here, there, (Relation.DIFFERS, why))


def _compare_subjects(
    claim: Stated, passage: Stated, events: tuple[Event | None, Event | None]
) -> SlotComparison | None:
    ours, theirs = events
    if ours is None or theirs is None:
        return None
    first, second = subject_words(ours, claim), subject_words(theirs, passage)
    shared = first & second
    if not shared or (first - shared and second - shared):
        return None  # "oil prices" and "gold prices" share a word and are two things
    words = " ".join(sorted(shared))
    return SlotComparison(
        SlotName.ACTOR,
        words,
        words,
        Provenance.PASSAGE,
        Relation.AGREES,
        "Both speak of the same thing.",
        None,
        None,
    )


def _rows(
    slot: SlotName,
    claims: Sequence[Found[V]],
    passages: Sequence[Found[V]],
    relate: Callable[[Found[V], Found[V]], tuple[Relation, str]],
) -> Iterator[SlotComparison]:
    for a in claims:
        for b in passages:
            yield row_of(slot, a, b, relate(a, b))


def _span(value: Value, provenance: Provenance) -> Span | None:
    return Span(value.start, value.end) if provenance is Provenance.PASSAGE else None


def _places(particulars: Particulars) -> Sequence[Place]:
    return particulars.places


def _actors(particulars: Particulars) -> Sequence[Actor]:
    return particulars.actors


def relations(rows: Iterable[SlotComparison], slot: SlotName) -> list[Relation]:
    """The relations of one slot's rows."""
    return [row.relation for row in rows if row.slot is slot]
