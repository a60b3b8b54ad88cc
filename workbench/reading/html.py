"""Web pages: the report's own words out of everything a page puts around them."""

import logging
import re
from collections import deque
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import ElementDefaultClassLookup, ErrorTypes, LxmlError, strip_elements
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document as ExtractedPage

from workbench.errors import UnreadableError
from workbench.reading.blocks import blocks_of, iterblocks
from workbench.reading.boilerplate import below_headline, without_chrome
from workbench.reading.datelines import credits_of
from workbench.reading.dates import stated
from workbench.reading.decoding import decode, tidy
from workbench.reading.entries import entry_of, is_of_several
from workbench.reading.links import key_of
from workbench.reading.pagemeta import page_meta
from workbench.reading.paragraphs import paragraphs_of
from workbench.reading.record import Draft, Limits
from workbench.reading.sniffing import Kind
from workbench.reading.stamps import without_stamps
from workbench.reading.surroundings import surroundings_of

if TYPE_CHECKING:
    from workbench.reading.documents import Document

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it narrates every odd page
# Which class each element has need not be looked up in Python: all have the general one.
_ONE_CLASS = ElementDefaultClassLookup(element=HtmlElement)
_ASIDE = frozenset({"figure", "figcaption", "nav", "ul", "ol", "aside", "form", "table", "button"})
_UNREAD = ("select", "datalist", "dialog", "style", "svg", "link", "meta", "img")
_FARTHEST = 15  # lines between a headline and its report
_FULLER = 1.5  # times the text found; then the body stated for machines is the whole report
_BESIDE = re.compile(r"(?:^|[\s_-])(?:date|keyword|kicker|dachzeile|spitzmarke)(?=$|\s)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(document: "Document", limits: Limits) -> Draft:  # noqa: ARG001 - every reader's signature
    """A report from the bytes of a web page.

    Raises UnreadableError if the page cannot be parsed or holds no text of its own.
    """
    page = decode(document.data, name=document.name, declared=document.charset)
    tree = parsed(page, name=document.name)
    meta = page_meta(tree, document.url)
    _strip(tree)
    body = _body(tree, document.url)
    stated_body = fragment_blocks(tidy(meta.body), name=document.name)
    if sum(map(len, stated_body)) > _FULLER * sum(map(len, body)):
        body = stated_body
    body = list(below_headline(body, meta.title))
    lines = [*_lead(tree, meta.title, body), *body]
    writers = meta.authors or credits_of(lines).authors
    around = surroundings_of(tree, meta.url, among=lines, writers=writers)
    kept = without_chrome(lines, around)
    paragraphs = without_stamps(kept, meta.published, (*writers, meta.source or ""))
    if not paragraphs:
        raise UnreadableError(
            f"{document.name} holds no text that can be told from the page around it. "
            "Paste the report as text instead."
        )
    return Draft(
        paragraphs=tuple(paragraphs),
        media_type=str(Kind.HTML),
        title=meta.title,
        source=meta.source,
        authors=meta.authors,
        published=meta.published,
        url=meta.url,
        problems=meta.problems,
    )


def parsed(page: str, *, name: str) -> HtmlElement:
    """A page's tree; raises UnreadableError where elements are nested as no page needs."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_ONE_CLASS)
    source = _DECLARATION.sub("", tidy(page)).encode()
    try:
        tree = document_fromstring(source, parser=parser, ensure_head_body=True)
    except (LxmlError, ValueError, AssertionError) as problem:
        raise UnreadableError(f"{name} cannot be parsed as a page. Paste its text.") from problem
    if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnreadableError(
            f"{name} nests its elements too deeply to be read. Paste its text instead."
        )
    return tree


def fragment_blocks(fragment: str, *, name: str) -> list[str]:
    """The paragraphs of a piece of HTML or text that is all report, such as a feed's entry."""
    if "<" not in fragment:
        return paragraphs_of(tidy(unescape(fragment)))
    return blocks_of(parsed(f"<div>{fragment}</div>", name=name))


def _strip(tree: HtmlElement) -> None:
    """Leave out what no reader reads, so that nothing walks through it."""
    strip_elements(tree, *_UNREAD, with_tail=False)
    for script in list(tree.iter("script")):
        if "ld+json" not in script.get("type", ""):  # these may hold a report's text
            script.drop_tree()
    beside = [part for part in tree.iter("span") if _BESIDE.search(part.get("class", ""))]
    for part in filter(_is_glued, beside):
        part.drop_tree()


def _is_glued(part: HtmlElement) -> bool:
    """Whether a part named a day's or a section's runs into the words beside it."""
    above, before = part.getparent(), part.getprevious()
    if above is None:
        return False
    said = (above.text if before is None else before.tail) or " "
    return not said[-1].isspace() or (part.tail or " ")[0].isalpha()


def _lead(tree: HtmlElement, title: str | None, body: list[str]) -> list[str]:
    """The prose between the headline and the first paragraph found: a report's opening lines."""
    first = next((key_of(words) for words in body if key_of(words) != key_of(title or "")), "")
    if not title or not first:
        return []
    above: deque[tuple[str, str]] = deque(maxlen=_FARTHEST + 1)
    for line in iterblocks(tree, leaving=_ASIDE):
        above.append((line, key_of(line)))
        if above[-1][1] == first:
            break
    else:
        return []
    keys = [key for _line, key in above]
    if key_of(title) not in keys:
        return []
    start = len(keys) - 1 - keys[::-1].index(key_of(title))
    found = {key_of(words) for words in body}
    return [
        line
        for line, key in islice(above, start + 1, None)
        if _is_opening(line) and key not in found
    ]


def _is_opening(line: str) -> bool:
    return len(line.split()) >= 8 and not stated(line)


def _body(tree: HtmlElement, url: str | None) -> list[str]:
    # `fast`: the other extractors that it would compare with keep more of the page around.
    found = bare_extraction(tree, url=url, include_comments=False, fast=True)
    page = found.body if isinstance(found, ExtractedPage) else None
    body = blocks_of(page) if page is not None else []
    return entry_of(tree) or body if is_of_several(body, tree) else body
