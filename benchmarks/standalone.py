"""Whether a claim is found better by its standalone wording or by its own words.

`python -m benchmarks.standalone --json`: for each gold claim whose standalone wording differs,
every sentence of the other labelled reports is ranked by cosine; right are the sentences labelled
to bear on the same question of the same event. Embedded are the claims' words or wordings, against
the sentences' words or wordings.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.casualties import REPORTS, day
from benchmarks.gold_desk import Gold, GoldClaim, load
from benchmarks.reports import read_reports
from workbench.language import claims
from workbench.vectors.encoder import NumberFormat, SentenceEncoder

BEARING = ("independent support", "same origin", "origin unknown", "update", "refutes")
DEPTH = 20
RESAMPLES = 2000
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, by its words and by its standalone wording."""

    report: str
    start: int
    end: int
    words: str
    wording: str


def main() -> None:
    """Rank by every pair of texts and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gold = load()
    passages = read(gold, options.reports)
    asked = [(n, right) for n, right in questions(gold, passages) if reworded(passages[n])]
    vectors = encoded(passages)
    found = {
        f"{of_claim} against {of_passage}": ranked(passages, asked, vectors, of_claim, of_passage)
        for of_claim, of_passage in (
            ("words", "words"),
            ("wording", "words"),
            ("words", "wording"),
            ("wording", "wording"),
        )
    }
    print(json.dumps(figures(found), indent=None if options.json else 2))


def read(gold: Gold, path: Path) -> list[Passage]:
    """Every sentence of the reports on the labelled events."""
    wanted = {report for reports in gold.events.values() for report in reports}
    texts = {r.id: r for r in read_reports(path) if r.id in wanted}
    return [
        passage
        for report in texts.values()
        for passage in passages_of(report.id, report.text, day(report.published or ""))
    ]


def passages_of(report: str, text: str, published: date | None) -> list[Passage]:
    """A report's sentences, each with the wording that a claim made of it would have."""
    return [
        Passage(
            report,
            candidate.sentence.span.start,
            candidate.sentence.span.end,
            candidate.text,
            claims.claim_of(candidate).standalone or candidate.text,
        )
        for candidate in claims.propose(text, published=published)
    ]


def questions(gold: Gold, passages: Sequence[Passage]) -> list[tuple[int, set[int]]]:
    """The sentence of each claim, and the sentences of other reports that bear on it."""
    of = {name: at(passages, said.report, said.start) for name, said in gold.assertions.items()}
    asked = [(of[claim.assertion.id], bearing(claim, of)) for claim in gold.claims.values()]
    return [(n, right) for n, right in asked if n is not None and right]


def at(passages: Sequence[Passage], report: str, start: int) -> int | None:
    """The sentence of a report that holds this place."""
    held = (n for n, p in enumerate(passages) if p.report == report and p.start <= start < p.end)
    return next(held, None)


def bearing(claim: GoldClaim, of: Mapping[str, int | None]) -> set[int]:
    """The sentences that bear on a claim."""
    linked = {of[name] for name, relation in claim.links.items() if relation in BEARING}
    return {n for n in linked if n is not None}


def reworded(passage: Passage) -> bool:
    """Whether its standalone wording says more than its words."""
    return passage.wording != passage.words


def encoded(passages: Sequence[Passage]) -> dict[str, Floats]:
    """Vectors by the words and by the wordings."""
    encode = SentenceEncoder(precision=NumberFormat.FLOAT32).encode
    words = encode([p.words for p in passages]).astype(np.float64)
    wording = words.copy()
    others = [n for n, p in enumerate(passages) if reworded(p)]
    wording[others] = encode([passages[n].wording for n in others])
    return {"words": words, "wording": wording}


def ranked(
    passages: Sequence[Passage],
    asked: Sequence[tuple[int, set[int]]],
    vectors: Mapping[str, Floats],
    of_claim: str,
    of_passage: str,
) -> Floats:
    """Average precision and recall within the first rows of each claim, (claims, 2)."""
    report = np.array([p.report for p in passages])
    rows = []
    for n, right in asked:
        near = vectors[of_passage] @ vectors[of_claim][n]
        near[report == passages[n].report] = -2.0
        order = np.argsort(-near, kind="stable")
        hits = np.isin(order, list(right))
        places = np.flatnonzero(hits) + 1
        precision = np.arange(1, len(places) + 1) / places
        rows.append((precision.mean(), hits[:DEPTH].sum() / len(right)))
    return np.array(rows)


def figures(found: Mapping[str, Floats]) -> dict[str, object]:
    """Means, and how far each way lies from the claim's own words, with its 95 % interval."""
    plain = found["words against words"]
    out: dict[str, object] = {"claims": len(plain)}
    for name, rows in found.items():
        map_, recall = rows.mean(axis=0)
        low, high = interval(rows[:, 0] - plain[:, 0])
        out[name] = {
            "map": round(float(map_), 4),
            f"recall@{DEPTH}": round(float(recall), 4),
            "map_won": [round(float(np.mean(rows[:, 0] - plain[:, 0])), 4), low, high],
        }
    return out


def interval(won: Floats) -> tuple[float, float]:
    """The middle 95 % of the mean over resampled claims."""
    random = np.random.default_rng(0)
    means = [won[random.integers(0, len(won), len(won))].mean() for _ in range(RESAMPLES)]
    low, high = np.quantile(means, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)


if __name__ == "__main__":
    main()
