"""What is proposed of a pair, and what shows too little to propose anything."""

import pytest

from tests.domain.test_comparison import compared, relation
from workbench.domain.vocabulary import Relation, Signal, SlotName

FRENCH = "Les rebelles ont pris la ville d'Ariha et les villages voisins de la province."


@pytest.mark.parametrize(
    ("claim", "passage", "signal"),
    [
        ("At least 117 people died.", "Only 30 people died.", Signal.UNCLEAR),
        ("At least 117 people died in Douma.", "Only 30 people died.", Signal.UNCLEAR),
        ("At least 117 people died in Douma.", "Only 30 people died in Douma.", Signal.CONFLICTS),
        ("The army shelled the market.", "The army did not shell the market.", Signal.UNCLEAR),
    ],
)
def test_what_differs_conflicts_where_two_things_show_one_event(
    claim: str, passage: str, signal: Signal
) -> None:
    assert compared(claim, passage).signal is signal


def test_how_long_something_took_is_not_the_figure_that_is_claimed() -> None:
    found = compared("Rebels held Ariha for 40 days.", "Rebels held Ariha.")

    assert (found.signal, relation(found, SlotName.NUMBER)) == (Signal.AGREES, Relation.MISSING)


@pytest.mark.parametrize(
    ("claim", "passage", "language"),
    [("Rebels seized Ariha.", FRENCH, "passage"), (FRENCH, "Rebels seized Ariha.", "claim")],
)
def test_neither_text_is_compared_in_another_language(
    claim: str, passage: str, language: str
) -> None:
    found = compared(claim, passage)

    assert (found.slots, found.signal) == ((), Signal.UNCLEAR)
    assert found.because.startswith(f"The {language} is in another language")


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "Prices rose 40 percent in Douma.",
            "Prices rose to 40 percent in Douma.",
            Relation.NOT_COMPARABLE,
        ),
        (
            "Inflation stood at 40 percent in Douma.",
            "Inflation was 40 percent in Douma.",
            Relation.AGREES,
        ),
    ],
)
def test_by_how_much_something_rose_is_not_what_it_rose_to(
    claim: str, passage: str, expected: Relation
) -> None:
    assert relation(compared(claim, passage), SlotName.NUMBER) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Rebels", "Ahrar al-Sham", Relation.AGREES),
        ("Ahrar al-Sham", "Rebels", Relation.COMPATIBLE),
    ],
)
def test_a_general_word_is_met_by_whom_it_includes_and_not_the_other_way(
    ours: str, theirs: str, expected: Relation
) -> None:
    found = compared(f"{ours} seized Ariha.", f"{theirs} seized Ariha.")

    assert relation(found, SlotName.ACTOR) is expected
