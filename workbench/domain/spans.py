"""Stretches of text by code points: half-open, never copied."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The stretch `[start, end)` of a text, counted in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def stripped(self, text: str) -> "Span":
        """The same stretch without white space at its ends; empty at `start` if nothing is left."""
        words = self.of(text)
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, max(start, self.end - (len(words) - len(words.rstrip()))))

    def surroundings(self, text: str, reach: int = 320) -> "Span":
        """The stretch with its neighbourhood: its paragraph, and at most `reach` to each side."""
        low, high = max(0, self.start - reach), min(len(text), self.end + reach)
        start = low if low == 0 else _after(text, low, self.start)
        end = high if high == len(text) else _before(text, self.end, high)
        return Span(start, end).stripped(text)


def _after(text: str, low: int, start: int) -> int:
    """The first break behind `low`: a paragraph's, else a sentence's, else a word's."""
    for mark in ("\n\n", ". ", " "):
        found = text.find(mark, low, start)
        if found >= 0:
            return found + len(mark)
    return low


def _before(text: str, end: int, high: int) -> int:
    """The last break before `high`, of the same kinds."""
    for mark in ("\n\n", ". ", " "):
        found = text.rfind(mark, end, high)
        if found >= 0:
            return found + len(mark.rstrip())
    return high
