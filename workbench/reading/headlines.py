"""A page's headline: the one readers see, without the site, the section and the day beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from html import unescape
from typing import TYPE_CHECKING

from workbench.reading.dates import stated, undated
from workbench.reading.paragraphs import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from workbench.reading.structured import Structured

MOST_OF_NAME = 0.7  # of the letters of a host's longest label
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title", "headline", "citation_title")
_BY_CHANCE = 0.6  # likeness that the site's name above the headline may have with it
CUT = re.compile(r"\s+[|–—»:·•/-]\s+|\s+::\s+|\s*\|\s*")
_DOMAIN = re.compile(
    r"[\w-]{2,40}(?:\.[\w-]{2,40})?\.(?:com|net|org|info|de|at|ch|fr|es|it|pl|ru|uk|io|tv)"
)
# What a title calls to where it is shared.
_SHARED = re.compile(r"\b(?:check out|read|see|watch) the (?:full|whole)\b", re.IGNORECASE)
# Names of what stands in a heading beside the headline: its section, its day, words not shown.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:label|kicker|supertitle|overline|eyebrow|dachzeile|spitzmarke|roofline|sr-only"
    r"|visually-?hidden|screen-reader-text|element-invisible)(?=$|[\s_-])",
    re.IGNORECASE,
)


def headline_of(
    tree: "HtmlElement",
    about: "Structured",
    meta: dict[str, str],
    names: set[str],
    home: frozenset[str],
) -> str | None:
    """The headline readers see where it is the one the page names for machines; else that one."""
    machine = _for_machines(tree, about, meta)
    known = [set(_words(title)) for title in machine]
    heads = [head for head in headings(tree, "h1") if key_of(head) not in names | home]
    best = max(heads, key=lambda head: _likeness(head, known), default=None)
    bared = [_without_site(title, names) for title in machine[::-1]]
    if whole := next((title for title in bared if best and _ends(best, title)), None):
        return whole
    likeness = _likeness(best, known) if best else 0
    lesser = _lesser(tree, known)
    if lesser and (likeness < _BY_CHANCE or (best and len(best.split()) < 2)):
        return lesser
    if best and (likeness >= 0.5 or (len(heads) == 1 and len(best.split()) > 2)):
        return best
    return lesser or next(iter(bared), None)


def _for_machines(tree: "HtmlElement", about: "Structured", meta: dict[str, str]) -> list[str]:
    """The titles that the page names for machines, what it says where it is shared left out."""
    given = (about.headline, tree.findtext(".//title"), *map(meta.get, _TITLE_METAS))
    titles = [title for title in map(plain, given) if title]
    return [title for title in titles if not _SHARED.search(title)] or titles


def _lesser(tree: "HtmlElement", known: Sequence[set[str]]) -> str | None:
    """The first heading of the second rank that is one of these titles to the word."""
    exact = (head for head in headings(tree, "h2") if _likeness(head, known) > 0.99)
    return next((head for head in exact if len(head.split()) > 2), None)


def bare(tree: "HtmlElement", title: str | None) -> str | None:
    """The headline without the section or day that its heading holds beside it."""
    for head in tree.iter("h1"):
        if title and any(map(_is_beside, head.iterdescendants())):
            rest = plain(_outside(head))
            same = key_of(head.text_content()) == key_of(title)
            if rest and same and _is_end_of(key_of(title), key_of(rest)):
                return rest
    return _undated(title) if title else None


def _is_end_of(whole: str, rest: str) -> bool:
    return whole != rest and (whole.startswith(rest) or whole.endswith(rest))


def _is_beside(part: "HtmlElement") -> bool:
    if part.tag in {"small", "time"}:
        return bool(stated(part.text_content()))
    return bool(_BESIDE.search(part.get("class") or ""))


def _outside(head: "HtmlElement") -> str:
    """The words of a heading without those of the parts that stand beside its headline."""
    copied = deepcopy(head)
    for part in [part for part in copied.iterdescendants() if _is_beside(part)]:
        part.drop_tree()
    return str(copied.text_content())


def _undated(title: str) -> str:
    """The title without the day that it begins with, or from the day on that follows it."""
    parts = CUT.split(title)
    at = next((at for at, part in enumerate(parts) if _is_day(part)), None)
    if at is None or len(parts) == 1:
        return title
    start = title.find(parts[at])
    before, after = title[:start], title[start + len(parts[at]) :]
    return (plain(before) or title) if at else (plain(after.lstrip(" -|–—»:·•/")) or title)


def _is_day(words: str) -> bool:
    return bool(stated(words)) and not key_of(undated(words.lower()))


def headings(tree: "HtmlElement", tag: str) -> Iterator[str]:
    """The headings of one rank, where they can be a headline."""
    for head in tree.iter(tag):
        words = plain(head.text_content()) or ""
        if 3 <= len(words) <= 300 and any(map(str.isalpha, words)):
            yield words


def _likeness(head: str, known: Iterable[set[str]]) -> float:
    """How much of a heading a title for machines repeats, less what it leaves out."""
    words = set(_words(head))
    shares = [len(words & title) / len(words) for title in known if words]
    return max(shares, default=0.0) + min(len(words), 10) / 1000


def _ends(head: str, title: str) -> bool:
    """Whether a heading is a title with a section or a day before it."""
    return len(_words(title)) > 3 and head != title and key_of(head).endswith(key_of(title))


def _without_site(title: str, names: set[str]) -> str:
    """The title without the site's name before or after it."""
    parts = [part for part in CUT.split(title) if part.strip()]
    sites = [_is_domain(part) or _is_named(part, names) for part in parts]
    first = sites.index(True, 1) if any(sites[1:]) else len(parts)  # and what it calls itself
    kept = [part for part, is_site in zip(parts[:first], sites, strict=False) if not is_site]
    if len(kept) == len(parts) or not kept:
        return title
    start = title.find(kept[0])
    return title[start : title.rfind(kept[-1]) + len(kept[-1])].strip()


def _is_named(part: str, names: Iterable[str]) -> bool:
    key = key_of(part)
    return any(_is_site(key, name) or _is_of_words(part, key, name) for name in names)


def _is_domain(part: str) -> bool:
    return bool(_DOMAIN.fullmatch(part.lower()))


def _is_site(part: str, name: str) -> bool:
    return len(part) > 2 and (part in name or name in part)


def _is_of_words(part: str, key: str, host: str) -> bool:
    """Whether a name is made of a host's words: Valley Wiki of wiki.valley.example."""
    if not MOST_OF_NAME * len(host) <= len(key) <= len(host):
        return False
    return all(len(word) > 2 and word in host for word in map(key_of, part.split()))


def plain(words: str | None) -> str | None:
    """The words on one line, without marks that lead on to nothing."""
    return squeezed(unescape(words)).rstrip(" -|–—»") or None if words else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def key_of(text: str) -> str:
    """What words are known by, however they are written and divided."""
    return "".join(_words(text))
