"""Fits the weights of the ranking on training queries, and writes them with their provenance.

    python -m benchmarks.fit_ranking [--docs D1 --queries Q1 --docs D2 --queries Q2] [--write]

Without files: the training queries of CheckThat! 2022 2A and 2B, which the shipped files are of.

Order by a listwise softmax (Cao and others, ListNet, 2007) over weighed comparisons and a bilinear
form of the vectors, held small, in the documents' first principal directions; probability by
scaling and shifting the sums of held-out queries (Platt 1999). Queries with a right document in
common are held out together. Never give it queries that anything is measured on.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from io import BytesIO
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
from workbench.domain import ranking
from workbench.domain.ranking import Overlap, compare
from workbench.language.terms import seek
from workbench.vectors import bilinear

OUTPUT = Path(ranking.__file__).with_name("ranking.json")
FORM = Path(bilinear.__file__).with_name(bilinear.WEIGHTS)
DATA = Path("../shared/data/claim_retrieval")
TASKS = ("ct22_2a", "ct22_2b")
FOLDS = 5
PENALTY = 1e-3
DIRECTIONS = 48  # of 16 to 192 tried, held out
FORM_PENALTY = 0.06  # of 0.01 to 0.3; a looser form put answers among news further down
SPREAD = 20  # of the form against the comparisons, whose spreads are one

Floats = NDArray[np.float64]


class Listed(NamedTuple):
    """One query's candidates: what is compared, row by row, and which are right."""

    compared: Floats
    right: NDArray[np.bool_]
    wanted: frozenset[str]
    query: Floats  # its vector in the first directions
    passages: Floats  # the candidates', each the mean of text and title


class Order(NamedTuple):
    """What puts candidates in order: weights of the comparisons, and the form."""

    weights: Floats
    form: Floats

    def likeness(self, of: Listed) -> Floats:
        """What the form adds, row by row."""
        return np.asarray(SPREAD * (of.passages @ (of.query @ self.form)), np.float64)

    def sums(self, of: Listed) -> Floats:
        """The higher, the sooner."""
        return np.asarray(of.compared @ self.weights + self.likeness(of), np.float64)


def directions(collections: Sequence[Collection]) -> Floats:
    """The first principal directions of all texts and titles about the origin, a column each."""
    vectors = np.concatenate([part for each in collections for part in (each.texts, each.titles)])
    return np.asarray(np.linalg.eigh(vectors.T @ vectors)[1][:, : -DIRECTIONS - 1 : -1], np.float64)


def gather(collection: Collection, queries: Path, kept: Floats) -> list[Listed]:
    """Every training query with its candidates."""
    questions = load_questions(queries)
    vectors = encoded(collection.encoder, [seek(q.text).text for q in questions])
    means = dict(
        zip(
            (each.id for each in collection.documents),
            (collection.texts + collection.titles) / 2 @ kept,
            strict=True,
        )
    )
    lists = []
    for question, vector in zip(questions, vectors, strict=True):
        found = collection.candidates(question.text, vector)
        rows = [_compared(c.cosine, c.title_cosine, c.shared) for c in found]
        lists.append(
            Listed(
                np.array(rows),
                np.array([c.id in question.relevant for c in found]),
                question.relevant,
                vector @ kept,
                np.array([means[c.id] for c in found]),
            )
        )
    return lists


