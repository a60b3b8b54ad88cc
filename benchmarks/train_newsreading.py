"""Trains the answer that tells claims of news apart: `python -m benchmarks.train_newsreading`.

Reads the training labels of `gold/pulled_sentences.jsonl` (no text; the reports beside the checkout
have it), fits a regression over what the trained layer sees in each sentence, and writes it with
its record into the package. A label called close counts half. Held-out figures leave out reports,
not lines. Run it anew after `benchmarks.train_claims`: the answer belongs to one head.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.pulling import reports
from workbench.language.checkworthiness import LAYER, fingerprint, head
from workbench.language.newsreading import ANSWER, hashed
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import BUNDLED

GOLD = Path("benchmarks/gold/pulled_sentences.jsonl")
OUTPUT = Path("workbench/language") / ANSWER
STRENGTH = 0.2  # of the weights' freedom: the inverse of the ridge penalty
FOLDS = 5
DIGITS = 4

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the layer sees in each sentence and its own logit last, with what a reader said."""

    seen: Floats  # (sentences, width + 1)
    claim: Rows
    trust: Floats  # in the label
    report: NDArray[np.str_]
    was_pulled: NDArray[np.bool_]  # by what was there before


def main() -> None:
    """Fit, write the answer and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=Path("../shared/data/reports"))
    options = parser.parse_args()
    data = load(options.reports)
    figures = scores(data, held_out(data))
    write(fit(data, np.arange(len(data.claim))), figures)
    print(json.dumps(figures))


def load(folder: Path) -> Labelled:
    """The labelled sentences, each looked at by the head that ships."""
    rows = map(json.loads, GOLD.read_text("utf-8").splitlines())
    labels = [row for row in rows if row["set"] == "training"]
    texts = sentences(labels, dict(reports(folder)))
    states = SentenceEncoder(BUNDLED, precision=NumberFormat.FLOAT32).inner(texts, LAYER)
    looked = [head().look(text, of) for text, of in zip(texts, states, strict=True)]
    return Labelled(
        seen=np.array([[*seen, logit] for seen, logit in looked], np.float64),
        claim=np.array([row["label"] == "claim" for row in labels], np.int64),
        trust=np.array([0.5 if row["close_call"] else 1.0 for row in labels]),
        report=np.array([row["report_id"] for row in labels]),
        was_pulled=np.array([row["pulled"] for row in labels]),
    )


def sentences(labels: Sequence[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> list[str]:
    """The labelled stretches; ValueError where a report is not the one that was read."""
    found = [texts[row["report_id"]]["text"][row["start"] : row["end"]] for row in labels]
    for row, text in zip(labels, found, strict=True):
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"Report {row['report_id']} has another text than the labels are of.")
    return found


def fit(data: Labelled, rows: Rows) -> LogisticRegression:
    """The regression over these sentences."""
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    return model.fit(data.seen[rows], data.claim[rows], sample_weight=data.trust[rows])


def held_out(data: Labelled) -> Floats:
    """The logit of each sentence by an answer fitted without its report."""
    found = np.zeros(len(data.claim))
    for inside, outside in GroupKFold(FOLDS).split(data.seen, data.claim, data.report):
        found[outside] = fit(data, inside).decision_function(data.seen[outside])
    return found


def scores(data: Labelled, logits: Floats) -> dict[str, float]:
    """How well claims are ranked, all and without the close calls."""
    clear = data.trust == 1
    return {
        "sentences": len(data.claim),
        "claims": int(data.claim.sum()),
        "close_calls": int((~clear).sum()),
        "no_claims_among_pulled_before": round(1 - float(data.claim[data.was_pulled].mean()), 4),
        "area_under_curve": round(float(roc_auc_score(data.claim, logits)), 4),
        "without_close_calls": round(float(roc_auc_score(data.claim[clear], logits[clear])), 4),
    }


def write(model: LogisticRegression, figures: dict[str, float]) -> None:
    """Write the numbers with their record."""
    *out, by_head = (round(float(each), DIGITS) for each in model.coef_[0])
    shift = round(float(model.intercept_[0]), DIGITS)
    numbers: dict[str, object] = {"out": out, "by_head": by_head, "shift": shift}
    record = {
        "sha256": hashed(numbers),
        "head_sha256": fingerprint(),
        "encoder": BUNDLED,
        "trained_by": "python -m benchmarks.train_newsreading",
        "trained_on": "benchmarks/gold/pulled_sentences.jsonl, labels made by reading for this "
        "project",
        "trained_on_sha256": hashlib.sha256(GOLD.read_bytes()).hexdigest(),
        "licence": "the project's own; what it reads is the head's, under the head's licence",
        "figures": figures,
        "numbers": numbers,
    }
    OUTPUT.write_text(json.dumps(record) + "\n", "utf-8")


if __name__ == "__main__":
    main()
