"""Fits how likely a passage speaks of a claim's event, and answers it, on an `answer_desk`.

    python -m benchmarks.fit_sameness [--write]

What answers was told by reading, or in writing (`gold/README.md`); whether a report is on the event
is the corpus's own label. A desk rarely has a dozen reports on one event, as ECB+ does: so the
level of both probabilities is fitted with one, two and three of them left. What orders answers is
fitted on pairs of passages beside one claim, so that no claim's own likeness to everything counts.
Held-out figures leave out a fifth of the events' kinds and places after the other.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import ridge
from benchmarks.answer_desk import (
    answer_desk,
    balanced,
    load_claims,
    provenance,
    read_documents,
)
from benchmarks.desk_quality import calibration
from benchmarks.event_desk import ANSWERS, EVENTS, EventClaim, EventReport, Reading, told
from benchmarks.gold_trial import RememberingEncoder, put
from benchmarks.ridge import STRENGTH, Floats, Labels
from workbench.domain.sameness import features_of
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Provenance, Relation, SlotName
from workbench.pipeline import searchable
from workbench.representations.subjects import OPENING, Subject
from workbench.stages import assessing
from workbench.store.casework import Casework

OUTPUT = Path(__file__).parents[1] / "workbench" / "domain" / "sameness.json"
LEFT = (1, 2, 3)  # reports on the claim's event beside its article
PARTS = 5  # of the topics, left out one after the other
DRAWN = 20  # pairs of an answer and of what is none, beside each claim
# What one corpus weighs otherwise than the other, or not at all, tells no event, orders no answers.
NO_EVENT = "openings' words, first sentence's words, first sentence's likeness"
NO_ORDER = """report cosine, rarest shared words, event differs, event compatible, number differs,
date differs, date compatible, place compatible, actor agrees, actor differs, actor compatible,
published that day"""


@dataclass(frozen=True, slots=True)
class Example:
    """One match of one labelled claim."""

    claim: str
    topic: str
    report: str
    features: dict[str, float]
    same_event: bool
    reading: Reading | None
    is_invented: bool = False

    @property
    def answers(self) -> bool:
        """Whether it is known to answer the claim."""
        return self.reading is not None and self.reading.label == ANSWERS

    @property
    def stands_for(self) -> float:
        """For how many it stands; none where nobody read it."""
        return self.reading.stands_for if self.reading is not None else 0.0


Fitted = tuple[Floats, float]
Fit = Callable[[Sequence[Example]], Fitted]
Truth = Callable[[Example], bool | None]


def examples(
    documents: dict[str, EventReport],
    claim: EventClaim,
    case: Casework,
    alike: Mapping[int, float],
) -> list[Example]:
    """The matches of a claim with what is known of them."""
    said, article = case.claim, case.claim.report
    subject = Subject(
        said.text,
        published=said.claimed_at,
        opening=article.text[:OPENING] if article is not None else "",
        report_id=said.report_id,
    )
    near = assessing.nearness(
        subject,
        [match.passage for match in case.matches],
        {match.passage_id: match.similarity or 0.0 for match in case.matches},
        alike,
    )
    return [
        Example(
            claim.gold.id,
            claim.topic,
            report,
            features_of(map(_row, match.comparison), match.signal, near[match.passage_id]),
            documents[report].event == claim.event,
            told(documents, claim, report, match.passage.start, match.passage.end),
            claim.is_invented,
        )
        for match in case.matches
        if (report := match.passage.report.acquired_from)
    ]


def left(found: Sequence[Example], reports: int) -> list[Example]:
    """What so many reports on the claim's event would leave, drawn by a hash."""
    of: dict[str, set[str]] = {}
    for each in found:
        if each.same_event:
            of.setdefault(each.claim, set()).add(each.report)
    kept = {claim: _drawn(claim, named)[:reports] for claim, named in of.items()}
    return [e for e in found if not e.same_event or e.report in kept[e.claim]]


def _drawn(claim: str, named: Iterable[str]) -> list[str]:
    return sorted(named, key=lambda r: hashlib.sha256(f"{claim} {r}".encode()).digest())


def fit_event(found: Sequence[Example]) -> Fitted:
    """What tells a claim's event from others."""
    rows = _thinned(found)
    labels = np.array([each.same_event for each in rows])
    stand_for = balanced(np.ones(len(rows)), _invented(rows))
    return ridge.fit(_matrix(rows), labels, stand_for, kept=_kept(found[0], NO_EVENT))


def share(found: Sequence[Example]) -> float:
    """The share of what tells a claim's event from others that speaks of it."""
    rows = _thinned(found)
    weights = balanced(np.ones(len(rows)), _invented(rows))
    return float(np.average([each.same_event for each in rows], weights=weights))


