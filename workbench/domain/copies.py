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
When reports are added only their neighbourhood is looked at again (`settle`), so a report costs the
same at a million as at a thousand. A desk stores the sampled hashes as rows (report, hash) with an
index on the hash, and one row (report, original) for each copy.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
        sizes, Neighbourhood(sizes, near, near, lambda a, b: held.get((a, b), Held(0.0)), {})
    )


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the rule asks of the reports near those that were added."""

    sizes: Mapping[int, Size]
    longer: Callable[[int], Iterable[int]]  # those that may be its original, and others
    shorter: Callable[[int], Iterable[int]]  # its copies, those it may become the original of
    held: Callable[[int, int], Held]  # what the second holds of the first
    standing: Mapping[int, int | None]  # what is stored


def settle(changed: Iterable[int], near: Neighbourhood) -> dict[int, int | None]:
    """What becomes of reports that were added, and of those near them: report -> original or None.

    A report that is a copy, and was no original before, changes no other.
    """
    found: dict[int, int | None] = {}
    waiting = [near.sizes[report] for report in changed]
    heapify(waiting)
    while waiting:
        report = heappop(waiting).report
        if report in found:
            continue
        found[report] = _original(report, near, lambda r: found.get(r, near.standing.get(r)))
        was_original = report in near.standing and near.standing[report] is None
        if was_original != (found[report] is None):
            mine = near.sizes[report]
            for other in near.shorter(report):
                if near.sizes[other] > mine and other not in found:
                    heappush(waiting, near.sizes[other])
    return found


def _original(
    report: int, near: Neighbourhood, standing: Callable[[int], int | None]
) -> int | None:
    mine = near.sizes[report]
    fitting = [
        (-held.share, near.sizes[other])
        for other in near.longer(report)
        if near.sizes[other] < mine and standing(other) is None
        for held in [near.held(report, other)]
        if holds(held, -mine.negative_length, -near.sizes[other].negative_length)
    ]
    return min(fitting)[1].report if fitting else None
