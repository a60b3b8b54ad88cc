"""The day a page appeared, where it gives one: for machines, in its address, by its headline."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import XPath

from workbench.reading.blocks import blocks_of
from workbench.reading.dates import (
    in_address,
    is_credible,
    labelled,
    labelled_changed,
    marked,
    only_day,
    stated,
)
from workbench.reading.structured import published_in_scripts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from workbench.reading.structured import Structured

_DAY_METAS = (
    *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published_time"),
    *("cxenseparse:recs:publishtime", "article.published", "dc.date.issued", "dcterms.issued"),
    *("dcterms.created", "dc.date.created", "citation_publication_date", "og:pubdate"),
    *("published", "article_date_original", "originalpublicationdate"),
)
_VAGUE_METAS = ("dc.date", "dcterms.date", "date")  # as often the day of a later change
_BEFORE, _AFTER = 4, 14  # lines around the headline among which a page writes its day
_CHANGE_METAS = ("article:modified_time", "og:updated_time", "datemodified", "dateupdate")
_PROSE = 120  # characters; no byline or label is as long
_BEHIND = 60  # letters behind a headline, of its day and its section
_HEADS = 8  # headings that say the title, around which a day is looked for
_LEVELS = 4  # of enclosing elements that still belong to a headline
_HIGHEST, _ALIKE = 12, 3  # elements above a date; boxes alike from which they are entries
_BOXES = 6  # elements in which a date may be set out
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|datum|data|fecha|calendar)(?:$|[\s_-])", re.IGNORECASE
)
_ZONES = timedelta(hours=14)  # how far local days run from UTC


@dataclass(frozen=True, slots=True)
class Page:
    """What the day of a page is looked for in."""

    tree: "HtmlElement"
    about: "Structured"
    meta: dict[str, str]
    url: str | None
    title: str | None


def published_on(page: Page) -> str | None:
    """ISO date, or date-time with zone; None where the page gives no day in so many words."""
    metas = (page.meta.get(name) for name in _DAY_METAS)
    heads = _heads(page)
    above = {box for head in heads for box in head.iterancestors()}
    days = _marked(
        [page.about.published, *metas, *_labelled(page.tree, above), in_address(page.url or "")]
    )
    if days and not days[0].endswith("+00:00"):
        return days[0]
    lines = blocks_of(page.tree)
    near = [day for day in _by_headline(page, heads, lines) if is_credible(day)]
    if not days:
        vague = (page.meta.get(name) for name in _VAGUE_METAS)
        in_scripts = only_day(published_in_scripts(page.tree))
        days = [*near, *filter(None, [labelled(lines)]), *_marked([*vague, in_scripts])]
    return _localised(days[0], [*days[1:], *near]) if days else None


def changed_on(page: Page) -> str | None:
    """The day of the page's last change, for one that gives no other."""
    days = _marked(page.meta.get(name) for name in _CHANGE_METAS)
    lines = blocks_of(page.tree)
    stands = (stated(lines[at], changed=True) for at in _around(page.title, lines))
    return next(filter(None, [*stands, *days, labelled_changed(lines)]), None)


def _marked(values: Iterable[str | None]) -> list[str]:
    found = (marked(value) for value in values if value)
    return [day for day in found if day and is_credible(day)]


def _labelled(tree: "HtmlElement", above: set["HtmlElement"]) -> Iterator[str | None]:
    """Elements whose markup says that they hold the day of publication."""
    for element in tree.iter("time", "abbr", "span", "meta", "p", "div"):
        label = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        if (
            (element.tag == "time" and "pubdate" in element.attrib)
            or _PUBLISHED.intersection(label)
        ) and not _is_of_an_entry(element, above):
            yield element.get("datetime") or element.get("content") or element.get("title")


_LARGE = XPath(".//text()[not(ancestor::small)]", smart_strings=False)
_PUBLISHED = frozenset({"datepublished", "published", "entry-date", "dt-published", "pubdate"})


