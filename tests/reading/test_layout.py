"""What only the layout of a page shows to be its own; what a report is laid out with stays."""

import pytest

from tests.reading.samples import BODY, HEADLINE, article, page
from workbench.reading.html import parsed
from workbench.reading.layout import headings_of_media, large_lines, narrow_cells
from workbench.reading.links import words_of
from workbench.reading.reader import read_bytes
from workbench.reading.record import ReportRecord

FILM = "<div><iframe src='https://films.example.org/1'></iframe></div>"
FINDERS = {"media": headings_of_media, "large": large_lines, "narrow": narrow_cells}


def found(kind: str, body: str) -> list[str]:
    parts = FINDERS[kind](parsed(page(body).decode(), name="page"))
    return [" ".join(words_of(part).split()) for part in parts]


def test_a_heading_between_rules_that_stands_over_a_film_is_the_films() -> None:
    assert found("media", f"<p>A</p><hr><h2>Who owns it?</h2>{FILM}<hr><p>B</p>") == [
        "Who owns it?"
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<hr><h2>Who owns it?</h2>{FILM}<p>Nobody knew.</p><hr>",
        f"<h2>Who owns it?</h2>{FILM}<hr>",
        f"<hr><h2>Who owns it?</h2>{FILM}",
        "<hr><h2>Who owns it?</h2><p></p><hr>",
    ],
)
def test_a_heading_over_words_is_a_reports(body: str) -> None:
    assert found("media", body) == []


def test_a_line_in_large_letters_in_the_middle_is_a_heading_of_an_old_page() -> None:
    large = "<p align='center'><b><font size='+2'>Flights and hotels</font></b></p>"
    plain = "<p align='center'><font size='-1'>Small print</font></p>"
    within = "<p align='center'>The <font size='+1'>large</font> dam</p>"

    assert found("large", large + plain + within) == ["Flights and hotels"]


def test_a_few_words_alone_in_a_narrow_row_are_no_part_of_the_report() -> None:
    advert = "<table><tr><td></td><td width='117'><p>Over 45 mills</p></td></tr></table>"
    figures = "<table><tr><td width='80'>1974</td><td width='80'>Built</td></tr></table>"
    wide = "<table><tr><td width='600'><p>The dam was built.</p></td></tr></table>"

    assert found("narrow", advert + figures + wide) == ["Over 45 mills"]


def test_a_read_page_has_none_of_them() -> None:
    rest = (
        f"<hr><h2>Who owns it?</h2>{FILM}<hr>"
        "<table><tr><td width='117'><p>Over 45 mills</p></td></tr></table>"
    )

    (report,) = read_bytes("a", page(article(*BODY).replace("</article>", rest + "</article>")))

    assert isinstance(report, ReportRecord)
    assert report.text == "\n\n".join([HEADLINE, *BODY])
