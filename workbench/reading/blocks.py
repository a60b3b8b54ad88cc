"""A parsed page's words, block by block: paragraphs, headings, list items, table rows."""

import re
from collections.abc import Iterator

from lxml.etree import _Element, iterwalk

from workbench.reading.paragraphs import paragraphs_of

# The tags of HTML and those that trafilatura turns them into.
_BREAKS = frozenset({"br", "lb"})
_CELLS = frozenset({"td", "th", "cell"})
_ROWS = frozenset({"tr", "row"})
_MARKED = _BREAKS | _CELLS
_SILENT = frozenset(
    {"script", "style", "template", "svg", "iframe", "title", "graphic", "select", "datalist"}
)
_AS_TYPED = frozenset({"pre", "code"})
_BLOCKS = frozenset(
    {
        *("p", "div", "head", "h1", "h2", "h3", "h4", "h5", "h6", "item", "li", "ul", "ol", "dl"),
        *(
            "dt",
            "dd",
            "list",
            "quote",
            "blockquote",
            "table",
            "section",
            "article",
            "main",
            "aside",
        ),
        *("header", "footer", "figure", "figcaption", "center", "form", "body", "tbody", "address"),
        *_ROWS,
        "pre",
    }
)


_SPACES = re.compile(r"\s{2,}|[^\S ]")  # a single space stays as it is
_EDGES = re.compile(r"(?:\s*\|)+\s*$|^\s*(?:\|\s*)+")


def blocks_of(tree: _Element, *, leaving: frozenset[str] = frozenset()) -> list[str]:
    """The words under an element in reading order, one paragraph a string, some tags left out."""
    return list(iterblocks(tree, leaving=leaving))


def iterblocks(tree: _Element, *, leaving: frozenset[str] = frozenset()) -> Iterator[str]:
    """The same, one after the other, for whoever needs only the first of them."""
    for text in _texts(tree, _SILENT | leaving):
        yield from paragraphs_of(text)


def _texts(tree: _Element, silent: frozenset[str]) -> Iterator[str]:
    """The text of each block, with its line breaks; the tree is walked, not recursed into."""
    words: list[str] = []
    inside = {"silent": 0, "typed": 0, "layout": 0}
    telling = silent | _AS_TYPED | _ROWS
    for event, element in iterwalk(tree, events=("start", "end")):
        start, tag = event == "start", element.tag
        for state in _states(element, silent) if tag in telling else ():
            inside[state] += 1 if start else -1
        if tag in _BLOCKS or (inside["layout"] and tag in _CELLS):
            if words:
                yield from _flushed(words)
        elif tag in _MARKED and (mark := _mark(element, start=start)):
            words.append(mark)
        text = element.text if start else element.tail
        if (
            text
            and not inside["silent"]
            and (words or not text.isspace())
            and (start or element is not tree)
        ):
            words.append(text if inside["typed"] else _spaced(text))
    yield from _flushed(words)


def _spaced(text: str) -> str:
    """The text with single spaces; most has no other, and no mark that cannot be printed."""
    return text if text.isprintable() and "  " not in text else _SPACES.sub(" ", text)


def _states(element: _Element, silent: frozenset[str]) -> Iterator[str]:
    """What holds for everything inside this element."""
    if element.tag in silent:
        yield "silent"
    if element.tag in _AS_TYPED:
        yield "typed"
    if element.tag in _ROWS and _is_layout(element):
        yield "layout"


def _mark(element: _Element, *, start: bool) -> str | None:
    if start and element.tag in _BREAKS:
        return "\n"
    return " | " if element.tag in _CELLS and not start else None


def _flushed(words: list[str]) -> Iterator[str]:
    text = "".join(words)
    words.clear()
    if text and not text.isspace():
        yield _EDGES.sub("", text) if "|" in text else text


def _is_layout(row: _Element) -> bool:
    """A table row whose cells hold paragraphs lays out a page; it is no line of a table."""
    inside = {element.tag for element in row.iterdescendants()}
    return not inside.isdisjoint({"p", "div", "table", "list", "ul", *_BREAKS})
