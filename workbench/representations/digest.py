"""The digest as JSON: what changed on the desk between two moments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workbench.domain.news import Quiet
from workbench.domain.vocabulary import Verdict
from workbench.store.models import Claim, Event

Json = dict[str, Any]


def happened_json(event: Event, claim: Claim) -> Json:
    """Something that was done to a claim, by whom and why."""
    detail = event.detail
    return {
        **_claim(claim),
        "at": _moment(event.at),
        "by": event.actor,
        "what": event.kind,
        "verdict": detail.get("verdict"),
        "reason": detail.get("reason") or detail.get("why") or None,
        "passage": detail.get("passage"),
        "report": detail.get("report"),
        "correction": bool(detail.get("correction")),
    }


def news_json(claim: int, text: str, verdict: Verdict, counts: Mapping[Quiet, int]) -> Json:
    """How many passages came to a decided claim without re-opening it, by what they add."""
    return {
        "claim": claim,
        "text": text,
        "verdict": verdict.value,
        "passages": sum(counts.values()),
        "what": {what.value: count for what, count in counts.items()},
    }


def _claim(claim: Claim) -> Json:
    return {
        "claim": claim.id,
        "text": claim.standalone or claim.text,
        "state": claim.state.value,
    }


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
