"""What a web page says of itself: title, source, authors, day, address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.reading.addresses import canonical, host_of, joined
from workbench.reading.headlines import (
    CUT,
    MOST_OF_NAME,
    bare,
    headings,
    headline_of,
    key_of,
    plain,
)
from workbench.reading.pageauthors import authors_on
from workbench.reading.pagedates import Page, changed_on, published_on
from workbench.reading.structured import metas, structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHANGED = "the page gives the day of its last change only"
_LONGEST_NAME = 40  # letters
_LONG = 60  # characters; a first page's address has fewer
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\w{1,20}/(https?:)/{1,2}")
_ARCHIVE = "://web.archive.org/"
_HOME = re.compile(r"^(?:(?:https?:)?//(?:www\.)?([^/?#]+))?/?$")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Unknown is None."""

    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    problems: tuple[str, ...] = ()
    body: str = ""  # the report's text as the page states it for machines


def page_meta(tree: "HtmlElement", url: str | None) -> PageMeta:
    """The page's own account of itself; dates are taken only where the page marks one up."""
    about, meta = structured(tree), metas(tree)
    address = _own_address(tree, meta, url)
    host = host_of(_unarchived(address or ""))
    stated_source = plain(meta.get("og:site_name")) or plain(about.publisher)
    links = frozenset(_home_links(tree, host))
    source = stated_source or _site_in_title(tree, host, links) or host
    names = {key_of(word) for word in (source, about.publisher, host) if word}
    home = links if _is_below_home(address) else frozenset[str]()
    title = headline_of(tree, about, meta, names, home)
    page = Page(tree, about, meta, address, title)
    published = published_on(page)
    changed = None if published else changed_on(page)
    return PageMeta(
        title=bare(tree, title),
        source=source,
        authors=authors_on(tree, about, meta),
        published=published or changed,
        url=address,
        problems=(_CHANGED,) if changed else (),
        body=about.body,
    )


def _site_in_title(tree: "HtmlElement", host: str | None, home: frozenset[str]) -> str | None:
    """The site's name that ends the page's title, where something else shows it to be one.

    That is its home link or its host; on a page from nowhere, that the rest is the headline.
    """
    parts = CUT.split(plain(tree.findtext(".//title")) or "")
    name, key = parts[-1], key_of(parts[-1])
    if len(parts) < 2 or not 2 < len(key) <= _LONGEST_NAME:
        return None
    if key in home or (host and _is_label_of(key, host)):
        return name
    rest = key_of("".join(parts[:-1]))
    heads = chain(headings(tree, "h1"), headings(tree, "h2"))
    return name if host is None and any(key_of(head) == rest for head in heads) else None


def _home_links(tree: "HtmlElement", host: str | None) -> Iterator[str]:
    """What the links to the site's first page say, each by its key."""
    for link in tree.iter("a"):
        address = _unarchived(link.get("href") or "")
        home = _HOME.match(address) if len(address) < _LONG else None
        if home and home[1] in {None, host}:
            yield key_of(link.text_content())


def _unarchived(address: str) -> str:
    """Where a page stood that an archive of the web kept a copy of."""
    return _ARCHIVED.sub(r"\1//", address) if _ARCHIVE in address else address


def _is_below_home(address: str | None) -> bool:
    return bool(urlsplit(_unarchived(address or "/page")).path.strip("/"))


def _is_label_of(key: str, host: str) -> bool:
    """Whether a name is most of a host's name: The Valley Herald of valleyherald.example."""
    label = key_of(max(host.split("."), key=len))
    shorter, longer = sorted((key, label), key=len)
    return shorter in longer and len(shorter) >= MOST_OF_NAME * len(longer)


def _own_address(tree: "HtmlElement", meta: dict[str, str], url: str | None) -> str | None:
    """The address the page calls its own; a home page's is a mistake on any other page."""
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    for given in (*links, meta.get("og:url"), url):
        address = canonical(joined(url or "", given or ""))
        if address and (given == url or urlsplit(address).path.strip("/")):
            return address
    return canonical(url or "")
