import pytest

from tests.language.voices import sayings


@pytest.mark.parametrize(
    "text",
    [
        "Omar Faris left the inquiry, citing a potential conflict of interest.",
        "He cited as great leaders both Helen Mora and Omar Faris.",
    ],
)
def test_what_is_cited_as_a_ground_or_an_example_does_not_speak(text: str) -> None:
    assert sayings(text) == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A week of talks in December amid state media reports said little.", None),
        ("He plans a memoir soon and the Valley Council said it was glad.", "Valley Council"),
        ("The plan would move many Democrats, the paper said.", "paper"),
        ("A few years removed said little of the war.", None),
        ("Relatively few have said that they left.", None),
        ("They spoke to the secretary of, who said little.", None),
        ("The picture above it tells the whole story of the town.", None),
        ("That fits with what Faris told the council last week.", None),
        ("Officials in many towns say the road is shut.", "Officials in many towns"),
        ("A group called the Sons of the River said two fell.", "Sons of the River"),
        ("The head of the Valley Council said two fell.", "head of the Valley Council"),
        ("Among them was Omar Faris, who said two had fallen.", "Omar Faris"),
        (
            "Among them was Omar Faris, director of the Valley Council, who said two had fallen.",
            "Omar Faris",
        ),
        ("The council heard Mona Haddad, 52, of Homs, who said two had fallen.", "Mona Haddad"),
        ("They met the mayor, Omar Faris, who later told Reuters two fell.", "Omar Faris"),
        ("Sen. Omar Faris, Ohio Republican, said two bridges were shut.", "Omar Faris"),
        ("Omar Faris, New York Democrat, told the paper two bridges were shut.", "Omar Faris"),
    ],
)
def test_a_speaker_is_a_noun_phrase(text: str, name: str | None) -> None:
    answer = sayings(text)[-1]

    assert (answer.speaker.name if answer else None) == name
