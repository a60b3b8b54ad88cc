"""Which spellings are one name's, and which are another's."""

import pytest

from workbench.language.names import key
from workbench.language.transliterations import spellings


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Salamah", "salameh"),
        ("Salamah", "salama"),
        ("Mohammed", "muhammad"),
        ("Mohammed", "mohamed"),
        ("Hussein", "hussain"),
        ("Gaddafi", "qaddafi"),
        ("Sheikhoun", "shaykhun"),
        ("Abdulrahman", "abdelrahman"),
    ],
)
def test_a_name_is_known_in_another_spelling_and_from_it(name: str, other: str) -> None:
    assert other in spellings(name)
    assert name.lower() in spellings(other)


@pytest.mark.parametrize(
    ("name", "other"), [("Salamah", "salem"), ("Hassan", "hussein"), ("Talas", "tallinn")]
)
def test_another_name_is_not(name: str, other: str) -> None:
    assert other not in spellings(name)


@pytest.mark.parametrize("name", ["Raqqa", "Homs", "Iran", "Đoković", "F16", "", "117"])
def test_what_tells_too_little_has_one_spelling(name: str) -> None:
    assert spellings(name) == frozenset()


def test_no_spelling_has_another_key_and_none_is_the_name_itself() -> None:
    found = spellings("Salameh")

    assert {key(each) for each in found} == {key("Salameh")}
    assert "salameh" not in found
