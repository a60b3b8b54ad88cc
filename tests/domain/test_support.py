"""Support is counted where a figure, a day or a place shows one event; the rest is only shown."""

from dataclasses import replace

import pytest

from workbench.domain import support
from workbench.domain.comparison import Comparison
from workbench.domain.sameness import Likelihood
from workbench.domain.stated import SlotComparison
from workbench.domain.support import Row
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


@pytest.mark.parametrize("relation", [r for r in Relation if r is not Relation.AGREES])
def test_a_figure_that_does_not_agree_shows_nothing(relation: Relation) -> None:
    event, number = agreeing(SlotName.EVENT, SlotName.NUMBER).slots
    found = Comparison((event, replace(number, relation=relation)), Signal.AGREES, True, "so")

    assert not support.is_counted(found, 0.8)


def test_sentences_far_apart_are_not_counted() -> None:
    comparison = agreeing(SlotName.EVENT, SlotName.NUMBER)

    assert not support.is_counted(comparison, 0.4)
    assert support.is_counted(comparison, None)


def in_order(*rows: Row) -> list[int]:
    return support.in_order(rows)


def test_what_bears_from_elsewhere_is_read_first_and_the_claims_own_origin_last() -> None:
    found = in_order(
        Row(1, bears=False, own=False, stated=True),
        Row(2, bears=True, own=True, stated=True),
        Row(3, bears=True, own=False, stated=True),
        Row(4, bears=False, own=True, stated=True),
    )

    assert found == [3, 1, 2, 4]


def test_what_likelier_answers_the_claim_is_read_before_what_is_only_near() -> None:
    found = in_order(
        Row(1, bears=False, own=False, stated=True, answer=0.1),
        Row(2, bears=False, own=False, stated=True, answer=0.6),
        Row(3, bears=True, own=True, stated=True, answer=0.9),
    )

    assert found == [2, 1, 3]


def test_what_says_how_it_knows_goes_before_what_does_not() -> None:
    found = in_order(
        Row(1, bears=False, own=False, stated=False, answer=0.6),
        Row(2, bears=False, own=False, stated=True, answer=0.4),
    )

    assert found == [2, 1]


def test_what_likelier_speaks_of_another_event_is_not_counted() -> None:
    comparison = agreeing(SlotName.EVENT, SlotName.NUMBER)

    assert not support.is_counted(comparison, 0.8, Likelihood(event=0.3, answer=0.5))
    assert support.is_counted(comparison, 0.8, Likelihood(event=0.7, answer=0.5))


def test_what_agrees_and_hardly_answers_the_claim_is_not_counted() -> None:
    comparison = agreeing(SlotName.EVENT, SlotName.PLACE)

    assert not support.is_counted(comparison, 0.8, Likelihood(event=0.9, answer=0.05))
    assert support.is_counted(comparison, 0.8, Likelihood(event=0.9, answer=0.15))


def test_what_may_be_the_claims_own_word_goes_after_what_surely_is_not() -> None:
    found = in_order(
        Row(1, bears=True, own=False, stated=True, perhaps_own=True, answer=0.5),
        Row(2, bears=True, own=False, stated=True, answer=0.4),
    )

    assert found == [2, 1]
