import pytest

from tests.language.voices import last, sayings
from workbench.language import claims


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("Talib al Nasser said one fell. Two fell, al-Nasir said.", "Talib al Nasser", "al-Nasir"),
        ("Talib al Nasser said one fell. He said two fell.", "Talib al Nasser", "He"),
        ("President Helen Mora came. Mora said two fell.", "Helen Mora", "Mora"),
        ("Omar Faris said one fell. Mona Haddad wept. She said two fell.", "Mona Haddad", "She"),
        ("Omar Faris said one fell. Rebels fled the hill. Two fell, he said.", "Omar Faris", "he"),
        ("Residents said one fell. They said two fell.", "Residents", "They"),
        ("The army said one fell. It said two fell.", "army", "It"),
        (
            "The Valley Defence Forces (VDF) left. The VDF said two fell.",
            "Valley Defence Forces",
            "The VDF",
        ),
        (
            "The Valley Observatory said one fell. The Observatory said two fell.",
            "Valley Observatory",
            "The Observatory",
        ),
        (
            "Omar Faris, the commander, said one fell. The commander said two fell.",
            "Omar Faris",
            "The commander",
        ),
        (
            "Ali Noor and Huda Noor came. Omar Faris said one fell. Faris said two fell.",
            "Omar Faris",
            "Faris",
        ),
        ("Interior Minister Paul Orr came. Orr said two fell.", "Paul Orr", "Orr"),
        ("Mr. Orr came. Orr said two fell.", "Orr", "Orr"),
        (
            "The Valley Observatory said one fell. The group said two fell.",
            "Valley Observatory",
            "The group",
        ),
        (
            "Spokeswoman Mona Haddad said one fell. Mr. Omar Faris wept. She said two fell.",
            "Mona Haddad",
            "She",
        ),
        ("Doctors said one fell. Omar Faris wept. They said two fell.", "Doctors", "They"),
        (
            "Omar Faris, Ohio Republican, said one fell. He said two fell.",
            "Omar Faris",
            "He",
        ),
    ],
)
def test_a_speaker_has_the_fullest_name_of_the_article(text: str, name: str, written: str) -> None:
    speaker = last(text).speaker

    assert (speaker.name, speaker.as_written) == (name, written)


@pytest.mark.parametrize(
    "text",
    [
        "Paul Orr said one fell. In March, Keld had promised help. He said two fell.",
        "Paul Orr said one fell. Even the host Alex Keld joined in. He said two fell.",
        "Mayor Paul Orr said one fell. Later Mr. Keld met them. He said two fell.",
    ],
)
def test_he_is_nobody_where_the_sentence_before_turns_to_another(text: str) -> None:
    assert sayings(text)[-1] is None


@pytest.mark.parametrize(
    "text",
    [
        "Paul Orr said one fell. He had met Keld. He said two fell.",
        "Paul Orr said one fell. Orr had met Keld. He said two fell.",
        "Paul Orr said that Keld had lied. He said two fell.",
        "Paul Orr said one fell. Aleppo was quiet. He said two fell.",
    ],
)
def test_he_stays_the_same_where_another_is_only_met(text: str) -> None:
    assert last(text).speaker.name == "Paul Orr"


def test_a_place_is_never_he() -> None:
    found = claims.propose(
        "Thousands left Aleppo. Aleppo said one fell. He has been backed by the army since May.",
        published=None,
    )

    assert found[-1].voice.he is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Valley Observatory said one fell. Fog came. The group said two fell.", "group"),
        ("The Hill Union said one fell. Orr Mills closed. The company said two fell.", "company"),
    ],
)
def test_a_body_not_spoken_of_in_the_sentence_before_is_not_taken_for_the_group(
    text: str, name: str
) -> None:
    assert last(text).speaker.name == name
