"""Trains the answer that tells claims of news apart: `python -m benchmarks.train_newsreading`.

Learns from two sets of labels made by reading: sentences of ECB+ (news and weblogs on 35 kinds of
events, CC BY 3.0; the labels carry no text, the corpus lies beside the checkout) and sentences
invented for this project. Fits a regression over what the trained layer sees in each sentence and
writes it with its record into the package. A label called close counts half. Held-out figures
leave out topics, not lines. Run it anew after `benchmarks.train_claims`: the answer belongs to
one head.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.untokenized import untokenized
from workbench.language.checkworthiness import LAYER, fingerprint, head
from workbench.language.claims import ENOUGH
from workbench.language.newsreading import ANSWER, hashed
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import BUNDLED

EVENTS = Path("benchmarks/gold/event_sentences.jsonl")
INVENTED = Path("benchmarks/gold/invented_sentences.jsonl")
OUTPUT = Path("workbench/language") / ANSWER
STRENGTH = 0.3  # of the weights' freedom: the inverse of the ridge penalty
FOLDS = 10
DIGITS = 4

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the layer sees in each sentence and its own logit last, with what a reader said."""

    seen: Floats  # (sentences, width + 1)
    claim: Rows
    trust: Floats  # in the label
    topic: NDArray[np.str_]  # of the events told of; an invented sentence is its own
    drawn: NDArray[np.bool_]  # by chance from real documents: what shares are told of


def main() -> None:
    """Fit, write the answer and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=Path("../shared/data/same_event/ecbplus.topics1_35.jsonl")
    )
    options = parser.parse_args()
    data = load(options.corpus)
    figures = scores(data, held_out(data))
    write(fit(data, np.arange(len(data.claim))), figures)
    print(json.dumps(figures))


def load(corpus: Path) -> Labelled:
    """The labelled sentences, each looked at by the head that ships."""
    events, invented = list(_rows(EVENTS)), list(_rows(INVENTED))
    texts = [*sentences(events, dict(_documents(corpus))), *(row["text"] for row in invented)]
    states = SentenceEncoder(BUNDLED, precision=NumberFormat.FLOAT32).inner(texts, LAYER)
    looked = [head().look(text, of) for text, of in zip(texts, states, strict=True)]
    alone = [f"invented {number}" for number in range(len(invented))]
    return Labelled(
        seen=np.array([[*seen, logit] for seen, logit in looked], np.float64),
        claim=np.array([row["label"] == "claim" for row in [*events, *invented]], np.int64),
        trust=np.array([0.5 if row.get("close_call") else 1.0 for row in [*events, *invented]]),
        topic=np.array([*(row["report_id"].split("_")[0] for row in events), *alone]),
        drawn=np.array([row.get("set") == "drawn" for row in [*events, *invented]]),
    )


def sentences(labels: Sequence[dict[str, Any]], texts: dict[str, list[str]]) -> list[str]:
    """The labelled sentences; ValueError where a document is not the one that was read."""
    found = [texts[row["report_id"]][row["sentence"]] for row in labels]
    for row, text in zip(labels, found, strict=True):
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['report_id']} has another text than the labels are of.")
    return [untokenized(text) for text in found]


def fit(data: Labelled, rows: Rows) -> LogisticRegression:
    """The regression over these sentences."""
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    return model.fit(data.seen[rows], data.claim[rows], sample_weight=data.trust[rows])


def held_out(data: Labelled) -> Floats:
    """The logit of each sentence by an answer fitted without its topic."""
    found = np.zeros(len(data.claim))
    for inside, outside in GroupKFold(FOLDS).split(data.seen, data.claim, data.topic):
        found[outside] = fit(data, inside).decision_function(data.seen[outside])
    return found


def scores(data: Labelled, logits: Floats) -> dict[str, float]:
    """How well claims are ranked, and what the bound pulls of the sentences drawn by chance."""
    sure, weights = data.trust == 1, 1 / (1 + np.exp(-logits))
    pulled, claim = data.drawn & (weights >= ENOUGH), data.claim == 1
    return {
        "sentences": len(data.claim),
        "claims": int(data.claim.sum()),
        "close_calls": int((~sure).sum()),
        "area_under_curve": round(float(roc_auc_score(claim, logits)), 4),
        "without_close_calls": round(float(roc_auc_score(claim[sure], logits[sure])), 4),
        "bound": ENOUGH,
        "no_claims_among_pulled": round(float((~claim[pulled]).mean()), 4),
        "claims_pulled": round(float(pulled[data.drawn & claim].mean()), 4),
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
        "trained_on": f"{EVENTS} and {INVENTED}, labels made by reading for this project; the "
        "sentences of the first are of ECB+ (Cybulska and Vossen, 2014)",
        "trained_on_sha256": [
            hashlib.sha256(p.read_bytes()).hexdigest() for p in (EVENTS, INVENTED)
        ],
        "licence": "the project's own; ECB+ is CC BY 3.0; what it reads is the head's, under the "
        "head's licence",
        "figures": figures,
        "numbers": numbers,
    }
    OUTPUT.write_text(json.dumps(record) + "\n", "utf-8")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def _documents(corpus: Path) -> Iterator[tuple[str, list[str]]]:
    return ((row["id"], row["sentences"]) for row in _rows(corpus))


if __name__ == "__main__":
    main()
