"""Which agreeing passages are counted as support, and in which order passages are looked at."""

from collections.abc import Iterable

from workbench.domain.comparison import Comparison
from workbench.domain.vocabulary import Provenance, Relation, Signal, SlotName

RULES = "support-1"
NEAR = 0.5  # similarity below which two sentences that agree in their slots speak of other things
_SHOWS_ONE_EVENT = frozenset({SlotName.NUMBER, SlotName.DATE, SlotName.PLACE})


def is_counted(comparison: Comparison, similarity: float | None) -> bool:
    """Whether a passage that agrees is counted: a figure, a day or a place must show one event.

    "There was no immediate claim of responsibility" agrees with itself after every attack. The day
    a report appeared shows nothing: all that day's reports share it.
    """
    if comparison.signal is not Signal.AGREES:
        return False
    if similarity is not None and similarity < NEAR:
        return False
    return any(
        row.slot in _SHOWS_ONE_EVENT
        and row.relation is Relation.AGREES
        and row.found_in is not Provenance.REPORT
        for row in comparison.slots
    )


def in_order(found: Iterable[tuple[int, bool, bool]]) -> list[int]:
    """What a person should read first, of passages as (id, bears, is of the claim's own origin).

    They come most relevant first. What bears on the claim from elsewhere leads, then what bears
    from its own origin, then the rest.
    """
    rows = list(found)
    lead = [i for i, bears, own in rows if bears and not own]
    follow = [i for i, bears, own in rows if bears and own]
    return [*lead, *follow, *(i for i, bears, _ in rows if not bears)]
