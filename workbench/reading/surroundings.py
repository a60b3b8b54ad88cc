"""Lines that a page's markup shows to be the page's own: links elsewhere, parts named so."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.addresses import host_of
from workbench.reading.blocks import blocks_of, iterblocks
from workbench.reading.cards import HEADINGS, WHOLE, cards, labels, offers, strangers
from workbench.reading.layout import headings_of_media, large_lines, narrow_cells
from workbench.reading.links import (
    INLINE,
    MANY,
    asking,
    in_lines,
    key_of,
    linked,
    links_among,
    stressed,
    words_of,
    words_within,
)

# Names of classes and ids, in small letters; general ones (widget, teaser, tag) also name what
# holds the report.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:related|recommend(?:ed|ations?)|similar|popular|trending|more|most|associated|suggested)[_-]?"
    r"(?:posts?|articles?|stor(?:y|ies)|news|content|links?|reads?)|yarpp|outbrain|taboola"
    r"|newsletter[\w-]*|mc4wp[\w-]*|sharedaddy|addtoany[\w-]*|share[_-]?(?:bar|buttons?|links?)"
    r"|social[_-]?(?:bar|buttons?|icons?|links?|share)|breadcrumbs?"
    r"|author[_-]?(?:box|bio|info|card|description|profile|details|dropdown)"
    r"|about[_-]?(?:the[_-]?)?author|field[_-]label"
    r"|(?:entry|post|article)[_-]?(?:meta|tags|categories)|post[_-]?nav(?:igation)?"
    r"|(?:article|post|star)[_-]?ratings?|cookie[_-]?(?:notice|banner|bar)|[\w-]*recirc[\w-]*|navbox"
    r"|(?:instagram|tiktok|fb)-(?:media|embed|post)|[\w-]*(?:kicker|antetitulo|volanta|eyebrow|overline|dachzeile|spitzmarke|surtitre)[\w-]*|cta(?:[_-][\w-]+)?|disclaimer"
    r"|(?:user|profile)[_-]?(?:box|bio|info|card|details)|message-user|saboxplugin[\w-]*"
    r"|sr-only|screen-reader-text|visually-?hidden|element-invisible|(?:post|article|entry)[_-]?author[\w-]*|creditos[\w-]*|kleingedrucktes?|(?:fine|small)-?print"
    r"|headerbar|site[_-]?(?:name|title|slogan|description|branding|notice)|propert(?:y[_-]row|ies)"
    r"|summary[_-](?:v2[_-]block|item|heading)|node-block|(?:card|product|offer|deal)[_-](?:feature|offer|box|promo|widget)s?"
    r")(?=$|[\s_])",
)
# Names of what readers wrote; they may say again what the report says.
_REPLIES = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment[_-]?(?:list|block|content|area|section|thread|body|text)"
    r"|disqus_thread|comentarios|(?:leser)?kommentare?|commentaires)(?=$|[\s_])",
)
# Words in names that a page's own parts share with what holds the report; only small parts go.
_SHARED = frozenset(
    {
        *("widget", "widgets", "notice", "notices", "useroptions", "articleoptions"),
        *("toolbar", "modal", "popup", "gdpr", "consent", "tag", "tags", "taglist", "cat"),
        *("category", "categories", "rubrik", "rubric", "toggle", "disclosure", "disclosures"),
        *("poll", "polls", "umfrage", "paywall", "subscribe", "subscription", "subscriptions"),
        *("promo", "promos", "promotion", "banner", "banners", "donate", "donation", "donations"),
        *("spende", "spenden", "sponsor", "sponsored", "toctitle", "ticker", "crp"),
        *("affiliate", "affiliates", "badge", "badges", "signaturelist", "signup"),
    }
)
_CATEGORIES = frozenset({"category", "categories", "rubrik", "rubric"})
_SHORT, _A_SECTION = 60, 3  # characters with white space, words
_CALLS = frozenset({"btn", "button", "buttons", "cta"})
_KINDS = ("own", "replies", "shared", "calls")
_TO_SPACES = str.maketrans("-_", "  ")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")  # where a word begins in promoBoxSmall
_WITH_NAMES = XPath("descendant-or-self::*[@class or @id]")
# Parts that are the page's by their element, their role, or whom they tell of.
_MARKED = XPath(
    "//nav | //footer[not(ancestor::blockquote)] | //*[@role][@role='navigation'"
    " or @role='dialog' or @role='complementary' or @role='contentinfo' or @role='search'"
    " or @role='alert'] | //*[@hidden]"
    " | //*[@itemtype][contains(@itemtype, 'schema.org/Person')]"
    " | //article[ancestor::li]//*[self::h2 or self::h3 or self::h4]"
)
_BODIES = frozenset({"article", "main"})
_NEVER = WHOLE | {"article"}
_LAST = 12  # lines among which a page may turn to its readers
_SMALL = 0.15  # of the lines' letters
_HALF = 0.5
_OF_SEVERAL = 20  # letters from which what is found inside a part is no word of it by chance


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Keys of a page's own lines."""

    linked: frozenset[str] = frozenset()  # links elsewhere from end to end
    named: frozenset[str] = frozenset()  # in a part of the page that is named so
    apart: frozenset[str] = frozenset()  # in a small part that is perhaps named so, nowhere else
    sections: frozenset[str] = frozenset()  # the few words of a part named a category
    alone: frozenset[str] = frozenset()  # a paragraph that is one link elsewhere
    offered: frozenset[str] = frozenset()  # in a small part that ends in a button or holds a form
    ending: frozenset[str] = frozenset()  # in a link to the same site
    stressed: frozenset[str] = frozenset()  # in italics, bold or small letters from end to end
    asking: frozenset[str] = frozenset()  # with a link to where the site asks for support
    headings: frozenset[str] = frozenset()
    writers: tuple[str, ...] = ()  # who wrote the report, first and last name at least


