"""A report as read: the shape every reader returns."""

from dataclasses import dataclass


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
