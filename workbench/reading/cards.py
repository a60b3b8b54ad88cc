"""Small parts of a page that stand for other pages or offer something: cards, calls, forms."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from workbench.reading.addresses import host_of
from workbench.reading.blocks import blocks_of
from workbench.reading.links import ALMOST, is_of_site, key_of, leads_away, words_of, words_within
from workbench.reading.readers import speaks_to_readers

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WHOLE = frozenset({"html", "body", "main"})

_CARD_HEADINGS = HEADINGS[1:]
_LONGEST_CARD = 800  # characters
_LONGEST_OFFER = 2_000  # characters, white space and all
_MOST_OFFERED = 100  # words
_UPWARDS = 3
_A_HEADLINE = 4  # words
_A_LABEL = 5  # words
_A_CALL = 6  # words
_LABEL_UP = 4  # from a label to the part whose links it stands over
_PARAGRAPHS = XPath("//p[string-length(.) > 79]")
_DIVISIONS = XPath("//div[not(div or p)][string-length(.) > 79]")
_DIGIT = re.compile(r"\d")  # a day tells when the report is from
_MATTER = frozenset(  # what a report is made of besides paragraphs
    {"ul", "ol", "dl", "table", "figure", "pre", "code", "blockquote", "article", "h1"}
)
_NO_STRANGER = _MATTER | {"p", *HEADINGS}
_A_REPORT = 3  # paragraphs
_LONGEST_PROSE = 3_000
_A_WORD = 3  # lines at most
_QUOTED = re.compile(r"[\"“”«»„]")
_NO_BOX = WHOLE | {"article", "li", "ul", "ol", "table", "tbody", "tr", "td", "p", *HEADINGS}


def cards(tree: HtmlElement, site: str | None, keys: frozenset[str]) -> Iterator[HtmlElement]:
    """Small parts about other pages of the site: under a heading that links to one, or a label."""
    for head in tree.iter(*_CARD_HEADINGS):
        linked = [link for link in head.iter("a") if leads_away(link)]
        words = words_of(head)
        if not linked and key_of(words) in keys:
            yield from _labelled(head, site)
        if len(linked) != 1 or len(words.split()) < _A_HEADLINE:
            continue
        fills = len(key_of(words_of(linked[0]))) >= ALMOST * len(key_of(words))
        if fills and _is_near(linked[0], site):
            yield from _card_of(head)


def labels(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The few words right above a headline: its section, or what it is about; no day."""
    for head in tree.iter("h1"):
        above = _above(head)
        words = "" if above is None else words_of(above)
        if above is not None and len(words.split()) <= _A_LABEL and not _DIGIT.search(words):
            yield above


def _above(head: HtmlElement) -> HtmlElement | None:
    """The nearest part with words before a heading that opens the part it stands in."""
    for up in (head, *islice(head.iterancestors(), _UPWARDS)):
        for before in up.itersiblings(preceding=True):
            if words_of(before).strip():
                return before
    return None


