"""What a web page says of itself: title, source, authors, day, address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.reading.addresses import canonical, host_of, joined
from workbench.reading.dates import stated
from workbench.reading.pageauthors import authors_on
from workbench.reading.pagedates import Page, changed_on, large, published_on
from workbench.reading.paragraphs import squeezed
from workbench.reading.structured import Structured, metas, structured

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title", "headline", "citation_title")
_CHANGED = "the page gives the day of its last change only"
_LONGEST_NAME = 40  # letters
_LONG = 60  # characters; a first page's address has fewer
_MOST_OF_NAME = 0.7  # of the letters of a host's longest label
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\w{1,20}/(https?:)/{1,2}")
_HOME = re.compile(r"^(?:(?:https?:)?//(?:www\.)?([^/?#]+))?/?$")
_BY_CHANCE = 0.6  # likeness that the site's name above the headline may have with it
_CUT = re.compile(r"\s+[|–—»:·•/-]\s+|\s+::\s+|\s*\|\s*")


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
    stated_source = _plain(meta.get("og:site_name")) or _plain(about.publisher)
    source = stated_source or _site_in_title(tree, host) or host
    names = {_key(word) for word in (source, about.publisher, host) if word}
    home = set(_home_links(tree, host)) if _is_below_home(address) else set()
    title = _title(tree, about, meta, names, home)
    page = Page(tree, about, meta, address, title)
    published = published_on(page)
    changed = None if published else changed_on(page)
    return PageMeta(
        title=_undated(tree, title),
        source=source,
        authors=authors_on(tree, about, meta),
        published=published or changed,
        url=address,
        problems=(_CHANGED,) if changed else (),
        body=about.body,
    )


def _site_in_title(tree: "HtmlElement", host: str | None) -> str | None:
    """The site's name that ends the page's title, where something else shows it to be one.

    That is its home link or its host; on a page from nowhere, that the rest is the headline.
    """
    parts = _CUT.split(_plain(tree.findtext(".//title")) or "")
    name, key = parts[-1], _key(parts[-1])
    if len(parts) < 2 or not 2 < len(key) <= _LONGEST_NAME:
        return None
    if key in _home_links(tree, host) or (host and _is_label_of(key, host)):
        return name
    rest = _key("".join(parts[:-1]))
    heads = chain(_headings(tree, "h1"), _headings(tree, "h2"))
    return name if host is None and any(_key(head) == rest for head in heads) else None


def _home_links(tree: "HtmlElement", host: str | None) -> Iterator[str]:
    """What the links to the site's first page say, each by its key."""
    for link in tree.iter("a"):
        address = _unarchived(link.get("href") or "")
        home = _HOME.match(address) if len(address) < _LONG else None
        if home and home[1] in {None, host}:
            yield _key(link.text_content())


def _unarchived(address: str) -> str:
    """Where a page stood that an archive of the web kept a copy of."""
    return _ARCHIVED.sub(r"\1//", address)


def _is_below_home(address: str | None) -> bool:
    return bool(urlsplit(_unarchived(address or "/page")).path.strip("/"))


def _is_label_of(key: str, host: str) -> bool:
    """Whether a name is most of a host's name: The Valley Herald of valleyherald.example."""
    label = _key(max(host.split("."), key=len))
    shorter, longer = sorted((key, label), key=len)
    return shorter in longer and len(shorter) >= _MOST_OF_NAME * len(longer)


def _own_address(tree: "HtmlElement", meta: dict[str, str], url: str | None) -> str | None:
    """The address the page calls its own; a home page's is a mistake on any other page."""
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    for given in (*links, meta.get("og:url"), url):
        address = canonical(joined(url or "", given or ""))
        if address and (given == url or urlsplit(address).path.strip("/")):
            return address
    return canonical(url or "")


def _title(
    tree: "HtmlElement",
    stated: Structured,
    meta: dict[str, str],
    names: set[str],
    home: set[str],
) -> str | None:
    """The headline readers see where it is the one the page names for machines; else that one."""
    given = [_plain(tree.findtext(".//title")), *(_plain(meta.get(name)) for name in _TITLE_METAS)]
    machine = [title for title in [_plain(stated.headline), *given] if title]
    known = [set(_words(title)) for title in machine]
    heads = [head for head in _headings(tree, "h1") if _key(head) not in names | home]
    best = max(heads, key=lambda head: _likeness(head, known), default=None)
    plain = [_without_site(title, names) for title in machine[::-1]]
    if whole := next((title for title in plain if best and _ends(best, title)), None):
        return whole
    likeness = _likeness(best, known) if best else 0
    exact = (head for head in _headings(tree, "h2") if _likeness(head, known) > 0.99)
    lesser = next((head for head in exact if len(head.split()) > 2), None)
    if lesser and likeness < _BY_CHANCE:
        return lesser
    if best and (likeness >= 0.5 or (len(heads) == 1 and len(best.split()) > 2)):
        return best
    return lesser or next(iter(plain), None)


def _undated(tree: "HtmlElement", title: str | None) -> str | None:
    """The headline without the day that its heading holds in small letters."""
    for head in tree.iter("h1"):
        small = [part.text_content() for part in head.iter("small")]
        if any(map(stated, small)) and _plain(head.text_content()) == title:
            return _plain(large(head)) or title
    return title


def _headings(tree: "HtmlElement", tag: str) -> Iterator[str]:
    for head in tree.iter(tag):
        words = _plain(head.text_content()) or ""
        if 3 <= len(words) <= 300 and any(map(str.isalpha, words)):
            yield words


def _likeness(head: str, known: Iterable[set[str]]) -> float:
    """How much of a heading a title for machines repeats, less what it leaves out."""
    words = set(_words(head))
    shares = [len(words & title) / len(words) for title in known if words]
    return max(shares, default=0.0) + min(len(words), 10) / 1000


def _ends(head: str, title: str) -> bool:
    """Whether a heading is a title with a section or a day before it."""
    return len(_words(title)) > 3 and head != title and _key(head).endswith(_key(title))


def _without_site(title: str, names: set[str]) -> str:
    """The title without the site's name before or after it."""
    parts = [part for part in _CUT.split(title) if part.strip()]
    kept = [part for part in parts if not any(_is_site(_key(part), name) for name in names)]
    if len(kept) == len(parts) or not kept:
        return title
    start = title.find(kept[0])
    return title[start : title.rfind(kept[-1]) + len(kept[-1])].strip()


def _is_site(part: str, name: str) -> bool:
    return bool(part) and len(part) > 2 and (part in name or name in part)


def _plain(words: str | None) -> str | None:
    return squeezed(unescape(words)).rstrip(" -|–—»") or None if words else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _key(text: str) -> str:
    return "".join(_words(text))
