"""A sentence as the comparison sees it: what it, its context and its report state."""

from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.domain.asof import AsOf
from workbench.domain.bodies import Bodies
from workbench.domain.spans import Span
from workbench.domain.values import Particulars
from workbench.domain.vocabulary import Provenance, Relation, SlotName


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim's or a passage's sentence with its surroundings."""

    text: str
    own: Particulars = field(default_factory=Particulars)
    context: Particulars = field(default_factory=Particulars)  # of the sentences before it
    report: Particulars = field(
        default_factory=Particulars
    )  # the dateline's place, the publication date
    as_of: AsOf | None = None
    root: str | None = None  # whom it rests on, where that is known
    foreign: str | None = None  # the code of its language, where that is not English
    reported: bool = False  # in a report: where its moment is not known, it is no other's moment


def _unknown(_: str) -> bool:
    return False


def _apart(_inner: str, _outer: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class World:
    """What is known of places and bodies by their keys; names not known are never told apart."""

    is_known_place: Callable[[str], bool] = _unknown
    is_inside: Callable[[str, str], bool] = _apart  # (inner, outer)
    is_wide: Callable[[str], bool] = _unknown  # a country or more: shows no single event
    bodies: Bodies = field(default_factory=Bodies)


@dataclass(frozen=True, slots=True)
class SlotComparison:
    """One value compared; spans are code points of each text, None where the value is not in it."""

    slot: SlotName
    claim: str
    passage: str
    found_in: Provenance  # where the passage's value was found
    relation: Relation
    why: str
    claim_span: Span | None = None
    passage_span: Span | None = None