def fit_order(lists: Sequence[Listed]) -> Order:
    """Weights and a form under which right candidates stand first."""
    import torch  # noqa: PLC0415 - slow to import

    told = [each for each in lists if each.right.any()]
    everything = np.concatenate([each.compared for each in told])
    spread = everything.std(axis=0) + 1e-9
    rows = torch.tensor(everything / spread)
    owner = torch.tensor(np.repeat(np.arange(len(told)), [len(each.right) for each in told]))
    right = torch.tensor(np.concatenate([each.right / each.right.sum() for each in told]))
    queries = torch.tensor(np.array([each.query for each in told]))
    passages = torch.tensor(np.concatenate([each.passages for each in told]) * SPREAD)
    width = queries.shape[1]
    weights = torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True)
    form = torch.zeros((width, width), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, form], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> Any:  # noqa: ANN401
        optimizer.zero_grad()
        sums = rows @ weights + (passages * (queries @ form)[owner]).sum(1)
        totals = torch.zeros(len(told), dtype=torch.float64).index_add(0, owner, sums.exp())
        value = -(right * (sums - totals.log()[owner])).sum() / len(told)
        value = value + PENALTY * (weights**2).sum() + FORM_PENALTY * (form**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return Order(np.asarray(weights.detach().numpy() / spread, np.float64), form.detach().numpy())


def folds(lists: Sequence[Listed]) -> NDArray[np.int64]:
    """The fold of each: those with a right document in common have the same."""
    groups: list[tuple[set[str], list[int]]] = []
    for place, each in enumerate(lists):
        joined = (set(each.wanted), [place])
        apart = []
        for group in groups:
            if group[0] & joined[0]:
                joined = (group[0] | joined[0], [*group[1], *joined[1]])
            else:
                apart.append(group)
        groups = [*apart, joined]
    found, sizes = np.zeros(len(lists), np.int64), [0] * FOLDS
    for _, places in sorted(groups, key=lambda group: -len(group[1])):
        smallest = sizes.index(min(sizes))
        found[places] = smallest
        sizes[smallest] += len(places)
    return found


def held_out(lists: Sequence[Listed]) -> Iterator[tuple[int, Floats]]:
    """Each query's place and the sums of its candidates by an order that was not fitted on it."""
    fold_of = folds(lists)
    for fold in range(FOLDS):
        order = fit_order([each for n, each in enumerate(lists) if fold_of[n] != fold])
        for place in np.flatnonzero(fold_of == fold).tolist():
            yield place, order.sums(lists[place])


def fit_probability(lists: Sequence[Listed], sums: Sequence[Floats]) -> tuple[float, float]:
    """Scale and shift that make held-out sums log odds."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    model = LogisticRegression(C=1e6)
    model.fit(np.concatenate(sums)[:, None], np.concatenate([each.right for each in lists]))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def average_precision(each: Listed, sums: Floats) -> float:
    """Average precision over the first five, of all right documents."""
    ranks = np.flatnonzero(each.right[np.argsort(-sums, kind="stable")[:5]]) + 1
    precision = np.arange(1, len(ranks) + 1) / ranks
    return float(precision.sum() / min(5, len(each.wanted)))


def main() -> None:
    """Fit on all the queries given; print, and with --write keep, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, action="append")
    parser.add_argument("--queries", type=Path, action="append")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    docs = given.docs or [DATA / f"{task}.docs.jsonl" for task in TASKS]
    queries = given.queries or [DATA / f"{task}.train.jsonl" for task in TASKS]
    collections = [Collection(load_documents(path), default_encoder()) for path in docs]
    kept = directions(collections)
    sets = [gather(*pair, kept) for pair in zip(collections, queries, strict=True)]
    lists = [each for found in sets for each in found]
    sums = [each for _, each in sorted(held_out(lists), key=lambda held: held[0])]
    precision = [average_precision(*pair) for pair in zip(lists, sums, strict=True)]
    order = fit_order(lists)
    scale, shift = fit_probability(lists, sums)
    form = _packed(SPREAD * kept @ order.form, kept)
    weights = [*(scale * order.weights), scale]
    fitted = {
        "about": "What each comparison of a claim with a passage adds to the log odds that the "
        "passage bears on the claim. The learned likeness is of the form in "
        f"vectors/{FORM.name}.",
        "command": "python -m benchmarks.fit_ranking, listwise softmax, Platt scaling on "
        f"{FOLDS} folds",
        "encoder": default_encoder().name,
        "fitted_on": [
            {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in queries
        ],
        "queries": len(lists),
        "held_out_map_at_5": [
            round(float(np.mean(part)), 4)
            for part in np.split(precision, np.cumsum([len(found) for found in sets])[:-1])
        ],
        "form": hashlib.sha256(form).hexdigest(),
        "intercept": round(shift, 4),
        "weights": {
            name: round(float(weight), 4) for name, weight in zip(_names(), weights, strict=True)
        },
    }
    text = json.dumps(fitted, indent=2) + "\n"
    if given.write:
        FORM.write_bytes(form)
        OUTPUT.write_text(text, encoding="utf-8")
    print(text)


def _packed(of_query: Floats, of_passage: Floats) -> bytes:
    file = BytesIO()
    np.savez(file, of_query=np.float16(of_query), of_passage=np.float16(of_passage))
    return file.getvalue()


def _compared(cosine: float, title_cosine: float | None, shared: Overlap) -> list[float]:
    """All but the learned likeness, which is what is fitted: the last."""
    return list(compare(cosine, title_cosine, shared).values())[:-1]


def _names() -> list[str]:
    return list(compare(0.0, None, Overlap(0, 0, 0, 0, 0)))


if __name__ == "__main__":
    main()
