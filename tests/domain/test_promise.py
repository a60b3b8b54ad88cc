"""What a sentence may answer of a claim is told from its figures, events, place and day."""

import pytest

from workbench.domain.promise import Told, features_of, is_promising, load_sum, promise
from workbench.domain.sameness import Nearness
from workbench.language.particulars import particulars

CLAIM = "At least 40 people were killed in the market of Aleppo on Sunday."
NEAR = Nearness(0.5, 0.6, 1.0)


def told(text: str, before: str = "") -> Told:
    return Told(particulars(text), particulars(before))


def promised(text: str, near: Nearness = NEAR, before: str = "", article: float = 0.5) -> float:
    return promise(told(CLAIM), told(text, before), near, article=article)


@pytest.mark.parametrize(
    "sentence",
    [
        "The count has come to 44 dead.",  # the figure and the event, no place and no day
        "The same monitor had given 12 dead at noon.",  # another figure of the same
        "Those killed were shoppers.",
    ],
)
def test_a_sentence_promises_without_naming_place_or_day(sentence: str) -> None:
    assert is_promising(particulars(CLAIM), particulars(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor opened a school.",
        "Bread costs 40 percent more.",
        "There was no immediate comment.",
    ],
)
def test_what_answers_nothing_promises_nothing(sentence: str) -> None:
    assert not is_promising(particulars(CLAIM), particulars(sentence))


def test_the_nearer_figure_promises_more() -> None:
    near, far = "A doctor counted 43 people killed.", "A doctor counted 9 people killed."

    assert promised(near) > promised(far) > 0


def test_the_opposite_event_is_worth_comparing_too() -> None:
    claim = particulars("Rebels seized the town of Ostel.")

    assert is_promising(claim, particulars("The army has retaken it."))


def test_a_place_named_before_the_sentence_is_near_it_and_not_in_it() -> None:
    sentence = told("A doctor counted 43 people killed.", "A bomb went off in Aleppo.")
    weighed = features_of(told(CLAIM), sentence, NEAR, article=0.5)

    assert (weighed["place"], weighed["place nearby"]) == (0.0, 1.0)


def test_a_report_weeks_apart_promises_less() -> None:
    sentence = "A doctor counted 43 people killed."

    assert promised(sentence, Nearness(0.5, 0.6, 20.0)) < promised(sentence)


def test_a_report_on_what_the_article_is_about_promises_more() -> None:
    sentence = "A doctor counted 43 people killed."

    assert promised(sentence, article=0.8) > promised(sentence, article=0.2)


def test_every_feature_has_a_weight() -> None:
    weighed = features_of(told(CLAIM), told("Those killed were shoppers."), NEAR, article=0.5)

    assert set(load_sum().weights) == set(weighed)
