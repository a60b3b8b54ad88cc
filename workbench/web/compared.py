"""What a comparison says, in a few words a slot, with the reasons behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.vocabulary import Relation
from workbench.store.base import Json

SAID_APART = 4  # values of one slot: of more, the first are said and how many there are
ORDER = (
    Relation.DIFFERS,
    Relation.COMPATIBLE,
    Relation.AGREES,
    Relation.NOT_COMPARABLE,
    Relation.MISSING,
)
_WITH_VALUES = {Relation.DIFFERS, Relation.COMPATIBLE}
KINDS = {  # what a reason says -> in what way the two are compatible
    "the lower figure may be the earlier": "may be an earlier count",
    "an update, not a conflict": "another time, an update",
    "meets the minimum": "meets the minimum",
    "was replaced by": "one replaced the other",
    "is too wide to support": "too wide to support it",
    "but of so few no support": "near, no support",
    "nor support it": "does not exclude it, no support",
    "names no day": "the claim names no day",
    "overlap, one is wider": "one is wider",
    "published within a week": "reported within a week",
    "is less than": "says less",
    "but of something else": "of something else",
    "are said of different sides": "said of different sides",
    "only in passing": "named in passing",
    "in the same sentence a denial": "denied in the same sentence",
    "is only planned": "one is only planned",
    "(planned)": "one is only planned",
    "(alleged)": "one is only alleged",
    "lies in": "one lies in the other",
    "one is a part of the other": "one is a part of the other",
    "mean the same here is not said": "perhaps the same",
    "belongs together with": "belong together",
}
OTHERWISE = "no contradiction, no support"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison says in a few words: one value, or all slots that stand alike."""

    relation: Relation
    words: str
    reasons: tuple[str, ...]


def findings(slots: Sequence[Json]) -> tuple[Finding, ...]:
    """The comparison in as few words as it takes; what speaks against the passage comes first."""
    found: list[Finding] = []
    for relation in ORDER:
        here = [slot for slot in slots if slot["relation"] == relation]
        if relation in _WITH_VALUES:
            for name in dict.fromkeys(slot["slot"] for slot in here):
                found += _each(relation, name, [slot for slot in here if slot["slot"] == name])
        elif relation is Relation.MISSING:
            ours = [slot for slot in here if slot["claim"]]
            theirs = [slot for slot in here if not slot["claim"]]
            found += _together(relation, "not in the passage", ours, slots)
            found += _together(relation, "not in the claim", theirs, slots)
        else:
            found += _together(relation, relation.value, here, slots)
    return tuple(found)


def _each(relation: Relation, name: str, here: Sequence[Json]) -> Iterator[Finding]:
    """One finding a value; of very many, the first and how many more there are."""
    said = here if len(here) <= SAID_APART else here[: SAID_APART - 1]
    for slot in said:
        yield Finding(relation, _apart(relation, name, slot), _reasons([slot]))
    if rest := here[len(said) :]:
        yield Finding(relation, f"{name} {relation}: {len(rest)} more", _reasons(rest))


def _together(
    relation: Relation, words: str, here: Sequence[Json], slots: Sequence[Json]
) -> Iterator[Finding]:
    """One finding for all of them; none where there are none."""
    names = dict.fromkeys(slot["slot"] for slot in here)
    told = [_name(name, [slot for slot in here if slot["slot"] == name], slots) for name in names]
    if told:
        yield Finding(relation, f"{words}: {', '.join(told)}", _reasons(here))


def _apart(relation: Relation, name: str, slot: Json) -> str:
    """Both values, the claim's first, and of what is compatible in what way."""
    if relation is Relation.DIFFERS:
        return f"{name} differs: {_against(slot)}"
    kind = next((words for told, words in KINDS.items() if told in slot["why"]), OTHERWISE)
    return f"{name}: {slot['claim'] or '–'} / {slot['passage'] or '–'}, {kind}"


def _name(name: str, here: Sequence[Json], slots: Sequence[Json]) -> str:
    """The slot, with the claim's values where another value of it stands otherwise."""
    values = list(dict.fromkeys(slot["claim"] for slot in here if slot["claim"]))
    if len(values) > SAID_APART:
        return f"{name} ({len(values)} values)"
    elsewhere = any(slot["slot"] == name and slot not in here for slot in slots)
    return " ".join([name, *(f"“{value}”" for value in values)]) if elsewhere else name


def _reasons(slots: Sequence[Json]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{slot['slot']}: {slot['why']}" for slot in slots))


def _against(slot: Json) -> str:
    """Both values; where the words are the same, what else sets them apart."""
    claim, passage = slot["claim"] or "–", slot["passage"] or "–"
    return slot["why"] if claim.casefold() == passage.casefold() else f"{claim} / {passage}"
