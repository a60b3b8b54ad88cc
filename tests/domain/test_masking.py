"""A name that may cost a life is hidden however it is spelt, and every offset holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.masking import BLOCK, mask_of, masked, masked_value

NAME = mask_of(["Nadia al-Karim"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nadia al-Karim told us.", "█████ ████████ told us."),
        ("we met NADIA AL KARIM, then", "we met █████ ██ █████, then"),
        ("Nádia al-Karím", "█████ ████████"),
        ("Nadia\nal-Karim", "█████\n████████"),
        ("Nadia Karim and al-Karim", "Nadia Karim and al-Karim"),
        ("Nadial-Karim", "Nadial-Karim"),
        ("", ""),
    ],
)
def test_a_name_is_hidden_wherever_it_stands(text: str, shown: str) -> None:
    assert masked(text, NAME) == shown
    assert len(masked(text, NAME)) == len(text)


def test_names_in_other_scripts_are_hidden() -> None:
    assert masked("قالت نادية الكريم إن", mask_of(["نادية الكريم"])) == "قالت █████ ██████ إن"


@pytest.mark.parametrize(
    "spelt", ["Na\u0301dia", "Na\u200bdia", "نَادِيَة", "ناد\u0640\u0640ية", "\uff2eadia"]
)
def test_signs_within_a_word_do_not_uncover_it(spelt: str) -> None:
    assert set(masked(spelt, mask_of(["Nadia", "نادية"]))) == {BLOCK}


def test_five_words_of_a_passage_give_it_away() -> None:
    secret = mask_of(["The nurse hid two deserters in the cellar of the school."])

    shown = masked("She said the nurse hid two deserters, and the cellar of the mill.", secret)

    assert shown == "She said ███ █████ ███ ███ █████████, and the cellar of the mill."


def test_every_text_in_a_value_is_masked_and_no_key() -> None:
    value = {"Nadia al-Karim": ["Nadia al-Karim", 3, None, {"x": "by Nadia al-Karim"}]}

    assert masked_value(value, NAME) == {
        "Nadia al-Karim": ["█████ ████████", 3, None, {"x": "by █████ ████████"}]
    }


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=4))
def test_masking_keeps_length_and_blanks_and_is_done_once(text: str, phrases: list[str]) -> None:
    mask = mask_of(phrases)

    shown = masked(text, mask)

    assert len(shown) == len(text)
    assert [c.isspace() for c in shown] == [c.isspace() for c in text]
    assert masked(shown, mask) == shown
    assert all(new in {old, BLOCK} for old, new in zip(text, shown, strict=True))


@given(st.from_regex(r"\A\w{1,9}( \w{1,9}){0,3}\Z"), st.text(max_size=30), st.text(max_size=30))
def test_a_marked_name_is_never_shown(name: str, before: str, after: str) -> None:
    shown = masked(f"{before} {name} {after}", mask_of([name]))

    assert shown[len(before) + 1 : len(before) + 1 + len(name)].replace(" ", "").strip(BLOCK) == ""
