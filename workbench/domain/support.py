"""Which agreeing passages are counted as support, and in which order passages are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.comparison import Comparison
from workbench.domain.sameness import Likelihood
from workbench.domain.vocabulary import Provenance, Relation, Signal, SlotName

RULES = "support-4"
NEAR = 0.5  # similarity below which two sentences that agree in their slots speak of other things
LIKELIER = 0.5
ANSWERS = 0.1  # probability below which what agrees hardly answers the claim
_SHOWS_ONE_EVENT = frozenset({SlotName.NUMBER, SlotName.DATE, SlotName.PLACE})
_UNSTATED = 0.3  # how much of its promise a passage keeps that does not say how it knows
_PERHAPS_OWN = 0.7  # and one that may come from the claim's own origin


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it stands in the list of a claim's page."""

    passage_id: int
    bears: bool  # it is counted, or conflicts
    own: bool  # of the claim's own origin
    stated: bool  # it says what it rests on
    perhaps_own: bool = False  # an edge that is only possible leads to the claim's own origin
    answer: float | None = None  # how likely it answers the claim, where that can be told


def is_counted(
    comparison: Comparison, similarity: float | None, likely: Likelihood | None = None
) -> bool:
    """Whether a passage that agrees is counted: a figure, a day or a place must show one event.

    "There was no immediate claim of responsibility" agrees with itself after every attack. The day
    a report appeared shows nothing: all that day's reports share it. `likely`, where it is told:
    what likelier speaks of another event, or hardly answers the claim, is not counted.
    """
    if comparison.signal is not Signal.AGREES:
        return False
    if likely is not None and (likely.event < LIKELIER or likely.answer < ANSWERS):
        return False
    if similarity is not None and similarity < NEAR:
        return False
    return any(
        row.slot in _SHOWS_ONE_EVENT
        and row.relation is Relation.AGREES
        and row.found_in is not Provenance.REPORT
        for row in comparison.slots
    )


def in_order(rows: Iterable[Row]) -> list[int]:
    """What a person should read first, of passages that come most relevant first.

    What comes from elsewhere and may decide the claim leads: where it can be told, by how likely
    it answers the claim, whether it says how it knows and whether it surely is no word of the
    claim's own origin; else what bears on it. That origin, which can decide nothing, comes last.
    """
    return [row.passage_id for row in sorted(rows, key=_place)]


def _place(row: Row) -> tuple[bool, float]:
    if row.answer is None:
        return row.own, -float(row.bears)
    stated = 1.0 if row.stated else _UNSTATED
    return row.own, -row.answer * stated * (_PERHAPS_OWN if row.perhaps_own else 1.0)
