"""Fits how likely a sentence answers a claim before they are compared, on an `answer_desk`.

    python -m benchmarks.fit_promise [--write]

What answers was told by reading, or in writing (`gold/README.md`). The recall is that of answers
among what is compared, with weights fitted without the events of the claim's kind or place.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from benchmarks import ridge
from benchmarks.answer_desk import (
    answer_desk,
    balanced,
    load_claims,
    provenance,
    read_documents,
)
from benchmarks.event_desk import ANSWERS, EVENTS, EventClaim, EventReport, Reading, told
from benchmarks.gold_trial import RememberingEncoder, store
from benchmarks.ridge import STRENGTH, Floats
from workbench.bootstrap import Services
from workbench.domain.promise import Standing, Told, features_of
from workbench.domain.sameness import Nearness
from workbench.domain.values import Particulars
from workbench.pipeline.searchable import encoder_id
from workbench.stages import finding, matching, widening
from workbench.store.models import Passage

OUTPUT = Path(__file__).parents[1] / "workbench" / "domain" / "promise.json"
DRAWN = 20  # pairs of an answer and of what is none, beside each claim
_NOTHING = Told(Particulars())
_NAMES = tuple(features_of(_NOTHING, _NOTHING, Nearness(0, 0), Standing(0, 0, 0)))
_LEFT_OUT = ("report cosine", "article cosine")  # weighed otherwise by one corpus than by the other
_KEPT = np.array([name not in _LEFT_OUT for name in _NAMES])
Documents = Mapping[str, EventReport]


@dataclass(frozen=True, slots=True)
class Looked:
    """The sentences of one claim's near reports that are known to answer or not to."""

    claim: str
    topic: str
    found: frozenset[int]  # passages that the searches bring without them
    passages: tuple[int, ...]
    features: Floats  # (sentences, features)
    known: tuple[Reading, ...]
    beyond: float  # answers that the searches bring from elsewhere
    is_invented: bool


def look(
    services: Services, documents: Documents, claims: Mapping[str, EventClaim]
) -> list[Looked]:
    """The sentences that would be weighed for each claim, those that searches bring included."""
    stored = store(services, [claim.gold for claim in claims.values()])
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
            claim = claims[stored[query.claim_id or 0].id]
            looked.append(_looked(session, encoder, asked, documents, claim))
    return looked


def _looked(
    session: Session, encoder: int, asked: widening.Asked, documents: Documents, claim: EventClaim
) -> Looked:
    ours = widening.told_by(asked)
    beside = widening.sentences(session, encoder, replace(asked, found=()))
    known = [(each, _reading(documents, claim, each.passage)) for each in beside]
    read = [(each, reading) for each, reading in known if reading is not None]
    rows = [
        list(features_of(ours, each.told, each.near, each.standing).values()) for each, _ in read
    ]
    passages = tuple(each.passage.id for each, _ in read)
    elsewhere = [each.passage for each in asked.found if each.passage.id not in passages]
    return Looked(
        claim.gold.id,
        claim.topic,
        frozenset(each.passage.id for each in asked.found),
        passages,
        np.array(rows, np.float64).reshape(-1, len(_NAMES)),
        tuple(reading for _, reading in read),
        sum(_worth(_reading(documents, claim, passage)) for passage in elsewhere),
        claim.is_invented,
    )


def _reading(documents: Documents, claim: EventClaim, passage: Passage) -> Reading | None:
    report = passage.report.acquired_from
    return told(documents, claim, report, passage.start, passage.end)


def _worth(reading: Reading | None) -> float:
    return reading.stands_for if reading is not None and reading.label == ANSWERS else 0.0


def recall(looked: Sequence[Looked], weights: Mapping[str, Floats], most: int) -> float:
    """The share of answers that are compared; the weights are those of each claim's topic."""
    hits = count = 0.0
    for each in looked:
        order = np.argsort(-(each.features @ weights[each.topic]), kind="stable")
        beside = [i for i in order if each.passages[i] not in each.found][:most]
        worth = [_worth(reading) for reading in each.known]
        searched = [i for i, passage in enumerate(each.passages) if passage in each.found]
        hits += each.beyond + sum(worth[i] for i in (*beside, *searched))
        count += each.beyond + sum(worth)
    return round(hits / count, 4)


def fit(looked: Sequence[Looked]) -> tuple[Floats, float]:
    """What puts answers first, by pairs beside one claim; how likely they are, of all."""
    above, below = _pairs(looked)
    weights = ridge.fit_order(above, below, _KEPT)
    known = [reading for each in looked for reading in each.known]
    invented = [each.is_invented for each in looked for _ in each.known]
    slope, shift = ridge.fit(
        (np.concatenate([each.features for each in looked]) @ weights)[:, None],
        np.array([reading.label == ANSWERS for reading in known]),
        balanced(np.array([reading.stands_for for reading in known]), np.array(invented)),
    )
    return weights * slope[0], shift


def _pairs(looked: Sequence[Looked]) -> tuple[Floats, Floats]:
    """Answers, and for each a sentence beside the same claim that is none; as many of each."""
    above: list[Floats] = []
    below: list[Floats] = []
    for each in looked:
        answers = np.array([reading.label == ANSWERS for reading in each.known], np.bool_)
        worth = np.array([reading.stands_for for reading in each.known])
        if answers.any() and not answers.all():
            for told, rows, kept in (("answer", above, answers), ("rest", below, ~answers)):
                places = ridge.drawn(f"{told} {each.claim}", worth[kept], DRAWN)
                rows.append(each.features[kept][places])
    return np.concatenate(above), np.concatenate(below)


def main() -> None:
    """Fits on all claims; prints, and with --write keeps, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=Path, default=EVENTS)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    documents = read_documents(given.events)
    encoder = RememberingEncoder()
    with answer_desk(encoder, documents) as services:
        looked = look(services, documents, load_claims(documents))
    topics = {each.topic for each in looked}
    held = {t: fit([each for each in looked if each.topic != t])[0] for t in topics}
    weights, intercept = fit(looked)
    fitted = {
        "about": "What each feature adds to the log odds that a sentence of a report near to a "
        "claim's article answers the claim: the likeliest are compared with it slot by slot.",
        "command": f"python -m benchmarks.fit_promise, ridge logistic regression, C = {STRENGTH}",
        "encoder": encoder.name,
        **provenance(given.events),
        "claims": len(looked),
        "sentences": sum(len(each.known) for each in looked),
        "answers_compared_held_out": {
            name: {m: recall(part, held, m) for m in (0, 20, 40, 60, 80)}
            for name, part in (
                ("ECB+", [each for each in looked if not each.is_invented]),
                ("invented", [each for each in looked if each.is_invented]),
            )
        },
        "weights": dict(zip(_NAMES, (round(float(w), 4) for w in weights), strict=True)),
        "intercept": round(intercept, 4),
    }
    text = json.dumps(fitted, indent=2) + "\n"
    if given.write:
        OUTPUT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
