"""What a text must show before a form of a date is looked for in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.language.date_forms import _FORMS
from workbench.language.date_signs import needed, shown

PIECES = [
    *("2016-05-03", "03/05/16", "3rd", "of", "May", "Sept.", "the", "beginning of", "2016"),
    *("last", "July", "between", "and", "2017-2019", "from", "to", "1990s", "THIS WEEK", "Monday"),
    *("two", "years ago", "days", "next", "decade", "weekend", "winter of", "second half of"),
    *("recent months", "yesterday", "earlier this", "hour", "fell", "Tenth", ",", "(", "."),
]


@pytest.mark.parametrize(
    ("form", "part"),
    [
        (r"(?P<day>\d) (?P<month>May)(?: (?P<year>\d{4}))?", "(?P<month>"),
        (r"(?P<year>\d{4})", "(?P<year>"),
        (r"second (?P<unit>half) of (?P<year>\d{4})", "(?P<year>"),
        (r"last (?P<unit>week)", "(?P<unit>"),
        ("yesterday", ""),
    ],
)
def test_a_form_needs_the_part_it_never_goes_without(form: str, part: str) -> None:
    assert needed(form) == part


def test_a_text_without_signs_shows_only_what_needs_none() -> None:
    assert shown("The bridge was rebuilt.") == {""}
    assert shown("Rebuilt in May, 12 of a DECADE") == {
        *("", "(?P<month>", "(?P<year>", "(?P<decade>", "(?P<unit>"),
    }


@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=6).map(" ".join))
def test_no_date_is_lost_for_want_of_a_sign(text: str) -> None:
    found = {part for part, pattern, _ in _FORMS if pattern.search(text)}

    assert found <= shown(text)
