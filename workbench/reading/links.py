"""A page's links elsewhere, and the lines that are filled by them or that ask with them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.addresses import host_of
from workbench.reading.readers import speaks_of_itself

INLINE = frozenset({"a", "b", "strong", "i", "em", "u", "span", "font", "small"})
LONGEST = 400  # characters of a line that is a link
MANY = 400  # lines, from which to look for something in each takes longer than to walk the page
ALMOST = 0.9  # of a paragraph's letters; marks and a word may stand before its link
_STRING = XPath("string()", smart_strings=False)

_STRESSING = frozenset({"i", "em", "b", "strong", "small"})
_MARKS = re.compile(r"[\W_]+")
_PLAIN_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_PARAGRAPHS = frozenset({"p", "div", "blockquote"})
_MOSTLY = 0.65  # of a line's letters; a day may stand beside a link
_UPWARDS = 3  # from a link to the line that it fills
_A_LABEL = 5  # words before a colon and a link
_DIGITS = "0123456789"  # of a numbered list
# Where people follow a site that is not its own.
_NETWORKS = re.compile(
    r"//(?:[\w-]{1,40}\.){0,3}(?:facebook\.com|fb\.(?:com|me)|twitter\.com|x\.com|instagram\.com"
    r"|t(?:elegram)?\.me|youtube\.com|whatsapp\.com|wa\.me|linkedin\.com|tiktok\.com|news\.google\.com"
    r"|vk\.com|ok\.ru|(?:play\.google|apps\.apple|itunes\.apple)\.com|patreon\.com|paypal\.(?:com|me)"
    r"|viber\.com|threads\.net|bsky\.app|dzen\.ru)(?=$|/)"
)
# The whole path, or its last part, by which pages for subscribers, givers and followers go.
_ASKING = re.compile(
    r"(?:^|[/#])(?:subscri(?:be|ptions?)|(?:news)?letters?|sign-?up|memberships?|donat(?:e|ions?)|giv(?:e|ing)"
    r"|support(?:-?us)?|join(?:-us)?|become-a-\w{2,20}|abos?|abonn?ements?|abonnieren|s-?abonner"
    r"|suscri(?:bete|pcion(?:es)?|birse)|assin(?:e|atura)s?|abbonati|abbonamenti|spenden?|dons?"
    r"|faire-un-don|dona(?:r|ciones)|sostieni\w{0,3}|podpiska|pidpyska|prenumerata|wsparcie"
    r"|abone(?:-ol)?|apps?|portal|tip-?jar|tips|upgrade|push|alerts?|bildirim\w{0,4})(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)


def key_of(line: str) -> str:
    """What a line is known by, however it is spaced and marked."""
    return _key(line) if len(line) <= LONGEST else _letters(line)


def _letters(line: str) -> str:
    letters = line.casefold().encode(errors="replace").translate(None, _PLAIN_MARKS).decode()
    return letters if letters.isalnum() else _MARKS.sub("", letters)  # most have no other marks


_key = lru_cache(maxsize=10_000)(_letters)  # several rules look a page's lines up, in many parts


def words_of(part: HtmlElement) -> str:
    """All the words of a part of a page, those of its elements included."""
    return str(_STRING(part)) if len(part) else part.text or ""


def words_within(part: HtmlElement, most: int) -> str | None:
    """The words of a part, or None where they are more than so many characters: seen early."""
    told: list[str] = []
    for text in part.itertext():
        told.append(text)
        most -= len(text)
        if most < 0:
            return None
    return "".join(told)


def leads_away(link: HtmlElement) -> bool:
    """Whether a link leads to another page."""
    address = link.get("href") or ""
    return bool(address) and "#" not in address and not address.startswith(("mailto:", "java"))


def is_of_site(host: str | None, site: str | None) -> bool:
    """Whether a link leads to the page's own site, a part of it, or what it is a part of."""
    if host is None or host == site:
        return True
    return site is not None and (host.endswith(f".{site}") or site.endswith(f".{host}"))


def links_among(tree: HtmlElement, keys: frozenset[str]) -> Iterator[tuple[HtmlElement, str]]:
    """The links elsewhere that are part of a line, each with its key."""
    among = "\n".join(keys)
    known: dict[HtmlElement, bool] = {}  # whether a part is a line
    for link in filter(leads_away, tree.iter("a")):
        key = key_of(words_of(link))
        if not key:
            continue
        if len(keys) <= MANY:
            is_part = key in among
        else:
            is_part = key in keys or any(_is_line(up, keys, known) for up in _around(link))
        if is_part:
            yield link, key


