"""A claim with all that stands on it: the shape of `show`, of jsonl exports and of the API."""

from typing import Any

from workbench.domain.comparison import not_english
from workbench.domain.spans import Span
from workbench.language.identify import foreign
from workbench.representations.changes import Newest, changed, changed_json
from workbench.representations.claims import claim_json
from workbench.representations.reports import reference_json
from workbench.store.casework import Casework
from workbench.store.models import Claim, Evidence, Match, Passage, Review

Json = dict[str, Any]
NOTHING_COUNTED: Json = {"at_least": 0, "at_most": 0, "kinds": {}, "sides": {}, "warning": None}


def case_json(case: Casework, *, imports: list[int], events: list[Json], newest: Newest) -> Json:
    """Everything about one claim; `newest` are the later texts of what is quoted."""
    return {
        **standing_json(case.claim),
        "report_changed": _changed(case.claim, newest),
        "imports": imports,
        "matches": [
            {**match_json(row), "report_changed": _changed(row.passage, newest)}
            for row in case.matches
        ],
        "evidence": [
            {**evidence_json(row), "report_changed": _changed(row.passage, newest)}
            for row in case.evidence
        ],
        "reviews": [review_json(row) for row in case.reviews],
        "not_compared": _why_not_compared(case),
        "revision": case.revision,
        "events": events,
    }


def _why_not_compared(case: Casework) -> str | None:
    """Why no comparison stands beside any match, where the claim's language is the reason."""
    if case.claim.assessed_at is None or any(match.comparison for match in case.matches):
        return None
    return not_english(foreign(case.claim.text), None) if case.matches else None


def standing_json(claim: Claim) -> Json:
    """A claim, and where the work on it stands."""
    return {
        **claim_json(claim),
        "report": reference_json(claim.report) if claim.report else None,
        "state": claim.state.value,
        "verdict": claim.verdict.value if claim.verdict else None,
        "saying": claim.saying.value,
        "set_aside": claim.set_aside.value if claim.set_aside else None,
        "published": claim.publication.value if claim.publication else None,
        "origins": {
            "proposed": claim.proposed or NOTHING_COUNTED,
            "confirmed": claim.confirmed
            or {"supports": NOTHING_COUNTED, "refutes": NOTHING_COUNTED},
        },
        "searched": claim.searched,
    }


def match_json(match: Match) -> Json:
    """A machine's proposal."""
    passage = match.passage
    span = Span(passage.start, passage.end)
    return {
        "passage_id": passage.id,
        "report": reference_json(passage.report),
        "text": span.of(passage.report.text),
        "start": passage.start,
        "end": passage.end,
        "context": span.surroundings(passage.report.text).of(passage.report.text),
        "similarity": None if match.similarity is None else round(match.similarity, 4),
        "by_hand": match.by_hand,
        "relevance": None if match.relevance is None else round(match.relevance, 4),
        "basis": {
            "kind": match.basis_kind.value,
            "root": match.basis_root,
            "because": match.basis_because,
        },
        "origin": {
            "id": match.origin,
            "label": match.origin_label,
            "because": match.origin_because,
        },
        "same_origin_as_claim": match.same_origin_as_claim,
        "as_of": match.as_of,
        "comparison": match.comparison,
        "signal": match.signal.value,
    }


def evidence_json(row: Evidence) -> Json:
    """A stance that a person gave."""
    return {
        "id": row.id,
        "passage_id": row.passage_id,
        "note": row.note,
        **_quoted(row),
        "question": row.question.value,
        "stance": row.stance.value,
        "ground": row.ground.value if row.ground else None,
        "reviewer": row.reviewer.name,
        "at": row.at.isoformat(),
    }


def review_json(row: Review) -> Json:
    """A reviewer's verdict."""
    return {
        "number": row.number,
        "verdict": row.verdict.value,
        "rationale": row.rationale,
        "ground": row.ground.value if row.ground else None,
        "missing": row.missing.value if row.missing else None,
        "reviewer": row.reviewer.name,
        "at": row.at.isoformat(),
        "undone": row.undone_at is not None,
    }


def _changed(quote: Claim | Passage | None, newest: Newest) -> Json | None:
    if quote is None or quote.report is None or quote.start is None or quote.end is None:
        return None
    words = Span(quote.start, quote.end).of(quote.report.text)
    return changed_json(changed(quote.report, words, newest))


def _quoted(row: Evidence) -> Json:
    """Where the passage stands, and its words; nothing of a note."""
    passage = row.passage
    if passage is None:
        return {"text": None, "report": None, "start": None, "end": None}
    return {
        "text": Span(passage.start, passage.end).of(passage.report.text),
        "report": reference_json(passage.report),
        "start": passage.start,
        "end": passage.end,
    }
