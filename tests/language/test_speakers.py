import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.voices import last, sayings
from workbench.language import sentences, speakers


@pytest.mark.parametrize(
    "text",
    [
        "The base was hit twice, he said.",
        "The mission was to say nothing.",
        "He is said to have fled.",
        "The claims were false.",
        "Rebels took the hill on Monday.",
        "The town is said to be empty.",
        "The army would say nothing about the raid.",
        "The man accused of the attack was freed.",
        "Officials declined to say how many had died.",
        "It is not known who said it.",
        "The announced plan failed.",
        "The state reports losses every year.",
        "The minister met them after what he called a massacre.",
        "Rebels left in what they said was a retreat.",
        "The army continued their advance.",
    ],
)
def test_nobody_is_made_to_speak(text: str) -> None:
    assert sayings(text) == [None]


@pytest.mark.parametrize(
    ("text", "role", "speaks_for"),
    [
        ("Pentagon spokesman Jeff Hale said it was over.", "Pentagon spokesman", "Pentagon"),
        ("A spokesman for the coalition said so.", "spokesman for the coalition", "coalition"),
        (
            "Omar al Rashidi, the commander of the Lions of the Valley, said so.",
            "commander of the Lions of the Valley",
            "Lions of the Valley",
        ),
        (
            "Said Hadi, an official in another rebel faction, the Orla Shield group, said so.",
            "official in another rebel faction",
            "Orla Shield group",
        ),
        (
            "Rami Aziz, director of the Observatory, said so.",
            "director of the Observatory",
            "Observatory",
        ),
        ("Rami Aziz of the Valley Observatory said so.", None, "Valley Observatory"),
        ("Mona Haddad, a teacher from Belmar, said so.", "teacher from Belmar", None),
        ("Mona Haddad, a resident of Belmar, said so.", "resident of Belmar", None),
        ("John Smith, 54, said so.", None, None),
        ("John Smith, 54, a driver, said so.", "driver", None),
        ("President Helen Mora said so.", "President", None),
        ("FSA commanders said so.", None, "FSA"),
        ("U.N. spokesman Farid Aziz said so.", "U.N. spokesman", "U.N."),
    ],
)
def test_a_role_and_whom_it_speaks_for_are_kept(
    text: str, role: str | None, speaks_for: str | None
) -> None:
    speaker = last(text).speaker

    assert (speaker.role, speaker.speaks_for) == (role, speaks_for)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The poll tracked preferences among voters who said they would go.", "voters"),
        ("The man who shot the mayor said 14 people had helped him.", "man"),
        ("Adam Keld who runs the Valley Observatory said 19 homes burned.", "Adam Keld"),
        ("According to memos written by Keld, the mayor left.", "memos"),
        ("The Justice Department says it is barred from that.", "Justice Department"),
        ("The Republican Party said 40 votes were lost.", "Republican Party"),
        ("Secretary of State Mark Peters warned that 40 troops had left.", "Mark Peters"),
        ("Secretary of State Anna Maria Peters said 40 troops had left.", "Anna Maria Peters"),
        ("Director of National Intelligence Mark Peters said 4 men left.", "Mark Peters"),
        ("EPA Administrator Adam Keld said 12 plants were closed.", "Adam Keld"),
        ("Republican Lars Hogan said 40 votes were lost.", "Lars Hogan"),
        ("On Fox News, Sen. John Keld, R-Ariz., said the Islamic State has 9 camps.", "John Keld"),
        ("Last week Keld said 9 votes were lost.", "Keld"),
        ("Current ICE rules were changed.\n\nICE said 400 were left there.", "ICE"),
        ("Dismissing Faris, the party chose Keld.\n\nFaris said 14 votes were lost.", "Faris"),
    ],
)
def test_the_speaker_is_who_speaks_and_no_more_than_their_name(text: str, name: str) -> None:
    assert last(text).speaker.name == name


def test_a_deed_of_somebody_is_no_saying() -> None:
    assert sayings("Last night's announced deployment cost $4 million.") == [None]


@pytest.mark.parametrize(
    ("first", "name"),
    [("Keld", "Keld"), ("Mr. Keld", "Keld"), ("Ms. Lee", "Ann Keld")],
)
def test_a_name_known_from_the_start_is_nobody_who_comes_up_late(first: str, name: str) -> None:
    text = f"{first} said 14 camps were closed.\n\n" * 6
    text += "Ann Keld said 9 firms had signed.\n\nKeld said 40 men had come."

    assert last(text).speaker.name == name


@pytest.mark.parametrize(
    ("text", "role", "speaks_for"),
    [
        ("Ann Lee, the director of research at the Belmar Centre, said so.", None, "Belmar Centre"),
        ("Ann Lee, a fellow at the Centre for Water Studies, said so.", None, None),
        ("Mark Keld, Ohio Republican, said so.", "Ohio Republican", None),
        ("Sen. Mark Keld, R-Ohio, said so.", "Sen.", None),
    ],
)
def test_a_field_of_work_or_a_party_is_no_body_spoken_for(
    text: str, role: str | None, speaks_for: str | None
) -> None:
    speaker = last(text).speaker

    assert role is None or speaker.role == role
    assert speaks_for is None or speaker.speaks_for == speaks_for
    assert speaker.speaks_for not in ("research", "Ohio", "Water Studies")


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("Nasser told Reuters that they had left.", "Reuters"),
        ("Nasser told reporters that they had left.", "reporters"),
        ("Nasser told The New York Times that they had left.", "The New York Times"),
        ("State media quoted Omar Faris as saying they had left.", "State media"),
        ("Omar Faris was quoted by the agency as saying they had left.", "agency"),
        ("They had left, SANA reported, citing a military source.", "SANA"),
        ("Nasser said they had left.", None),
    ],
)
def test_who_relays_is_kept_apart(text: str, relay: str | None) -> None:
    assert last(text).relay == relay


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"We left. They came," said Omar Faris.', ["Omar Faris", "Omar Faris"]),
        ('"We left," Omar Faris said. "They came."', ["Omar Faris", "Omar Faris"]),
        ('Omar Faris said: "We left. They came."', ["Omar Faris", "Omar Faris"]),
        ('"We left," Omar Faris said. "They came.\n\n"Nobody stayed."', ["Omar Faris"] * 3),
        ('"We left.\n\n"They came," Omar Faris said.', ["Omar Faris", "Omar Faris"]),
        ('"We left," Faris said.\n\nNobody stayed in the town.', ["Faris", None]),
        ("“We left,” said Faris. The hill was bare.", ["Faris", None]),
        ('"We left," Faris said.\n\n"We stayed," Noor said.', ["Faris", "Noor"]),
    ],
)
def test_a_quote_keeps_its_speaker(text: str, names: list[str | None]) -> None:
    assert [s.speaker.name if s else None for s in sayings(text)] == names


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "``",
        "''",
        " said ",
        " Omar Faris ",
        " he ",
        ", ",
        ". ",
        "\n\n",
        " the army ",
        "told Reuters",
        " according to ",
        " who ",
        "x",
        "(",
        ")",
        "\x00",
        "قال ",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_one_answer_a_sentence(text: str) -> None:
    found = sentences.split(text)

    answers = speakers.find(text, found)

    assert len(answers) == len(found)
    assert all(a.saying is None or a.saying.speaker.name for a in answers)
