"""Trains the check-worthiness head: `python -m benchmarks.train_claims`, about ten minutes.

Reads ClaimBuster's training sentences, embeds them with the bundled model, chooses the threshold by
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

from workbench.language.checkworthiness import RECORD, WEIGHTS, Head
from workbench.language.features import BUCKETS, hashed
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import BUNDLED

DATA = Path("../shared/data/claim_detection")
PACKAGE = Path("workbench/language")
FOLDS = 5
SEEDS = (0, 1, 2)
SHARES = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)  # of sentences worth checking, where the head is used
UNITS = 64
SCALE = 3.0  # of both parts of the linear model
WIDE = 384**0.5  # brings a unit vector's numbers to about 1

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Labelled sentences with their vectors and hashed words."""

    texts: list[str]
    worth: NDArray[np.int64]
    vectors: Floats
    words: csr_matrix


def main() -> None:
    """Train, choose the threshold, write the weights and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cache", type=Path, help="a folder that keeps the vectors between runs")
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
    return Sentences(texts, worth, embedded(texts, path, cache), hashed_words(texts))


def embedded(texts: Sequence[str], path: Path, cache: Path | None) -> Floats:
    """The texts' vectors, from the cache where it has them."""
    kept = cache / f"{path.stem}.npy" if cache else None
    if kept is not None and kept.exists():
        vectors: Floats = np.load(kept)
        return vectors
    vectors = SentenceEncoder(BUNDLED, precision=NumberFormat.FLOAT32).encode(texts)
    if kept is not None:
        np.save(kept, vectors)
    return vectors


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
    for inside, outside in KFold(FOLDS).split(data.vectors):
        out[outside] = logits(fit(part(data, inside), shift=0.0), part(data, outside))
    return out


def part(data: Sentences, rows: NDArray[np.int64]) -> Sentences:
    """Some rows of the data."""
    texts = [data.texts[row] for row in rows]
    return Sentences(texts, data.worth[rows], data.vectors[rows], data.words[rows])


def fit(data: Sentences, *, shift: float) -> Head:
    """The linear model and the hidden layers, three of them side by side."""
    wide = hstack([data.words * SCALE, data.vectors * SCALE]).tocsr()
    linear = LogisticRegression(C=1.0, max_iter=2000).fit(wide, data.worth)
    layers = [hidden_layer(data, seed) for seed in SEEDS]
    bias = float(linear.intercept_[0]) + sum(layer[3] for layer in layers) / len(layers)
    return Head(
        words=np.asarray(linear.coef_[0, :BUCKETS] * SCALE, np.float32),
        vector=np.asarray(linear.coef_[0, BUCKETS:] * SCALE, np.float32),
        hidden=np.hstack([layer[0] for layer in layers]) * np.float32(WIDE),
        hidden_bias=np.hstack([layer[1] for layer in layers]),
        out=np.hstack([layer[2] for layer in layers]) / np.float32(len(layers)),
        shift=bias + shift,
    )


def hidden_layer(data: Sentences, seed: int) -> tuple[Floats, Floats, Floats, float]:
    """Weights, bias, output weights and output bias of a layer over the vector alone."""
    torch.manual_seed(seed)
    first = torch.nn.Linear(data.vectors.shape[1], UNITS)
    last = torch.nn.Linear(UNITS, 1)
    gelu = torch.nn.GELU(approximate="tanh")
    model = torch.nn.Sequential(first, gelu, torch.nn.Dropout(0.3), last)
    x = torch.from_numpy(data.vectors * np.float32(WIDE))
    y = torch.from_numpy(data.worth.astype(np.float32)) * 0.9 + 0.05  # labels are noisy
    descend(model, x, y)
    weights = first.weight.detach().numpy().T
    return (
        weights,
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
    weights = np.clip(head.weigh(data.texts, data.vectors), 1e-7, 1 - 1e-7)
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
        "vector": head.vector.astype(np.float16),
        "hidden": head.hidden.astype(np.float16),
        "hidden_bias": head.hidden_bias.astype(np.float16),
        "out": head.out.astype(np.float16),
        "shift": np.float32(head.shift),
    }
    with (PACKAGE / WEIGHTS).open("wb") as file:
        np.savez_compressed(file, **arrays)
    record = {
        "sha256": hashlib.sha256((PACKAGE / WEIGHTS).read_bytes()).hexdigest(),
        "encoder": BUNDLED,
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
