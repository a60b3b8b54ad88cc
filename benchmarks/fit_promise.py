"""Fits how likely a sentence answers a claim before they are compared, on one half of the gold.

    python -m benchmarks.fit_promise [--write]

The half that is looked at (`benchmarks.gold_desk.half`). The recall is that of supporting passages
among those compared, with weights fitted without the claim's event.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from benchmarks import ridge
from benchmarks.desk_quality import REPORTS, SUPPORT
from benchmarks.fit_sameness import ANSWERS
from benchmarks.gold_desk import LOOKED_AT, Gold, GoldClaim, half, load
from benchmarks.gold_trial import RememberingEncoder, by_id, desk, store
from benchmarks.reports import read_reports
from benchmarks.ridge import STRENGTH, Floats, Labels
from workbench.bootstrap import Services
from workbench.domain.promise import Standing, Told, features_of
from workbench.domain.sameness import Nearness
from workbench.domain.values import Particulars
from workbench.pipeline.searchable import encoder_id
from workbench.stages import finding, matching, widening
from workbench.store.models import Passage

OUTPUT = Path(__file__).parents[1] / "workbench" / "domain" / "promise.json"
_NOTHING = Told(Particulars())
_NAMES = tuple(features_of(_NOTHING, _NOTHING, Nearness(0, 0), Standing(0, 0, 0)))


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked through for one claim, and what the searches had found."""

    claim: GoldClaim
    found: frozenset[str]  # labelled assertions among what the searches found
    features: Floats  # (sentences, features)
    says: tuple[frozenset[str], ...]  # labelled assertions in each sentence


def look(services: Services, gold: Gold, stored: Mapping[int, GoldClaim]) -> list[Looked]:
    """The sentences that would be weighed for each stored claim."""
    encoder, index = encoder_id(services), services.shelf.index()
    with services.database.snapshot() as session:
        queries, vectors = matching.these(session, encoder, list(stored))
        leads = widening.leads(session, encoder, list(stored))
        looked = []
        for query, vector in zip(queries, vectors if vectors is not None else (), strict=True):
            [hits] = index.search(vector[None], finding.CANDIDATES)
            found = finding.find(session, encoder, query, vector, hits)
            asked = widening.Asked(query, vector, found)
            lead = leads.get(query.claim_id or 0)
            if lead is not None:
                near = index.search(lead.vectors, widening.NEAREST)
                asked = replace(asked, lead=lead, near=near)
            looked.append(_looked(session, encoder, asked, gold, stored[query.claim_id or 0]))
    return looked


def _looked(
    session: Session, encoder: int, asked: widening.Asked, gold: Gold, claim: GoldClaim
) -> Looked:
    told, beside = widening.told_by(asked), widening.sentences(session, encoder, asked)
    rows = [
        list(features_of(told, each.told, each.near, each.standing).values()) for each in beside
    ]
    found = frozenset(o for each in asked.found for o in _says(gold, claim, each.passage))
    says = tuple(_says(gold, claim, each.passage) for each in beside)
    return Looked(claim, found, np.array(rows, np.float64).reshape(-1, len(_NAMES)), says)


def _says(gold: Gold, claim: GoldClaim, passage: Passage) -> frozenset[str]:
    said = ((other, gold.assertions[other]) for other in claim.links)
    return frozenset(
        other
        for other, a in said
        if a.report == passage.report.acquired_from
        and a.start < passage.end
        and passage.start < a.end
    )


def answers(looked: Looked) -> Labels:
    """Which sentences answer the claim."""
    links = looked.claim.links
    return np.array([any(links[o] in ANSWERS for o in each) for each in looked.says], np.bool_)


def recall(found: Sequence[Looked], held: Sequence[tuple[Floats, float]], most: int) -> list[int]:
    """Supporting passages among those compared, and all; the weights are those of each claim."""
    hits = count = 0
    for looked, (weights, intercept) in zip(found, held, strict=True):
        best = np.argsort(-(looked.features @ weights + intercept), kind="stable")[:most]
        compared = looked.found.union(*(looked.says[i] for i in best))
        wanted = {o for o, relation in looked.claim.links.items() if relation == SUPPORT}
        hits += len(wanted & compared)
        count += len(wanted)
    return [hits, count]


def fit(found: Sequence[Looked]) -> tuple[Floats, float]:
    """The weights and the intercept that these claims teach."""
    rows = [each for each in found if len(each.says)]
    x, y = np.concatenate([r.features for r in rows]), np.concatenate([answers(r) for r in rows])
    return ridge.fit(x, y)


def main() -> None:
    """Fits on the half that is looked at; prints, and with --write keeps, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    gold, reports = load(), by_id(read_reports(REPORTS))
    claims = [
        claim
        for claim in gold.claims.values()
        if half(claim.assertion.event) == LOOKED_AT and claim.assertion.question != "who"
    ]
    encoder = RememberingEncoder()
    with desk(encoder, list(reports.values())) as services:
        found = look(services, gold, store(services, claims))
    without = {
        event: fit([each for each in found if each.claim.assertion.event != event])
        for event in {each.claim.assertion.event for each in found}
    }
    held = [without[each.claim.assertion.event] for each in found]
    weights, intercept = fit(found)
    fitted = {
        "about": "What each feature adds to the log odds that a sentence of a report near to a "
        "claim's article answers the claim: the likeliest are compared with it slot by slot.",
        "command": f"python -m benchmarks.fit_promise, ridge logistic regression, C = {STRENGTH}",
        "encoder": encoder.name,
        "fitted_on": "the half of benchmarks/gold/desk.jsonl that is looked at",
        "claims": len(found),
        "sentences": sum(len(each.says) for each in found),
        "supports_compared_held_out": {m: recall(found, held, m) for m in (0, 20, 30, 40, 60)},
        "weights": dict(zip(_NAMES, (round(float(w), 4) for w in weights), strict=True)),
        "intercept": round(intercept, 4),
    }
    text = json.dumps(fitted, indent=2) + "\n"
    if given.write:
        OUTPUT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
