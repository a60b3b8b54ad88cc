"""How well the searches find the documents that answer a query.

python -m benchmarks.retrieval --docs FILE --queries FILE --json
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.corpus import (
    Collection,
    Question,
    default_encoder,
    in_order,
    load_documents,
    load_questions,
)
from workbench.language.terms import seek

Ranking = list[str]
DRAWS = 1_000


def measure(questions: Sequence[Question], rankings: Sequence[Ranking]) -> dict[str, object]:
    """The usual figures, with a 95 % interval for the mean average precision."""
    precision = np.array(
        [average_precision(q, r) for q, r in zip(questions, rankings, strict=True)]
    )
    draws = np.random.default_rng(0).choice(precision, (DRAWS, len(precision))).mean(axis=1)
    return {
        "map_at_5": round(float(precision.mean()), 4),
        "map_at_5_interval": [round(float(v), 4) for v in np.quantile(draws, [0.025, 0.975])],
        **{
            f"recall_at_{k}": _mean(questions, rankings, partial(recall, first=k))
            for k in (5, 20, 100)
        },
        "mrr": _mean(questions, rankings, reciprocal_rank),
    }


def average_precision(question: Question, ranking: Ranking) -> float:
    """Average precision over the first five."""
    right, total = 0, 0.0
    for place, each in enumerate(ranking[:5], start=1):
        if each in question.relevant:
            right += 1
            total += right / place
    return total / min(5, len(question.relevant))


def recall(question: Question, ranking: Ranking, first: int) -> float:
    """Share of the right documents among the first so many."""
    return len(question.relevant & set(ranking[:first])) / len(question.relevant)


def reciprocal_rank(question: Question, ranking: Ranking) -> float:
    """One over the place of the first right document."""
    places = (p for p, each in enumerate(ranking, start=1) if each in question.relevant)
    return 1 / next(places, float("inf"))


def reliability(found: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """For each tenth of relevance: how often it was right."""
    table = []
    for low in range(10):
        inside = [(p, right) for p, right in found if low <= min(9, int(p * 10)) < low + 1]
        if inside:
            table.append(
                {
                    "from": low / 10,
                    "candidates": len(inside),
                    "mean_relevance": round(sum(p for p, _ in inside) / len(inside), 3),
                    "right": round(sum(right for _, right in inside) / len(inside), 3),
                }
            )
    return table


def main() -> None:
    """Search by cosine, by words and as a desk does; print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument(
        "--database", default="sqlite://", help="an empty database that searches the words"
    )
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args()
    collection = Collection(load_documents(given.docs), default_encoder(), given.database)
    questions = load_questions(given.queries)
    vectors = collection.encoder.encode([seek(q.text).text for q in questions])
    pairs = list(zip(questions, vectors, strict=True))
    name = {row: d.id for row, d in enumerate(collection.documents)}

    started = time.perf_counter()
    candidates = [collection.candidates(q.text, v) for q, v in pairs]
    seconds = time.perf_counter() - started
    print(
        json.dumps(
            {
                "documents": len(collection.documents),
                "queries": len(questions),
                "encoder": collection.encoder.name,
                **measure(questions, [in_order(found) for found in candidates]),
                "dense": measure(
                    questions, [[name[r] for r in collection.dense(v, 100)] for _, v in pairs]
                ),
                "lexical": measure(
                    questions,
                    [[name[r] for r in collection.lexical(q.text, 100)] for q, _ in pairs],
                ),
                "reliability": reliability(
                    [
                        (c.relevance, c.id in q.relevant)
                        for (q, _), found in zip(pairs, candidates, strict=True)
                        for c in found
                    ]
                ),
                "queries_per_second": round(len(questions) / seconds, 1),
            },
            indent=2,
        )
    )


def _mean(
    questions: Sequence[Question],
    rankings: Sequence[Ranking],
    figure: Callable[[Question, Ranking], float],
) -> float:
    values = [figure(q, r) for q, r in zip(questions, rankings, strict=True)]
    return round(sum(values) / len(values), 4)


if __name__ == "__main__":
    main()
