"""How far people agree beyond chance, and how long things take; nothing is said of too few."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

ENOUGH = 30  # cases below which a rate says nothing
_NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of Wilson (1927)."""

    part: int
    whole: int

    @property
    def enough(self) -> bool:
        """Whether there are cases enough to say something."""
        return self.whole >= ENOUGH

    @property
    def value(self) -> float:
        """0..1; of nothing, 0."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies 95 times in 100."""
        if not self.whole:
            return 0.0, 1.0
        n, p, z = self.whole, self.value, _NORMAL_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def raw(units: Sequence[Sequence[Hashable]]) -> Share:
    """How many pairs of judgements on the same unit are the same."""
    pairs = [(a, b) for unit in units for i, a in enumerate(unit) for b in unit[i + 1 :]]
    return Share(sum(a == b for a, b in pairs), len(pairs))


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa (1960) of two judges; None where chance alone would agree always."""
    if not pairs:
        return None
    count = len(pairs)
    firsts, seconds = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(firsts[word] * seconds[word] for word in firsts) / count**2
    observed = sum(a == b for a, b in pairs) / count
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha (2011) for words without order; any number of judges a unit.

    Units with one judgement do not count; None where there is nothing to differ on.
    """
    paired = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in paired for value in unit)
    total = sum(values.values())
    expected = sum(n * (total - n) for n in values.values())
    if not expected:
        return None
    observed = sum(
        sum(n * (len(unit) - n) for n in Counter(unit).values()) / (len(unit) - 1)
        for unit in paired
    )
    return 1 - (total - 1) * observed / expected


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value below which this share lies, the nearest rank; None of nothing."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
