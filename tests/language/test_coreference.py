import pytest

from tests.language.test_speakers import last


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