NOTHING = Surroundings()


def surroundings_of(
    tree: HtmlElement,
    url: str | None = None,
    *,
    among: Iterable[str],
    writers: Iterable[str] = (),
) -> Surroundings:
    """Which lines the markup of a page at an address shows to be none of its report."""
    inorder = list(filter(None, map(key_of, among)))
    keys = frozenset(inorder)
    site = host_of(url)
    links = list(links_among(tree, keys))
    with_names = _with_names(tree)
    own = (
        *_MARKED(tree),
        *_frames(tree),
        *with_names["own"],
        *labels(tree),
        *headings_of_media(tree),
    )
    parts = _Parts(tree, keys)
    filled, ended = in_lines(links, site, keys)
    boxed = (*offers(tree, with_names["calls"]), *strangers(tree, site, keys))
    boxes = (*cards(tree, site, keys), *with_names["shared"], *narrow_cells(tree))
    heads = (*tree.iter(*HEADINGS), *large_lines(tree))
    named = {key for part in own for key in parts.lines_in(part)}
    return Surroundings(
        linked=frozenset(linked(links)) & keys,
        named=frozenset(named.union(_only_in(with_names["replies"], parts))),
        apart=frozenset(_apart(boxes, parts)),
        sections=frozenset(_sections(with_names["shared"])) & keys,
        offered=frozenset(_apart(boxed, parts)) or frozenset(_apart(boxed, parts, most=_HALF)),
        asking=frozenset(asking(links, site, keys)),
        ending=frozenset(ended),
        stressed=frozenset(stressed(tree, inorder[-_LAST:])),
        alone=frozenset(filled),
        headings=frozenset(key_of(words_of(head)) for head in heads) & keys,
        writers=tuple(name for name in writers if len(name.split()) > 1),
    )


def own_parts(tree: HtmlElement) -> list[HtmlElement]:
    """The parts of a page, or of a part of it, that their names show to be none of its report."""
    with_names = _with_names(tree)
    return outermost(part for part in with_names["own"] + with_names["replies"] if part is not tree)


