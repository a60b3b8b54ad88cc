"""Fits how likely a passage speaks of a claim's event, and answers it, on one half of the gold.

    python -m benchmarks.fit_sameness [--write]

The half that is looked at (`benchmarks.gold_desk.half`); the other is only measured. Held-out
figures leave out one event after the other.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import ridge
from benchmarks.desk_quality import REPORTS, calibration, relations
from benchmarks.gold_desk import LOOKED_AT, Gold, GoldClaim, half, load
from benchmarks.gold_trial import RememberingEncoder, by_id, desk, put
from benchmarks.reports import read_reports
from benchmarks.ridge import STRENGTH, Floats, Labels
from workbench.domain.sameness import features_of
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Provenance, Relation, SlotName
from workbench.representations.subjects import Subject
from workbench.stages import assessing
from workbench.store.casework import Casework

OUTPUT = Path(__file__).parents[1] / "workbench" / "domain" / "sameness.json"
ANSWERS = frozenset({"independent support", "refutes", "same origin", "update", "origin unknown"})


@dataclass(frozen=True, slots=True)
class Example:
    """One match of one labelled claim."""

    event: str
    features: dict[str, float]
    same_event: bool
    answers: bool


def examples(gold: Gold, claim: GoldClaim, case: Casework) -> list[Example]:
    """The matches of a claim with what the gold says of them."""
    event = claim.assertion.event or ""
    subject = Subject(
        case.claim.text, published=case.claim.claimed_at, report_id=case.claim.report_id
    )
    near = assessing.nearness(
        subject,
        [match.passage for match in case.matches],
        {match.passage_id: match.similarity or 0.0 for match in case.matches},
    )
    return [
        Example(
            event,
            features_of(map(_row, match.comparison), match.signal, near[match.passage_id]),
            match.passage.report.acquired_from in gold.events[event],
            bool(relations(gold, claim, match) & ANSWERS),
        )
        for match in case.matches
    ]


def fit(found: Sequence[Example], labels: Labels) -> dict[str, object]:
    """The weights of a ridge logistic regression, with its calibration on events left out."""
    x, events = _matrix(found), np.array([each.event for each in found])
    weights, intercept = ridge.fit(x, labels)
    told: list[tuple[float, bool]] = []
    for event in sorted(set(events)):
        out = events == event
        held, shift = ridge.fit(x[~out], labels[~out])
        sums = x[out] @ held + shift
        told += zip((1 / (1 + np.exp(-sums))).tolist(), labels[out].tolist(), strict=True)
    return {
        "weights": dict(zip(found[0].features, (round(float(w), 4) for w in weights), strict=True)),
        "intercept": round(intercept, 4),
        "held_out_calibration_error": calibration(told),
    }


def _matrix(found: Sequence[Example]) -> Floats:
    return np.array([list(each.features.values()) for each in found], np.float64)


def _row(shown: dict[str, str]) -> SlotComparison:
    return SlotComparison(
        SlotName(shown["slot"]),
        shown["claim"],
        shown["passage"],
        Provenance(shown["from"]),
        Relation(shown["relation"]),
        shown["why"],
    )


def main() -> None:
    """Fits on the half that is looked at; prints, and with --write keeps, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    gold, reports = load(), read_reports(REPORTS)
    claims = [
        claim
        for claim in gold.claims.values()
        if half(claim.assertion.event) == LOOKED_AT and claim.assertion.question != "who"
    ]
    encoder = RememberingEncoder()
    with desk(encoder, list(by_id(reports).values())) as services:
        cases = put(services, claims)
    found = [each for claim in claims for each in examples(gold, claim, cases[claim.id])]
    fitted = {
        "about": "What each feature of a comparison adds to the log odds that a passage speaks of "
        "the claim's event, and that it answers the claim.",
        "command": f"python -m benchmarks.fit_sameness, ridge logistic regression, C = {STRENGTH}",
        "encoder": encoder.name,
        "fitted_on": "the half of benchmarks/gold/desk.jsonl that is looked at",
        "claims": len(claims),
        "passages": len(found),
        "sums": {
            "event": fit(found, np.array([each.same_event for each in found])),
            "answer": fit(found, np.array([each.answers for each in found])),
        },
    }
    text = json.dumps(fitted, indent=2) + "\n"
    if given.write:
        OUTPUT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
