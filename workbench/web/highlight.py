"""Marks in a text: the one place where a source's words become markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from workbench.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text to point out; `sign` and `label` say what the colour says."""

    span: Span
    look: str
    label: str
    sign: str = ""
    href: str | None = None
    anchor: str | None = None


def highlight(text: str, marks: Sequence[Mark], within: Span | None = None) -> Markup:
    """The text, or the stretch `within` it, escaped, with its marks as elements.

    A mark that begins inside another keeps only what lies behind that one: elements never nest.
    """
    whole = within or Span(0, len(text))
    pieces = Markup()
    at = whole.start
    for mark, span in _in_turn(marks, whole):
        pieces += escape(text[at : span.start]) + _element(mark, span.of(text))
        at = span.end
    return pieces + escape(text[at : whole.end])


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that hold words, as stretches of it."""
    spans = []
    start = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line)).stripped(text)
        if span.start < span.end:
            spans.append(span)
        start += len(line) + 1
    return spans


def _in_turn(marks: Sequence[Mark], whole: Span) -> Iterator[tuple[Mark, Span]]:
    at = whole.start
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end)):
        span = Span(max(at, mark.span.start), min(whole.end, mark.span.end))
        if span.start < span.end:
            yield mark, span
            at = span.end


def _element(mark: Mark, words: str) -> Markup:
    shared = Markup('class="{}"').format(mark.look)
    if mark.label:
        shared += Markup(' title="{}"').format(mark.label)
    if mark.sign:
        shared += Markup(' data-sign="{}"').format(mark.sign)
    if mark.anchor:
        shared += Markup(' id="{}"').format(mark.anchor)
    if mark.href is None:
        return Markup("<mark {}>{}</mark>").format(shared, words)
    return Markup('<a href="{}" {}>{}</a>').format(mark.href, shared, words)
