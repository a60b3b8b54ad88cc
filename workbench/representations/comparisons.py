"""A comparison as JSON: one slot a row, with the spans to highlight."""

from typing import Any

from workbench.domain.asof import AsOf
from workbench.domain.comparison import Comparison
from workbench.domain.spans import Span
from workbench.domain.stated import SlotComparison

Json = dict[str, Any]


def slot_json(row: SlotComparison) -> Json:
    """One compared value."""
    return {
        "slot": row.slot.value,
        "claim": row.claim,
        "passage": row.passage,
        "from": row.found_in.value,
        "relation": row.relation.value,
        "why": row.why,
        "claim_span": _span(row.claim_span),
        "passage_span": _span(row.passage_span),
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def comparison_json(found: Comparison) -> Json:
    """A whole comparison."""
    return {
        "comparison": [slot_json(row) for row in found.slots],
        "signal": found.signal.value,
        "mixed": found.mixed,
        "because": found.because,
    }


def as_of_json(moment: AsOf | None) -> str | None:
    """Of what day, or moment where an hour is given, a passage speaks."""
    if moment is None:
        return None
    at = moment.moment
    return at.isoformat(timespec="minutes") if moment.has_hour else at.date().isoformat()
