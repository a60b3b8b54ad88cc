"""Which reports are copies of which text: of a text, never of a copy's copy.

The rule. Reports are looked at from the longest text to the shortest (equal lengths by content
hash). A report is a copy of the original that holds most of it, if that is enough; where several
hold as much, of the longest. Enough is more than half of a text about as long (an update), nearly
three quarters where the original is much longer: whoever shares less with it quotes it, or both
quote a third; but half, lightly edited, where the two have one lead. Where what they share stands
in the opening of neither, it is background under two pieces of news, and counts as nothing held,
like what either quotes (`language.holding.held`). A report that no original holds is an original
itself. A copy is never the original of another: so a chain of texts, each a
little unlike the one before, breaks where the likeness to the first is lost, while 200 cuts of one
text are 200 copies of that text.

The rule looks at no times and at no numbers given by a desk, so the order of import cannot matter.
When reports are added only those are looked at again whose original may be another now (`settle`),
so a report costs the same at a million as at a thousand. A desk stores the sampled hashes as rows
(report, hash) with an index on the hash, and one row (report, original) for each copy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

RULES = "copies 5"
HELD = 0.735  # the share of a text's word sequences that a much longer original must hold
BOTH_WAYS = 0.3  # how much less, the more of the original the shorter text holds in turn
SHORT = 20  # word sequences: a shorter text must be held almost whole
HELD_SHORT = 0.85
EDITED = 0.5  # the share of a text with the original's lead that may be held lightly edited
SHARED_SAMPLES = 2  # a candidate shares so many sampled hashes (or all, where it has fewer)


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a text another holds."""

    share: float  # of its word sequences, word for word
    edited: float = 0.0  # of its words, lightly edited: where the two have one lead


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """The place of a report in the order of the rule: longest first, then by content."""

    negative_length: int
    content: str
    report: int


Fit = tuple[float, Size]


def size_of(report: int, *, sequences: int, content: str) -> Size:
    """A report's place, from its number of word sequences and the hash of its text."""
    return Size(-sequences, content, report)


def holds(held: Held, sequences: int, original: int) -> bool:
    """Whether so much held of a text of so many word sequences makes it a copy.

    `original`: how many the longer text has. What the two share is that much of it, too.
    """
    if sequences < SHORT:
        return held.share >= HELD_SHORT
    in_turn = held.share * sequences / original
    return held.share + BOTH_WAYS * in_turn >= HELD or held.edited >= EDITED


def originals(
    sizes: Mapping[int, Size], held: Mapping[tuple[int, int], Held]
) -> dict[int, int | None]:
    """Each report's original, None for an original; `held[a, b]` is what b holds of a."""
    around: dict[int, set[int]] = {report: set() for report in sizes}
    for a, b in held:
        around[a].add(b)
        around[b].add(a)
    near = around.__getitem__
    return settle(
        sizes,
        Neighbourhood(
            sizes,
            longer=near,
            shorter=near,
            copies=lambda _: (),
            held=lambda a, b: held.get((a, b), Held(0.0)),
            standing={},
        ),
    )


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the rule asks of the reports near those that were added."""

    sizes: Mapping[int, Size]
    longer: Callable[[int], Iterable[int]]  # those that may be its original, and others
    shorter: Callable[[int], Iterable[int]]  # those it may become the original of, and others
    copies: Callable[[int], Iterable[int]]  # those it is the original of, as stored
    held: Callable[[int, int], Held]  # what the second holds of the first
    standing: Mapping[int, int | None]  # what is stored


def settle(changed: Iterable[int], near: Neighbourhood) -> dict[int, int | None]:
    """What becomes of reports that were added, and of those near them: report -> original or None.

    A report that is a copy, and was no original before, changes no other.
    """
    settling = _Settling(near)
    waiting = [near.sizes[report] for report in changed]
    heapify(waiting)
    while waiting:
        report = heappop(waiting).report
        if report not in settling.found:
            for other in settling.settle(report):
                heappush(waiting, near.sizes[other])
    return settling.found


@dataclass(slots=True)
class _Settling:
    """One round of the rule: what was found so far, and what that means for shorter texts."""

    near: Neighbourhood
    found: dict[int, int | None] = field(default_factory=dict)
    risen: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def settle(self, report: int) -> Iterator[int]:
        """Finds a report's original; yields those whose original may be another now.

        `risen`: texts that are originals now, for those whom they may have become the original of.
        """
        self.found[report] = original = self._original(report)
        was_original = self.near.standing.get(report, report) is None
        if original is None and not was_original:
            for other in self.near.shorter(report):
                if self._fit(other, report) is not None:
                    self.risen[other].add(report)
                    yield other
        elif original is not None and was_original:
            for other in self.near.copies(report):
                self.risen[other].add(original)
                yield other

    def _original(self, report: int) -> int | None:
        """The best of those that hold enough; of what stood before, the stored one held most."""
        former = self.near.standing.get(report)
        known = self.risen[report] if former is None else self.risen[report] | {former}
        fits = self._fits(report, known)
        if report not in self.near.standing or self._is_bereft(report, former, fits):
            fits += self._fits(report, self.near.longer(report))
        return min(fits)[1].report if fits else None

    def _is_bereft(self, report: int, former: int | None, fits: list[Fit]) -> bool:
        """Whether its original is none now, and nothing known holds as much."""
        if former is None or self._is_original(former):
            return False
        stood = self._fit(report, former)
        return not fits or stood is None or min(fits) > stood

    def _fits(self, report: int, others: Iterable[int]) -> list[Fit]:
        fits = (self._fit(report, other) for other in others if self._is_original(other))
        return [fit for fit in fits if fit is not None]

    def _fit(self, report: int, other: int) -> Fit | None:
        """How well another would do as its original: what holds most is the least."""
        mine, size = self.near.sizes[report], self.near.sizes[other]
        if size >= mine:
            return None
        held = self.near.held(report, other)
        fits = holds(held, -mine.negative_length, -size.negative_length)
        return (-held.share, size) if fits else None

    def _is_original(self, report: int) -> bool:
        return self.found.get(report, self.near.standing.get(report)) is None
