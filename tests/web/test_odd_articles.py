"""Odd articles through the paste page: read as they are, or refused in one sentence."""

import re

import pytest

from tests.web.conftest import Visitor

MARKED = re.compile(r'<a [^>]*class="claim-mark[^>]*>(.*?)</a>', re.DOTALL)
UNPUNCTUATED = "rebels took the town of Homs while 40 people fled the river road Omar Faris said "


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        pytest.param("Belmar", [], id="one word"),
        pytest.param(
            "REBELS KILLED 14 SOLDIERS IN HOMS ON TUESDAY. THE ARMY SAID IT HAD LEFT THE TOWN.",
            [
                "REBELS KILLED 14 SOLDIERS IN HOMS ON TUESDAY.",
                "THE ARMY SAID IT HAD LEFT THE TOWN.",
            ],
            id="capitals only",
        ),
        pytest.param("| town | dead |\n|---|---|\n| Belmar | 14 |\n", [], id="a table"),
        pytest.param(
            "The river runs\nand the stones lie\nand nobody\ncounts them\n", [], id="poem"
        ),
        pytest.param(
            "The army said 31 people were killed in Homs on Tuesday. قال الجيش إن 31 شخصا قتلوا. "
            "Армия сообщила: 31 погиб.",
            ["The army said 31 people were killed in Homs on Tuesday."],
            id="mixed scripts",
        ),
        pytest.param(
            "The ministry said 1.234,5 tonnes burned in Homs in 2014.\n\n"
            "At least 1 234 people fled the city of Hama.\n\nThe camp held ١٢٣ people on Tuesday.",
            [
                "The ministry said 1.234,5 tonnes burned in Homs in 2014.",
                "At least 1 234 people fled the city of Hama.",
                "The camp held ١٢٣ people on Tuesday.",
            ],
            id="other separators",
        ),
        pytest.param(
            "“He told me, ‘They said “14 men were shot in Homs” on Tuesday’,” Omar Faris said.",
            ["“He told me, ‘They said “14 men were shot in Homs” on Tuesday’,” Omar Faris said."],
            id="nested quotes",
        ),
        pytest.param(
            "“At least 14 men were shot in Homs on Tuesday, Omar Faris said. "
            "The army (it lost 9 men said it had left the town on Monday.",
            [
                "“At least 14 men were shot in Homs on Tuesday, Omar Faris said.",
                "The army (it lost 9 men said it had left the town on Monday.",
            ],
            id="unbalanced quotes",
        ),
    ],
)
def test_an_odd_article_is_added_and_its_claims_are_marked(
    ana: Visitor, text: str, marked: list[str]
) -> None:
    answer = ana.post("/articles/", text=text)

    assert answer.status_code == 303
    assert MARKED.findall(ana.get(answer.headers["Location"]).text) == marked


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        pytest.param(" \n\t \n", 400, "Give an address, a file or a text.", id="nothing"),
        pytest.param(
            "https://example.org/1\nhttps://example.org/2\n",
            422,
            "holds no text to read. Check that it is a report.",
            id="links",
        ),
        pytest.param(
            "The army said 31\x1b people were killed\x07 in Homs.",
            422,
            "is a binary file",
            id="bell",
        ),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(
    ana: Visitor, text: str, status: int, said: str
) -> None:
    answer = ana.post("/articles/", text=text)

    assert answer.status_code == status
    assert said in answer.text


def test_an_article_in_another_language_says_that_no_claim_was_looked_for(ana: Visitor) -> None:
    text = "Die Rebellen haben am Dienstag drei Dörfer eingenommen. Zwölf Menschen wurden getötet."

    page = ana.get(ana.post("/articles/", text=text).headers["Location"]).text

    assert MARKED.findall(page) == []
    assert "No claim was looked for: the text is in another language than English (de)" in page


def test_an_article_without_a_full_stop_is_read_in_pieces(ana: Visitor) -> None:
    answer = ana.post("/articles/", text=UNPUNCTUATED * 120)

    marked = MARKED.findall(ana.get(answer.headers["Location"]).text)
    assert len(marked) > 3
    assert max(map(len, marked)) <= 2000


def test_a_page_without_claims_says_so(ana: Visitor) -> None:
    answer = ana.post("/articles/", text="Belmar")

    assert "No checkable claim was found in this text." in ana.get(answer.headers["Location"]).text
