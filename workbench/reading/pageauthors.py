"""Who wrote a page: as it says for machines, else as its byline reads."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workbench.reading.blocks import blocks_of
from workbench.reading.datelines import byline_of
from workbench.reading.dates import stated
from workbench.reading.paragraphs import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from workbench.reading.structured import Structured

_METAS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator")
_LABEL = re.compile(
    r"^(?!.*(?:comment|bookmark|avatar|image|img|photo|date|bio|box|social|follow|authori))"
    r".*(?:author|byline|auteur|autor(?:en)?\b).*|fn$"
)
_LABELS = ("aut", "byline", "fn")  # every label has one of these
_PROFILE = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?|people|newsteam|by)/[^/]")
_NO_NAME = re.compile(
    r"^(?:name|admin|administrator|follow|author|autor|staff|editor|redaktion|redacción|user|guest"
    r"|\d.*|veröffentlicht|published|unknown|anonymous|contributor|web ?master|share"
    r"|.*(?:https?:|www\.|@|\.com\b).*|\W*)$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"written by|verfasst von|escrito por|écrit par", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:posted|written|published|reported|veröffentlicht|geschrieben|erstellt|publié|escrito)\s+)?"
    r"(?:by|von|par|por|di|autor(?:in)?|author|text)[\s:]+(?=\S|$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s{0,8}(?:[|•·©]|\s[-–—](?:\s|$)|\b(?:updated|published|posted|stand)\b|\s\W{0,8}\d"
    r"|\b(?:am|on)(?=\s{1,8}\W{0,8}\d|\s{0,8}$)).*$|[\s,;:]+$",
    re.IGNORECASE,
)
_LONGEST = 60


def authors_on(tree: "HtmlElement", about: "Structured", meta: dict[str, str]) -> tuple[str, ...]:
    """The names, in the page's order; empty where it gives none."""
    told = next((meta[name] for name in _METAS if name in meta), "")
    if _WRITTEN.match(meta.get("twitter:label1", "")):
        told = told or meta.get("twitter:data1", "")
    stated = [part for name in about.authors for part in _split(name)]
    for names in (stated, _split(told), _marked(tree), _linked(tree)):
        if people := _people(names):
            return people
    return ()


def _people(names: Iterable[str]) -> tuple[str, ...]:
    plain = (_TAIL.sub("", _LEAD.sub("", squeezed(name).lstrip("/|•·–- "))) for name in names)
    kept = (name for name in plain if 1 < len(name) <= _LONGEST and not _NO_NAME.match(name))
    return tuple(name for name in dict.fromkeys(kept) if not _is_month(name))


def _is_month(name: str) -> bool:
    """Whether a name of one word is what is left of a day: "March" of "March 31, 2017"."""
    return " " not in name and bool(stated(f"1 {name} 2017"))


def _split(names: str) -> list[str]:
    """Several names in one line; a byline's agency is left to the dateline."""
    found = byline_of(f"by {names}")
    return list(found.authors) if found and found.authors else [names]


def _marked(tree: "HtmlElement") -> Iterator[str]:
    """What the page's first byline holds; bylines of readers' comments are none."""
    for element in tree.iter("a", "span", "p", "div", "address", "li", "strong", "em", "cite"):
        if _is_byline(element):
            words = _first_words(element)
            if words and len(words) <= 2 * _LONGEST and not _in_comment(element):
                yield from _split(_TAIL.sub("", _LEAD.sub("", words)))
                return


def _first_words(element: "HtmlElement") -> str:
    """The first line of a byline, without one that only leads to the name under it."""
    lines = blocks_of(element)
    lead = bool(lines) and _LEAD.fullmatch(f"{lines[0]} ")
    return next(iter(lines[1:] if lead else lines), "")


def _is_byline(element: "HtmlElement") -> bool:
    label = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    told = any(map(label.__contains__, _LABELS)) and any(map(_LABEL.match, label.split()))
    return told or element.get("rel") == "author"


def _linked(tree: "HtmlElement") -> Iterator[str]:
    """The words of the first link that leads to an author's page."""
    for link in tree.iter("a"):
        if not _PROFILE.search(link.get("href") or ""):
            continue
        if (words := squeezed(link.text_content())) and not _in_comment(link):
            yield _LEAD.sub("", words)
            return


def _in_comment(element: "HtmlElement") -> bool:
    return any(
        "comment" in f"{above.get('class') or ''} {above.get('id') or ''}".lower()
        for above in (
            element,
            *element.iterancestors("div", "li", "ol", "ul", "section", "article"),
        )
    )
