"""Support is counted where a figure, a day or a place shows one event; the rest is only shown."""

import pytest

from workbench.domain import support
from workbench.domain.comparison import Comparison
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Provenance, Relation, Signal, SlotName


def agreeing(
    *slots: SlotName, found_in: Provenance = Provenance.PASSAGE, signal: Signal = Signal.AGREES
) -> Comparison:
    rows = tuple(SlotComparison(slot, "a", "b", found_in, Relation.AGREES, "so") for slot in slots)
    return Comparison(rows, signal, mixed=False, because="so")


@pytest.mark.parametrize(
    ("comparison", "counted"),
    [
        (agreeing(SlotName.EVENT), False),
        (agreeing(SlotName.EVENT, SlotName.ACTOR), False),
        (agreeing(SlotName.EVENT, SlotName.NUMBER), True),
        (agreeing(SlotName.EVENT, SlotName.PLACE), True),
        (agreeing(SlotName.EVENT, SlotName.DATE), True),
        (agreeing(SlotName.EVENT, SlotName.DATE, found_in=Provenance.REPORT), False),
        (agreeing(SlotName.EVENT, SlotName.NUMBER, signal=Signal.UNCLEAR), False),
        (agreeing(SlotName.EVENT, SlotName.NUMBER, signal=Signal.CONFLICTS), False),
    ],
)
def test_what_is_counted(comparison: Comparison, *, counted: bool) -> None:
    assert support.is_counted(comparison, 0.8) is counted


def test_sentences_far_apart_are_not_counted() -> None:
    comparison = agreeing(SlotName.EVENT, SlotName.NUMBER)

    assert not support.is_counted(comparison, 0.4)
    assert support.is_counted(comparison, None)


def test_what_bears_from_elsewhere_is_read_first() -> None:
    found = [(1, False, False), (2, True, True), (3, True, False), (4, False, True)]

    assert support.in_order(found) == [3, 2, 1, 4]
