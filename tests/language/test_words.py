"""Tokens: what the finders read, with exact places in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.language.words import plain, words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-backed men", ["U.S.", "-", "backed", "men"]),
        ("Syria's 1,234.5 km", ["Syria", "'s", "1,234.5", "km"]),
        ("at 9 a.m. they", ["at", "9", "a.m.", "they"]),
        ("didn\u2019t", ["didn\u2019t"]),
        ("$5bn", ["$", "5", "bn"]),
        ("250 km\u00b2", ["250", "km\u00b2"]),
        ("M-16", ["M", "-", "16"]),
    ],
)
def test_a_text_falls_into_words_numbers_and_marks(text: str, tokens: list[str]) -> None:
    assert [word.text for word in words(text)] == tokens


@given(st.text(max_size=200))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert "".join(word.text for word in found) == "".join(
        sign for sign in text if not sign.isspace() or any(sign in word.text for word in found)
    )


def test_accents_and_apostrophes_are_levelled() -> None:
    assert plain("D\u00e9j\u00e0") == "deja"
    assert plain("Dar\u2019a") == "dar'a"
