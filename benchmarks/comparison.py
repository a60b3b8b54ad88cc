"""Signals on labelled pairs: `python -m benchmarks.comparison --pairs FILE --json`.

Pairs are {"a", "b", "signal"}, or stance data such as {"premise", "hypothesis", "label"}: a
supported hypothesis is *agrees*, a contradicted one *conflicts*, any other *unclear*.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.reports import read_rows
from benchmarks.statistics import ratio, wilson
from workbench.domain.comparison import RULES, compare
from workbench.domain.vocabulary import Signal
from workbench.language.stating import known_world, state

_LABELS = {
    "entailment": Signal.AGREES,
    "supports": Signal.AGREES,
    "support": Signal.AGREES,
    "supported": Signal.AGREES,
    "agree": Signal.AGREES,
    "contradiction": Signal.CONFLICTS,
    "refutes": Signal.CONFLICTS,
    "undermine": Signal.CONFLICTS,
    "disagree": Signal.CONFLICTS,
    "not_supported": Signal.UNCLEAR,
}
_CLAIM = ("a", "claim", "hypothesis", "headline")
_PASSAGE = ("b", "evidence", "premise", "perspective")
SEED = 7

Outcome = tuple[Signal, Signal, str]


def measure(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """How the proposed signals stand to the labels, beside what each constant answer would get."""
    outcomes: list[Outcome] = []
    start = time.process_time()
    for row in rows:
        wanted, category = _wanted(row), str(row.get("slot") or row.get("category") or "")
        outcomes.append((wanted, _proposed(row), category))
    seconds = time.process_time() - start
    return summary(outcomes) | {
        "ms_per_pair": round(1000 * seconds / max(1, len(outcomes)), 3),
        "by_category": {
            name: summary(part) for name, part in sorted(_by_category(outcomes).items()) if name
        },
        "constant_answers": {
            signal.value: summary([(wanted, signal, "") for wanted, _, _ in outcomes])[
                "balanced_accuracy"
            ]
            for signal in Signal
        },
        "rules": RULES,
    }


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    """Balanced accuracy, precision and recall of *conflicts*, false conflicts, share unclear."""
    total = Counter(wanted for wanted, _, _ in outcomes)
    right = Counter(wanted for wanted, found, _ in outcomes if wanted is found)
    found = Counter(found for _, found, _ in outcomes)
    others = sum(count for signal, count in total.items() if signal is not Signal.CONFLICTS)
    false = found[Signal.CONFLICTS] - right[Signal.CONFLICTS]
    recalls = [ratio(right[signal], count) for signal, count in total.items()]
    return {
        "pairs": len(outcomes),
        "balanced_accuracy": round(sum(recalls) / len(recalls), 4) if recalls else 0.0,
        "recall": {signal.value: ratio(right[signal], count) for signal, count in total.items()},
        "recall_interval": {
            signal.value: wilson(right[signal], count) for signal, count in total.items()
        },
        "conflicts_precision": ratio(right[Signal.CONFLICTS], found[Signal.CONFLICTS]),
        "conflicts_recall": ratio(right[Signal.CONFLICTS], total[Signal.CONFLICTS]),
        "false_conflicts": ratio(false, others),
        "false_conflicts_interval": wilson(false, others),
        "share_unclear": ratio(found[Signal.UNCLEAR], len(outcomes)),
    }


def _proposed(row: dict[str, Any]) -> Signal:
    return compare(
        state(_text(row, _CLAIM)), state(_text(row, _PASSAGE)), world=known_world()
    ).signal


def _text(row: dict[str, Any], names: tuple[str, ...]) -> str:
    value = next(row[name] for name in names if name in row)
    return " ".join(value) if isinstance(value, list) else str(value)


def _wanted(row: dict[str, Any]) -> Signal:
    if "signal" in row:
        return Signal(row["signal"])
    return _LABELS.get(str(row["label"]).lower(), Signal.UNCLEAR)


def _by_category(outcomes: list[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome[2]].append(outcome)
    return found


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--part", help="only pairs of this part: tune, held out")
    parser.add_argument("--sample", type=int, help="at most so many pairs, drawn by a fixed seed")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [r for r in read_rows(given.pairs) if given.part is None or r.get("part") == given.part]
    if given.sample is not None and given.sample < len(rows):
        rows = random.Random(SEED).sample(rows, given.sample)
    print(json.dumps(measure(rows)))


if __name__ == "__main__":
    main()
