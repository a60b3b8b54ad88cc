"""A report as read: the shapes that every reader works towards."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A document as read; unknown is None, never a guess; `sha256` is of the raw bytes."""

    input: str
    text: str
    sha256: str
    text_sha256: str
    media_type: str
    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None  # ISO date, or date-time with zone
    language: str | None = None
    url: str | None = None
    agency: str | None = None  # the wire service a dateline, tag or byline names
    dateline_place: str | None = None
    problems: tuple[str, ...] = ()
    raw: bytes = field(default=b"", repr=False, compare=False)  # what `sha256` is of


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read: which, and a sentence that says why and what to do."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was not read, for the desk has its bytes; `sha256` is of them."""

    input: str
    sha256: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one format's reader found, before dateline, language and hashes are added."""

    paragraphs: tuple[str, ...]
    media_type: str
    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before an input is refused; the defaults suit a desk's own machine."""

    report_bytes: int = 20 * 1024 * 1024  # one report, unpacked
    fetch_seconds: float = 30.0  # one address, redirects included
    redirects: int = 5
    pdf_pages: int = 500
    expansion: int = 200  # times a packed file may grow once it is past `report_bytes`
