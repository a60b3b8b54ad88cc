"""Decided claims in the shapes of two research datasets: FEVER (JSONL) and AVeriTeC (JSON).

A claim without a verdict has no label there, so it is left out: “not yet checked” is none.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from workbench.interchange.dossiers import bearing, decision, speaker, words

FEVER = {
    "corroborated": "SUPPORTS",
    "disputed": "REFUTES",
    "unresolved": "NOT ENOUGH INFO",
}
AVERITEC = {
    "corroborated": "Supported",
    "disputed": "Refuted",
    "unresolved": "Not Enough Evidence",
}
CONFLICTING = "Conflicting Evidence/Cherrypicking"
_QUESTIONS = {
    "content": "Do other reports bear out what is claimed?",
    "saying": "Did the speaker say so?",
}
Json = dict[str, Any]


def fever(cases: Iterable[Json]) -> Iterator[str]:
    """One JSON object a line; FEVER's own evidence names Wikipedia, ours stands in `passages`."""
    for case in _decided(cases):
        yield json.dumps(_fever(case), ensure_ascii=False) + "\n"


def averitec(cases: Iterable[Json]) -> Iterator[str]:
    """One JSON array, an element at a time."""
    yield from array(map(_averitec, _decided(cases)))


def array(elements: Iterable[Json]) -> Iterator[str]:
    """A JSON array, an element at a time."""
    before = "[\n"
    for element in elements:
        yield before + json.dumps(element, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _decided(cases: Iterable[Json]) -> Iterator[Json]:
    return (case for case in cases if case["verdict"])


def _fever(case: Json) -> Json:
    label = FEVER[case["verdict"]]
    stance = {"SUPPORTS": "supports", "REFUTES": "refutes"}.get(label)
    mine = [each for each in bearing(case) if each["stance"] == stance]
    number = case["id"]
    return {
        "id": number,
        "verifiable": "VERIFIABLE" if stance else "NOT VERIFIABLE",
        "label": label,
        "claim": case["text"],
        # annotation, evidence, page (here a report's address), sentence (here without a number)
        "evidence": [[[number, each["id"], _address(each), None]] for each in mine]
        or [[[number, None, None, None]]],
        "passages": [
            {
                "evidence": each["id"],
                "text": words(each),
                "report": each["report"],
                "start": each["start"],
                "end": each["end"],
            }
            for each in mine
        ],
    }


def _averitec(case: Json) -> Json:
    last = decision(case)
    conflicting = last.get("missing") == "conflicting reports"
    return {
        "claim": case["text"],
        "label": CONFLICTING if conflicting else AVERITEC[case["verdict"]],
        "justification": last.get("rationale"),
        "claim_date": _day_first(case["claimed_at"] or (case["report"] or {}).get("published")),
        "speaker": speaker(case),
        "original_claim_url": case["url"] or (case["report"] or {}).get("url"),
        "cached_original_claim_url": None,
        "fact_checking_article": None,
        "reporting_source": case["source"] or (case["report"] or {}).get("source"),
        "location_ISO_code": None,
        "claim_types": [],
        "fact_checking_strategies": [],
        "questions": list(_questions(case)),
    }


def _questions(case: Json) -> Iterator[Json]:
    for question, asked in _QUESTIONS.items():
        answers = [
            _answer(each)
            for each in case["evidence"]
            if each["question"] == question and each["stance"] in {"supports", "refutes"}
        ]
        if answers:
            yield {"question": asked, "answers": answers}


def _answer(each: Json) -> Json:
    return {
        "answer": words(each),
        "answer_type": "Extractive" if each["text"] else "Abstractive",
        "source_url": _address(each),
        "cached_source_url": None,
        "source_medium": "Web text" if _address(each) else "Other",
        "stance": each["stance"],
    }


def _address(each: Json) -> str | None:
    return (each["report"] or {}).get("url")


def _day_first(written: str | None) -> str | None:
    """As the dataset writes days: 2-6-2017."""
    if not written:
        return None
    day = date.fromisoformat(written[:10])
    return f"{day.day}-{day.month}-{day.year}"