def offers(tree: HtmlElement, called: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Small parts that end in a button to press, or hold a form to fill in.

    `called` are the parts whose names say that they are, or hold, a button.
    """
    links = [part if part.tag == "a" else part.find("a") for part in called]
    pressed = (link for link in links if link is not None and _is_button(link))
    forms = (form for form in tree.iter("form") if any(map(_is_to_fill, form.iter("input"))))
    for call in (*pressed, *filter(_is_button, tree.iter("button")), *forms):
        box, said = None, key_of(words_of(call))
        for up in islice(call.iterancestors(), _UPWARDS):
            if up.tag in _NO_BOX or not _is_offer(up, "" if call.tag == "form" else said):
                break
            box = up
        if box is not None and _says_more(box, said):
            yield box
        if said and (praise := _list_under(call, said)) is not None:
            yield praise


def _list_under(call: HtmlElement, said: str) -> HtmlElement | None:
    """The few words in a list right under a button that speak for pressing it."""
    above = call.getparent()
    alone = above is not None and above.tag == "p" and key_of(words_of(above)) == said
    under = (above if above is not None and alone else call).getnext()
    if under is None or under.tag not in {"ul", "ol"}:
        return None
    return under if all(len(words_of(item).split()) < _A_HEADLINE for item in under) else None


def strangers(tree: HtmlElement, site: str | None, keys: frozenset[str]) -> Iterator[HtmlElement]:
    """Parts among a report's paragraphs, of another make, with a link or a word to its readers."""
    prose = [part for part in _PARAGRAPHS(tree) if _is_prose_of(part, keys)]
    if len(prose) < _A_REPORT:
        prose += [part for part in _DIVISIONS(tree) if _is_prose_of(part, keys)]
    report = _holder(prose)
    if report is None:
        return
    among, parts = frozenset(prose), list(report)
    told = [at for at, part in enumerate(parts) if not among.isdisjoint(part.iter())]
    makes = Counter(_make(parts[at]) for at in told)
    for part in parts[told[0] :]:
        if part.tag not in _NO_STRANGER and makes[_make(part)] < 2 and _is_stranger(part, site):
            yield part


def _holder(prose: Sequence[HtmlElement]) -> HtmlElement | None:
    """The part that holds a report's paragraphs and little else; None where they are too few."""
    holding = Counter(up for part in prose for up in islice(part.iterancestors(), _UPWARDS))
    whole = [up for up, held in holding.items() if held >= max(_A_REPORT, len(prose) / 2)]
    return min(whole, key=lambda up: (holding[up], -_depth(up)), default=None)


def _depth(part: HtmlElement) -> int:
    return sum(1 for _above in part.iterancestors())


def _make(part: HtmlElement) -> tuple[str, str | None]:
    """How a part is made: its neighbours of the same make are of its kind."""
    return part.tag, part.get("class")


def _says_more(box: HtmlElement, said: str) -> bool:
    """Whether a part holds more than a heading and its button, as one to edit a section with."""
    headings = sum(len(key_of(words_of(head))) for head in box.iter(*HEADINGS))
    return len(key_of(words_of(box))) > headings + len(said)


def _is_prose_of(part: HtmlElement, keys: frozenset[str]) -> bool:
    words = words_within(part, _LONGEST_PROSE)
    return words is not None and key_of(words) in keys


def _is_stranger(part: HtmlElement, site: str | None) -> bool:
    words = words_within(part, _LONGEST_CARD)
    if words is None or next(part.iter(*_MATTER), None) is not None:
        return False
    lines = blocks_of(part)
    known = set(map(key_of, lines))
    if any(_is_near(link, site) and key_of(words_of(link)) in known for link in part.iter("a")):
        return True
    told = " ".join(lines)
    return len(lines) <= _A_WORD and speaks_to_readers(told) and not _QUOTED.search(told)


def _card_of(head: HtmlElement) -> Iterator[HtmlElement]:
    """The largest small part around a heading that has no other."""
    card = None
    for up in islice(head.iterancestors(), _UPWARDS):
        several = len(list(islice(up.iter(*HEADINGS), 2))) > 1
        if several or up.tag in WHOLE or words_within(up, _LONGEST_CARD) is None:
            break
        card = up
    if card is not None:
        yield card


def _labelled(label: HtmlElement, site: str | None) -> Iterator[HtmlElement]:
    """The part around a heading that otherwise holds links to pages of the site."""
    own = len(key_of(words_of(label)))
    for up in islice(label.iterancestors(), _LABEL_UP):
        words = None if up.tag in WHOLE else words_within(up, _LONGEST_CARD)
        if words is None:
            return
        rest = len(key_of(words)) - own
        links = (link for link in up.iter("a") if _is_near(link, site))
        if rest and sum(len(key_of(words_of(link))) for link in links) >= ALMOST * rest:
            yield up
            return


def _is_near(link: HtmlElement, site: str | None) -> bool:
    return leads_away(link) and is_of_site(host_of(link.get("href")), site)


def _is_button(link: HtmlElement) -> bool:
    return 0 < len(words_of(link).split()) <= _A_CALL


def _is_to_fill(field: HtmlElement) -> bool:
    return field.get("type") in {"email", "text"}


def _is_offer(part: HtmlElement, said: str) -> bool:
    """Whether a part is short, holds no headline and nothing of a report's length, and ends so."""
    words = words_within(part, _LONGEST_OFFER)
    if words is None or len(words.split()) > _MOST_OFFERED:
        return False
    return part.find(".//h1") is None and key_of(words).endswith(said)
