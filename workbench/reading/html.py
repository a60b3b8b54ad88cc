"""Web pages: the report's own words out of everything a page puts around them."""

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml.etree import ErrorTypes, LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document as ExtractedPage

from workbench.errors import UnreadableError
from workbench.reading.blocks import blocks_of
from workbench.reading.boilerplate import without_chrome
from workbench.reading.decoding import decode, tidy
from workbench.reading.pagemeta import page_meta
from workbench.reading.record import Draft, Limits
from workbench.reading.sniffing import Kind

if TYPE_CHECKING:
    from workbench.reading.documents import Document

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it narrates every odd page
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(document: "Document", limits: Limits) -> Draft:  # noqa: ARG001 - every reader's signature
    """A report from the bytes of a web page.

    Raises UnreadableError if the page cannot be parsed or holds no text of its own.
    """
    page = decode(document.data, name=document.name, declared=document.charset)
    tree = parsed(page, name=document.name)
    meta = page_meta(tree, document.url)
    paragraphs = without_chrome(_body(tree, document.url))
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
    )


def parsed(page: str, *, name: str) -> HtmlElement:
    """A page's tree; raises UnreadableError where elements are nested as no page needs."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
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
    """The paragraphs of a piece of HTML that is all report, such as a feed's entry."""
    return blocks_of(parsed(f"<div>{fragment}</div>", name=name)) if fragment.strip() else []


def _body(tree: HtmlElement, url: str | None) -> list[str]:
    found = bare_extraction(deepcopy(tree), url=url, include_comments=False)
    body = found.body if isinstance(found, ExtractedPage) else None
    return blocks_of(body) if body is not None else []
