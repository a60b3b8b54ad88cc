"""One document's bytes to one report, whatever its format."""

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import UnreadableError
from workbench.reading.finishing import finish
from workbench.reading.record import Limits, Rejected, ReportRecord
from workbench.reading.sniffing import HEAD, Kind, kind_of

if TYPE_CHECKING:
    from workbench.reading.record import Draft


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document, where they came from and the charset that came with them."""

    name: str
    data: bytes
    url: str | None = None
    charset: str | None = None


# Each format's module is loaded when the first document of its kind comes: the libraries are heavy.
_READERS = {Kind.HTML: "html", Kind.TEXT: "plain", Kind.PDF: "pdf", Kind.DOCX: "docx"}


def read_document(document: Document, limits: Limits) -> ReportRecord:
    """The report in one document.

    Raises UnreadableError where there is none, and for files that hold many.
    """
    kind = kind_of(document.data[:HEAD], name=document.name)
    if kind not in _READERS:
        raise UnreadableError(f"{document.name} holds several reports where one was expected.")
    module = importlib.import_module(f"workbench.reading.{_READERS[kind]}")
    draft: Draft = module.read(document, limits)
    return finish(draft, name=document.name, raw=document.data, url=document.url)


def attempt(document: Document, limits: Limits) -> ReportRecord | Rejected:
    """The report, or why there is none."""
    try:
        return read_document(document, limits)
    except UnreadableError as problem:
        return Rejected(document.name, problem.message)
