import pytest

from workbench.reading.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said 31 people were killed in the town on Tuesday.", "en"),
        (
            "The army said 31 people were killed on Tuesday. قال الجيش إن 31 شخصا قتلوا. 31 погиб.",
            "en",
        ),
        ("Армия сообщила, что во вторник в городе погиб 31 человек (Reuters).", "ru"),
        ("Belmar", None),
    ],
)
def test_a_text_has_the_language_of_most_of_its_letters(text: str, language: str | None) -> None:
    assert language_of(text) == language
