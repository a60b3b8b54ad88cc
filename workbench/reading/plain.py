"""Plain text, as pasted or saved: a headline, then paragraphs, with a page's chrome around them."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.errors import UnreadableError
from workbench.reading.boilerplate import without_chrome
from workbench.reading.datelines import byline_of, has_dateline
from workbench.reading.dates import stated
from workbench.reading.decoding import decode, tidy
from workbench.reading.paragraphs import paragraphs_of
from workbench.reading.record import Draft, Limits
from workbench.reading.sniffing import Kind

if TYPE_CHECKING:
    from workbench.reading.documents import Document

_ENDS = re.compile(r"""[.:;,][)\]"'”’»]*$""")
_NEAR_TOP = 6  # paragraphs among which a line of its own may state the day


def read(document: "Document", limits: Limits) -> Draft:  # noqa: ARG001 - every reader's signature
    """A report from the bytes of a plain text.

    Raises UnreadableError if nothing but a page's chrome is in it.
    """
    text = decode(document.data, name=document.name, declared=document.charset)
    lines = paragraphs_of(tidy(text))
    paragraphs = without_chrome(lines)
    if not paragraphs:
        raise UnreadableError(f"{document.name} holds no text to read. Check that it is a report.")
    near = [*paragraphs[:_NEAR_TOP], *lines[:_NEAR_TOP]]  # "Posted on …" dates it and goes
    days = filter(None, map(stated, near))
    return Draft(
        paragraphs=tuple(paragraphs),
        media_type=str(Kind.TEXT),
        title=headline_of(paragraphs),
        published=next(days, None),
    )


def headline_of(paragraphs: Sequence[str]) -> str | None:
    """The first paragraph where it stands like a headline: short, no full stop, not alone."""
    first = paragraphs[0]
    stands = len(paragraphs) > 1 and len(first) <= 200 and not _ENDS.search(first)
    return first if stands and not has_dateline(first) and not byline_of(first) else None
