"""Trains the check-worthiness head: `python -m benchmarks.train_claims`, ten minutes of a core.

Reads ClaimBuster's training sentences, trains the bundled model's fourth layer anew on the states
after its third, chooses the threshold by cross-validation on that file alone (a quarter of it is
worth checking, of news about half: F1 is averaged over the shares between), and writes the weights
with their record into the package.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sentence_transformers import SentenceTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_curve
from sklearn.model_selection import KFold

from workbench.language.checkworthiness import LAYER, RECORD, WEIGHTS, Head
from workbench.language.features import BUCKETS, hashed
from workbench.language.layer import Layer
from workbench.vectors.encoder import NumberFormat, SentenceEncoder
from workbench.vectors.models import BUNDLED, find_model

DATA = Path("../shared/data/claim_detection")
PACKAGE = Path("workbench/language")
FOLDS, HELD_OUT = 5, (0, 3)  # stretches; those held out in turn: each costs minutes
SHARES = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)  # of sentences worth checking, where the head is used
ROUNDS = 3  # over the sentences
AT_ONCE = 32
STEP = 2e-4
KINDS = ("NFS", "UFS", "CFS", "No", "Yes")  # no fact, an unimportant one, one worth checking
WORDS_SCALE, WORDS_SHARE = 3.0, 0.2  # of the regression over words: inside it, in the sum

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Labelled sentences with their tokens' states and hashed words."""

    texts: list[str]
    kinds: Rows
    worth: Rows
    states: list[Floats]
    words: csr_matrix


class Reader(torch.nn.Module):
    """The encoder's next layer, attention over its tokens, and four answers.

    The first is the one kept; the other three tell the kinds of sentence apart and only help it.
    """

    def __init__(self, layer: torch.nn.Module) -> None:
        super().__init__()
        parts: Any = layer
        parts.intermediate.intermediate_act_fn = torch.nn.GELU(approximate="tanh")
        self.layer = layer
        for module in layer.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.1
        width = int(parts.output.dense.out_features)
        self.attend = torch.nn.Linear(width, 1)
        torch.nn.init.zeros_(self.attend.weight)
        self.drop = torch.nn.Dropout(0.2)
        self.out = torch.nn.Linear(width, 4)

    def forward(self, states: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """(sentences, 4) of states (sentences, tokens, width), of which some are `real`."""
        hidden = (1 - real) * -1e4
        last = self.layer(states, hidden[:, None, None, :])
        looked = (self.attend(last)[:, :, 0] + hidden).softmax(1)
        answers: torch.Tensor = self.out(self.drop((last * looked[:, :, None]).sum(1)))
        return answers


def main() -> None:
    """Train, choose the threshold, write the weights and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    torch.use_deterministic_algorithms(mode=True)
    torch.set_num_threads(1)
    training = load(options.data / "claimbuster.train.jsonl")
    held_out = load(options.data / "claimbuster.groundtruth.jsonl")
    worth, folded = cross_validated(training)
    threshold = best_threshold(worth, folded)
    head = fit(training, shift=-threshold)
    figures = {
        "cross_validated": scores(worth, folded - threshold),
        "claimbuster_groundtruth": scores(held_out.worth, logits(head, held_out)),
    }
    write(head, figures, options.data / "claimbuster.train.jsonl")
    print(json.dumps(figures))


def load(path: Path) -> Sentences:
    """Read a JSONL file of {"text", "label"}; CFS and Yes are worth checking."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    kinds = np.array([KINDS.index(row["label"]) for row in rows], np.int64)
    states = SentenceEncoder(BUNDLED, precision=NumberFormat.FLOAT32).inner(texts, LAYER)
    worth = np.isin(kinds, (KINDS.index("CFS"), KINDS.index("Yes"))).astype(np.int64)
    return Sentences(texts, kinds, worth, states, hashed_words(texts))


def hashed_words(texts: Sequence[str]) -> csr_matrix:
    """One row a text in the buckets that inference uses."""
    found = [hashed(text) for text in texts]
    rows = [n for n, (buckets, _) in enumerate(found) for _ in buckets]
    columns = [bucket for buckets, _ in found for bucket in buckets]
    values = [value for _, values in found for value in values]
    return csr_matrix((values, (rows, columns)), shape=(len(texts), BUCKETS))


def cross_validated(data: Sentences) -> tuple[Rows, Floats]:
    """Whether sentences are worth checking, and their logits by a head trained without them.

    The file is in order of time: folds are stretches of it, so that a later debate's words are new.
    """
    stretches = list(KFold(FOLDS).split(data.worth))
    found = [
        (data.worth[outside], logits(fit(part(data, inside), shift=0.0), part(data, outside)))
        for inside, outside in (stretches[number] for number in HELD_OUT)
    ]
    return np.concatenate([worth for worth, _ in found]), np.concatenate(
        [each for _, each in found]
    )


def part(data: Sentences, rows: Rows) -> Sentences:
    """Some rows of the data."""
    texts, states = [data.texts[row] for row in rows], [data.states[row] for row in rows]
    return Sentences(texts, data.kinds[rows], data.worth[rows], states, data.words[rows])


def fit(data: Sentences, *, shift: float) -> Head:
    """The reader of states, and the regression over words beside it."""
    torch.manual_seed(0)
    model = SentenceTransformer(str(find_model(BUNDLED).path), device="cpu")
    transformer: Any = model[0].auto_model
    reader = Reader(deepcopy(transformer.encoder.layer[LAYER]))
    descend(reader, data)
    linear = LogisticRegression(C=1.0, max_iter=500, solver="liblinear")
    linear.fit(data.words * WORDS_SCALE, data.worth)
    bias = float(reader.out.bias.detach()[0]) + float(linear.intercept_[0]) * WORDS_SHARE
    return Head(
        layer=layer_of(reader.layer),
        attend=array(reader.attend.weight)[0],
        out=array(reader.out.weight)[0],
        words=np.asarray(linear.coef_[0] * WORDS_SCALE * WORDS_SHARE, np.float32),
        shift=bias + shift,
    )


def descend(reader: Reader, data: Sentences) -> None:
    """Fit by AdamW with a linear schedule; labels are noisy, so none is taken for sure."""
    matrices = [weights for weights in reader.parameters() if weights.ndim > 1]
    others = [weights for weights in reader.parameters() if weights.ndim <= 1]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=STEP)
    batches = [batch for n in range(ROUNDS) for batch in shuffled(data, n)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, STEP, len(batches) + 1, pct_start=0.1, anneal_strategy="linear"
    )
    reader.train()
    for rows in batches:
        optimizer.zero_grad()
        loss_of(reader, data, rows).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    reader.eval()


