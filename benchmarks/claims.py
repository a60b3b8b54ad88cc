"""How well the check-worthiness head finds sentences worth checking.

`python -m benchmarks.claims --data FILE... --json`: JSONL of {"text", "label"}; CFS and Yes count.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from workbench.language.checkworthiness import weigher
from workbench.vectors.encoder import NumberFormat, SentenceEncoder

ENOUGH = 0.5  # the threshold chosen by cross-validation on the training file lies here
RESAMPLES = 2000


def main() -> None:
    """Measure every file and print one JSON object a file, or lines to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    weigh = weigher(SentenceEncoder(precision=NumberFormat.FLOAT32).inner)
    figures = {}
    for path in options.data:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        worth = np.array([row["label"] in ("CFS", "Yes") for row in rows], np.int64)
        figures[path.name] = measured(worth, np.array(weigh([row["text"] for row in rows])))
    only = next(iter(figures.values())) if len(figures) == 1 else {"files": figures}
    print(json.dumps(only) if options.json else json.dumps(figures, indent=2))


def measured(worth: NDArray[np.int64], weights: NDArray[np.float64]) -> dict[str, object]:
    """Precision, recall and F1 at the threshold, average precision, and the 95 % interval of F1."""
    precision, recall, f1, _ = precision_recall_fscore_support(
        worth, weights >= ENOUGH, average="binary"
    )
    return {
        "sentences": len(worth),
        "positive": int(worth.sum()),
        "threshold": ENOUGH,
        "precision": round(float(precision), 4),
        "recall": round(float(recall), 4),
        "f1": round(float(f1), 4),
        "f1_interval": interval(worth, weights >= ENOUGH),
        "average_precision": round(float(average_precision_score(worth, weights)), 4),
    }


def interval(worth: NDArray[np.int64], pulled: NDArray[np.bool_]) -> list[float]:
    """The middle 95 % of F1 over resampled sentences."""
    random = np.random.default_rng(0)
    found = []
    for _ in range(RESAMPLES):
        rows = random.integers(0, len(worth), len(worth))
        hits = int((pulled[rows] & (worth[rows] == 1)).sum())
        found.append(2 * hits / max(1, int(pulled[rows].sum()) + int(worth[rows].sum())))
    return [round(float(bound), 4) for bound in np.quantile(found, [0.025, 0.975])]


if __name__ == "__main__":
    main()
