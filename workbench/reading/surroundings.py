"""Lines that a page's markup shows to be the page's own: links elsewhere, parts named so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.blocks import blocks_of

# Names of classes and ids; general ones (widget, teaser, tag) also name what holds the report.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:related|recommend(?:ed|ations?)|similar|popular|trending|more|most)[_-]?"
    r"(?:posts?|articles?|stor(?:y|ies)|news|content|links?|reads?)|yarpp|outbrain|taboola"
    r"|newsletter[\w-]*|mc4wp[\w-]*|sharedaddy|addtoany[\w-]*|share[_-]?(?:bar|buttons?|links?)"
    r"|social[_-]?(?:bar|buttons?|icons?|links?|share)|breadcrumbs?"
    r"|author[_-]?(?:box|bio|info|card|description|profile|details)|about[_-]?(?:the[_-]?)?author"
    r"|(?:entry|post|article)[_-]?(?:meta|tags|categories)|post[_-]?nav(?:igation)?"
    r"|(?:article|post|star)[_-]?ratings?|cookie[_-]?(?:notice|banner|bar)"
    r")(?=$|[\s_])",
    re.IGNORECASE,
)
_WITH_NAMES = XPath("//*[@class or @id]")
_WORDS = XPath("string()", smart_strings=False)
_NEVER = frozenset({"html", "body", "main", "article"})
_LONGEST = 400  # characters of a line that is a link
_MOSTLY = 0.65  # of a line's letters; a day may stand beside a link
_UPWARDS = 3  # from a link to the line that it fills


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Keys of a page's own lines."""

    linked: frozenset[str] = frozenset()  # links elsewhere from end to end
    named: frozenset[str] = frozenset()  # in a part of the page that is named so


NOTHING = Surroundings()


def surroundings_of(tree: HtmlElement) -> Surroundings:
    """What a page's markup shows to be none of its report."""
    return Surroundings(frozenset(_linked(tree)), frozenset(_named(tree)))


def key_of(line: str) -> str:
    """What a line is known by, however it is spaced and marked."""
    return "".join(filter(str.isalnum, line.casefold()))


def _linked(tree: HtmlElement) -> Iterator[str]:
    letters: dict[HtmlElement, int] = {}  # of the links in each line
    for link in tree.iter("a"):
        if _leads_away(link) and (key := key_of(_WORDS(link))):
            yield key
            for element in islice(link.iterancestors(), _UPWARDS):
                letters[element] = letters.get(element, 0) + len(key)
    for element, linked in letters.items():
        words = _WORDS(element)
        if len(words) <= _LONGEST and linked >= _MOSTLY * len(key := key_of(words)):
            yield key


def _leads_away(link: HtmlElement) -> bool:
    address = link.get("href") or ""
    return bool(address) and "#" not in address and not address.startswith(("mailto:", "java"))


def _named(tree: HtmlElement) -> Iterator[str]:
    named: dict[str, bool] = {}  # a page says the same names over and over
    for element in _WITH_NAMES(tree):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if names not in named:
            named[names] = bool(_NAMED.search(names))
        if named[names] and element.tag not in _NEVER:
            yield from map(key_of, blocks_of(element))
