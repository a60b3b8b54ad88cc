"""What is counted: the noun behind a number and its class."""

import pytest

from workbench.language.counted import Counter, counted, counter_of
from workbench.language.words import words


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("civilians", Counter.CIVILIANS),
        ("villagers", Counter.CIVILIANS),
        ("children", Counter.CHILDREN),
        ("women", Counter.WOMEN),
        ("fighters", Counter.FIGHTERS),
        ("rebel fighters", Counter.FIGHTERS),
        ("Syrians", Counter.PEOPLE),
        ("air strikes", Counter.THINGS),
        ("pomegranates", None),
        ("", None),
        (None, None),
    ],
)
def test_a_noun_belongs_to_a_class(noun: str | None, kind: Counter | None) -> None:
    assert counter_of(noun) == kind


@pytest.mark.parametrize(
    ("phrase", "of"),
    [
        ("of his fighters had died", "fighters"),
        ("more people", "people"),
        ("Islamic State militants in the town", "militants"),
        ("US-backed men", "men"),
        ("of the group's leaders", "leaders"),
        ("T-72 tanks", "tanks"),
        ("in the town", None),
        ("suffering from burns", None),
        ("", None),
    ],
)
def test_the_head_of_the_phrase_is_what_is_counted(phrase: str, of: str | None) -> None:
    assert counted(words(phrase), 0, single=False).of == of


def test_a_single_noun_is_counted_only_behind_one() -> None:
    tokens = words("rebel commander was killed")
    assert counted(tokens, 0, single=True).of == "commander"
    assert counted(tokens, 0, single=False).of is None
