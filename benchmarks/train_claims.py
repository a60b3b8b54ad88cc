"""Trains the check-worthiness head: `python -m benchmarks.train_claims`, about ten minutes.

Reads ClaimBuster's training sentences, takes their states after a layer of the bundled model (on
held-out stretches .02 more average precision than by its vectors), chooses the threshold by
cross-validation on that file alone (a quarter of it is worth checking, of news about half: F1 is
averaged over the shares between), and writes the weights with their record into the package.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_curve
from sklearn.model_selection import KFold

from workbench.language.checkworthiness import LAYER, RECORD, WEIGHTS, Head
from workbench.language.features import BUCKETS, hashed
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import BUNDLED

DATA = Path("../shared/data/claim_detection")
PACKAGE = Path("workbench/language")
FOLDS = 5
SEEDS = (0, 1, 2)
SHARES = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)  # of sentences worth checking, where the head is used
UNITS = 64
WORDS_SCALE, STATES_SCALE = 3.0, 0.15  # in the linear model: both parts about as long

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Labelled sentences with their states and hashed words."""

    texts: list[str]
    worth: NDArray[np.int64]
    states: Floats
    words: csr_matrix


def main() -> None:
    """Train, choose the threshold, write the weights and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cache", type=Path, help="a folder that keeps the states between runs")
    options = parser.parse_args()
    torch.use_deterministic_algorithms(mode=True)
    training = load(options.data / "claimbuster.train.jsonl", options.cache)
    held_out = load(options.data / "claimbuster.groundtruth.jsonl", options.cache)
    folded = cross_validated(training)
    threshold = best_threshold(training.worth, folded)
    head = fit(training, shift=-threshold)
    figures = {
        "cross_validated": scores(training.worth, folded - threshold),
        "claimbuster_groundtruth": scores(held_out.worth, logits(head, held_out)),
    }
    write(head, figures, options.data / "claimbuster.train.jsonl")
    print(json.dumps(figures))


def load(path: Path, cache: Path | None) -> Sentences:
    """Read a JSONL file of {"text", "label"}; CFS and Yes are worth checking."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    worth = np.array([row["label"] in ("CFS", "Yes") for row in rows], np.int64)
    return Sentences(texts, worth, read_states(texts, path, cache), hashed_words(texts))


def read_states(texts: Sequence[str], path: Path, cache: Path | None) -> Floats:
    """The mean state of each text's tokens, from the cache where it has them."""
    kept = cache / f"{path.stem}.{LAYER}.npy" if cache else None
    if kept is not None and kept.exists():
        states: Floats = np.load(kept)
        return states
    states = SentenceEncoder(BUNDLED, precision=NumberFormat.FLOAT32).inner(texts, LAYER)
    if kept is not None:
        np.save(kept, states)
    return states


def hashed_words(texts: Sequence[str]) -> csr_matrix:
    """One row a text in the buckets that inference uses."""
    found = [hashed(text) for text in texts]
    rows = [n for n, (buckets, _) in enumerate(found) for _ in buckets]
    columns = [bucket for buckets, _ in found for bucket in buckets]
    values = [value for _, values in found for value in values]
    return csr_matrix((values, (rows, columns)), shape=(len(texts), BUCKETS))


def cross_validated(data: Sentences) -> Floats:
    """The logit of every sentence by a head that was not trained on it, nor on its debate.

    The file is in order of time: folds are stretches of it, so that a later debate's words are new.
    """
    out = np.zeros(len(data.texts), np.float32)
    for inside, outside in KFold(FOLDS).split(data.states):
        out[outside] = logits(fit(part(data, inside), shift=0.0), part(data, outside))
    return out


def part(data: Sentences, rows: NDArray[np.int64]) -> Sentences:
    """Some rows of the data."""
    texts = [data.texts[row] for row in rows]
    return Sentences(texts, data.worth[rows], data.states[rows], data.words[rows])


