"""A dossier: the account of a decided claim, with quotes that can be found again.

Quotes carry the selectors of the W3C's Web Annotation Data Model (2017): the words with what
stands around them, and their position in the text in code points.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.domain.vocabulary import Question, Stance
from workbench.representations.cases import evidence_json, review_json, standing_json
from workbench.representations.origins import Correction, correction_json
from workbench.representations.reports import reference_json
from workbench.store.casework import Casework
from workbench.store.models import Claim, Event, Evidence, Match, Report

AROUND = 32  # characters of prefix and suffix
Json = dict[str, Any]


def dossier_json(
    case: Casework,
    corrections: Iterable[Correction],
    notices: Sequence[Event],
) -> Json:
    """Everything that the account of a decision says."""
    claim = case.claim
    matches = {match.passage_id: match for match in case.matches}
    quotes = [_quote(row, matches.get(row.passage_id or 0)) for row in case.evidence]
    reviews = [review_json(row) for row in case.reviews]
    return {
        "claim": {**standing_json(claim), "quote": _quote_of(claim)},
        "reviews": [row for row in reviews if not row["undone"]],
        "undone": [row for row in reviews if row["undone"]],
        "content": _weighed(quotes, Question.CONTENT),
        "saying": _weighed(quotes, Question.SAYING),
        "corrections": [correction_json(given) for given in corrections],
        "notices": [notice_json(row) for row in notices],
    }


def notice_json(row: Event) -> Json:
    """That a claim was published, corrected or withdrawn."""
    return {
        "kind": row.kind,
        "verdict": row.detail.get("verdict"),
        "correction": bool(row.detail.get("correction")),
        "why": row.detail.get("why") or None,
        "by": row.actor,
        "at": row.at.isoformat(),
    }


def selectors(text: str, start: int, end: int) -> list[Json]:
    """Where a stretch of a text is: by its words, and by its position in code points."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _weighed(quotes: Iterable[Json], question: Question) -> list[Json]:
    """What bears on a question; what was marked irrelevant is no part of the account."""
    return [
        each
        for each in quotes
        if each["question"] == question and each["stance"] != Stance.IRRELEVANT
    ]


def _quote(row: Evidence, match: Match | None) -> Json:
    passage = row.passage
    kind = row.basis_kind or (match.basis_kind if match else None)
    found: Json = {
        **evidence_json(row),
        "basis": {
            "kind": kind.value if kind else None,
            "root": row.basis_root or (match.basis_root if match else None),
        },
        "origin": match.origin_label if match else None,
        "same_origin_as_claim": bool(match and match.same_origin_as_claim),
        "selectors": [],
        "hashes": None,
    }
    if passage is not None:
        found["selectors"] = selectors(passage.report.text, passage.start, passage.end)
        found["hashes"] = _hashes(passage.report)
    return found


def _quote_of(claim: Claim) -> Json | None:
    """Where the claim itself stands in its article."""
    if claim.report is None or claim.start is None or claim.end is None:
        return None
    return {
        "report": reference_json(claim.report),
        "selectors": selectors(claim.report.text, claim.start, claim.end),
        "hashes": _hashes(claim.report),
    }


def _hashes(report: Report) -> Json:
    return {"sha256": report.sha256, "text_sha256": report.text_sha256}
