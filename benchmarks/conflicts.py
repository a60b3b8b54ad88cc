"""The conflicts found among all same-place, near-day pairs of the Syria reports, to be read.

    python -m benchmarks.conflicts [--reports FILE] [--days N] [--sample N] [--seed N] [--json]

Pairs of sentences of two reports that appeared within so many days (three), name one place (no
country, no continent) and are no copies word for word. Labels made by reading
(`gold/conflicts.jsonl`) give the precision of the conflicts that are found still.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmarks.desk_quality import REPORTS
from benchmarks.gold_trial import by_id
from benchmarks.reports import Report, read_reports
from benchmarks.statistics import ratio, wilson
from workbench.domain.comparison import Comparison, compare
from workbench.domain.stated import Stated
from workbench.domain.vocabulary import Signal
from workbench.language import sentences
from workbench.language.basis import bases
from workbench.language.outlets import Outlet
from workbench.language.stating import Setting, known_world, state
from workbench.representations.subjects import OPENING, context_before

LABELS = Path(__file__).parent / "gold" / "conflicts.jsonl"
DAYS = 3  # between the two reports
LEAST_WORDS = 5
Key = tuple[str, int, str, int]  # report and start of both sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with what it states."""

    report: str
    start: int
    end: int
    published: date
    stated: Stated


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that are said to conflict."""

    claim: Sentence
    passage: Sentence
    comparison: Comparison

    @property
    def key(self) -> Key:
        """What names the pair in the labels."""
        return self.claim.report, self.claim.start, self.passage.report, self.passage.start


def read(reports: Sequence[Report]) -> list[Sentence]:
    """The sentences that name a place smaller than a country."""
    return [sentence for report in reports for sentence in _sentences(report)]


def _sentences(report: Report) -> Iterator[Sentence]:
    if not report.published:
        return
    day = datetime.strptime(report.published, "%m/%d/%y").date()  # noqa: DTZ007 (a day)
    split = sentences.split(report.text)
    rests_on = bases(report.text, Outlet(report.source), sentences=split)
    for each, basis in zip(split, rests_on, strict=True):
        words = each.span.of(report.text)
        if each.heading or len(words.split()) < LEAST_WORDS:
            continue
        setting = Setting(
            context=context_before(report.text, each.span.start),
            published=day,
            opening=report.text[:OPENING],
            root=None if basis.inferred else basis.root,
        )
        stated = state(words, setting)
        if _places(stated):
            yield Sentence(report.id, each.span.start, each.span.end, day, stated)


def _places(stated: Stated) -> frozenset[str]:
    world = known_world()
    return frozenset(p.key for p in stated.own.places if not world.is_wide(p.key))


def conflicts(found: Sequence[Sentence], days: int = DAYS) -> tuple[int, list[Pair]]:
    """How many pairs were compared, and those that conflict, each two texts once."""
    seen: set[frozenset[str]] = set()
    conflicting: list[Pair] = []
    compared = 0
    for claim, passage in _near(found, days):
        texts = frozenset((claim.stated.text, passage.stated.text))
        if len(texts) < 2 or texts in seen:
            continue
        seen.add(texts)
        compared += 1
        told = compare(claim.stated, passage.stated, world=known_world())
        if told.signal is Signal.CONFLICTS:
            conflicting.append(Pair(claim, passage, told))
    return compared, conflicting


def _near(found: Sequence[Sentence], days: int) -> Iterator[tuple[Sentence, Sentence]]:
    by_place: dict[str, list[Sentence]] = {}
    for sentence in found:
        for place in _places(sentence.stated):
            by_place.setdefault(place, []).append(sentence)
    for place in sorted(by_place):
        for n, claim in enumerate(by_place[place]):
            for passage in by_place[place][n + 1 :]:
                apart = abs((claim.published - passage.published).days)
                if claim.report != passage.report and apart <= days:
                    yield claim, passage


def labels(path: Path = LABELS) -> dict[Key, Mapping[str, str]]:
    """What a reader said of pairs, by their key."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(r["report_a"], r["start_a"], r["report_b"], r["start_b"]): r for r in rows}


def precision(found: Sequence[Pair], known: Mapping[Key, Mapping[str, str]]) -> dict[str, object]:
    """Of the labelled conflicts that are still found, how many are real, by reading."""
    told: dict[str, list[bool]] = {}
    for pair in found:
        label = known.get(pair.key)
        if label is not None:
            told.setdefault(label["set"], []).append(label["label"] == "real")
    return {
        which: {
            "precision": ratio(sum(real), len(real)),
            "of": len(real),
            "interval": list(wilson(sum(real), len(real))),
        }
        for which, real in sorted(told.items())
    }


def main() -> None:
    """Prints what was found, a sample to be read, and the precision by the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--sample", type=int, default=0, help="print so many that have no label")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args()
    reports = list(by_id(read_reports(given.reports)).values())
    compared, found = conflicts(read(reports), given.days)
    known = labels()
    fresh = [pair for pair in found if pair.key not in known]
    shown = random.Random(given.seed).sample(fresh, min(given.sample, len(fresh)))
    for pair in shown:
        print(json.dumps(_shown(pair), ensure_ascii=False))
    figures = {
        "pairs": compared,
        "conflicts": len(found),
        "by_reading": precision(found, known),
    }
    print(json.dumps(figures, indent=2))


def _shown(pair: Pair) -> dict[str, object]:
    return {
        "key": pair.key,
        "claim": pair.claim.stated.text,
        "passage": pair.passage.stated.text,
        "because": pair.comparison.because,
        "days": [pair.claim.published.isoformat(), pair.passage.published.isoformat()],
    }


if __name__ == "__main__":
    main()