def shuffled(data: Sentences, seed: int) -> Iterator[Rows]:
    """Batches of sentences about as long as each other, in no order."""
    random = np.random.default_rng(seed)
    lengths = np.array([len(each) for each in data.states])
    batches = []
    for some in np.array_split(random.permutation(len(lengths)), len(lengths) // 640 + 1):
        even = some[np.argsort(lengths[some], kind="stable")]
        batches += [even[start : start + AT_ONCE] for start in range(0, len(even), AT_ONCE)]
    return (batches[n] for n in random.permutation(len(batches)))


def loss_of(reader: Reader, data: Sentences, rows: Rows) -> torch.Tensor:
    """How far the answers lie from the labels; half precision is twice as fast."""
    width = data.states[0].shape[1]
    longest = max(len(data.states[row]) for row in rows)
    states, real = np.zeros((len(rows), longest, width), np.float32), np.zeros((len(rows), longest))
    for n, row in enumerate(rows):
        states[n, : len(data.states[row])] = data.states[row]
        real[n, : len(data.states[row])] = 1
    with torch.autocast("cpu", torch.bfloat16):
        answers = reader(torch.from_numpy(states), torch.from_numpy(real.astype(np.float32)))
    worth = torch.from_numpy(data.worth[rows].astype(np.float32)) * 0.9 + 0.05
    answers = answers.float()
    return torch.nn.functional.binary_cross_entropy_with_logits(
        answers[:, 0], worth
    ) + 0.3 * torch.nn.functional.cross_entropy(
        answers[:, 1:], torch.from_numpy(data.kinds[rows]), label_smoothing=0.1
    )


def layer_of(layer: Any) -> Layer:  # noqa: ANN401 - the library's layers carry no types
    """The same layer in plain arrays."""
    seen, joined = layer.attention.self, layer.attention.output
    sides = (seen.query, seen.key, seen.value)
    return Layer(
        attention=np.hstack([array(side.weight).T for side in sides]),
        attention_bias=np.hstack([array(side.bias) for side in sides]),
        joined=array(joined.dense.weight).T,
        joined_bias=array(joined.dense.bias),
        first_norm=np.stack([array(joined.LayerNorm.weight), array(joined.LayerNorm.bias)]),
        wide=array(layer.intermediate.dense.weight).T,
        wide_bias=array(layer.intermediate.dense.bias),
        narrow=array(layer.output.dense.weight).T,
        narrow_bias=array(layer.output.dense.bias),
        second_norm=np.stack(
            [array(layer.output.LayerNorm.weight), array(layer.output.LayerNorm.bias)]
        ),
    )


def array(weights: torch.Tensor) -> Floats:
    """Weights as plain numbers."""
    return np.asarray(weights.detach().numpy(), np.float32)


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
    parts = asdict(head)
    arrays = {name: each.astype(np.float16) for name, each in parts.pop("layer").items()}
    arrays |= {name: np.asarray(each, np.float16) for name, each in parts.items()}
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
        "threshold": f"at .5; highest F1 over {len(HELD_OUT)} of {FOLDS} stretches of the training "
        f"file, held out, averaged over shares of {SHARES[0]} to {SHARES[-1]} of sentences worth "
        "checking",
        "figures": figures,
    }
    (PACKAGE / RECORD).write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