def _around(link: HtmlElement) -> Iterator[HtmlElement]:
    """What a link may be a line of, or a part of one."""
    yield from islice(link.iterancestors(), _UPWARDS)
    if (block := block_around(link)) is not None:
        yield block


def _is_line(part: HtmlElement, keys: frozenset[str], known: dict[HtmlElement, bool]) -> bool:
    if part not in known:
        known[part] = key_of(words_of(part)) in keys
    return known[part]


def linked(links: Iterable[tuple[HtmlElement, str]]) -> Iterator[str]:
    """The keys of what is a link elsewhere from end to end, and of lines that mostly are."""
    letters: dict[HtmlElement, int] = {}  # of the links in each line
    known: dict[HtmlElement, str | None] = {}  # its words; None where they are too many
    for link, key in links:
        yield key
        for element in islice(link.iterancestors(), _UPWARDS):
            if element not in known:
                known[element] = words_within(element, LONGEST)
            if known[element] is None:
                break
            letters[element] = letters.get(element, 0) + len(key)
    for element, told in letters.items():
        key = key_of(known[element] or "")
        if told >= _MOSTLY * len(key.lstrip(_DIGITS)):
            yield key


def in_lines(
    links: Iterable[tuple[HtmlElement, str]], site: str | None, keys: frozenset[str]
) -> tuple[set[str], set[str]]:
    """Lines filled by a link to the same site or to where one follows it; lines that end so."""
    filled: set[str] = set()
    ended: set[str] = set()
    for link, inside in links:
        block = block_around(link)
        words = None if block is None else words_within(block, LONGEST)
        if block is None or words is None:
            continue
        key = key_of(words)
        if key not in keys or (not key.endswith(inside) and len(inside) < ALMOST * len(key)):
            continue
        host = host_of(link.get("href"))
        near = is_of_site(host, site)
        if near or _NETWORKS.search(f"//{host}"):
            fills = len(inside) >= ALMOST * len(key) or (near and _is_labelled(words, link))
            (filled if fills and block.tag in _PARAGRAPHS else ended).add(key)
    return filled, ended


def asking(
    links: Iterable[tuple[HtmlElement, str]], site: str | None, keys: frozenset[str]
) -> Iterator[str]:
    """The keys of lines with a link to where the site asks to be subscribed to or supported."""
    for link, _inside in links:
        address = link.get("href").partition("?")[0]
        follows = _NETWORKS.search(address)
        if not follows and not _ASKING.search(address):
            continue
        block = block_around(link)
        if block is None or (key := key_of(words := words_of(block))) not in keys:
            continue
        if speaks_of_itself(words) if follows else is_of_site(host_of(address), site):
            yield key


def stressed(tree: HtmlElement, keys: Sequence[str]) -> Iterator[str]:
    """The keys of lines, of these, set in italics, bold or small letters from end to end."""
    among = "\n".join(keys)
    letters: dict[HtmlElement, int] = {}
    for part in tree.iter(*_STRESSING):
        key = key_of(words_of(part))
        if not key or key not in among or (block := block_around(part)) is None:
            continue
        if _STRESSING.isdisjoint(up.tag for up in _between(part, block)):
            letters[block] = letters.get(block, 0) + len(key)
    for block, told in letters.items():
        if (key := key_of(words_of(block))) in keys and told >= ALMOST * len(key):
            yield key


def _between(part: HtmlElement, block: HtmlElement) -> Iterator[HtmlElement]:
    return takewhile(lambda up: up is not block, part.iterancestors())


def block_around(link: HtmlElement) -> HtmlElement | None:
    """The part that a link, or another part of a line, is a line of."""
    return next((up for up in link.iterancestors() if up.tag not in INLINE), None)


def _is_labelled(words: str, link: HtmlElement) -> bool:
    """Whether only a label and a colon stand before a link: "Read this too: Who owns the mill"."""
    label, colon, rest = words.partition(":")
    return bool(colon) and len(label.split()) <= _A_LABEL and key_of(rest) == key_of(words_of(link))
