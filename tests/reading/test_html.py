import pytest

from tests.reading.samples import BODY, FIRST, HEADLINE, SECOND, THIRD, article, page
from workbench.errors import UnreadableError
from workbench.reading.documents import Document, read_document
from workbench.reading.record import Limits, ReportRecord

CHROME = (
    '<div class="share"><p>Share this:</p><a>Facebook</a> <a>Twitter</a></div><p>ADS</p>'
    "<p>Previous Post Next Post</p><p>Post a Comment</p>"
)
PROSE = "\n\n".join([HEADLINE, *BODY])


def read(data: bytes, url: str | None = None) -> ReportRecord:
    return read_document(Document("page", data, url), Limits())


def test_an_article_is_its_headline_and_paragraphs() -> None:
    report = read(page(article() + CHROME))

    assert report.text == PROSE
    assert report.title == HEADLINE
    assert report.media_type == "text/html"


def test_lines_broken_inside_a_layout_table_are_paragraphs() -> None:
    words = "<br><br>".join([f"<b>{HEADLINE}</b>", *BODY])
    table = f"<table><tr><td><a href=/>home</a></td><td>{words}<br><br>ADS</td></tr></table>"

    assert read(page(table, head=f"<title>{HEADLINE}</title>")).text == PROSE


def test_a_page_of_one_paragraph_is_read() -> None:
    assert read(page(f"<p>{' '.join(BODY)}</p>")).text == " ".join(BODY)


def test_single_line_breaks_part_the_paragraphs_of_one_element() -> None:
    assert read(page(f"<p>{'<br>'.join(BODY)}</p>")).text == "\n\n".join(BODY)


def test_a_standfirst_between_headline_and_body_is_part_of_the_report() -> None:
    lead = "Residents of the valley fear for their water after days of clashes"
    body = (
        f"<header><h1>{HEADLINE}</h1><p class='lead'>{lead}</p></header>"
        f"<div class='article-body'>{''.join(f'<p>{p}</p>' for p in BODY * 3)}</div>"
    )

    assert read(page(body)).text.startswith(f"{HEADLINE}\n\n{lead}\n\n{FIRST}")


def test_a_body_stated_for_machines_is_read_where_the_page_shows_less() -> None:
    stated = '{"@type": "NewsArticle", "articleBody": "' + " ".join(BODY * 2) + '"}'
    head = f'<script type="application/ld+json">{stated}</script>'

    assert THIRD in read(page(f"<h1>{HEADLINE}</h1><p>{FIRST}</p>", head=head)).text


def test_a_real_table_keeps_its_rows_on_lines() -> None:
    rows = (
        "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Tal Asfar</td><td>12</td></tr></table>"
    )

    assert "Tal Asfar | 12" in read(page(article(FIRST, SECOND + rows, THIRD))).text


def test_scripts_and_styles_are_no_text() -> None:
    noise = "<script>var x = 'rebels';</script><style>p { color: red }</style>"

    assert read(page(article() + noise)).text == PROSE


def test_the_charset_declared_in_the_page_is_followed() -> None:
    words = article(FIRST.replace("Tal Asfar", "Tal Qaçra"), SECOND)
    data = f"<html><head><meta charset='iso-8859-1'></head><body>{words}</body></html>"

    assert "Tal Qaçra" in read(data.encode("latin-1")).text


def test_a_wrongly_declared_charset_is_not_believed() -> None:
    arabic = "قال سكان في المدينة إن سبعة عشر شخصا قتلوا يوم الجمعة في قصف على سوق كبير. " * 3
    data = f"<html><head><meta charset='iso-8859-1'></head><body><p>{arabic}</p></body></html>"

    assert "سبعة عشر شخصا" in read(data.encode("cp1256")).text


def test_an_xml_declaration_does_not_stop_the_parser() -> None:
    assert read(b'<?xml version="1.0" encoding="utf-8"?>\n' + page(article())).text == PROSE


def test_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableError, match="nests its elements too deeply"):
        read(page("<div>" * 5000 + FIRST + "</div>" * 5000))


@pytest.mark.parametrize("body", ["", "<script>1</script>", "<p>Share</p><p>ADS</p>"])
def test_a_page_without_text_is_refused_with_a_way_out(body: str) -> None:
    with pytest.raises(UnreadableError, match="Paste the report as text"):
        read(page(body))


def test_a_section_or_day_that_runs_into_a_paragraph_is_no_part_of_it() -> None:
    glued = [
        f"<span class='keyword'>Valley</span>{BODY[0]}",
        f"{BODY[1]}<span class='deck__date'>31 March 2017</span>",
    ]

    assert read(page(article(*glued))).text == "\n\n".join([HEADLINE, *BODY[:2]])


def test_a_day_in_a_sentence_is_part_of_it() -> None:
    words = f"On <span class='date'>31 March 2017</span> it fell. {BODY[1]}"

    assert "On 31 March 2017 it fell." in read(page(article(words, *BODY))).text
