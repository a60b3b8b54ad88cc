"""What a sentence may answer of a claim is told from figures and events alone."""

import pytest

from workbench.domain.promise import promise
from workbench.language.particulars import particulars

CLAIM = "At least 40 people were killed in the market of Ostel on Sunday."


@pytest.mark.parametrize(
    ("sentence", "at_least"),
    [
        ("The count has come to 44 dead.", 3),  # the figure and the event, no place and no day
        ("The same monitor had given 12 dead at noon.", 2),  # another figure of the same
        ("Dozens of bodies lay in the street.", 0),
        ("Those killed were shoppers.", 1),
    ],
)
def test_a_sentence_answers_without_naming_place_or_day(sentence: str, at_least: int) -> None:
    assert promise(particulars(CLAIM), particulars(sentence)) >= at_least


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor opened a school.",
        "Bread costs 40 percent more.",
        "There was no immediate comment.",
    ],
)
def test_what_answers_nothing_promises_nothing(sentence: str) -> None:
    assert promise(particulars(CLAIM), particulars(sentence)) == 0


def test_the_nearer_figure_promises_more() -> None:
    claim = particulars(CLAIM)

    near = promise(claim, particulars("A doctor counted 43 people killed."))
    far = promise(claim, particulars("A doctor counted 9 people killed."))
    assert near > far > 0


def test_the_opposite_event_is_worth_comparing_too() -> None:
    claim = particulars("Rebels seized the town of Ostel.")

    assert promise(claim, particulars("The army has retaken it.")) > 0
