"""Who says a sentence that has lost its commas."""

import pytest

from workbench.language.bodies import directory
from workbench.language.reported_by import named_beside, says_again


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The Observatory which follows the war from abroad said nine people drowned.",
         "Observatory"),
        ("A shell wounded forty others near the mill the White Helmets said on Monday.",
         "White Helmets"),
        ("SANA gave no toll but said that the gunmen came from the hills.", "SANA"),
        ("Shells fell on the market the state television reported.", "the state television"),
        ("The river town was shelled the key Ahrar al-Sham rebel group said.", "Ahrar al-Sham"),
        ("Nine drowned said the Syrian Observatory for Human Rights a war monitor.",
         "Syrian Observatory for Human Rights"),
        ("The reports were denied by Syrian state television on Friday.",
         "Syrian state television"),
        ("The ferry sank leaving 27 people dead a monitoring group said.", "a monitoring group"),
        ("The Old Quarry Committee a local group that keeps lists reported nine deaths.",
         "The Old Quarry Committee"),
        ("The names were listed by the Quarry Today activist group which said more may die.",
         "Quarry Today"),
        ("Noor a 30-year-old teacher living by the river said she heard two blasts.", "Noor"),
        ("Three bombers blew themselves up according to authorities.", "authorities"),
        ("Local residents said the bridge had burned.", "Local residents"),
    ],
)  # fmt: skip
def test_whoever_stands_beside_the_verb_says_it(sentence: str, who: str) -> None:
    found = named_beside(sentence, directory())

    assert found is not None
    assert found.name == who


@pytest.mark.parametrize(
    "sentence",
    [
        "The bakery in Damascus reopened in spring.",
        "A convoy left for Moscow and officers there said nothing of it.",
        "Syrian troops who stormed the town left before noon.",
        "The flood took two bridges in Orsk, the mayor said.",
        "Meanwhile a source in the old town said nothing of it.",
        "The mill burned doctor Noor Aziz said by telephone from Britain.",
    ],
)
def test_whoever_is_only_named_says_nothing(sentence: str) -> None:
    assert named_beside(sentence, directory()) is None


def test_of_two_who_say_it_the_one_who_opens_the_sentence_counts() -> None:
    text = "The Observatory said nine had died while SANA said that three had."

    found = named_beside(text, directory())

    assert found is not None
    assert (found.name, found.reports) == ("Observatory", True)


def test_it_said_goes_on_with_whoever_spoke_before() -> None:
    assert says_again("The raid wounded 22 including a child it said.")
    assert says_again("The group added that the depot had burned.")
    assert not says_again("The ministry gave no toll but the governor said nine had died.")
