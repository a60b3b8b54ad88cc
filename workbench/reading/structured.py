"""What a page states for machines: its JSON-LD about the article, and its meta elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|Review|Recipe|LiveBlogPosting)$")
_PAGES = frozenset({"WebPage", "ItemPage", "QAPage", "CreativeWork"})
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_DEEPEST = 6
# A heading that is one link, in the tree from which a program draws the page.
_A_LINK = '"children":[{"type":"a",'
_HEADINGS = re.compile(
    r'"type":"h[2-6]","children":\[\{"type":"a",[^\[\]]{1,600}"children":'
    r'\[\{"type":"text","data":("[^"\\\x00-\x1f]{8,200}")\}\]\}\]'
)
_TOLD = re.compile(
    r"""\\?["'](?:date_?published|(?:first_?)?publi(?:sh|shed|cation)_?(?:date|at|time|on)?"""
    r"""|display_?date|pub_?date)\\?["']\s*:\s*\\?["'](\d{4}-\d\d-\d\d[^"'\\]{0,30})\\?["']""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Structured:
    """An article as its JSON-LD describes it; what is not stated is None or empty."""

    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    body: str = ""


def structured(tree: "HtmlElement") -> Structured:
    """The page's article in JSON-LD, the page itself standing in for a date."""
    things = [thing for value in _values(tree) for thing in _things(value, 0)]
    articles = [thing for thing in things if any(map(_ARTICLES.search, _types(thing)))]
    pages = [thing for thing in things if _PAGES.intersection(_types(thing))]
    if not articles:
        return Structured(published=_first(pages, "datePublished"))
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str)}
    article = articles[0]
    return Structured(
        headline=_text(article.get("headline")),
        published=_first(articles[:1], "datePublished") or _first(pages, "datePublished"),
        authors=tuple(dict.fromkeys(_people(article.get("author"), named))),
        publisher=next(_people(article.get("publisher"), named), None),
        body=_without_links(unescape(_text(article.get("articleBody")) or ""), tree),
    )


def _without_links(body: str, tree: "HtmlElement") -> str:
    """A text told in one line without the headings that the page's programs show as links."""
    if not body or "\n" in body:
        return body
    for script in tree.iter("script"):
        text = script.text or ""
        for found in _HEADINGS.finditer(text) if _A_LINK in text else ():
            body = body.replace(f" {json.loads(found[1])} ", " ")
    return body


def published_in_scripts(tree: "HtmlElement") -> Iterator[str]:
    """When what a page's programs show was published, as they are told it."""
    for script in tree.iter("script"):
        for found in _TOLD.finditer(script.text or ""):
            yield found[1]


def metas(tree: "HtmlElement") -> dict[str, str]:
    """The page's meta elements by lower-case name or property; the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _values(tree: "HtmlElement") -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                yield json.loads(_CONTROLS.sub(" ", script.text).strip().rstrip(";"))
            except (ValueError, RecursionError):
                continue  # a site's faulty markup; the page's visible words remain


def _things(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Objects at the top, in lists and in graphs."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _things(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"), depth + 1)
        yield from _things(value.get("mainEntity"), depth + 1)


def _types(thing: dict[str, Any]) -> list[str]:
    stated = thing.get("@type")
    return [
        kind for kind in (stated if isinstance(stated, list) else [stated]) if isinstance(kind, str)
    ]


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _first(things: list[dict[str, Any]], name: str) -> str | None:
    return next(filter(None, (_text(thing.get(name)) for thing in things)), None)


def _people(value: object, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of persons and bodies, however they are nested or referred to."""
    if isinstance(value, list):
        for part in value[:20]:
            yield from _people(part, named)
    elif isinstance(value, dict):
        name = value.get("name") or named.get(str(value.get("@id")), {}).get("name")
        yield from _people(name, {})
    elif name := _text(value):
        yield name
