"""Paragraphs and headings of a text as it was laid out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.domain.spans import Span

_RUNS_ON = re.compile(r"[.!?…:;؟。！？।۔][”\"’'»)\]]*(?:\[\d+\])*$")
_SENTENCE_END = re.compile(r"[a-z]{4}[”\"]?[.!?] +[A-Z]")
_ITEM = re.compile(r"[-*•·–—▪◦‣]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s")
_CONTINUES = re.compile(r"[a-z(]")
_SMALL = """
    a an and as at but by for from in into nor of off on or over the to up vs with after amid is
    are be its it
"""
_SMALL_WORDS = frozenset(_SMALL.split())
_LONGEST_HEADLINE = 30  # words
_LONGEST_CROSSHEAD = 8
_LONGEST_CAPITALISED = 16


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch that was set apart; a heading is one that carries no full stop."""

    span: Span
    heading: bool


def find(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order, stripped, none empty.

    A blank line always ends a paragraph; a line break does so unless the lines were wrapped.
    """
    spans = [span for block in _blocks(text) for span in _unwrap(text, block)]
    prose = [number for number, span in enumerate(spans) if _is_prose(text, span)]
    if not prose or len(spans) == 1:
        return [Paragraph(span, heading=False) for span in spans]
    known = frozenset(prose)
    return [
        Paragraph(span, number not in known and _is_heading(text, span, number, prose[-1]))
        for number, span in enumerate(spans)
    ]


def _blocks(text: str) -> Iterator[list[Span]]:
    """Consecutive lines without a blank one between them."""
    block: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = Span(start, start + len(line)).stripped(text)
        start += len(line)
        if words.start < words.end:
            block.append(words)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _unwrap(text: str, block: list[Span]) -> Iterator[Span]:
    wrapped = _is_wrapped(block)
    start = block[0].start
    for line, following in pairwise(block):
        new_item = _ITEM.match(text, following.start) is not None
        goes_on = wrapped or _torn(text, line, following)
        if new_item or not goes_on:
            yield Span(start, line.end)
            start = following.start
    yield Span(start, block[-1].end)


def _is_wrapped(block: list[Span]) -> bool:
    """Whether every line but the last fills the same narrow width, as e-mail and PDF text do."""
    if len(block) < 3:
        return False
    widths = [line.end - line.start for line in block[:-1]]
    widest = max(widths)
    return (
        40 <= widest <= 110
        and min(widths) >= widest * 0.7
        and block[-1].end - block[-1].start <= widest
    )


def _torn(text: str, line: Span, following: Span) -> bool:
    """Whether a line break fell inside a sentence."""
    end = text[max(line.start, line.end - 8) : line.end]
    wide = line.end - line.start >= 40
    return wide and not _RUNS_ON.search(end) and _CONTINUES.match(text, following.start) is not None


def _is_prose(text: str, span: Span) -> bool:
    """Whether the paragraph ends as a sentence does, or holds a sentence's end."""
    words = span.of(text)
    return bool(_RUNS_ON.search(words[-12:]) or _SENTENCE_END.search(words))


def _is_heading(text: str, span: Span, number: int, last_prose: int) -> bool:
    if _ITEM.match(text, span.start) or span.end - span.start > 300:
        return False
    words = span.of(text).split()
    if number == 0:
        return len(words) <= _LONGEST_HEADLINE
    if len(words) <= _LONGEST_CROSSHEAD:
        return True
    return number < last_prose and len(words) <= _LONGEST_CAPITALISED and _is_capitalised(words)


def _is_capitalised(words: list[str]) -> bool:
    main = [w for w in words if w.lower() not in _SMALL_WORDS and w[0].isalpha()]
    return bool(main) and sum(w[0].isupper() for w in main) >= 0.8 * len(main)
