"""What the machine proposes about one passage and one claim."""

from dataclasses import dataclass, field
from typing import Any

from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind, Signal

UNSTATED = Basis(BasisKind.UNSTATED, None, "Nothing is said of how this is known.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a passage stands to a claim, what it rests on, and to which origin it belongs."""

    origin: int
    origin_label: str
    origin_because: tuple[str, ...] = ()
    same_origin_as_claim: bool = False
    basis: Basis = UNSTATED
    comparison: list[dict[str, Any]] = field(default_factory=list)
    signal: Signal = Signal.UNCLEAR
    counted: bool = False  # as support, and it says what it rests on
    as_of: str | None = None
    relevance: float | None = None  # that both speak of one event; None where it was not judged