def _localised(first: str, others: list[str]) -> str:
    """The same moment, or its day, as the page gives it in its own zone rather than in UTC."""
    if not first.endswith("+00:00"):
        return first
    moment = datetime.fromisoformat(first)
    around = {(moment + _ZONES).date().isoformat(), (moment - _ZONES).date().isoformat()}
    for other in others:
        if "T" in other and abs(datetime.fromisoformat(other) - moment) < timedelta(minutes=1):
            if not other.endswith("+00:00"):
                return other
        elif "T" not in other:
            return other if other in around - {first[:10]} else first
    return first


def _heads(page: Page) -> list["HtmlElement"]:
    """The headings that show the page's title."""
    wanted = _key(page.title or "")
    heads = page.tree.iter("h1", "h2")
    return [h for h in heads if wanted and wanted in {_key(h.text_content()), _key(large(h))}]


def large(head: "HtmlElement") -> str:
    """The words of a heading but for those in small letters."""
    return "".join(_LARGE(head))


def _is_of_an_entry(element: "HtmlElement", above: set["HtmlElement"]) -> bool:
    """Whether it dates one of many alike, such as a live blog's entries, and not the page.

    `above` are the elements that enclose the headline.
    """
    for box in islice(element.iterancestors(), _HIGHEST):
        parent = box.getparent()
        if box in above or parent is None:
            return False
        alike = (
            each
            for each in parent.iterchildren(box.tag)
            if each.get("class") == box.get("class") and next(each.iter("time"), None) is not None
        )
        if len(list(islice(alike, _ALIKE))) == _ALIKE:
            return True
    return False


def _by_headline(page: Page, heads: list["HtmlElement"], lines: Sequence[str]) -> Iterator[str]:
    """Days in and around the headline: marked up beside it, on its own line, on lines near it."""
    around = {box for head in heads for box in head.iterancestors()}
    for head in heads[:_HEADS]:
        yield from _beside(head, around)
    yield from filter(None, (stated(lines[at]) for at in _around(page.title, lines)))


def _around(title: str | None, lines: Sequence[str]) -> list[int]:
    """The headline's line, those after it, and those before it, nearest first."""
    wanted = _key(title or "")
    heads = [at for at, line in enumerate(lines) if wanted and _is_head(line, wanted)]
    if not heads:
        return []
    # Lists of other stories repeat the headline; the report stands under the one with prose.
    at = max(heads, key=lambda at: sum(map(len, lines[at + 1 : at + 2 + _AFTER])))
    after = range(at, min(len(lines), at + 1 + _AFTER))
    prose = [below for below in after if below > at and len(lines[below]) > _PROSE]
    end = prose[1] if len(prose) > 1 else after.stop  # a standfirst may come before the day
    return [*range(at, end), *range(at - 1, max(-1, at - 1 - _BEFORE), -1)]


def _is_head(line: str, wanted: str) -> bool:
    """Whether a line is the headline, alone or with a day behind it."""
    key = _key(line)
    return key == wanted or (
        key.startswith(wanted) and len(key) <= len(wanted) + _BEHIND and bool(stated(line))
    )


def _beside(head: "HtmlElement", around: set["HtmlElement"]) -> Iterator[str]:
    """The first day under the nearest of the elements that enclose the headline."""
    for above in [head, *islice(head.iterancestors(), _LEVELS)]:
        own = (time for time in above.iter("time") if not _is_of_an_entry(time, around))
        times = (time.get("datetime") or time.text_content() for time in own)
        leaves = (" ".join(" ".join(leaf.itertext()).split()) for leaf in _leaves(above))
        small = (part.text_content() for part in above.iter("small") if above is head)
        found = (*(marked(time) or stated(time) for time in times), *map(stated, (*leaves, *small)))
        if day := next(filter(None, found), None):
            yield day
            return


def _leaves(above: "HtmlElement") -> Iterator["HtmlElement"]:
    """Elements called a date, whose day, month and year may stand in boxes of their own."""
    for element in above.iter("div", "span", "p"):
        if _DATE_CLASS.search(element.get("class") or "") and len(element) <= _BOXES:
            yield element


def _key(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))
