"""Lines that a page's markup shows to be the page's own: links elsewhere, parts named so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.addresses import host_of
from workbench.reading.blocks import blocks_of

# Names of classes and ids; general ones (widget, teaser, tag) also name what holds the report.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:related|recommend(?:ed|ations?)|similar|popular|trending|more|most|associated|suggested)[_-]?"
    r"(?:posts?|articles?|stor(?:y|ies)|news|content|links?|reads?)|yarpp|outbrain|taboola"
    r"|newsletter[\w-]*|mc4wp[\w-]*|sharedaddy|addtoany[\w-]*|share[_-]?(?:bar|buttons?|links?)"
    r"|social[_-]?(?:bar|buttons?|icons?|links?|share)|breadcrumbs?"
    r"|author[_-]?(?:box|bio|info|card|description|profile|details)|about[_-]?(?:the[_-]?)?author"
    r"|(?:entry|post|article)[_-]?(?:meta|tags|categories)|post[_-]?nav(?:igation)?"
    r"|(?:article|post|star)[_-]?ratings?|cookie[_-]?(?:notice|banner|bar)|[\w-]*recirc[\w-]*|navbox"
    r"|(?:instagram|tiktok|fb)-(?:media|embed|post)|[\w-]*kicker[\w-]*|cta(?:[_-][\w-]+)?|disclaimer"
    r"|(?:user|profile)[_-]?(?:box|bio|info|card|details)|message-user|saboxplugin[\w-]*"
    r"|sr-only|screen-reader-text|visually-?hidden"
    r")(?=$|[\s_])",
    re.IGNORECASE,
)
_WITH_NAMES = XPath("//*[@class or @id]")
# Parts that are the page's by their element, their role, or whom they tell of.
_MARKED = XPath(
    "//nav | //footer[not(ancestor::blockquote)] | //*[@role='navigation' or @role='dialog'"
    " or @role='complementary' or @role='contentinfo' or @role='search' or @role='alert']"
    " | //*[@hidden] | //*[contains(@itemtype, 'schema.org/Person')]"
    " | //li//article//*[self::h2 or self::h3 or self::h4]"
)
_WORDS = XPath("string()", smart_strings=False)
_NEVER = frozenset({"html", "body", "main", "article"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "span", "font", "small"})
_PARAGRAPHS = frozenset({"p", "div"})
_ALMOST = 0.9  # of a paragraph's letters; marks and a word may stand before its link
_LONGEST = 400  # characters of a line that is a link
_MOSTLY = 0.65  # of a line's letters; a day may stand beside a link
_UPWARDS = 3  # from a link to the line that it fills


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Keys of a page's own lines."""

    linked: frozenset[str] = frozenset()  # links elsewhere from end to end
    named: frozenset[str] = frozenset()  # in a part of the page that is named so
    alone: frozenset[str] = frozenset()  # a paragraph that is one link elsewhere
    headings: frozenset[str] = frozenset()


NOTHING = Surroundings()


def surroundings_of(
    tree: HtmlElement, url: str | None = None, *, among: Iterable[str]
) -> Surroundings:
    """Which lines the markup of a page at an address shows to be none of its report."""
    keys = frozenset(filter(None, map(key_of, among)))
    links = [link for link in tree.iter("a") if _leads_away(link)]
    return Surroundings(
        linked=frozenset(_linked(links)) & keys,
        named=frozenset(_named(tree, keys)),
        alone=frozenset(_alone(links, host_of(url), keys)),
        headings=frozenset(key_of(_WORDS(head)) for head in tree.iter(*_HEADINGS)) & keys,
    )


def key_of(line: str) -> str:
    """What a line is known by, however it is spaced and marked."""
    return "".join(filter(str.isalnum, line.casefold()))


def _leads_away(link: HtmlElement) -> bool:
    address = link.get("href") or ""
    return bool(address) and "#" not in address and not address.startswith(("mailto:", "java"))


def _linked(links: Iterable[HtmlElement]) -> Iterator[str]:
    letters: dict[HtmlElement, int] = {}  # of the links in each line
    for link in links:
        if key := key_of(_WORDS(link)):
            yield key
            for element in islice(link.iterancestors(), _UPWARDS):
                letters[element] = letters.get(element, 0) + len(key)
    for element, linked in letters.items():
        words = _WORDS(element)
        if len(words) <= _LONGEST and linked >= _MOSTLY * len(key := key_of(words)):
            yield key


def _alone(links: Iterable[HtmlElement], host: str | None, keys: frozenset[str]) -> Iterator[str]:
    for link in links:
        block = next((up for up in link.iterancestors() if up.tag not in _INLINE), None)
        if block is None or block.tag not in _PARAGRAPHS or len(words := _WORDS(block)) > _LONGEST:
            continue
        key = key_of(words)
        is_filled = key in keys and len(key_of(_WORDS(link))) >= _ALMOST * len(key)
        if is_filled and host_of(link.get("href")) in {host, None}:
            yield key


def _named(tree: HtmlElement, keys: frozenset[str]) -> Iterator[str]:
    """Which of the lines stand in parts that are the page's by their name, element or role."""
    for part in (*_MARKED(tree), *_with_names(tree)):
        whole = key_of(_WORDS(part))
        if any(key in whole for key in keys):  # told in a moment; its blocks take longer
            yield from keys.intersection(map(key_of, blocks_of(part)))


def _with_names(tree: HtmlElement) -> Iterator[HtmlElement]:
    named: dict[str, bool] = {}  # a page says the same names over and over
    for element in _WITH_NAMES(tree):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if names not in named:
            named[names] = bool(_NAMED.search(names))
        if named[names] and element.tag not in _NEVER:
            yield element
