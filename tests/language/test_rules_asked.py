"""What shares of the people asked answered is a claim by rule."""

import pytest

from workbench.language import rules
from workbench.language.particulars import particulars
from workbench.language.rules import Outcome


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 61% of nurses say that they have thought of leaving the profession.",
        "By contrast 38 percent of Catholics described the treaty as fair.",
        "The mayor led the field with 31% support, ahead of the governor at 24%.",
        "The survey found that 44 per cent of farmers had no insurance.",
        "About a quarter of officers (26%) said relations with the district were poor.",
        "His approval fell to 36% in the week after the hearing.",
        "The poll has a margin of error of three percentage points.",
        "Among independents, 55% oppose the bill and 33% favour it.",
    ],
)
def test_a_share_of_the_people_asked_is_a_claim(sentence: str) -> None:
    ruling = rules.judge(sentence, particulars(sentence))

    assert ruling.outcome is Outcome.PULLED
    assert "what people answered" in ruling.because


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices rose by 4% in June, the office for statistics said.",
        "The survey of the river bed took two years.",
        "Most people say that the town has changed for the worse.",
        "The fire burnt 40% of the forest before the rain came.",
        "About 20 percent of the crew were killed, the owner said.",
    ],
)
def test_a_share_that_nobody_answered_with_adds_nothing(sentence: str) -> None:
    ruling = rules.judge(sentence, particulars(sentence))

    assert "what people answered" not in ruling.because


def test_a_share_in_the_first_person_is_still_weighed() -> None:
    sentence = "“Because, really, 90 percent of the people say I am right.”"

    assert rules.judge(sentence, particulars(sentence)).outcome is Outcome.UNSURE
