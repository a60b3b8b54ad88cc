"""Who says, counts, denies or accuses in a sentence without a plain speaker."""

import pytest

from workbench.domain.vocabulary import BasisKind
from workbench.language.basis import bases, basis
from workbench.language.outlets import Outlet
from workbench.language.parties import asks_a_source, parties


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The government has denied that its jets were near the mill.", "The government"),
        ("The Valley Front claimed responsibility for the blast.", "The Valley Front"),
        ("Nobody came forward after the raid which the regime blamed on rebels.", "the regime"),
        ("The raid killed nine people in the mill said the Vel Monitor.", "the Vel Monitor"),
        (
            "Ostel-based watchdog the Vel Monitor counted 24 dead.",
            "Ostel-based watchdog the Vel Monitor",
        ),
        ("Residents of the mill quarter said it burned all night.", "Residents"),
    ],
)
def test_the_party_of_a_sentence(sentence: str, who: str) -> None:
    assert parties(sentence)[0] == who


@pytest.mark.parametrize(
    "sentence", ["The mill burned all night.", "It denied nothing.", "Bread is dear in spring."]
)
def test_where_nobody_says_anything_there_is_no_party(sentence: str) -> None:
    assert parties(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("A source in the town told the agency that nine were dead.", True),
        ("According to an informed source the mill was empty.", True),
        ("The mill told of better days.", False),
    ],
)
def test_somebody_unnamed_was_asked(sentence: str, asked: bool) -> None:  # noqa: FBT001
    assert asks_a_source(sentence) is asked


def test_an_unnamed_source_of_ones_own_is_an_interview() -> None:
    found = basis("A source told Norvane that nine were dead.", outlet=Outlet("Norvane"))

    assert (found.kind, found.root, found.unnamed) == (
        BasisKind.INTERVIEW,
        "source (to Norvane)",
        True,
    )


def test_media_of_one_side_are_named_in_one_spelling() -> None:
    [one] = bases("Pro-Hill media outlets said nine were dead.", Outlet("Norvane"))
    [other] = bases("Nine were dead, pro-Hill media said.", Outlet("Daily Post"))

    assert one.root == other.root == "pro-Hill media"
