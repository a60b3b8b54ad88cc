"""What may be sought to the letter: a word, words in a row, a number, a day; and where each stands.

Each part has `forms`, sets of terms one of which a text that holds the part has whole, for a
search by words; and `places`, where it stands in a text that is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from workbench.domain.spans import Span
from workbench.domain.vocabulary import Precision
from workbench.language.calendars import MONTHS
from workbench.language.date_forms import mentions
from workbench.language.dates import dates
from workbench.language.numerals import numerals
from workbench.language.spelling import written
from workbench.language.terms import Placed, placed, terms
from workbench.language.transliterations import spellings
from workbench.language.words import words

Form = tuple[str, ...]

_ROOT = 3  # letters that no ending takes from a word
_MARKS = {ord(mark): " " for mark in "‘’“”„«»–—…\u00a0·•€£"}


class _Named(NamedTuple):
    """A day as a text names it; `year` None where nothing says which."""

    span: Span
    day: int
    month: int
    year: int | None


@dataclass(frozen=True)
class Page:
    """A text that is looked through, and the day from which its "Friday" is counted."""

    text: str
    published: date | None = None

    @classmethod
    def of(cls, text: str, published: str | None) -> "Page":
        """A text of a report that appeared on this day or at this moment, in ISO's form."""
        return cls(text, date.fromisoformat(published[:10]) if published else None)

    def may_have(self, word: str) -> bool:
        """Whether letters stand in it without regard to case; told fast, True where in doubt."""
        return self._plain is None or not word.isalpha() or word in self._plain

    @cached_property
    def _plain(self) -> str | None:
        plain = self.text.translate(_MARKS)
        return plain.lower() if plain.isascii() else None

    @cached_property
    def words(self) -> tuple[Placed, ...]:
        """Its words, those that every text has too."""
        return tuple(placed(self.text))

    @cached_property
    def numbers(self) -> list[tuple[float, Span]]:
        """The numbers it states exactly."""
        tokens = words(self.text)
        return [
            (found.low, Span(tokens[found.first].start, tokens[found.last - 1].end))
            for found in numerals(tokens)
            if found.low == found.high
        ]

    @cached_property
    def days(self) -> list[_Named]:
        """The days it names."""
        found = []
        for each in dates(self.text, published=self.published):
            span, day = Span(each.start, each.end), each.earliest
            if each.precision is Precision.DAY and day is not None:
                found.append(_Named(span, day.day, day.month, day.year))
            else:
                found += _calendar_days(self.text, span)
        return found

    @cached_property
    def months(self) -> list[tuple[Span, int, int]]:
        """The months it names, or a day of which it names: where, the year, the month."""
        return [
            (Span(each.start, each.end), first.year, first.month)
            for each in dates(self.text, published=self.published)
            if (first := each.earliest) is not None
            and (last := each.latest) is not None
            and (first.year, first.month) == (last.year, last.month)
        ]


class Part(Protocol):
    """One thing that is sought to the letter."""

    @property
    def forms(self) -> frozenset[Form]:
        """Sets of terms; a text without any of them whole does not hold it."""

    def places(self, page: Page) -> Iterator[Span]:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word in any of its forms."""

    term: str

    @property
    def forms(self) -> frozenset[Form]:
        """The term alone."""
        return frozenset({(self.term,)})

    def places(self, page: Page) -> Iterator[Span]:
        """Where the word stands in any form."""
        if page.may_have(self.term[:_ROOT]):
            yield from (word.span for word in page.words if word.term == self.term)


@dataclass(frozen=True, slots=True)
class Name:
    """A word written as names are, also where another spells it otherwise: Salamah, Salameh."""

    term: str
    word: str

    @property
    def forms(self) -> frozenset[Form]:
        """The term, or another spelling's."""
        return _forms(self.word, *spellings(self.word))

    def places(self, page: Page) -> Iterator[Span]:
        """Where it stands as it is asked for, or otherwise spelt and written as a name."""
        for word in page.words:
            if word.term == self.term or self._is_it(word, page):
                yield word.span

    def _is_it(self, word: Placed, page: Page) -> bool:
        named = page.text[word.span.start].isupper()
        return named and word.folded.removesuffix("'s") in spellings(self.word)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, each as it is written but for case and accents."""

    words: tuple[str, ...]

    @property
    def forms(self) -> frozenset[Form]:
        """All its terms."""
        return _forms(" ".join(self.words))

    def places(self, page: Page) -> Iterator[Span]:
        """Where all stand in a row; a mark between them does not matter."""
        if not all(map(page.may_have, self.words)):
            return
        size = len(self.words)
        for first in range(len(page.words) - size + 1):
            row = page.words[first : first + size]
            if tuple(word.folded for word in row) == self.words:
                yield Span(row[0].span.start, row[-1].span.end)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, however it is written."""

    number: float

    @property
    def forms(self) -> frozenset[Form]:
        """In digits and in words."""
        return _forms(*written(self.number))

    def places(self, page: Page) -> Iterator[Span]:
        """Where this number stands and is no part of another."""
        return (span for number, span in page.numbers if number == self.number)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, of one year or of any."""

    day: int
    month: int
    year: int | None

    @property
    def forms(self) -> frozenset[Form]:
        """With the month's name, whole or short, or in digits."""
        name, days = MONTHS[self.month - 1], (f"{self.day}", f"{self.day:02}")
        named = [f"{day} {month}" for day in days for month in (name, name[:3], name[:4])]
        if self.year is None:
            return _forms(*named)
        return _forms(*named, *self._digits(self.year))

    def places(self, page: Page) -> Iterator[Span]:
        """Where the day is named; one that names no year may be it."""
        for named in page.days:
            same = (named.day, named.month) == (self.day, self.month)
            if same and (None in (named.year, self.year) or named.year == self.year):
                yield named.span

    def _digits(self, year: int) -> Iterator[str]:
        for day, month in (
            (f"{self.day}", f"{self.month}"),
            (f"{self.day:02}", f"{self.month:02}"),
        ):
            yield f"{day} {month} {year}"
            yield f"{day} {month} {year % 100:02}"
            yield f"{day}.{month}.{year}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month of one year, named or told of: a report that appeared in it tells of it."""

    month: int
    year: int

    @property
    def forms(self) -> frozenset[Form]:
        """Its name, whole or short, or digits; it may be that of another year."""
        name = MONTHS[self.month - 1]
        return _forms(name, name[:3], name[:4], f"{self.year} {self.month:02}")

    def places(self, page: Page) -> Iterator[Span]:
        """Where it is named, or a day of it."""
        return (span for span, *named in page.months if named == [self.year, self.month])

    def has(self, day: date | None) -> bool:
        """Whether a day is one of it."""
        return day is not None and (day.year, day.month) == (self.year, self.month)


def _forms(*texts: str) -> frozenset[Form]:
    found = (tuple(dict.fromkeys(terms(text))) for text in texts)
    return frozenset(form for form in found if form)


def _calendar_days(text: str, span: Span) -> Iterator[_Named]:
    """The days within a stretch that is no single known day: a range, or one of an unknown year."""
    for each in mentions(span.of(text), None):
        if each.day and each.month:
            year = each.stretch[0].year if each.stretch else None
            yield _Named(
                Span(span.start + each.start, span.start + each.end), each.day, each.month, year
            )
