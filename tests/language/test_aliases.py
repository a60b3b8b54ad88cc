"""Other names of a body, and whether a text has one of them."""

import pytest

from workbench.language.aliases import aliases, is_named

ARTICLE = "The Old Quarry Council (OQC) met. The National Water Board of Vel (NWB) was there."


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Syrian Observatory for Human Rights", "SOHR"),
        ("Syrian Observatory for Human Rights", "the Observatory"),
        ("OPCW", "Organisation for the Prohibition of Chemical Weapons"),
        ("Old Quarry Council", "OQC"),
        ("NWB", "National Water Board of Vel"),
    ],
)
def test_a_body_goes_by_the_names_of_the_table_and_of_the_text(name: str, alias: str) -> None:
    assert {name, alias} <= aliases(name, ARTICLE)


def test_a_general_word_and_a_person_go_by_no_other_name() -> None:
    assert aliases("rebels") == {"rebels"}
    assert aliases("Noor Aziz", ARTICLE) == {"Noor Aziz"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("IS", "The hill fell, IS said."),
        ("Aziz", "Mr. AZIZ denied it."),
        ("the Observatory", "The Observatory said so."),
    ],
)
def test_a_text_has_a_name_in_any_case(name: str, text: str) -> None:
    assert is_named({"Nobody", name}, text)


def test_an_acronym_is_a_word_of_its_own() -> None:
    assert not is_named({"IS"}, "This is his ISLAND.")
    assert not is_named(set(), "Nobody said so.")
