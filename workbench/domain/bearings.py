"""What of a passage, or of the claim beside it, tells to which origin it belongs."""

from dataclasses import dataclass
from datetime import datetime

from workbench.domain.values import Basis

CLAIM = 0  # the id under which the claim itself stands among its passages


@dataclass(frozen=True, slots=True)
class Bearing:
    """A passage as it bears on one claim; the claim itself is one with id `CLAIM`."""

    id: int
    basis: Basis
    report: int | None = None
    copy_group: int | None = None  # the report its report is a copy of, or its report
    text_hash: str | None = None  # of the sentence, where it has at least eight words
    quotes: frozenset[int] = frozenset()  # hashes of every eight quoted words in a row
    runs: frozenset[int] = frozenset()  # and of every eight plain words, quoted or not
    figures: frozenset[float] = frozenset()
    source: str | None = None  # the source's name in one spelling
    published: datetime | None = None
    kind: str | None = None  # of the root: monitor, state, agency …
    side: str | None = None  # of the root
