"""PDF documents: the text of each page, running heads and page numbers left out."""

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from workbench.errors import UnreadableError
from workbench.reading.boilerplate import without_chrome
from workbench.reading.decoding import tidy
from workbench.reading.paragraphs import paragraphs_of, squeezed
from workbench.reading.plain import headline_of
from workbench.reading.record import Draft, Limits
from workbench.reading.sniffing import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workbench.reading.documents import Document

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it narrates every flaw of a file
_PAGE_NUMBER = re.compile(r"\n[ ]*\d{1,4}[ ]*$")
_DAMAGE = (
    *(PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError),
    *(RecursionError, NotImplementedError, OverflowError, EOFError, ZeroDivisionError),
    *(ArithmeticError, LookupError, OSError, MemoryError),
)  # what a damaged file makes the library raise


def read(document: "Document", limits: Limits) -> Draft:
    """A report from the bytes of a PDF file.

    Raises UnreadableError for damaged and locked files, and for scans, which hold pictures only.
    """
    name = document.name
    try:
        reader = PdfReader(io.BytesIO(document.data))
        pages, title, authors = _opened(reader, name, limits.pdf_pages)
    except UnreadableError:
        raise
    except _DAMAGE as problem:
        raise UnreadableError(
            f"{name} is a damaged PDF. Open and save it again, or paste its text."
        ) from problem
    return _draft(pages, title, authors, name)


def _opened(reader: PdfReader, name: str, most: int) -> tuple[list[str], str | None, str | None]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(f"{name} is locked with a password. Save it without one.")
    if len(reader.pages) > most:
        raise UnreadableError(f"{name} has more than {most} pages. Split it into its reports.")
    pages = [tidy(page.extract_text()) for page in reader.pages]
    about = reader.metadata
    return pages, about.title if about else None, about.author if about else None


def _draft(pages: list[str], title: str | None, authors: str | None, name: str) -> Draft:
    paragraphs = without_chrome(_paragraphs(pages))
    if not paragraphs:
        raise UnreadableError(
            f"{name} holds scanned pages: no text found. Run text recognition (OCR) on it first."
        )
    first = " ".join(paragraphs[:3]).casefold()
    stated = squeezed(tidy(title)) if title else None
    return Draft(
        paragraphs=tuple(paragraphs),
        media_type=str(Kind.PDF),
        # Programs write file and template names there: believed only if the first lines say it too.
        title=stated if stated and stated.casefold() in first else headline_of(paragraphs),
        authors=tuple(filter(None, map(squeezed, re.split(r"[;,]", tidy(authors or ""))))),
    )


def _paragraphs(pages: "Sequence[str]") -> list[str]:
    """The pages' lines without what repeats at the edges; a sentence may run over a page's end."""
    lines = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_shape(line) for page in lines for line in {*page[:2], *page[-2:]})
    repeated = {shape for shape, count in edges.items() if count >= max(3, len(pages) // 2)}
    kept = filter(None, (_without(repeated, page) for page in pages))
    return paragraphs_of("\n".join(_PAGE_NUMBER.sub("", page) for page in kept))


def _without(repeated: "Collection[str]", page: str) -> str:
    lines = (line for line in page.split("\n") if _shape(line) not in repeated)
    return "\n".join(lines).strip("\n")


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", squeezed(line))
