"""Who wrote a page: as it says for machines, else as its byline reads."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workbench.reading.datelines import byline_of
from workbench.reading.paragraphs import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from workbench.reading.structured import Structured

_METAS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator")
_LABELS = frozenset(
    {
        *("author", "byline", "authors", "author-name", "authorname", "author_name", "byline-name"),
        *("byline__name", "fn", "entry-author", "post-author", "post__author", "article-author"),
        *("article__author", "p-author", "autor", "by-author", "autor-name", "post-byline"),
        *("article-byline", "author-link", "byline-author", "c-byline__author"),
    }
)
_NO_NAME = re.compile(
    r"^(?:name|admin|administrator|follow|author|autor|staff|editor|redaktion|redacción|user|guest"
    r"|unknown|anonymous|contributor|web ?master|share|.*(?:https?:|www\.|@|\.com\b).*|\W*)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:posted|written|published|reported|veröffentlicht|geschrieben|publié|escrito)\s+)?"
    r"(?:by|von|par|por|di|autor(?:in)?|author|text)[\s:]+(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\b(?:updated|published|posted|stand|am)\b|[|•·–—]|\bon\b\s+\w+\s+\d|\d{1,2}[./]\d).*$|[\s,;:]+$"
)
_LONGEST = 60


def authors_on(tree: "HtmlElement", about: "Structured", meta: dict[str, str]) -> tuple[str, ...]:
    """The names, in the page's order; empty where it gives none."""
    told = next((meta[name] for name in _METAS if name in meta), "")
    stated = [part for name in about.authors for part in _split(name)]
    for names in (stated, _split(told), _marked(tree)):
        if people := _people(names):
            return people
    return ()


def _people(names: Iterable[str]) -> tuple[str, ...]:
    plain = (_TAIL.sub("", _LEAD.sub("", squeezed(name))) for name in names)
    kept = (name for name in plain if 1 < len(name) <= _LONGEST and not _NO_NAME.match(name))
    return tuple(dict.fromkeys(kept))


def _split(names: str) -> list[str]:
    """Several names in one line; a byline's agency is left to the dateline."""
    found = byline_of(f"by {names}")
    return list(found.authors) if found and found.authors else [names]


def _marked(tree: "HtmlElement") -> Iterator[str]:
    """What the page's first byline holds; bylines of readers' comments are none."""
    for element in tree.iter("a", "span", "p", "div", "address", "li", "strong", "em", "cite"):
        label = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
        if element.get("rel") == "author" or _LABELS.intersection(label):
            words = squeezed(element.text_content())
            if words and len(words) <= 2 * _LONGEST and not _in_comment(element):
                yield from _split(_LEAD.sub("", words))
                return


def _in_comment(element: "HtmlElement") -> bool:
    return any(
        "comment" in f"{above.get('class') or ''} {above.get('id') or ''}".lower()
        for above in (
            element,
            *element.iterancestors("div", "li", "ol", "ul", "section", "article"),
        )
    )
