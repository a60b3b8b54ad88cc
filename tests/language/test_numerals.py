"""Numerals: digits with any separators, words, dozens and vague words."""

import pytest

from workbench.language.numerals import numerals, vague_words, value
from workbench.language.words import words


@pytest.mark.parametrize(
    ("digits", "meant"),
    [
        ("117", 117),
        ("1,234", 1234),
        ("1,234,567.5", 1234567.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567),
        ("1.234", 1.234),
        ("3,5", 3.5),
        ("1 234", 1234),
        ("1\u00a0234\u202f567", 1234567),
        ("1'234", 1234),
        ("10,00,000", 1000000),
        ("\u0661\u0662\u0663", 123),
        ("\u0661\u066c\u0662\u0663\u0664", 1234),
        ("\u0663\u066b\u0665", 3.5),
        ("1.2.3", None),
        ("16.02.2016", None),
        ("12,34,5", None),
        ("9" * 400, None),
    ],
)
def test_digits_mean_the_same_under_every_separator(digits: str, meant: float | None) -> None:
    assert value(digits) == meant


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("seventeen", [17]),
        ("twenty-five", [25]),
        ("a hundred and five", [105]),
        ("two hundred and five thousand", [205000]),
        ("one million two hundred thousand and six", [1200006]),
        ("two and a half million", [2500000]),
        ("half a million", [500000]),
        ("two dozen", [24]),
        ("five six", [5, 6]),
        ("two hundred and one civilians and five others", [201, 5]),
        ("3.5 million", [3500000]),
        ("3\u00bd", [3.5]),
        ("April 4 200 men", [4, 200]),
        ("million", []),
        ("someone", []),
        ("hundred hundred", []),
        ("two hundred hundred hundred", [200]),
    ],
)
def test_numbers_in_words_are_added_up(text: str, read: list[float]) -> None:
    assert [one.low for one in numerals(words(text))] == read


def test_vague_words_follow_the_written_table() -> None:
    assert vague_words()["tens",] == (10, 99)
    assert vague_words()["dozens",] == (12, 99)
    assert vague_words()["hundreds",] == (100, 999)


def test_a_vague_word_multiplies_what_follows_it() -> None:
    (one,) = numerals(words("several hundred thousand"))
    assert (one.low, one.high, one.approximate) == (300_000, 999_999, True)
