"""The part of a page that its markup calls the text of a post: for posts too short to be found."""

import re
from copy import deepcopy

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.blocks import blocks_of, iterblocks
from workbench.reading.links import key_of
from workbench.reading.surroundings import outermost, own_parts

_NAMES = re.compile(
    r"(?:^|\s)(?:(?:entry|post|article|story|blog|news|single)[_-]?(?:content|body|te?xt)"
    r"|entry|storycontent)(?=$|\s)",
    re.IGNORECASE,
)
_CALLED = XPath("//*[@class or @id or contains(@itemprop, 'articleBody')]")
_FAR = 2  # times as much as any other part called so
_SENTENCE = re.compile(r"\w{2}[.!?…؟。][)\]\"'”’»]*$")
_A_SENTENCE = 8  # words


def is_of_several(body: list[str], tree: HtmlElement) -> bool:
    """Whether all that was found is one line that several blocks of the page were run into."""
    return len(body) == 1 and key_of(body[0]) not in map(key_of, iterblocks(tree))


def entry_of(tree: HtmlElement) -> list[str]:
    """The paragraphs of the part called a post's text; of a page without one, its sentences."""
    called = [part for part in _CALLED(tree) if _is_called(part)]
    told = sorted((_blocks_without_own(part) for part in outermost(called)), key=_letters)
    if told and (len(told) == 1 or _letters(told[-1]) >= _FAR * _letters(told[-2])):
        return told[-1]
    return [block for block in _blocks_without_own(tree) if _is_sentence(block)]


def _blocks_without_own(part: HtmlElement) -> list[str]:
    copied = deepcopy(part)
    copied.tail = None
    for own in own_parts(copied):
        own.drop_tree()
    return blocks_of(copied)


def _letters(blocks: list[str]) -> int:
    return sum(map(len, blocks))


def _is_sentence(block: str) -> bool:
    return len(block.split()) >= _A_SENTENCE and bool(_SENTENCE.search(block))


def _is_called(part: HtmlElement) -> bool:
    names = f"{part.get('class', '')} {part.get('id', '')}"
    return "articleBody" in part.get("itemprop", "") or bool(_NAMES.search(names))
