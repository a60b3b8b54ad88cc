import io

import pytest
from pypdf import PdfWriter

from tests.reading.samples import HEADLINE, pdf
from workbench.errors import UnreadableError
from workbench.reading.documents import Document, read_document
from workbench.reading.record import Limits, ReportRecord

LINES = (
    "Rebels took control of the dam near the village of Tal Asfar on",
    "Monday after four days of clashes with militants, two of their",
    "commanders said by telephone.",
)


def read(data: bytes, limits: Limits | None = None) -> ReportRecord:
    return read_document(Document("a.pdf", data), limits or Limits())


def test_the_lines_of_a_page_are_joined_to_paragraphs() -> None:
    report = read(pdf([LINES]))

    assert report.text == " ".join(LINES)
    assert report.media_type == "application/pdf"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    bodies = [[line.replace("o", letter) for line in LINES] for letter in "aeiu"]
    pages = [
        ["The Valley Herald", *body, f"Page {number}"] for number, body in enumerate(bodies, 1)
    ]

    text = read(pdf(pages)).text

    assert "Herald" not in text
    assert "Page" not in text
    assert text.count("Tal Asfar") == 4
    assert text.count("telephane.") == 1


def test_a_stated_title_is_believed_only_where_the_page_shows_it() -> None:
    for stated, title in ((HEADLINE, HEADLINE), ("Microsoft Word - draft7.doc", None)):
        writer = PdfWriter(clone_from=io.BytesIO(pdf([[HEADLINE + ".", *LINES]])))
        writer.add_metadata({"/Title": stated})
        out = io.BytesIO()
        writer.write(out)

        assert read(out.getvalue()).title == title


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableError, match="scanned pages: no text found"):
        read(pdf([[]]))


def test_a_locked_file_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf([LINES])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    with pytest.raises(UnreadableError, match="locked with a password"):
        read(out.getvalue())


def test_a_book_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 2 pages"):
        read(pdf([LINES] * 3), Limits(pdf_pages=2))
