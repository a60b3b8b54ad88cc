"""What a query asks for to the letter: quoted words, and every word where it is short."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.domain.spans import Span
from workbench.domain.vocabulary import Precision
from workbench.language.calendars import MONTHS
from workbench.language.date_forms import Mention, mentions
from workbench.language.numerals import numerals
from workbench.language.parts import Day, Figure, Form, Month, Name, Page, Part, Phrase, Term
from workbench.language.terms import placed, seek
from workbench.language.transliterations import is_respelt
from workbench.language.words import words

SHORT = 5  # words and figures: a name, what happened, how many
_TYPED = 12  # words: whoever gives more has pasted a post
_PASTED_QUOTE = 3  # words: in a pasted post fewer stand in marks for other reasons
_HOW = re.compile(
    r"\bhow +(?:many|much|long|often|old|far)\b", re.IGNORECASE
)  # asks, names nothing
_MONTH = re.compile(
    rf"\b(?:{'|'.join(f'{month}|{month[:3]}' for month in MONTHS)})\b(?=\.? \d{{4}}\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:[AaEe][dlnrstz]h?-|(?:al|el) )(?=[A-Z])")  # al-Salamah, al Salameh
_QUOTED = re.compile(r'“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|(?<!\w)"{1,3}([^"]+)"{1,3}(?![\w"])')


@dataclass(frozen=True, slots=True)
class Literal:
    """What is sought to the letter; `parts` are all words of the query that are not quoted."""

    quoted: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    short: bool = False

    def __bool__(self) -> bool:
        """Whether any passage can be told by it from the others."""
        return bool(self.quoted or self._every)

    @property
    def wanted(self) -> Sequence[frozenset[Form]]:
        """For a search by words: of each set of forms one must be there whole."""
        if not self.quoted:
            named = [part.forms for part in self._every if not isinstance(part, Month)]
            return named or [part.forms for part in self._every]
        any_quoted = frozenset(form for part in self.quoted for form in part.forms)
        return [any_quoted] if any_quoted else []

    def held(self, page: Page, title: str | None) -> int:
        """How much of it a passage holds, under its report's title; 0: not what was asked for.

        A title completes the words of a passage and stands for none alone. A name that is spelt
        otherwise is there, and counts half.
        """
        found = 2 * sum(_stands(part, page) for part in self.quoted)
        if (self.quoted and not found) or not self._every:
            return found
        above, here = Page(title or ""), [part for part in self._every if _stands(part, page)]
        missing = (p for p in self._every if p not in here and not _is_then(p, page))
        if not here or not all(_stands(part, above) for part in missing):
            return found
        return found + (2 if self._to_the_letter(page, above) else 1)

    def _to_the_letter(self, page: Page, above: Page) -> bool:
        names = (Term(part.term) for part in self._every if isinstance(part, Name))
        return all(_stands(name, page) or _stands(name, above) for name in names)

    def places(self, page: Page) -> list[Span]:
        """Where the query's words stand in a text, those in a row together."""
        return sorted(span for part in (*self.quoted, *self.parts) for span in part.places(page))

    @property
    def _every(self) -> tuple[Part, ...]:
        return self.parts if self.short else ()


NOTHING = Literal()


@lru_cache(maxsize=256)
def read(query: str) -> Literal:
    """Read a query as its writer meant it: a name, a figure, a quotation, or a whole post."""
    unquoted = _HOW.sub(" ", _QUOTED.sub(" ", query))
    parts = tuple(dict.fromkeys(_parts(seek(unquoted).text)))
    short = len(parts) <= SHORT
    phrases = (Phrase(tuple(w.folded for w in placed(each))) for each in _quotations(query))
    least = 1 if len(list(placed(query))) <= _TYPED else _PASTED_QUOTE
    quoted = tuple(dict.fromkeys(each for each in phrases if len(each.words) >= least))
    return Literal(quoted, parts, short)


def _quotations(query: str) -> Iterator[str]:
    return (next(filter(None, found.groups())) for found in _QUOTED.finditer(query))


def _parts(text: str) -> Iterator[Part]:
    """Days and months, then figures, then the other words."""
    named = mentions(_MONTH.sub(lambda found: found.group().capitalize(), text), None)
    times = [(each, time) for each in named if (time := _day(each) or _month(each))]
    yield from (time for _, time in times)
    text = _without(text, [Span(each.start, each.end) for each, _ in times])
    tokens = words(text)
    exact = [each for each in numerals(tokens) if each.low == each.high]
    yield from (Figure(each.low) for each in exact)
    taken = [Span(tokens[each.first].start, tokens[each.last - 1].end) for each in exact]
    yield from _words(_ARTICLE.sub(" ", _without(text, taken)))


def _words(text: str) -> Iterator[Term | Name]:
    for word in placed(text):
        is_name = text[word.span.start].isupper() and is_respelt(word.folded)
        if word.term is not None:
            yield Name(word.term, word.folded) if is_name else Term(word.term)


def _day(named: Mention) -> Day | None:
    first = named.stretch[0] if named.stretch and named.stretch[2] is Precision.DAY else None
    if first is not None:
        return Day(first.day, first.month, first.year)
    is_day = named.stretch is None and named.day and named.month and not named.last_day
    return Day(named.day or 0, named.month or 0, None) if is_day else None


def _month(named: Mention) -> Month | None:
    if not named.stretch or named.stretch[2] is not Precision.MONTH:
        return None
    return Month(named.stretch[0].month, named.stretch[0].year)


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _is_then(part: Part, page: Page) -> bool:
    return isinstance(part, Month) and part.has(page.published)


def _stands(part: Part, page: Page) -> bool:
    return any(True for _ in part.places(page))
