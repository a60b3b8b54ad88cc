"""A parsed page's words, block by block: paragraphs, headings, list items, table rows."""

import re
from collections.abc import Iterator, Sequence

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
# What holds for everything inside an element; only such rows count as lay out a page.
_STATES = dict.fromkeys(_AS_TYPED, "typed") | dict.fromkeys(_ROWS, "layout")
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
        *(
            "header",
            "footer",
            "nav",
            "figure",
            "figcaption",
            "center",
            "form",
            "body",
            "tbody",
            "address",
        ),
        *_ROWS,
        "pre",
    }
)


_SPACES = re.compile(r"\s{2,}|[^\S ]")  # a single space stays as it is
_EDGES = re.compile(r"(?:\s*\|)+\s*$|^\s*(?:\|\s*)+")


def blocks_of(tree: _Element) -> list[str]:
    """The words under an element in reading order, one paragraph a string."""
    return list(iterblocks(tree))


def iterblocks(tree: _Element, *, leaving: frozenset[str] = frozenset()) -> Iterator[str]:
    """The same, one after the other, for whoever needs only the first; some tags left out."""
    for text in _texts(tree, _SILENT | leaving):
        yield from paragraphs_of(text)


def _texts(tree: _Element, silent: frozenset[str]) -> Iterator[str]:
    """The text of each block, with its line breaks; the tree is walked, not recursed into."""
    words: list[str] = []
    inside = {"typed": 0, "layout": 0}
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        start, tag = event == "start", element.tag
        if tag in _STATES and (tag not in _ROWS or _is_layout(element)):
            inside[_STATES[tag]] += 1 if start else -1
        if tag in _BLOCKS or (inside["layout"] and tag in _CELLS):
            yield from _flushed(words)
        elif tag in _MARKED and (mark := _mark(tag, start=start)):
            words.append(mark)
        if start and tag in silent:
            walk.skip_subtree()
            continue
        text = element.text if start else element.tail
        if text and (words or not text.isspace()) and (start or element is not tree):
            words.append(text if inside["typed"] else _spaced(text))
    yield from _flushed(words)


def _spaced(text: str) -> str:
    """The text with single spaces; most has no other, and no mark that cannot be printed."""
    return text if text.isprintable() and "  " not in text else _SPACES.sub(" ", text)


def _mark(tag: str, *, start: bool) -> str | None:
    if start and tag in _BREAKS:
        return "\n"
    return " | " if tag in _CELLS and not start else None


def _flushed(words: list[str]) -> Sequence[str]:
    text = "".join(words)
    words.clear()
    if not text or text.isspace():
        return ()
    return (_EDGES.sub("", text) if "|" in text else text,)


def _is_layout(row: _Element) -> bool:
    """A table row whose cells hold paragraphs lays out a page; it is no line of a table."""
    inside = {element.tag for element in row.iterdescendants()}
    return not inside.isdisjoint({"p", "div", "table", "list", "ul", *_BREAKS})
