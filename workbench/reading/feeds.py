"""RSS and Atom: each entry is a report, with its full text or its address fetched."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, Any

import feedparser

from workbench.errors import UnreadableError
from workbench.reading.addresses import canonical, host_of, joined
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
_UNFETCHED = "only the feed's summary was read"
_MORE = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\bread more\W*|continue reading\W*.{0,80})$", re.IGNORECASE
)
_HEAD = 200_000  # bytes of a page among which its links to feeds stand
_LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z]+)\s*=\s*(["']?)([^"'>\s]+)\2""", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `digest` tells whether what the feed says of it has changed."""

    where: str  # the feed's name and the entry's number in it
    draft: Draft
    digest: str

    @property
    def key(self) -> str:
        """What it is known by in its feed: its address, or its words where it has none."""
        return self.draft.url or self.digest


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds just now; entries that cannot be read are `rejected`."""

    title: str | None
    entries: tuple[Entry, ...]
    rejected: tuple[Rejected, ...] = ()


def parse_feed(document: Document) -> Feed:
    """The feed in a document, its entries in their order.

    Raises UnreadableError for what is no feed; where it is a page that names feeds, with these.
    """
    # Bytes, never a string: the library would open a string as a file or an address.
    try:
        feed = feedparser.parse(document.data, response_headers=_headers(document))
    except (ValueError, OverflowError) as problem:  # the library, of &#x110000; and the like
        raise UnreadableError(
            f"{document.name} is a damaged feed: it names a character that there is none of."
        ) from problem
    if not feed.version:
        raise UnreadableError(f"{document.name} is not a feed. {_advice(document)}")
    title = squeezed(tidy(feed.feed.get("title") or "")) or None
    about = _Shared(title or host_of(document.url), _media_type(feed.version))
    entries, rejected = [], []
    for number, entry in enumerate(feed.entries, 1):
        where = f"{document.name}#{number}"
        try:
            draft = _draft(entry, where, about)
            entries.append(Entry(where, draft, _digest(draft)))
        except UnreadableError as problem:
            rejected.append(Rejected(where, problem.message))
    return Feed(title, tuple(entries), tuple(rejected))


def read_entry(
    entry: Entry, limits: Limits, *, fetcher: "Fetcher | None" = None
) -> ReportRecord | Rejected:
    """The report of an entry.

    Where the feed gives a summary only, its address is fetched if a `fetcher` is given; else the
    summary is the report, and a problem says so.
    """
    try:
        return _report(entry.draft, entry.where, fetcher, limits)
    except UnreadableError as problem:
        return Rejected(entry.where, problem.message)


def read_feed(
    document: Document, limits: Limits, *, fetcher: "Fetcher | None" = None
) -> Iterator[ReportRecord | Rejected]:
    """Every entry of a feed as a report; raises UnreadableError for what is no feed."""
    feed = parse_feed(document)
    for entry in feed.entries:
        yield read_entry(entry, limits, fetcher=fetcher)
    yield from feed.rejected


def is_fetched(record: ReportRecord) -> bool:
    """Whether an entry's page was read, where its feed gives a summary only and names one."""
    return not any(problem.startswith(_UNFETCHED) for problem in record.problems)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every entry of a feed shares."""

    source: str | None
    media_type: str


def _advice(document: Document) -> str:
    """What to do instead: the feeds that a page names, or where to look for one."""
    named = dict.fromkeys(joined(document.url or "", link) for link in _links(document.data))
    if not named:
        return "Give the address of its RSS or Atom."
    return f"It names {'this feed' if len(named) == 1 else 'these feeds'}: {', '.join(named)}."


def _links(page: bytes) -> Iterator[str]:
    for link in _LINK.findall(page[:_HEAD].decode("utf-8", errors="replace")):
        named = {name.lower(): unescape(value) for name, _, value in _ATTRIBUTE.findall(link)}
        if named.get("href") and _FEED_TYPE.match(named.get("type", "")):
            yield named["href"]


def _digest(draft: Draft) -> str:
    words = "\n".join([draft.title or "", draft.published or "", *draft.paragraphs])
    return hashlib.sha256(words.encode()).hexdigest()


def _media_type(version: str) -> str:
    return "application/atom+xml" if version.startswith("atom") else "application/rss+xml"


def _headers(document: Document) -> dict[str, str]:
    base = {"content-location": document.url} if document.url else {}
    kind = {"content-type": f"application/xml; charset={document.charset}"}
    return base | (kind if document.charset else {})


def _draft(entry: Any, where: str, feed: _Shared) -> Draft:  # noqa: ANN401 - the library's own dict
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
            problem = f"{_UNFETCHED}: {error.message}"
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
