"""Of what moment a text speaks, and how two figures of different moments stand to each other."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SAME_MOMENT = timedelta(hours=3)
OPEN_COUNT = timedelta(hours=48)  # how long a toll is expected to move
_OPEN_WORDS = re.compile(
    r"\b(?:rose to|risen to|rises to|climb(?:s|ed)? to|(?:expected|likely|feared|could|may|"
    r"might) (?:\w+ ){0,2}rise|"
    r"still (?:retrieving|searching|digging|pulling|counting|looking)|new toll|revised|"
    r"updated toll|"
    r"so far|death toll (?:rises|climbs|mounts|jumps)|initial (?:toll|count|reports?)|"
    r"earlier (?:toll|count)|"
    r"under the rubble|preliminary|at this stage|until now)\b",
    re.IGNORECASE,
)
_FINAL_WORDS = re.compile(
    r"\b(?:count (?:is|was) closed|final (?:toll|count|death toll|tally|figure)|definitive|"
    r"official toll|inquest|"
    r"investigation (?:found|concluded)|inquiry (?:found|concluded))\b",
    re.IGNORECASE,
)


class Timing(StrEnum):
    """How the moments of two figures bear on their difference."""

    SAME = "same moment"
    UPDATE = "update"
    EARLY_COUNT = "early count"
    SERIES = "series"
    DISCREPANCY = "transmission discrepancy"
    UNKNOWN = "unknown"  # a report of no known day is one of the two


@dataclass(frozen=True, slots=True)
class AsOf:
    """Of what moment a passage speaks; without `has_hour` any moment of that day."""

    moment: datetime
    has_hour: bool
    because: str


def calls_count_open(text: str) -> bool:
    """Whether the text says that its figure is still moving."""
    return _OPEN_WORDS.search(text) is not None


def calls_count_final(text: str) -> bool:
    """Whether the text says that its figure is settled."""
    return _FINAL_WORDS.search(text) is not None


def gap(a: AsOf, b: AsOf) -> timedelta | None:
    """How far apart two moments are; None where one day without an hour leaves it open."""
    if a.has_hour and b.has_hour:
        return abs(a.moment - b.moment)
    days = abs(a.moment.date() - b.moment.date())
    return days or None
