"""Intervals and shares, so that every benchmark gives them alike."""

import math


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if count == 0:
        return 0.0, 1.0
    z = 1.96
    share = hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = (
        z
        * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
        / (1 + z * z / count)
    )
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def ratio(hits: int, count: int) -> float:
    """A share, 0 where nothing was counted."""
    return round(hits / count, 4) if count else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0
