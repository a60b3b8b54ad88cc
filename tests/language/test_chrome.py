import pytest

from workbench.language import chrome, rules
from workbench.language.particulars import particulars


@pytest.mark.parametrize(
    "line",
    [
        "The mayor of Belmar waves to the crowd outside the town hall in Tessin on 4 May 2011.",
        "A boy carries water past a burnt bus in the old town, March 7, 2016.",
        "President Nadir speaks at a dinner of bankers in the palace January 12 2009.",
        "A voter casts her ballot in a school in Tessin on 4 May 2011.",
        "Nurses wait for the ambulance at the gate of the clinic [ Anna Berg/Meridian ]",
        "REUTERS/Anna Berg The two ministers were to meet in Tessin.",
    ],
)
def test_a_caption_is_known_by_its_tense_and_day_or_by_its_credit(line: str) -> None:
    assert chrome.find(line) == "a picture's caption"


@pytest.mark.parametrize(
    "line",
    [
        "The army holds the bridge at Belmar, which it took on 4 May 2011 after a siege.",
        "The mayor waved to the crowd outside the town hall in Tessin on 4 May 2011.",
        "“He carries a list of names,” she said in Tessin on 4 May 2011.",
        "Fighting broke out in Belmar on March 7, 2016.",
        "The text of the law [now before the court] was read out.",
    ],
)
def test_a_report_of_a_day_is_no_caption(line: str) -> None:
    assert chrome.find(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Anna Berg is the Meridian's science correspondent.",
        "Paul Orr is a staff writer at the Tessin Post.",
        "Berg reported from Tessin, Orr from Belmar and Holm from the capital.",
        "Ida van Holm is a reporter based in Belmar.",
    ],
)
def test_who_wrote_it_is_the_page_s_own(line: str) -> None:
    assert chrome.find(line) == "the page's own furniture"


def test_a_reporter_of_whom_something_is_told_is_no_byline() -> None:
    assert chrome.find("Anna Berg is the correspondent who was held for nine weeks.") is None
    assert chrome.find("The union reported from its own count that 40 ships had left.") is None


def test_a_question_between_spaced_marks_is_one() -> None:
    words = "`` Will you sign the treaty ? '' the presenter asked the king, who left on 4 May."

    assert rules.judge(words, particulars(words)).because == "It is a question."
