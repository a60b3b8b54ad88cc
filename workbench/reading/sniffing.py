"""What a file is, found from its first bytes and never from its name."""

import csv
import io
import json
import re
from enum import StrEnum

from workbench.errors import UnreadableError
from workbench.reading.decoding import is_binary

HEAD = 64 * 1024  # bytes that are looked at


class Kind(StrEnum):
    """The formats that are read."""

    HTML = "text/html"
    TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    FEED = "application/feed+xml"
    WARC = "application/warc"
    JSONL = "application/jsonl"
    CSV = "text/csv"
    GZIP = "application/gzip"


_FOREIGN = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx or PDF"),
    (b"{\\rtf", "a rich text document; save it as .docx or PDF"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"Rar!", "a RAR archive; unpack it and add the folder"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it and add the folder"),
    (b"BZh", "a bzip2 archive; unpack it and add what is inside"),
    (b"\xfd7zXZ", "an xz archive; unpack it and add what is inside"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it and add what is inside"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file; export it as JSONL or CSV"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
)
_FEED_ROOTS = ("<rss", "<feed", "<rdf:rdf")
_ROOT = 8  # characters of the longest of them
_PROLOGUE = (("<?", "?>"), ("<!--", "-->"))
_PAGE_START = re.compile(
    r"^\s*<(?:!doctype html|html|head|body|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE
)
_PAGE_TAGS = re.compile(
    r"<(?:/?(?:p|div|body|html|table|td|span|article|h[1-6]|a)\b[^<>]*|br ?/?)>", re.IGNORECASE
)

_COLUMN = re.compile(r"[^\W\d](?:[\w ./()-]{0,38}[\w)])?")  # a name: no space about it, no stop
_ROWS = 20  # that are looked at


def kind_of(head: bytes, *, name: str) -> Kind:
    """The format of a file that starts with these bytes.

    Raises UnreadableError for what holds no text to read, naming what it is.
    """
    if not head.strip():
        raise UnreadableError(f"{name} is empty. Check the file or the address.")
    return _by_signature(head, name) or _by_text(head, name)


def _by_signature(head: bytes, name: str) -> Kind | None:
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return Kind.DOCX  # its reader says so if it is another kind of ZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    for signature, what in _FOREIGN:
        if head.startswith(signature) and (is_binary(head) or not signature.isalnum()):
            raise UnreadableError(f"{name} is not a report: it is {what}.")
    if is_binary(head):
        raise UnreadableError(
            f"{name} is a binary file, not a report. Give text, HTML, PDF or DOCX."
        )
    return None


def _by_text(head: bytes, name: str) -> Kind:
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = head.decode(encoding, errors="ignore").replace("\0", "").lstrip("\ufeff")
    if _after_prologue(text)[:_ROOT].lower().startswith(_FEED_ROOTS):
        return Kind.FEED
    if re.match(r"\s*(?:\{|\[\s*\{)", text):
        return _json_kind(text.lstrip(), name)
    if is_page(text):
        return Kind.HTML
    if delimiter_of(text):
        return Kind.CSV
    if columns := _columns_of_a_table(text):
        raise UnreadableError(
            f"{name} is a table without a text column: it has {', '.join(columns)}. "
            "Name the column that holds the reports `text`; claims are brought in by `import`."
        )
    return Kind.TEXT


def _after_prologue(text: str) -> str:
    """An XML text from its root element on, declarations and comments left behind."""
    rest = text.lstrip()
    while closing := next((end for start, end in _PROLOGUE if rest.startswith(start)), None):
        rest = rest.partition(closing)[2].lstrip()
    return rest


def is_page(text: str) -> bool:
    """Whether a text is marked up as HTML."""
    return bool(_PAGE_START.match(text)) or len(_PAGE_TAGS.findall(text[:HEAD])) >= 2


def delimiter_of(text: str) -> str | None:
    """The delimiter of a table of reports: one whose header row names a `text` column."""
    header = text.lstrip().partition("\n")[0]
    for delimiter in (",", ";", "\t"):
        try:
            columns = next(csv.reader(io.StringIO(header), delimiter=delimiter), [])
        except csv.Error:
            return None
        if "text" in [column.strip().lower() for column in columns] and len(header) < 4096:
            return delimiter
    return None


def _columns_of_a_table(text: str) -> list[str]:
    """The header of what is plainly a table: names, and rows that are all as wide as they are.

    In prose a space follows the comma.
    """
    lines = text.lstrip().splitlines(keepends=True)[:_ROWS]
    for delimiter in (",", ";", "\t"):
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        if len(rows) < 2 or any(cell[:1].isspace() for cell in rows[1]):
            continue
        header, *others = rows
        wide = {len(row) for row in others[:1] + others[1:-1]}  # a later last may be cut
        if wide == {len(header)} - {1} and all(map(_COLUMN.fullmatch, header)):
            return header
    return []


def _json_kind(text: str, name: str) -> Kind:
    line = text.partition("\n")[0]
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        if line.startswith("{") and '"' in line:
            return Kind.JSONL  # longer than the head, or broken: its reader says which
        row = None
    if isinstance(row, dict):
        return Kind.JSONL
    if re.match(r"[\[{\s]*\"\w+\"\s*:", text):
        raise UnreadableError(f"{name} is a single JSON value. Give JSON Lines: one report a line.")
    return Kind.TEXT
