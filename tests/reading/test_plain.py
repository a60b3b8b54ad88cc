import pytest

from tests.reading.samples import BODY, HEADLINE
from workbench.errors import UnreadableError
from workbench.reading.documents import Document, read_document
from workbench.reading.record import Limits, ReportRecord

CROSSHEAD = "THE ROAD NORTH"
AROUND = """
Post a Comment

desk.valley@example.org

Previous Post Next Post

ADS

Sami Kanaan Magazine publisher News about the valley and its neighbours."""


def read(text: str | bytes) -> ReportRecord:
    data = text if isinstance(text, bytes) else text.encode()
    return read_document(Document("pasted", data), Limits())


def test_a_blogs_chrome_after_the_report_goes_and_crossheads_stay() -> None:
    text = "\n\n\n".join([HEADLINE, BODY[0], CROSSHEAD, *BODY[1:]]) + "\n" + AROUND

    report = read(text)

    assert report.title == HEADLINE
    assert report.text == "\n\n".join([HEADLINE, BODY[0], CROSSHEAD, *BODY[1:]])
    assert report.media_type == "text/plain"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Rebels took control of the dam near the village of Tal Asfar\n"
        "on Monday after four days of clashes with militants, two of\n"
        "their commanders said by telephone."
    )

    assert read(f"{HEADLINE}\n\n{wrapped}\n").text == f"{HEADLINE}\n\n{BODY[0]}"


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert read("\n".join([HEADLINE, *BODY])).text == "\n\n".join([HEADLINE, *BODY])


def test_a_first_sentence_is_no_headline() -> None:
    assert read("\n\n".join(BODY)).title is None


def test_a_dateline_is_no_headline_and_fills_the_fields() -> None:
    report = read(f"AMMAN (Reuters) - {BODY[0]}\n\n{BODY[1]}")

    assert (report.title, report.agency, report.dateline_place) == (None, "Reuters", "Amman")
    assert report.text.startswith("AMMAN (Reuters) - Rebels")


def test_a_stated_day_and_byline_are_read_and_kept() -> None:
    report = read(f"{HEADLINE}\n\nBy Huda Marwan, Reuters\n\nMarch 31, 2017\n\n{BODY[0]}")

    assert report.authors == ("Huda Marwan",)
    assert report.agency == "Reuters"
    assert report.published == "2017-03-31"
    assert "By Huda Marwan, Reuters" in report.text


def test_a_line_that_says_when_it_was_posted_dates_the_report_and_goes() -> None:
    report = read(
        f"{HEADLINE}\n\nPosted on March 31, 2017 by Sami Kanaan\n\n{BODY[0]}\n\n{BODY[1]}"
    )

    assert report.published == "2017-03-31"
    assert "Posted" not in report.text


def test_a_year_in_a_sentence_is_no_day_of_publication() -> None:
    assert (
        read(f"{HEADLINE}\n\nThe group took over parts of the province in 2014.").published is None
    )


def test_readers_comments_after_the_report_are_not_its_text() -> None:
    comment = (
        "I was there on Monday and nothing of this is true, my cousin saw 300 men dead, he says."
    )

    assert comment not in read("\n\n".join([HEADLINE, *BODY, "2 Comments", comment])).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1256"])
def test_arabic_is_read_in_whatever_it_was_saved(encoding: str) -> None:
    text = (
        "مقتل سبعة عشر شخصا في قصف على المدينة\n\nقال سكان في المدينة إن سبعة عشر شخصا قتلوا يوم "  # noqa: RUF001 - Arabic
        "الاثنين عندما أصاب القصف سوقا في وسط المدينة، وقال مدير المستشفى إن بين القتلى نساء."
    )

    report = read(text.encode(encoding))

    assert report.text == text
    assert report.language == "ar"


@pytest.mark.parametrize("text", ["Share\n\nTweet\n\nADS\n", " \n\t\n", "..."])
def test_what_is_nothing_but_chrome_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError, match="pasted"):
        read(text)
