"""Quoted stretches of a text, also where a quote runs over paragraphs or is never closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.spans import Span

HIDDEN = "\ue000"  # stands for a quoted character where attributions are looked for

_OPENS_WITH = {
    "“": ("”", "''", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "``": ("''", "”"),
    "‘": ("’",),
    '"': ('"', "”"),
    "'": ("'",),
}
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_FREE_BEFORE = re.compile(r"(?:^|[\s(\[—–:-])$")
_ENDS_SPEECH = re.compile(r"[.,!?…]$")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch with its marks; `goes_on` where the next paragraph continues it."""

    span: Span
    goes_on: bool


def find(text: str, paragraphs: list[Span]) -> list[Quote]:
    """The quotes of a text in order; a mark that is never closed quotes its own sentence."""
    quotes: list[Quote] = []
    for number, paragraph in enumerate(paragraphs):
        following = text[paragraphs[number + 1].start :][:2] if number + 1 < len(paragraphs) else ""
        quotes += _in_paragraph(text, paragraph, following)
    return quotes


def hide(text: str, quotes: list[Quote], span: Span) -> str:
    """The words of a span with every quoted character hidden, of the same length."""
    hidden: list[str] = []
    at = span.start
    for quote in quotes:
        start, end = max(quote.span.start, at), min(quote.span.end, span.end)
        if start < end and _is_speech(text, quote.span):
            hidden += [text[at:start], HIDDEN * (end - start)]
            at = end
    return "".join(hidden) + text[at : span.end]


def _is_speech(text: str, quote: Span) -> bool:
    words = quote.of(text)[:400]
    return len(words.split()) >= _SPEECH_WORDS or _ENDS_SPEECH.search(words[:-1]) is not None


def _in_paragraph(text: str, paragraph: Span, following: str) -> Iterator[Quote]:
    opened: tuple[int, tuple[str, ...]] | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if _opens(text, mark, paragraph):
                opened = (mark.start(), _OPENS_WITH[mark[0]])
        elif mark[0] in opened[1] and _closes(text, mark, paragraph):
            yield Quote(Span(opened[0], mark.end()), goes_on=False)
            opened = None
    if opened is not None:
        yield _unclosed(text, Span(opened[0], paragraph.end), following)


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    if mark[0] not in _OPENS_WITH:
        return False
    before = text[max(paragraph.start, mark.start() - 1) : mark.start()]
    if not _FREE_BEFORE.search(before):
        return False
    after = text[mark.end() : mark.end() + 1]
    if mark[0] != "'":
        return bool(after.strip()) or mark[0] == "``"
    closing = re.compile(r"[.,!?]'(?=\s|$)").search(
        text, mark.end(), min(mark.end() + 600, paragraph.end)
    )
    return after.isalpha() and closing is not None


def _closes(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    if mark[0] in "’'" and mark[0] != "''":  # an apostrophe closes nothing
        after = text[mark.end() : min(mark.end() + 1, paragraph.end)]
        before = text[mark.start() - 1 : mark.start()]
        return not after.isalnum() and (before in ".,!?…" or mark[0] == "’")
    if mark[0] == '"':
        before = text[mark.start() - 1 : mark.start()]
        after = text[mark.end() : min(mark.end() + 1, paragraph.end)]
        return not before.isspace() or not after.isalnum()
    return True


def _unclosed(text: str, span: Span, following: str) -> Quote:
    if (following[:1] in '“„«"‘' and following) or following == "``":
        return Quote(span, goes_on=True)
    end = _SENTENCE_END.search(text, span.start, span.end)
    return Quote(Span(span.start, end.end() if end else span.end), goes_on=False)
