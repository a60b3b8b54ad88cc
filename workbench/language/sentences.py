"""Sentences as a reporter means them, with exact offsets."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from workbench.domain.spans import Span
from workbench.language import abbreviations, paragraphs
from workbench.language.cues import SAYING_VERB

SPLITTER = "nupunkt-0.8.0+news-1"
LONGEST = 2000  # code points; what is longer has no punctuation and is cut between words

_ENDS_OTHERWISE = re.compile(
    r"""(?<=[؟۔。！？।])[”"’»]?\s*(?=\S)            # the stops of other scripts
      | (?<=[a-z]{3}[.!?])(?=[“"]?[A-Z][a-z]+[ ,'’])  # a lost space: "hands.The rebels"
      | (?<=[.!?][”’])(?=[A-Z“][a-z]+[ ,'’])          # the same after a closing quote
    """,
    re.VERBOSE,
)
_IN_ADDRESS = re.compile(r"(?:www\.|://|@)\S*$")
_NUMBERED_END = re.compile(r"\b(?:nos?|pp?|figs?|arts?|secs?|ch|op)\.$", re.IGNORECASE)
_ABBREVIATED_END = re.compile(rf"(?:^|[\s(\[“\"‘'-])(?:{abbreviations.JOINING})\.$", re.IGNORECASE)
_CLOCK_END = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|[A-Z]{2,4}\b|local|(?:Eastern|Pacific|Central)"
)
_LOWER_START = re.compile(r"[a-z]")
_NAME_PARTICLE_START = re.compile(r"(?:al|el|ad|ar|as|at|ash|az|ed|ez|de|van|von|bin)[- ][A-Z]")
_QUOTE_CALLED_OUT = re.compile(r"[!?…][”\"’]$|,[”\"’]$")
_QUOTE_CLOSED = re.compile(r"\.[”\"’]$")
_ATTRIBUTION = re.compile(
    rf"(?:[\w.'’-]+,? ){{1,7}}?(?:{SAYING_VERB})\b|(?:{SAYING_VERB}) [A-Za-z]", re.UNICODE
)
_ONLY_A_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)\]]{1,2}$|[^\w]+$")
_LEFT_BEHIND = re.compile(r"(?:[”»)\]]+\s*|\[\d{1,3}\]\s*)+")  # of the sentence before


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text; `paragraph` counts from 0; a heading is never a claim."""

    span: Span
    paragraph: int
    heading: bool


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order: stripped, not overlapping, each with a letter or digit.

    Time is linear in the length. Nothing longer than `LONGEST` comes out.
    """
    apart = enumerate(paragraphs.find(text))
    return [each for number, paragraph in apart for each in _of(text, number, paragraph)]


def last(text: str, count: int) -> list[Sentence]:
    """The last sentences of `split` that are no headings; what stands before them is not split."""
    found: list[Sentence] = []
    for number, paragraph in reversed(list(enumerate(paragraphs.find(text)))):
        if len(found) < count and not paragraph.heading:
            found = [*_of(text, number, paragraph), *found]
    return found[max(0, len(found) - count) :]


def first(text: str) -> Sentence | None:
    """The first sentence of `split` that is no heading; what stands after it is not split."""
    apart = enumerate(paragraphs.find(text))
    told = (_of(text, number, each) for number, each in apart if not each.heading)
    return next(chain.from_iterable(told), None)


def _of(text: str, number: int, paragraph: paragraphs.Paragraph) -> Iterator[Sentence]:
    """The sentences of one paragraph, counted from 0."""
    whole = [paragraph.span]
    for span in whole if paragraph.heading else _split_paragraph(text, paragraph.span):
        for piece in _cut(text, span):
            if any(map(str.isalnum, piece.of(text))):
                yield Sentence(piece, number, paragraph.heading)


@cache
def _breaker() -> Callable[[str], list[tuple[int, int]]]:
    """Find breaks with nupunkt, without what its model of legal texts took for abbreviations.

    Among them are "Homs", "ashore", "liter" and "bombed".
    """
    import nupunkt  # noqa: PLC0415 (loading its model costs 50 ms)

    tokenizer = nupunkt.load_default_model()
    for learned in list(tokenizer.abbreviations):
        if "." not in learned and len(learned) > 1 and learned not in abbreviations.KNOWN:
            tokenizer.remove_abbreviation(learned)
    tokenizer.add_abbreviations(sorted(abbreviations.KNOWN))
    return lambda words: list(tokenizer.span_tokenize(words))


def _split_paragraph(text: str, paragraph: Span) -> list[Span]:
    words = paragraph.of(text)
    pieces: list[Span] = []
    for start, end in _breaker()(words):
        stops = [start, *_other_ends(words, start, end), end]
        pieces += [Span(a, b).stripped(words) for a, b in pairwise(stops)]
    joined = _join(words, [p for p in pieces if p.start < p.end])
    return [Span(paragraph.start + p.start, paragraph.start + p.end) for p in joined]


def _other_ends(words: str, start: int, end: int) -> Iterator[int]:
    for match in _ENDS_OTHERWISE.finditer(words, start, end):
        if not _IN_ADDRESS.search(words[max(start, match.start() - 40) : match.start()]):
            yield match.end()


def _join(words: str, pieces: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for piece in pieces:
        current = _without_leftovers(words, piece, first=not kept)
        if kept and (current is None or _belong_together(words, kept[-1], current)):
            kept[-1] = Span(kept[-1].start, piece.end)
        elif current is not None:
            if kept and current.start > piece.start:
                kept[-1] = Span(kept[-1].start, current.start).stripped(words)
            kept.append(current)
    return kept


def _without_leftovers(words: str, piece: Span, *, first: bool) -> Span | None:
    note = None if first else _LEFT_BEHIND.match(piece.of(words))
    if note is None:
        return piece
    rest = Span(piece.start + note.end(), piece.end).stripped(words)
    return rest if rest.start < rest.end else None


def _belong_together(words: str, before: Span, after: Span) -> bool:
    head = words[max(before.start, before.end - 40) : before.end]
    tail = words[after.start : min(after.end, after.start + 120)]
    if len(before.of(words)) + len(after.of(words)) > LONGEST:
        return False
    return (
        _goes_on(head, tail)
        or _is_attributed(head, tail)
        or (before.end - before.start < 8 and _ONLY_A_MARK.fullmatch(head) is not None)
    )


def _goes_on(head: str, tail: str) -> bool:
    if _CLOCK_END.search(head):
        return _AFTER_CLOCK.match(tail) is not None or _LOWER_START.match(tail) is not None
    if _LOWER_START.match(tail):
        return not _NAME_PARTICLE_START.match(tail) and not head.endswith(("؟", "۔"))
    if _NUMBERED_END.search(head):
        return tail[:1].isdigit()
    return _ABBREVIATED_END.search(head) is not None


def _is_attributed(head: str, tail: str) -> bool:
    """Whether `"It was chaos!" Fatima told AFP.` was torn between quote and attribution."""
    if _QUOTE_CALLED_OUT.search(head):
        return _ATTRIBUTION.match(tail) is not None
    if not _QUOTE_CLOSED.search(head):
        return False
    return re.match(rf"(?:{SAYING_VERB})\b", tail, re.IGNORECASE) is not None


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind(mark, LONGEST // 2) for mark in (" ", "\n", "\t"))
        end = start + (cut if cut > 0 else LONGEST)
        piece = Span(start, end).stripped(text)
        if piece.start < piece.end:
            yield piece
        start = end
    piece = Span(start, span.end).stripped(text)
    if piece.start < piece.end:
        yield piece
