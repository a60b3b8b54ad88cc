"""Word documents: paragraphs and tables in the order they are read."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from workbench.errors import UnreadableError
from workbench.reading.boilerplate import without_chrome
from workbench.reading.decoding import tidy
from workbench.reading.paragraphs import paragraphs_of, squeezed
from workbench.reading.plain import headline_of
from workbench.reading.record import Draft, Limits
from workbench.reading.sniffing import Kind
from workbench.reading.unpacking import megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from workbench.reading.documents import Document

_MAIN = "word/document.xml"
_DAMAGE = (
    *(OpcError, LxmlError, zipfile.BadZipFile, OSError, ValueError, LookupError),
    *(AttributeError, TypeError, NotImplementedError, zlib.error, EOFError),
)  # what a damaged file makes the library raise


def read(document: "Document", limits: Limits) -> Draft:
    """A report from the bytes of a .docx file.

    Raises UnreadableError for other ZIP archives, damaged files and bombs. The document's own
    dates are those of its template as often as not, so none is taken.
    """
    name = document.name
    _check(document.data, name, limits)
    try:
        word = docx.Document(io.BytesIO(document.data))
        paragraphs = without_chrome([line for words in _words(word) for line in words])
        about = word.core_properties
        title, author = squeezed(tidy(about.title or "")), squeezed(tidy(about.author or ""))
    except _DAMAGE as problem:
        raise UnreadableError(f"{name} is a damaged Word document. Save it again.") from problem
    if not paragraphs:
        raise UnreadableError(f"{name} holds no text to read. Check that it is a report.")
    first = " ".join(paragraphs[:3]).casefold()
    return Draft(
        paragraphs=tuple(paragraphs),
        media_type=str(Kind.DOCX),
        title=title if title and title.casefold() in first else headline_of(paragraphs),
        authors=(author,) if author and author != "python-docx" else (),
    )


def _check(data: bytes, name: str, limits: Limits) -> None:
    """Look at the archive's own list before anything in it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise UnreadableError(f"{name} is a damaged ZIP archive. Copy it again.") from problem
    if _MAIN not in {member.filename for member in members}:
        raise UnreadableError(
            f"{name} is a ZIP archive but no Word document. Unpack it and add the folder."
        )
    if sum(member.file_size for member in members) > 4 * limits.report_bytes:
        raise UnreadableError(
            f"{name} unpacks to more than {megabytes(4 * limits.report_bytes)}, as no report does. "
            "It was left unread."
        )


def _words(document: "WordDocument") -> "Iterator[list[str]]":
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield [" | ".join(dict.fromkeys(squeezed(tidy(cell.text)) for cell in row.cells))]
        else:
            yield paragraphs_of(tidy(part.text))
