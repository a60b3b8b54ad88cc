"""The officer or spokesman whom a sentence names, commas or not."""

import pytest

from workbench.language.basis import bases
from workbench.language.outlets import Outlet
from workbench.language.spokesmen import Spokesman, named_in

KELD = "Orson Keld"


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Orson Keld a U.S. military spokesman said the depot burned.", "U.S. military"),
        ("Marine Maj. Orson Keld a Pentagon spokesman said in an e-mail it burned.", "Pentagon"),
        ("The depot burned said Army Col. Orson Keld.", None),
        ("The depot burned said Orson Keld the spokesman for the Hill Front.", "Hill Front"),
        ("According to Colonel Orson Keld 12 lorries burned.", None),
        ("Orson Keld spokesman of the Hill Front said that the depot burned.", "Hill Front"),
        ("Colonel Orson Keld the alliance's spokesman said the depot burned.", "alliance"),
        ("The spokesman Mr. Orson Keld was quoted as saying it burned.", None),
    ],
)
def test_a_name_beside_an_office_is_found_without_commas(sentence: str, body: str | None) -> None:
    assert named_in(sentence) == Spokesman(KELD, body)


@pytest.mark.parametrize(
    "sentence",
    [
        "General elections were held on Monday, officials said.",
        "The General Staff said two soldiers died.",
        "Soldiers arrested Colonel Orson Keld near the depot.",
        "Major General Tolm Kaster met Colonel Orson Keld, both said.",
    ],
)
def test_an_office_without_one_speaker_names_nobody(sentence: str) -> None:
    assert named_in(sentence) is None


def test_one_spokesman_is_one_speaker_in_every_outlets_words() -> None:
    channels = (
        "Twelve fighters were killed, the U.S.-led coalition's spokesman Orson Keld said.",
        "Twelve fighters were killed US Army Colonel Orson Keld said.",
        "Twelve fighters were killed said Army Col. Orson Keld.",
        "Orson Keld an American official said 12 fighters were killed.",
        "Pentagon spokesman Major Orson Keld told Reuters that 12 fighters were killed.",
        "According to coalition spokesperson Orson Keld, 12 fighters were killed.",
    )

    said = [bases(text, Outlet("Harbour Daily"))[0].speaker for text in channels]

    assert said == ["kald"] * len(channels)


def test_the_coalition_is_one_body_at_the_start_of_a_sentence_too() -> None:
    text = "Coalition spokesman Orson Keld said 12 fighters were killed."

    assert bases(text, Outlet("Harbour Daily"))[0].root == "U.S.-led coalition"


def test_whom_a_spokesman_speaks_for_may_be_said_after_his_first_words() -> None:
    text = (
        "Twelve fighters were killed, Colonel Orson Keld said on Monday.\n\n"
        "The depot burned for a day, Keld, a spokesman for the Hill Front, said."
    )

    assert [found.root for found in bases(text, Outlet("Harbour Daily"))] == ["Hill Front"] * 2
