"""Web archives: each page or document that a server answered with is a report."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from workbench.errors import UnreadableError
from workbench.reading.documents import Document
from workbench.reading.record import Limits, Rejected
from workbench.reading.unpacking import Piecewise, read_whole

_READ = ("text/html", "application/xhtml+xml", "application/pdf", "application/vnd.openxmlformats")
_DAMAGE = (ArchiveLoadFailed, EOFError, zlib.error, ValueError, LookupError, AttributeError)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def answers(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Document | Rejected]:
    """Every page and document of an archive; pictures, scripts and errors are passed over."""
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(Piecewise(stream)), 1):
            if _is_page(record):
                yield _document(record, f"{name}#{number}", limits)
    except _DAMAGE:
        yield Rejected(
            f"{name}#{number + 1}",
            f"{name} is cut off or damaged after record {number}. What comes before was read.",
        )


def _is_page(record: ArcWarcRecord) -> bool:
    http = record.http_headers
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
        return False
    return (http.get_header("Content-Type") or "").strip().lower().startswith(_READ)


def _document(record: ArcWarcRecord, where: str, limits: Limits) -> Document | Rejected:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    charset = _CHARSET.search(record.http_headers.get_header("Content-Type"))
    try:
        data = read_whole(record.content_stream(), name=f"{where} ({url})", limits=limits)
    except UnreadableError as problem:
        return Rejected(where, problem.message)
    return Document(where, data, url or None, charset[1] if charset else None)
