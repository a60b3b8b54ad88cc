"""A number in every way that reports write it."""

import pytest

from workbench.language.spelling import spelt, written


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (7, "seven"),
        (40, "forty"),
        (86, "eighty six"),
        (117, "hundred seventeen"),
        (300, "three hundred"),
        (1_000, "thousand"),
        (12_400, "twelve thousand four hundred"),
        (2_000_000, "two million"),
    ],
)
def test_a_number_is_spelt(number: int, words: str) -> None:
    assert spelt(number) == words


def test_a_large_number_is_written_with_a_large_word_and_in_groups() -> None:
    assert list(written(1_200_000)) == [
        "1200000",
        "1.2 million",
        "1200 thousand",
        "1 200 000",
        "million two hundred thousand",
    ]


def test_a_broken_number_is_written_in_digits() -> None:
    assert list(written(6.9)) == ["6.9"]
