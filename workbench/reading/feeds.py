"""RSS and Atom: each entry is a report, with its full text or its address fetched."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import feedparser

from workbench.errors import UnreadableError
from workbench.reading.addresses import canonical, host_of
from workbench.reading.boilerplate import without_chrome
from workbench.reading.dates import marked
from workbench.reading.decoding import tidy
from workbench.reading.documents import Document, read_document
from workbench.reading.finishing import finish
from workbench.reading.html import fragment_blocks
from workbench.reading.paragraphs import squeezed
from workbench.reading.record import Draft, Limits, Rejected, ReportRecord

if TYPE_CHECKING:
    from workbench.reading.fetch import Fetcher

_FULL = 800  # characters; a feed that gives less gives a summary
_SUMMARY = "only a summary was in the feed"
_MORE = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\bread more\W*|continue reading\W*.{0,80})$", re.IGNORECASE
)


def read_feed(
    document: Document,
    limits: Limits,
    *,
    fetcher: "Fetcher | None" = None,
    is_known: Callable[[str], bool] | None = None,
) -> Iterator[ReportRecord | Rejected]:
    """Every entry of a feed, in its order, but for those whose canonical address `is_known`.

    An entry with a summary only is fetched where a `fetcher` is given; else the summary is the
    report, and a problem says so. Raises UnreadableError for what is no feed.
    """
    # Bytes, never a string: the library would open a string as a file or an address.
    feed = feedparser.parse(document.data, response_headers=_headers(document))
    if not feed.version:
        raise UnreadableError(
            f"{document.name} is not a feed. Give the address of its RSS or Atom."
        )
    title = squeezed(tidy(feed.feed.get("title") or ""))
    about = _Feed(title or host_of(document.url), _media_type(feed.version))
    for number, entry in enumerate(feed.entries, 1):
        where = f"{document.name}#{number}"
        try:
            draft = _draft(entry, where, about)
            if not (draft.url and is_known and is_known(draft.url)):
                yield _report(draft, where, fetcher, limits)
        except UnreadableError as problem:
            yield Rejected(where, problem.message)


@dataclass(frozen=True, slots=True)
class _Feed:
    """What every entry of a feed shares."""

    source: str | None
    media_type: str


def _media_type(version: str) -> str:
    return "application/atom+xml" if version.startswith("atom") else "application/rss+xml"


def _headers(document: Document) -> dict[str, str]:
    base = {"content-location": document.url} if document.url else {}
    kind = {"content-type": f"application/xml; charset={document.charset}"}
    return base | (kind if document.charset else {})


def _draft(entry: Any, where: str, feed: _Feed) -> Draft:  # noqa: ANN401 - the library's own dict
    texts = [part.get("value") or "" for part in entry.get("content", [])]
    given = max([*texts, entry.get("summary") or ""], key=len)
    title = " ".join(fragment_blocks(entry.get("title") or "", name=where))
    return Draft(
        paragraphs=tuple(without_chrome(fragment_blocks(given, name=where))),
        media_type=feed.media_type,
        title=squeezed(title) or None,
        source=feed.source,
        authors=_authors(entry),
        published=marked(entry.get("published") or ""),
        url=canonical(entry.get("link") or ""),
    )


def _authors(entry: Any) -> tuple[str, ...]:  # noqa: ANN401 - the library's own dict
    names = [squeezed(tidy(person.get("name") or "")) for person in entry.get("authors", [])]
    return tuple(dict.fromkeys(filter(None, names)))


def _is_summary(draft: Draft) -> bool:
    """Whether the feed gives the beginning only."""
    length = sum(map(len, draft.paragraphs))
    return length < _FULL or bool(_MORE.search(draft.paragraphs[-1]))


def _report(draft: Draft, where: str, fetcher: "Fetcher | None", limits: Limits) -> ReportRecord:
    problem = None
    if not _is_summary(draft):
        return _finished(draft, where)
    if fetcher and draft.url:
        try:
            return _fetched(draft, fetcher, limits)
        except UnreadableError as error:
            problem = f"only the feed's summary was read: {error.message}"
    return _finished(replace(draft, problems=(problem or _SUMMARY,)), where)


def _fetched(draft: Draft, fetcher: "Fetcher", limits: Limits) -> ReportRecord:
    """The entry's page; what the page does not say of itself is taken from the feed."""
    answer = fetcher.fetch(str(draft.url))
    page = read_document(Document(str(draft.url), answer.body, answer.url, answer.charset), limits)
    return replace(
        page,
        title=page.title or draft.title,
        source=page.source or draft.source,
        authors=page.authors or draft.authors,
        published=page.published or draft.published,
    )


def _finished(draft: Draft, where: str) -> ReportRecord:
    raw = "\n\n".join(filter(None, [draft.title, *draft.paragraphs])).encode()
    return finish(draft, name=where, raw=raw)
