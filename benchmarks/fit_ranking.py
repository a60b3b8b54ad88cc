"""Fits the weights of the ranking on training queries, and writes them with their provenance.

    python -m benchmarks.fit_ranking [--docs D1 --queries Q1 --docs D2 --queries Q2] [--write]

Without files: the training queries of CheckThat! 2022 2A and 2B, which the shipped file is of.

Order by a listwise softmax (Cao and others, ListNet, 2007); probability by scaling and shifting the
sums of held-out queries (Platt 1999). Never give it queries that anything is measured on.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import (
    Collection,
    default_encoder,
    encoded,
    load_documents,
    load_questions,
)
from workbench.domain.ranking import compare
from workbench.language.terms import seek

OUTPUT = Path(__file__).parents[1] / "workbench" / "domain" / "ranking.json"
DATA = Path("../shared/data/claim_retrieval")
TASKS = ("ct22_2a", "ct22_2b")
FOLDS = 5
PENALTY = 1e-3

Floats = NDArray[np.float64]


class Listed(NamedTuple):
    """One query's candidates: what is compared, row by row, and which are right."""

    compared: Floats
    right: NDArray[np.bool_]


def gather(docs: Path, queries: Path) -> list[Listed]:
    """Every training query with its candidates."""
    collection = Collection(load_documents(docs), default_encoder())
    questions = load_questions(queries)
    vectors = encoded(collection.encoder, [seek(q.text).text for q in questions])
    lists = []
    for question, vector in zip(questions, vectors, strict=True):
        found = collection.candidates(question.text, vector)
        rows = [list(compare(c.cosine, c.title_cosine, c.shared).values()) for c in found]
        lists.append(Listed(np.array(rows), np.array([c.id in question.relevant for c in found])))
    return lists


def fit_order(lists: Sequence[Listed]) -> Floats:
    """Weights under which right candidates stand first."""
    import torch  # noqa: PLC0415 - slow to import

    told = [each for each in lists if each.right.any()]
    everything = np.concatenate([each.compared for each in told])
    spread = everything.std(axis=0) + 1e-9
    rows = torch.tensor(everything / spread)
    owner = torch.tensor(np.repeat(np.arange(len(told)), [len(each.right) for each in told]))
    right = torch.tensor(np.concatenate([each.right / each.right.sum() for each in told]))
    weights = torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Any:  # noqa: ANN401
        optimizer.zero_grad()
        sums = rows @ weights
        totals = torch.zeros(len(told), dtype=torch.float64).index_add(0, owner, sums.exp())
        value = -(right * (sums - totals.log()[owner])).sum() / len(told)
        value = value + PENALTY * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy() / spread, np.float64)


def fit_probability(lists: Sequence[Listed]) -> tuple[float, float]:
    """Scale and shift that make held-out sums log odds."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    sums, right = [], []
    for fold in range(FOLDS):
        weights = fit_order([each for n, each in enumerate(lists) if n % FOLDS != fold])
        for each in lists[fold::FOLDS]:
            sums.append(each.compared @ weights)
            right.append(each.right)
    model = LogisticRegression(C=1e6)
    model.fit(np.concatenate(sums)[:, None], np.concatenate(right))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def average_precision(lists: Sequence[Listed], others: Sequence[Listed]) -> float:
    """Held-out MAP@5 of the candidates found, the other sets' queries learnt from whole.

    For choosing what to compare.
    """
    values = []
    for fold in range(FOLDS):
        kept = [each for n, each in enumerate(lists) if n % FOLDS != fold]
        weights = fit_order([*kept, *others])
        for each in lists[fold::FOLDS]:
            best = each.right[np.argsort(-(each.compared @ weights), kind="stable")[:5]]
            ranks = np.flatnonzero(best) + 1
            precision = np.arange(1, len(ranks) + 1) / ranks
            values.append(precision.sum() / max(1, min(5, each.right.sum())))
    return float(np.mean(values))


def main() -> None:
    """Fit on all the queries given; print, and with --write keep, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, action="append")
    parser.add_argument("--queries", type=Path, action="append")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    docs = given.docs or [DATA / f"{task}.docs.jsonl" for task in TASKS]
    queries = given.queries or [DATA / f"{task}.train.jsonl" for task in TASKS]
    sets = [gather(*pair) for pair in zip(docs, queries, strict=True)]
    lists = [each for found in sets for each in found]
    weights = fit_order(lists)
    scale, shift = fit_probability(lists)
    fitted = {
        "about": "What each comparison of a claim with a passage adds to the log odds that the "
        "passage bears on the claim.",
        "command": "python -m benchmarks.fit_ranking, listwise softmax, Platt scaling on "
        f"{FOLDS} folds",
        "encoder": default_encoder().name,
        "fitted_on": [
            {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in queries
        ],
        "queries": len(lists),
        "held_out_map_at_5": [
            round(average_precision(found, _but(sets, found)), 4) for found in sets
        ],
        "intercept": round(shift, 4),
        "weights": {
            name: round(scale * float(weight), 4)
            for name, weight in zip(_names(), weights, strict=True)
        },
    }
    text = json.dumps(fitted, indent=2) + "\n"
    if given.write:
        OUTPUT.write_text(text, encoding="utf-8")
    print(text)


def _but(sets: Sequence[list[Listed]], one: list[Listed]) -> list[Listed]:
    return [each for found in sets if found is not one for each in found]


def _names() -> list[str]:
    from workbench.domain.ranking import Overlap  # noqa: PLC0415

    return list(compare(0.0, None, Overlap(0, 0, 0, 0, 0)))


if __name__ == "__main__":
    main()
