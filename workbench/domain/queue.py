"""Which claim comes first: what can be decided now, then what weighs most, each with its reason."""

import math
from dataclasses import dataclass

RULES = "queue-1"
_LARGE = 10_000  # people; a higher figure weighs no more


@dataclass(frozen=True, slots=True)
class Bearing:
    """What speaks for looking at a claim now."""

    conflicting: int  # passages of independent origin that conflict
    supporting: int  # independent origins that agree, at least
    agreeing: int  # passages that agree, whatever their origin
    check_worthiness: float  # 0..1
    people: float = 0.0  # the highest number of people it says were harmed


@dataclass(frozen=True, slots=True)
class Priority:
    """A claim's place: higher comes first; `because` is for the person."""

    value: float
    because: str | None  # None: nothing is said


def prioritise(bearing: Bearing) -> Priority:
    """Decidable now in whole steps, consequence in the fraction; age breaks ties by the id."""
    step, because = _step(bearing)
    return Priority(step + _consequence(bearing), because)


def unforeseen(bearing: Bearing, place: float) -> Priority:
    """The place of a claim on which the machine keeps silent: its step is drawn, no reason given.

    `place` is 0 to below 1. The steps come equally often, so that such claims are reviewed too.
    """
    return Priority(int(4 * place) + _consequence(bearing), None)


def _step(bearing: Bearing) -> tuple[int, str]:
    if bearing.conflicting:
        return 3, f"{_counted(bearing.conflicting, 'independent passage', 'conflict')} with it"
    if bearing.supporting:
        return 2, f"{_counted(bearing.supporting, 'independent origin', 'support')} it"
    if bearing.agreeing:
        return 1, "a passage agrees, its origin is the claim's own or unknown"
    return 0, "nothing found bears on it yet"


def _consequence(bearing: Bearing) -> float:
    """Below 1: three parts check-worthiness, two parts how many people it is about."""
    people = math.log10(1 + min(bearing.people, _LARGE)) / math.log10(1 + _LARGE)
    return 0.999 * (0.6 * min(1.0, bearing.check_worthiness) + 0.4 * people)


def _counted(count: int, what: str, does: str) -> str:
    """A count with its noun and verb."""
    return f"1 {what} {does}s" if count == 1 else f"{count} {what}s {does}"
