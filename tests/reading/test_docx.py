import io

import docx
import pytest

from tests.reading.samples import BODY, HEADLINE, zipped
from workbench.errors import UnreadableError
from workbench.reading.documents import Document, read_document
from workbench.reading.record import Limits, ReportRecord


def word(*paragraphs: str, rows: tuple[tuple[str, str], ...] = (), title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(0, 2)
        for cells in rows:
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes) -> ReportRecord:
    return read_document(Document("a.docx", data), Limits())


def test_paragraphs_and_tables_are_read_in_order() -> None:
    report = read(word(HEADLINE, *BODY, rows=(("Tal Asfar", "12"),)))

    assert report.text == "\n\n".join([HEADLINE, *BODY, "Tal Asfar | 12"])
    assert (report.title, report.published) == (HEADLINE, None)


def test_a_stated_title_the_document_does_not_show_is_not_believed() -> None:
    assert read(word(HEADLINE, *BODY, title="Template 7")).title == HEADLINE


def test_the_templates_author_is_none() -> None:
    assert read(word(HEADLINE, *BODY)).authors == ()


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no text"):
        read(word(""))


def test_a_bomb_is_refused_by_what_its_archive_says() -> None:
    with pytest.raises(UnreadableError, match="unpacks to more than 80 MB"):
        read(zipped({"word/document.xml": b" " * 90_000_000}))
