"""What a web page says of itself: title, source, authors, day, address."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trafilatura import extract_metadata

from workbench.reading.addresses import canonical
from workbench.reading.paragraphs import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Unknown is None."""

    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None


def page_meta(tree: "HtmlElement", url: str | None) -> PageMeta:
    """The page's own account of itself; dates are taken only where the page marks one up."""
    found = extract_metadata(
        tree,
        default_url=url,
        date_config={"extensive_search": False, "original_date": True},
        extensive=False,
    )
    return PageMeta(
        title=squeezed(found.title) if found.title else None,
        source=found.sitename,
        authors=tuple(filter(None, map(str.strip, (found.author or "").split(";")))),
        published=found.date,
        url=canonical(found.url or ""),
    )
