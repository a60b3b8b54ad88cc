"""The day a page appeared, where it gives one: for machines, in its address, by its headline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from workbench.reading.blocks import blocks_of
from workbench.reading.dates import in_address, is_credible, labelled, marked, stated

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
_LEVELS = 4  # of enclosing elements that still belong to a headline
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
    days = _marked(
        [page.about.published, *metas, *_labelled(page.tree), in_address(page.url or "")]
    )
    if days and not days[0].endswith("+00:00"):
        return days[0]
    lines = blocks_of(page.tree)
    near = [day for day in _by_headline(page, lines) if is_credible(day)]
    if not days:
        vague = (page.meta.get(name) for name in _VAGUE_METAS)
        days = [*near, *filter(None, [labelled(lines)]), *_marked(vague)]
    return _localised(days[0], [*days[1:], *near]) if days else None


def changed_on(page: Page) -> str | None:
    """The day of the page's last change, for one that gives no other."""
    days = _marked(page.meta.get(name) for name in _CHANGE_METAS)
    lines = blocks_of(page.tree)
    stands = (stated(lines[at], changed=True) for at in _around(page.title, lines))
    return next(filter(None, [*stands, *days]), None)


def _marked(values: Iterable[str | None]) -> list[str]:
    found = (marked(value) for value in values if value)
    return [day for day in found if day and is_credible(day)]


def _labelled(tree: "HtmlElement") -> Iterator[str | None]:
    """Elements whose markup says that they hold the day of publication."""
    for element in tree.iter("time", "abbr", "span", "meta", "p", "div"):
        label = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        if (element.tag == "time" and "pubdate" in element.attrib) or _PUBLISHED.intersection(
            label
        ):
            yield element.get("datetime") or element.get("content") or element.get("title")


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


def _by_headline(page: Page, lines: Sequence[str]) -> Iterator[str]:
    """Days in and around the headline: marked up beside it, on its own line, on lines near it."""
    wanted = _key(page.title or "")
    for head in page.tree.iter("h1", "h2"):
        if wanted and _key(head.text_content()) == wanted:
            yield from _beside(head)
    yield from filter(None, (stated(lines[at]) for at in _around(page.title, lines)))


def _around(title: str | None, lines: Sequence[str]) -> list[int]:
    """The headline's line, those after it, and those before it, nearest first."""
    wanted = _key(title or "")
    heads = [at for at, line in enumerate(lines) if wanted and _key(line) == wanted]
    if not heads:
        return []
    # Lists of other stories repeat the headline; the report stands under the one with prose.
    at = max(heads, key=lambda at: sum(map(len, lines[at + 1 : at + 2 + _AFTER])))
    after = range(at, min(len(lines), at + 1 + _AFTER))
    prose = [below for below in after if below > at and len(lines[below]) > _PROSE]
    end = prose[1] if len(prose) > 1 else after.stop  # a standfirst may come before the day
    return [*range(at, end), *range(at - 1, max(-1, at - 1 - _BEFORE), -1)]


def _beside(head: "HtmlElement") -> Iterator[str]:
    """The first time element under the nearest of the elements that enclose the headline."""
    for above in [head, *islice(head.iterancestors(), _LEVELS)]:
        times = (time.get("datetime") or time.text_content() for time in above.iter("time"))
        if day := next(filter(None, (marked(time) or stated(time) for time in times)), None):
            yield day
            return


def _key(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))
