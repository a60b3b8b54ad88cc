"""How well pulling tells claims from other sentences of news, against labels made by reading.

`python -m benchmarks.pulling --reports ../shared/data/reports --json`. The labels in
`benchmarks/gold/news_sentences.jsonl` carry no text: a sentence is found by its report and offsets.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.gold_desk import HELD_BACK, LOOKED_AT
from workbench.language import claims
from workbench.language.claims import Candidate
from workbench.language.newsreading import weigher
from workbench.language.rules import Outcome
from workbench.vectors.encoder import NumberFormat, SentenceEncoder

GOLD = Path("benchmarks/gold/news_sentences.jsonl")


def main() -> None:
    """Pull every report that has labels and compare sentence by sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=Path("../shared/data/reports"))
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--rules-only", action="store_true", help="weigh nothing")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    labels = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines()]
    weigh = (
        None
        if options.rules_only
        else weigher(SentenceEncoder(precision=NumberFormat.FLOAT32).inner)
    )
    texts = dict(reports(options.reports))
    outcomes = compared(labels, texts, weigh)
    parts: dict[str, list[tuple[bool, bool | None]]] = {}
    for label, outcome in zip(labels, outcomes, strict=True):
        parts.setdefault(label["set"], []).append(outcome)
        parts.setdefault(half(label), []).append(outcome)
    measured = figures(outcomes) | {name: figures(part) for name, part in parts.items()}
    print(json.dumps(measured, indent=None if options.json else 2))


def half(label: dict[str, Any]) -> str:
    """Which half a sentence belongs to: errors are read and thresholds chosen on one only."""
    return HELD_BACK if int(label["sha256"][:8], 16) % 2 else LOOKED_AT


def reports(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every report of the folder by its id."""
    with gzip.open(folder / "news_2012_2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield str(row["id"]), row
    for line in (folder / "syria_casualties.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield str(row["id"]), row


def compared(
    labels: list[dict[str, Any]], texts: dict[str, dict[str, Any]], weigh: claims.Weigh | None
) -> list[tuple[bool, bool | None]]:
    """For each label whether it is a claim, and whether it was pulled; None: not found."""
    pulled: dict[str, list[Candidate]] = {}
    outcomes = []
    for label in labels:
        report = texts[label["report_id"]]
        if label["report_id"] not in pulled:
            proposed = claims.propose(report["text"], published=published(report))
            pulled[label["report_id"]] = claims.decide(proposed, weigh)
        outcomes.append((label["label"] == "claim", found(label, report["text"], pulled)))
    return outcomes


def published(report: dict[str, Any]) -> date | None:
    """The day on which a report appeared, where it is known."""
    try:
        return date.fromisoformat(str(report.get("published"))[:10])
    except ValueError:
        return None


def found(label: dict[str, Any], text: str, pulled: dict[str, list[Candidate]]) -> bool | None:
    """Whether a pulled sentence holds most of the labelled stretch."""
    start, end = label["start"], label["end"]
    if hashlib.sha256(text[start:end].encode()).hexdigest() != label["sha256"]:
        return None
    shared = [
        (min(end, c.sentence.span.end) - max(start, c.sentence.span.start), c)
        for c in pulled[label["report_id"]]
    ]
    length, candidate = max(shared, key=lambda pair: pair[0])
    return length * 2 > end - start and candidate.outcome is Outcome.PULLED


def figures(outcomes: list[tuple[bool, bool | None]]) -> dict[str, Any]:
    """Precision, recall and F1 of pulling, with the sentences that were not found apart."""
    counts = Counter(outcomes)
    hits, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    return {
        "sentences": len(outcomes),
        "claims": hits + missed,
        "not_found": counts[True, None] + counts[False, None],
        "precision": round(hits / max(1, hits + wrong), 4),
        "recall": round(hits / max(1, hits + missed), 4),
        "f1": round(2 * hits / max(1, 2 * hits + missed + wrong), 4),
    }


if __name__ == "__main__":
    main()
