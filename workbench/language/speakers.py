"""Who is reported to have said each sentence of an article."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.spans import Span
from workbench.domain.values import Speaker
from workbench.language import attribution, coreference, quotes
from workbench.language.quotes import Quote
from workbench.language.sentences import Sentence

_MOSTLY = 0.6  # of a sentence is quoted: its quote's speaker says it


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says a sentence and by which verb; `relay` is the outlet told or passing it on."""

    speaker: Speaker
    cue: str
    relay: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a sentence, and whom a "he" or "his" at its start means; None is unknown."""

    saying: Saying | None
    he: str | None


def find(text: str, sentences: Sequence[Sentence]) -> list[Voice]:
    """One entry a sentence, in order."""
    quoted = quotes.find(text, _paragraphs(sentences))
    starts = [quote.span.start for quote in quoted]
    inside = [_quotes_in(quoted, starts, sentence.span) for sentence in sentences]
    said, meant = _attributed(text, sentences, inside)
    _continue_forwards(sentences, inside, said)
    _continue_backwards(sentences, inside, said)
    return [Voice(saying, he) for saying, he in zip(said, meant, strict=True)]


def _paragraphs(sentences: Sequence[Sentence]) -> list[Span]:
    spans: dict[int, Span] = {}
    for sentence in sentences:
        first = spans.get(sentence.paragraph, sentence.span)
        spans[sentence.paragraph] = Span(first.start, sentence.span.end)
    return list(spans.values())


def _quotes_in(quoted: list[Quote], starts: list[int], span: Span) -> list[Quote]:
    first = max(0, bisect_right(starts, span.start) - 1)
    last = bisect_right(starts, span.end)
    return [quote for quote in quoted[first:last] if quote.span.overlaps(span)]


def _attributed(
    text: str, sentences: Sequence[Sentence], inside: list[list[Quote]]
) -> tuple[list[Saying | None], list[str | None]]:
    cast = coreference.read_cast(text)
    found: list[Saying | None] = []
    meant: list[str | None] = []
    for sentence, quoted in zip(sentences, inside, strict=True):
        words = quotes.hide(text, quoted, sentence.span)
        meant.append(cast.meant(words))
        who = None if sentence.heading else attribution.find(words)
        speaker = cast.speaker(who.mention, sentence.span.start) if who is not None else None
        cast.before, cast.told = words, speaker.name if speaker is not None else None
        if who is None or speaker is None:
            cast.notice(words, sentence.span.start)
            found.append(None)
            continue
        found.append(Saying(speaker, who.cue, who.relay))
    return found, meant


def _continue_forwards(
    sentences: Sequence[Sentence], inside: list[list[Quote]], said: list[Saying | None]
) -> None:
    """Give quoted sentences the speaker named before them: `"We left," he said. "They came."`."""
    for n, sentence in enumerate(sentences):
        quote = _mostly_in(sentence, inside[n])
        if said[n] is not None or quote is None or n == 0:
            continue
        before = sentences[n - 1]
        same_paragraph = before.paragraph == sentence.paragraph
        same_quote = quote in inside[n - 1]
        goes_on = bool(inside[n - 1]) and (
            inside[n - 1][-1].goes_on or _opens_paragraph(sentence, quote)
        )
        if same_quote or (inside[n - 1] and (same_paragraph or goes_on)):
            said[n] = said[n - 1]


def _opens_paragraph(sentence: Sentence, quote: Quote) -> bool:
    return quote.span.start <= sentence.span.start


def _continue_backwards(
    sentences: Sequence[Sentence], inside: list[list[Quote]], said: list[Saying | None]
) -> None:
    """Give quoted sentences the speaker named after them: `"We left. They came," he said.`."""
    for n in range(len(sentences) - 2, -1, -1):
        quote = _mostly_in(sentences[n], inside[n])
        if said[n] is not None or quote is None:
            continue
        same_paragraph = sentences[n].paragraph == sentences[n + 1].paragraph
        if quote in inside[n + 1] or quote.goes_on or (same_paragraph and inside[n + 1]):
            said[n] = said[n + 1]


def _mostly_in(sentence: Sentence, quoted: list[Quote]) -> Quote | None:
    """The quote that holds most of a sentence."""
    length = sentence.span.end - sentence.span.start
    for quote in quoted:
        shared = min(quote.span.end, sentence.span.end) - max(quote.span.start, sentence.span.start)
        if shared >= _MOSTLY * length:
            return quote
    return None
