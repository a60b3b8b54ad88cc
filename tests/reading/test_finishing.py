import pytest

from tests.reading.samples import BODY, FIRST, HEADLINE
from workbench.errors import UnreadableError
from workbench.reading.finishing import finish
from workbench.reading.record import Draft, ReportRecord


def finished(draft: Draft) -> ReportRecord:
    return finish(draft, name="a", raw=b"raw", url="https://herald.example.org/dam?utm_source=x#y")


def test_the_headline_is_in_front_once() -> None:
    for paragraphs in (BODY, (HEADLINE, *BODY), ("By Huda Marwan", HEADLINE.upper(), *BODY)):
        text = finished(Draft(paragraphs, "text/plain", title=HEADLINE)).text

        assert text.startswith(f"{HEADLINE}\n\n")
        assert text.lower().count(HEADLINE.lower()) == 1


def test_the_headline_with_the_site_behind_it_or_cut_is_the_headline_again() -> None:
    for again in (f"{HEADLINE} | World | The Herald", HEADLINE[8:], HEADLINE[:-8]):
        text = finished(Draft((again, *BODY), "text/plain", title=HEADLINE)).text

        assert text == "\n\n".join([HEADLINE, *BODY])


def test_the_headline_with_a_day_behind_it_is_the_headline_again() -> None:
    dated = f"{HEADLINE} 31 March 2017 • Valley, War"
    told = f"{HEADLINE} and on 31 March 2017 they took it."

    texts = [finished(Draft((a, *BODY), "text/plain", title=HEADLINE)).text for a in (dated, told)]

    assert texts == ["\n\n".join([HEADLINE, *BODY]), "\n\n".join([HEADLINE, told, *BODY])]


def test_the_headline_with_a_section_before_it_is_the_headline_again() -> None:
    text = finished(Draft((f"The valley: {HEADLINE}", *BODY), "text/plain", title=HEADLINE)).text

    assert text == "\n\n".join([HEADLINE, *BODY])


def test_where_it_was_found_gives_address_and_source_where_nothing_else_does() -> None:
    report = finished(Draft(BODY, "text/plain"))

    assert (report.url, report.source) == ("https://herald.example.org/dam", "herald.example.org")
    assert report.language == "en"


def test_an_agency_named_as_the_author_is_the_agency() -> None:
    report = finished(Draft(BODY, "text/plain", authors=("Reuters", "Huda Marwan")))

    assert (report.agency, report.authors) == ("Reuters", ("Huda Marwan",))


def test_a_dateline_is_kept_in_the_text() -> None:
    report = finished(Draft((f"AMMAN (Reuters) - {FIRST}",), "text/plain"))

    assert (report.agency, report.dateline_place) == ("Reuters", "Amman")
    assert report.text.startswith("AMMAN (Reuters) - ")


def test_marks_without_words_are_no_report() -> None:
    with pytest.raises(UnreadableError, match="a holds no text"):
        finished(Draft(("* * *",), "text/plain"))
