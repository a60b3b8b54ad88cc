"""Commas put back around a speaker named after the verb."""

import pytest

from workbench.language import attribution, lost_commas
from workbench.language.tokens import tokenize


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("It was hit with foam and tar said Orson Keld head of the town's clinic adding nine died.",
         "Orson Keld", "head of the town's clinic"),
        ("The flood drowned 12 people said Orson Keld a doctor in the valley.",
         "Orson Keld", "doctor in the valley"),
        ("Shells fell on the town said Orson al Keld the mayor.", "Orson al Keld", "mayor"),
    ],
)  # fmt: skip
def test_whoever_is_named_and_described_after_the_verb_says_it(
    sentence: str, name: str, role: str
) -> None:
    found = attribution.find(sentence)

    assert found is not None
    assert (found.mention.name, found.mention.role) == (name, role)


def test_a_comma_is_put_before_the_verb_and_on_both_sides_of_the_role() -> None:
    words = "Nine drowned said Orson Keld head of the clinic adding that more may die."
    parted = " ".join(token.text for token in lost_commas.put_back(tokenize(words)))

    assert parted.startswith("Nine drowned , said Orson Keld , head of the clinic , adding")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people drowned, said Orson Keld, a doctor in the valley.",
        "Nine people drowned said Orson Keld.",
        "Nine people drowned said Keld head of the clinic.",
        "Nine people drowned said Valley Office aide Orson Keld.",
        "A clerk said Orson Keld head of the clinic had left.",
        "A clerk said Orson Keld head of the clinic resigned.",
        "Said Orson Keld head of the clinic.",
    ],
)
def test_nothing_is_put_where_nothing_was_lost_or_he_is_told_of(sentence: str) -> None:
    tokens = tokenize(sentence)

    assert lost_commas.put_back(tokens) == tokens


def test_whoever_opens_the_sentence_says_it_all_the_same() -> None:
    found = attribution.find("The minister said Orson Keld head of the agency was a friend.")

    assert found is not None
    assert found.mention.name == "minister"
