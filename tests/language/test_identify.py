import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.language.identify import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said on Friday that it had left the town.", "en"),
        ("REBELS SAID ON FRIDAY THAT THEY HAVE TAKEN THE TOWN", "en"),
        ("Die Rebellen haben am Dienstag drei Dörfer eingenommen.", "de"),
        ("Les rebelles ont pris trois villages dans la nuit de mardi.", "fr"),
        ("Los rebeldes tomaron tres aldeas durante la noche del martes.", "es"),
        ("قال الجيش إن قواته انسحبت من البلدة يوم الثلاثاء", "ar"),
        ("Военные заявили, что покинули город во вторник вечером.", "ru"),
        ("Tal Rifaat", None),
        ("", None),
        ("12 34 56 78 90 12 34 56 78 90 12 34", None),
    ],
)
def test_the_language_is_known_or_left_open(text: str, language: str | None) -> None:
    assert identify(text) == language


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_has_a_code_of_two_letters_or_none(text: str) -> None:
    code = identify(text)

    assert code is None or len(code) == 2