def fit_answer(found: Sequence[Example]) -> Fitted:
    """What puts answers first, by pairs beside one claim; how likely they are, of what is left."""
    read = [each for each in found if each.reading is not None]
    above, below = _pairs(read)
    weights = ridge.fit_order(_matrix(above), _matrix(below), _kept(found[0], NO_ORDER))
    rows = [each for each in _thinned(found) if each.reading is not None]
    slope, shift = _fit_read(rows, (_matrix(rows) @ weights)[:, None])
    return weights * slope[0], shift


def _kept(example: Example, left_out: str) -> Labels:
    names = left_out.replace("\n", " ").split(", ")
    return np.array([name not in names for name in example.features], np.bool_)


def _pairs(read: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Answers, and for each something beside the same claim that is none; as many of each claim."""
    of: dict[str, tuple[list[Example], list[Example]]] = {}
    for each in read:
        of.setdefault(each.claim, ([], []))[not each.answers].append(each)
    above: list[Example] = []
    below: list[Example] = []
    for claim, (answers, rest) in of.items():
        if answers and rest:
            above += _draw(f"answer {claim}", answers)
            below += _draw(f"rest {claim}", rest)
    return above, below


def _draw(seed: str, rows: Sequence[Example]) -> list[Example]:
    """So many as are drawn of a claim, each as often as what it stands for."""
    stand_for = np.array([each.stands_for for each in rows])
    return [rows[i] for i in ridge.drawn(seed, stand_for, DRAWN).tolist()]


def held_out(found: Sequence[Example], fit: Fit, truth: Truth) -> dict[str, float]:
    """The calibration errors on what is left of topics left out of the fit, a part at a time."""
    told: dict[bool, list[tuple[float, bool]]] = {False: [], True: []}
    topics = sorted({each.topic for each in found})
    for part in (set(topics[start::PARTS]) for start in range(PARTS)):
        weights, intercept = fit([each for each in found if each.topic not in part])
        rows = _thinned([each for each in found if each.topic in part])
        rows = [each for each in rows if truth(each) is not None]
        sums = _matrix(rows) @ weights + intercept
        said = (1 / (1 + np.exp(-sums))).tolist()
        for p, each in zip(said, rows, strict=True):
            told[each.is_invented].append((p, bool(truth(each))))
    return {"ECB+": calibration(told[False]), "invented": calibration(told[True])}


def is_same_event(example: Example) -> bool | None:
    """What the event's sum tells."""
    return example.same_event


def is_answer(example: Example) -> bool | None:
    """What the answer's sum tells; None where nobody read it."""
    return example.answers if example.reading is not None else None


def _fit_read(read: Sequence[Example], x: Floats) -> Fitted:
    labels = np.array([each.answers for each in read])
    stand_for = np.array([each.stands_for for each in read])
    return ridge.fit(x, labels, balanced(stand_for, _invented(read)))


def _invented(found: Sequence[Example]) -> Labels:
    return np.array([each.is_invented for each in found], np.bool_)


def _thinned(found: Sequence[Example]) -> list[Example]:
    return [each for reports in LEFT for each in left(found, reports)]


def _matrix(found: Iterable[Example]) -> Floats:
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


def _sum(found: Sequence[Example], fit: Fit, truth: Truth) -> dict[str, object]:
    weights, intercept = fit(found)
    return {
        "weights": dict(zip(found[0].features, (round(float(w), 4) for w in weights), strict=True)),
        "intercept": round(intercept, 4),
        "held_out_calibration_error": held_out(found, fit, truth),
    }


def main() -> None:
    """Fits on all claims; prints, and with --write keeps, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=Path, default=EVENTS)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    documents = read_documents(given.events)
    claims = load_claims(documents)
    encoder = RememberingEncoder()
    with answer_desk(encoder, documents) as services:
        cases = put(services, [claim.gold for claim in claims.values()])
        with services.database.snapshot() as session:
            encoder_id = searchable.encoder_id(services)
            alike = {i: assessing.alike(session, encoder_id, cases[i]) for i in claims}
    found = [
        example
        for i, claim in claims.items()
        for example in examples(documents, claim, cases[i], alike[i])
    ]
    fitted = {
        "about": "What each feature of a comparison adds to the log odds that a passage speaks of "
        "the claim's event, and that it answers the claim.",
        "command": f"python -m benchmarks.fit_sameness, ridge logistic regression, C = {STRENGTH}",
        "encoder": encoder.name,
        **provenance(given.events),
        "claims": len(claims),
        "passages": len(found),
        "passages_read": sum(each.reading is not None for each in found),
        "sums": {
            "event": {"share": round(share(found), 4)} | _sum(found, fit_event, is_same_event),
            "answer": _sum(found, fit_answer, is_answer),
        },
    }
    text = json.dumps(fitted, indent=2) + "\n"
    if given.write:
        OUTPUT.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
