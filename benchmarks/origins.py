"""Copies found among reports: `python -m benchmarks.origins --reports FILE --pairs FILE --json`.

The rule is the product's (`language.shingles`, `domain.copies`); the index of sampled hashes, which
a desk keeps in its database, is a dictionary here.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.reports import Report, read_reports, read_rows
from benchmarks.statistics import f1, ratio, wilson
from workbench.domain import copies
from workbench.language.holding import held
from workbench.language.shingles import Sequences, sample, sequences

MOST_CANDIDATES = 64


@dataclass(slots=True)
class Shelf:
    """Reports with their hashes, as a desk would keep them."""

    texts: dict[str, Sequences] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    by_hash: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    near: dict[int, list[int]] = field(default_factory=dict)
    sizes: dict[int, copies.Size] = field(default_factory=dict)
    standing: dict[int, int | None] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Take a report in and settle whose copy it is."""
        number = len(self.names)
        text = sequences(report.text)
        self.names.append(report.id)
        self.numbers[report.id] = number
        self.texts[report.id] = text
        self.sizes[number] = copies.size_of(
            number, sequences=len(text.hashes), content=str(text.hashes[:4])
        )
        self._find_near(number, sample(text.hashes))
        near = self.near.__getitem__
        around = copies.Neighbourhood(
            self.sizes, near, near, self._copies, self._held, self.standing
        )
        self.standing |= copies.settle([number], around)

    def group(self, report: str) -> int:
        """The original of a report's text."""
        number = self.numbers[report]
        original = self.standing[number]
        return number if original is None else original

    def _find_near(self, number: int, sampled: list[int]) -> None:
        shared: Counter[int] = Counter()
        for each in sampled:
            shared.update(self.by_hash[each])
            self.by_hash[each].append(number)
        self.near[number] = []
        for other, count in shared.most_common(MOST_CANDIDATES):
            if count < copies.SHARED_SAMPLES:
                break
            self.near[number].append(other)
            self.near[other].append(number)

    def _copies(self, report: int) -> list[int]:
        return [other for other in self.near[report] if self.standing.get(other) == report]

    def _held(self, report: int, other: int) -> copies.Held:
        return held(self.texts[self.names[report]], self.texts[self.names[other]])


def measure(reports: list[Report], pairs: list[dict[str, Any]]) -> dict[str, Any]:
    """How well labelled pairs are told apart, and reports per second of one core."""
    shelf = Shelf()
    start = time.process_time()
    for report in reports:
        shelf.add(report)
    seconds = time.process_time() - start
    known = [p for p in pairs if p["id_a"] in shelf.numbers and p["id_b"] in shelf.numbers]
    outcomes = [(bool(p["same"]), _same(shelf, p), str(p.get("kind", ""))) for p in known]
    hits = sum(same and found for same, found, _ in outcomes)
    wanted = sum(same for same, _, _ in outcomes)
    claimed = sum(found for _, found, _ in outcomes)
    precision, recall = ratio(hits, claimed), ratio(hits, wanted)
    return {
        "pairs": len(known),
        "same": wanted,
        "precision": precision,
        "precision_interval": wilson(hits, claimed),
        "recall": recall,
        "recall_interval": wilson(hits, wanted),
        "recall_of_candidates": ratio(
            sum(_is_looked_at(shelf, p) for p in known if p["same"]), wanted
        ),
        "f1": f1(precision, recall),
        "by_kind": _by_kind(outcomes),
        "reports": len(reports),
        "reports_per_second": round(len(reports) / seconds, 1) if seconds else None,
        "groups_of_copies": sum(original is None for original in shelf.standing.values()),
        "rules": copies.RULES,
    }


def _same(shelf: Shelf, pair: dict[str, Any]) -> bool:
    return shelf.group(pair["id_a"]) == shelf.group(pair["id_b"])


def _is_looked_at(shelf: Shelf, pair: dict[str, Any]) -> bool:
    """Whether the sampled hashes bring the two together, or their original."""
    a, b = shelf.numbers[pair["id_a"]], shelf.numbers[pair["id_b"]]
    return b in shelf.near[a] or _same(shelf, pair)


def _by_kind(outcomes: list[tuple[bool, bool, str]]) -> dict[str, dict[str, float]]:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for same, found, kind in outcomes:
        kinds[kind].append(same == found)
    return {
        kind: {"pairs": len(right), "right": ratio(sum(right), len(right))}
        for kind, right in sorted(kinds.items())
    }


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    print(json.dumps(measure(read_reports(given.reports), list(read_rows(given.pairs)))))


if __name__ == "__main__":
    main()
