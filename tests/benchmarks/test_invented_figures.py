"""What is told with another figure is told apart in the invented reports."""

import pytest

from benchmarks.invented_figures import agree, figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty-three people died on 4 May 2019.", [43]),
        ("In all 2,610 went, a dozen on foot.", [2610, 12]),
        ("Two hundred and twelve landed at 10:17 on May 3.", [212]),
        ("Seven thousand left in twenty buses.", [7000, 20]),
        ("Ninety others were let go by one man.", [90]),
        ("Dozens were hurt.", []),
    ],
)
def test_figures_are_read_in_digits_and_words(text: str, found: list[float]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("name", "sentence", "told"),
    [
        ("toll", "The toll rose to 31.", False),
        ("toll", "Twenty-one bodies were found.", True),
        ("toll", "At least 24 lost their lives.", True),
        ("toll", "Many lost their lives.", False),
        ("who", "The army said it had hit 3 targets.", True),
        ("market/toll", "There are 31 graves.", False),
    ],
)
def test_another_figure_is_no_answer(name: str, sentence: str, *, told: bool) -> None:
    assert agree(name, "A raid killed 20 people.", sentence) is told


def test_a_claim_without_a_figure_is_answered_by_any() -> None:
    assert agree("toll", "Dozens were killed.", "The toll rose to 31.")