def fit(data: Sentences, *, shift: float) -> Head:
    """The linear model and the hidden layers, three of them side by side, over plain states."""
    middle, spread = data.states.mean(0), data.states.std(0)
    even = (data.states - middle) / spread
    wide = hstack([data.words * WORDS_SCALE, even * STATES_SCALE]).tocsr()
    linear = LogisticRegression(C=1.0, max_iter=2000).fit(wide, data.worth)
    state = linear.coef_[0, BUCKETS:] * STATES_SCALE / spread
    layers = [hidden_layer(even, data.worth, seed) for seed in SEEDS]
    hidden = np.hstack([layer[0] for layer in layers]) / spread[:, None]
    bias = float(linear.intercept_[0]) + sum(layer[3] for layer in layers) / len(layers)
    return Head(
        words=np.asarray(linear.coef_[0, :BUCKETS] * WORDS_SCALE, np.float32),
        state=np.asarray(state, np.float32),
        hidden=np.asarray(hidden, np.float32),
        hidden_bias=np.hstack([layer[1] for layer in layers]) - middle @ hidden,
        out=np.hstack([layer[2] for layer in layers]) / np.float32(len(layers)),
        shift=bias - float(middle @ state) + shift,
    )


def hidden_layer(
    even: Floats, worth: NDArray[np.int64], seed: int
) -> tuple[Floats, Floats, Floats, float]:
    """Weights, bias, output weights and output bias of a layer over the states alone."""
    torch.manual_seed(seed)
    first = torch.nn.Linear(even.shape[1], UNITS)
    last = torch.nn.Linear(UNITS, 1)
    gelu = torch.nn.GELU(approximate="tanh")
    model = torch.nn.Sequential(first, gelu, torch.nn.Dropout(0.3), last)
    y = torch.from_numpy(worth.astype(np.float32)) * 0.9 + 0.05  # labels are noisy
    descend(model, torch.from_numpy(even), y)
    return (
        first.weight.detach().numpy().T,
        first.bias.detach().numpy(),
        last.weight.detach().numpy()[0],
        float(last.bias.detach()),
    )


def descend(model: torch.nn.Module, x: torch.Tensor, y: torch.Tensor, epochs: int = 20) -> None:
    """Fit by AdamW with a cosine schedule, in batches of 256."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for _ in range(epochs):
        for batch in torch.split(torch.randperm(len(y)), 256):
            guess = model(x[batch])[:, 0]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(guess, y[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        schedule.step()
    model.eval()


def logits(head: Head, data: Sentences) -> Floats:
    """The head's answers before they are squeezed between 0 and 1."""
    weights = np.clip(head.weigh(data.texts, data.states), 1e-7, 1 - 1e-7)
    return np.asarray(np.log(weights / (1 - weights)), np.float32)


def best_threshold(worth: NDArray[np.int64], found: Floats) -> float:
    """The logit with the highest F1, averaged over the shares of sentences worth checking."""
    wrong, right, thresholds = roc_curve(worth, found, drop_intermediate=False)
    f1 = [2 * p * right / (p * right + (1 - p) * wrong + p) for p in SHARES]
    return float(thresholds[int(np.mean(f1, axis=0).argmax())])


def scores(worth: NDArray[np.int64], found: Floats) -> dict[str, float]:
    """F1 at the threshold, which lies at 0, and average precision."""
    return {
        "sentences": len(worth),
        "f1": round(float(f1_score(worth, found >= 0)), 4),
        "average_precision": round(float(average_precision_score(worth, found)), 4),
    }


def write(head: Head, figures: dict[str, dict[str, float]], source: Path) -> None:
    """Write the weights in half precision, then their record."""
    arrays: dict[str, Any] = {
        "words": head.words.astype(np.float16),
        "state": head.state.astype(np.float16),
        "hidden": head.hidden.astype(np.float16),
        "hidden_bias": head.hidden_bias.astype(
            np.float32
        ),  # large: it takes the states' middle off
        "out": head.out.astype(np.float16),
        "shift": np.float32(head.shift),
    }
    with (PACKAGE / WEIGHTS).open("wb") as file:
        np.savez_compressed(file, **arrays)
    record = {
        "sha256": hashlib.sha256((PACKAGE / WEIGHTS).read_bytes()).hexdigest(),
        "encoder": BUNDLED,
        "layer": LAYER,
        "trained_by": "python -m benchmarks.train_claims",
        "trained_on": "ClaimBuster, claimbuster.train.jsonl (Arslan et al., ICWSM 2020)",
        "trained_on_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "licence": "CC BY-SA 4.0, after the training data",
        "positive": "CFS (check-worthy factual sentence)",
        "threshold": f"at .5; highest F1 over {FOLDS} stretches of the training file, held out, "
        f"averaged over shares of {SHARES[0]} to {SHARES[-1]} of sentences worth checking",
        "figures": figures,
    }
    (PACKAGE / RECORD).write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
