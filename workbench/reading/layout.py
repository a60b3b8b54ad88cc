"""Parts of a page that only how it is laid out shows to be its own."""

from collections.abc import Iterator
from itertools import takewhile

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.links import words_of

_HEADINGS = XPath("//hr/following-sibling::*[1][self::h2 or self::h3 or self::h4]")
_MEDIA = XPath("boolean(.//iframe | .//video | .//audio | .//object | .//embed)")
_LARGE = XPath("//p[@align='center' or @align='CENTER']//font[@size]")
_NARROW = XPath("//td[@width]")
_LARGER = frozenset({"+1", "+2", "+3", "+4", "5", "6", "7"})
_A_COLUMN = 180  # pixels; a report's column is wider
_A_FEW = 20  # words


def headings_of_media(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Headings between two rules with a film or a sound under them, and no words."""
    for head in _HEADINGS(tree):
        under = list(takewhile(lambda part: part.tag != "hr", head.itersiblings()))
        last = under[-1].getnext() if under else None
        if last is not None and any(map(_MEDIA, under)) and not any(map(_has_words, under)):
            yield head


def large_lines(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Lines in large letters in the middle: the headings of old pages."""
    for font in _LARGE(tree):
        line = next(font.iterancestors("p"))
        if font.get("size") in _LARGER and words_of(font).split() == words_of(line).split():
            yield line


def narrow_cells(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Cells with a few words, alone in a row too narrow for a report, as old pages are laid out."""
    for cell in _NARROW(tree):
        width, words = cell.get("width"), words_of(cell).split()
        if width.isdecimal() and int(width) <= _A_COLUMN and 0 < len(words) <= _A_FEW:
            row = cell.getparent()
            if row is not None and words_of(row).split() == words:
                yield cell


def _has_words(part: HtmlElement) -> bool:
    return bool(words_of(part).strip() or (part.tail or "").strip())
