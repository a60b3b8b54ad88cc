"""Trains what tells claims of news apart: `python -m benchmarks.train_newsreading`, five minutes.

Learns from two sets of labels made by reading: sentences of ECB+ (news and weblogs on 35 kinds of
events, CC BY 3.0; the labels carry no text, the corpus lies beside the checkout) and sentences
invented for this project. Trains the layer of the debates' head further and writes it with its
record into the package. A label called close counts half. Held-out figures leave out topics, not
lines; the bound is theirs.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.news_layer import Lessons, fit
from benchmarks.untokenized import untokenized
from workbench.language import checkworthiness
from workbench.language.checkworthiness import LAYER, head
from workbench.language.newsreading import RECORD, WEIGHTS, Answer
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import BUNDLED

EVENTS = Path("benchmarks/gold/event_sentences.jsonl")
INVENTED = Path("benchmarks/gold/invented_sentences.jsonl")
PACKAGE = Path("workbench/language")
FOLDS = 4
ALLOWED = 1 / 30  # of what is pulled, no claim; wanted is .1, news elsewhere has several times more
BOUNDS = np.arange(0.5, 0.96, 0.01).round(2)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What is learned from, and where each sentence is from."""

    lessons: Lessons
    topic: NDArray[np.str_]  # of the events told of; an invented sentence is its own
    drawn: NDArray[np.bool_]  # by chance from real documents: what shares are told of


def main() -> None:
    """Train, write the weights and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=Path("../shared/data/same_event/ecbplus.topics1_35.jsonl")
    )
    options = parser.parse_args()
    data = load(options.corpus)
    figures = scores(data, held_out(data))
    write(fit(data.lessons, begin()), figures)
    print(json.dumps(figures))


def begin() -> Answer:
    """The layer of the debates' head, and nothing said of news yet."""
    return Answer(head().layer, head().attend, head().out, 0.0)


def load(corpus: Path) -> Labelled:
    """The labelled sentences by the bundled encoder."""
    events, invented = list(_rows(EVENTS)), list(_rows(INVENTED))
    texts = [*sentences(events, dict(_documents(corpus))), *(row["text"] for row in invented)]
    rows = [*events, *invented]
    lessons = Lessons(
        states=SentenceEncoder(BUNDLED, precision=NumberFormat.FLOAT32).inner(texts, LAYER),
        claim=np.array([row["label"] == "claim" for row in rows], np.int64),
        trust=np.array([0.5 if row.get("close_call") else 1 for row in rows], np.float32),
    )
    alone = [f"invented {number}" for number in range(len(invented))]
    topics = [*(row["report_id"].split("_")[0] for row in events), *alone]
    drawn = np.array([row.get("set") == "drawn" for row in rows])
    return Labelled(lessons, np.array(topics), drawn)


def sentences(labels: Sequence[dict[str, Any]], texts: dict[str, list[str]]) -> list[str]:
    """The labelled sentences; ValueError where a document is not the one that was read."""
    found = [texts[row["report_id"]][row["sentence"]] for row in labels]
    for row, text in zip(labels, found, strict=True):
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['report_id']} has another text than the labels are of.")
    return [untokenized(text) for text in found]


def held_out(data: Labelled) -> Floats:
    """The weight of each sentence by a layer trained without its topic."""
    lessons, found = data.lessons, np.zeros(len(data.topic), np.float32)
    for inside, outside in GroupKFold(FOLDS).split(data.topic, groups=data.topic):
        found[outside] = fit(lessons.of(inside), begin()).weigh(lessons.of(outside).states)
    return found


def scores(data: Labelled, weights: Floats) -> dict[str, float]:
    """How well claims are ranked, and what the bound pulls of the sentences drawn by chance."""
    sure, claim = data.lessons.trust == 1, data.lessons.claim == 1
    real = np.char.find(data.topic, "invented") < 0
    least = bound(weights[data.drawn], claim[data.drawn])
    pulled = data.drawn & (weights >= least)
    return {
        "sentences": len(claim),
        "claims": int(claim.sum()),
        "close_calls": int((~sure).sum()),
        "area_under_curve": round(float(roc_auc_score(claim, weights)), 4),
        "without_close_calls": round(float(roc_auc_score(claim[sure], weights[sure])), 4),
        "of_real_sentences": round(float(roc_auc_score(claim[real], weights[real])), 4),
        "bound": least,
        "no_claims_among_pulled": round(float((~claim[pulled]).mean()), 4),
        "claims_pulled": round(float(pulled[data.drawn & claim].mean()), 4),
    }


def bound(weights: Floats, claim: NDArray[np.bool_]) -> float:
    """The least weight from which fewer sentences than allowed are none; ValueError if no such."""
    for least in BOUNDS:
        if (~claim[weights >= least]).mean() < ALLOWED:
            return float(least)
    raise ValueError("No bound keeps what is no claim as rare as is wanted.")


def write(answer: Answer, figures: dict[str, float]) -> None:
    """Write the weights in half precision, then their record."""
    parts = asdict(answer)
    parts |= parts.pop("layer")
    arrays: dict[str, Any] = {name: np.asarray(each, np.float16) for name, each in parts.items()}
    with (PACKAGE / WEIGHTS).open("wb") as file:
        np.savez_compressed(file, **arrays)
    sources = (EVENTS, INVENTED, PACKAGE / checkworthiness.WEIGHTS)
    record = {
        "sha256": _sha256(PACKAGE / WEIGHTS),
        "encoder": BUNDLED,
        "layer": LAYER,
        "trained_by": "python -m benchmarks.train_newsreading",
        "trained_from": f"the layer of {checkworthiness.WEIGHTS}, trained on ClaimBuster",
        "trained_on": f"{EVENTS} and {INVENTED}, labels made by reading for this project; the "
        "sentences of the first are of ECB+ (Cybulska and Vossen, 2014)",
        "sources_sha256": {path.name: _sha256(path) for path in sources},
        "licence": "CC BY-SA 4.0, after the layer it was trained from; the labels and the invented "
        "sentences are the project's own, ECB+ is CC BY 3.0",
        "figures": figures,
    }
    (PACKAGE / RECORD).write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def _documents(corpus: Path) -> Iterator[tuple[str, list[str]]]:
    return ((row["id"], row["sentences"]) for row in _rows(corpus))


if __name__ == "__main__":
    main()