def outermost(parts: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Those of these parts that stand in no other of them, in the order given."""
    given = dict.fromkeys(parts)
    return [part for part in given if given.keys().isdisjoint(part.iterancestors())]


def _frames(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The head of a site above that of its page, and the items of its lists of stories."""
    if next(tree.iter("h1"), None) is not None:
        for head in tree.iter("header"):
            apart = not any(up.tag in _BODIES for up in head.iterancestors())
            if apart and next(head.iter("h1"), None) is None:
                yield head
    for item in tree.iter("article"):
        above = item.getparent()
        if (
            above is not None
            and above.tag == "li"
            and next(item.iter(*HEADINGS[1:4]), None) is not None
        ):
            yield item


class _Parts:
    """Which of a page's lines stand in which of its parts."""

    def __init__(self, tree: HtmlElement, keys: frozenset[str]) -> None:
        self.keys = keys
        self._tree = tree
        self._without: set[HtmlElement] = set()
        self._known: dict[HtmlElement, list[str]] = {}

    @cached_property
    def everywhere(self) -> Counter[str]:
        """How often each line is a block of the page."""
        return Counter(key for key in map(key_of, iterblocks(self._tree)) if key in self.keys)

    @cached_property
    def run_together(self) -> list[str]:
        """The lines that are no block of the page: several of its blocks were made one."""
        return [key for key in self.keys if len(key) >= _OF_SEVERAL and not self.everywhere[key]]

    def lines_in(self, part: HtmlElement) -> list[str]:
        """The lines of a part: its blocks, and what was made one line of several of them."""
        if part not in self._known:
            self._known[part] = self._told_in(part)
        return self._known[part]

    def _told_in(self, part: HtmlElement) -> list[str]:
        if not self._without.isdisjoint(part.iterancestors()):
            return []
        whole = key_of(words_of(part))
        if len(self.keys) > MANY:
            told = self._blocks_in(part)
            return [*told, *(key for key in self.run_together if key in whole)]
        inside = [key for key in self.keys if key in whole]  # told in a moment; blocks take longer
        if not inside:
            self._without.add(part)
            return []
        told = self._blocks_in(part)
        rest = (key for key in inside if len(key) >= _OF_SEVERAL and key not in told)
        return [*told, *(key for key in rest if not self.everywhere[key])]

    def _blocks_in(self, part: HtmlElement) -> list[str]:
        return [key for key in map(key_of, blocks_of(part)) if key in self.keys]


def _apart(shared: Iterable[HtmlElement], parts: _Parts, *, most: float = _SMALL) -> Iterator[str]:
    """Which of the lines stand in small parts only whose names are often a page's own."""
    whole = sum(map(len, parts.keys))
    small: set[HtmlElement] = set()
    told: Counter[str] = Counter()
    for part in sorted(dict.fromkeys(shared), key=_depth):  # the outer ones first
        if part.tag not in INLINE and small.isdisjoint(part.iterancestors()):
            inside = Counter(parts.lines_in(part))
            if inside and sum(map(len, inside)) <= most * whole:
                small.add(part)
                told.update(inside)
    yield from (key for key, times in told.items() if parts.everywhere[key] <= times)


def _sections(shared: Iterable[HtmlElement]) -> Iterator[str]:
    for part in shared:
        named = part.get("class", "").lower()
        if "categor" not in named and "rubri" not in named:
            continue
        names = named.translate(_TO_SPACES).split()
        words = words_within(part, _SHORT) if not _CATEGORIES.isdisjoint(names) else None
        if words and len(words.split()) <= _A_SECTION:
            yield key_of(words)


def _depth(part: HtmlElement) -> int:
    return sum(1 for _above in part.iterancestors())


def _only_in(replies: Iterable[HtmlElement], parts: _Parts) -> Iterator[str]:
    """Which of the lines stand in these parts only."""
    told: Counter[str] = Counter()
    for part in outermost(replies):
        told.update(parts.lines_in(part))
    yield from (key for key, times in told.items() if parts.everywhere[key] <= times)


def _with_names(tree: HtmlElement) -> dict[str, list[HtmlElement]]:
    """The parts whose names show them to be the page's own, readers' replies, or perhaps so."""
    parts: dict[str, list[HtmlElement]] = {"own": [], "replies": [], "shared": [], "calls": []}
    for element in _WITH_NAMES(tree):
        kind = _kind_named(f"{element.get('class', '')} {element.get('id', '')}")
        if kind and element.tag not in _NEVER:
            parts[kind].append(element)
    return parts


@lru_cache(maxsize=10_000)  # a page says the same names over and over, and so does its site
def _kind_named(names: str) -> str | None:
    kinds = set(map(_kind_of, names.split()))
    return next((kind for kind in _KINDS if kind in kinds), None)


@lru_cache(maxsize=20_000)  # and each name stands among many others
def _kind_of(name: str) -> str | None:
    small = name.lower()
    if _NAMED.search(small):
        return "own"
    if _REPLIES.search(small):
        return "replies"
    words = small.translate(_TO_SPACES).split()
    if small != name:
        words += _HUMPS.sub(" ", name).lower().translate(_TO_SPACES).split()
    if _SHARED.isdisjoint(words):
        return None if _CALLS.isdisjoint(words) else "calls"
    return "shared"
