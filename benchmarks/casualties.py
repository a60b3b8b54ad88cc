"""Death tolls and places of real reports on a war against what annotators read in them.

Wanted: the gold count of civilians killed among the killed-quantities of >= 80 % of the reports
that have one, first-ranked in >= 60 %; the gold governorate among the places of >= 80 %.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmarks.statistics import ratio, wilson
from benchmarks.tolls import killed, rank_killed
from workbench.domain.values import Particulars, Quantity
from workbench.language.gazetteer import contains
from workbench.language.particulars import particulars
from workbench.language.sentences import split

REPORTS = Path("../shared/data/reports/syria_casualties.jsonl")
_GOVERNORATES = {
    "aleppo": ("aleppo-province",),
    "damascus": ("damascus-governorate", "rif-dimashq"),
    "idlib": ("idlib-province",),
    "deir ezzor": ("deir-al-zor-province",),
    "raqqa": ("raqqa-province",),
    "homs": ("homs-province",),
    "hasakeh": ("hasakeh-province",),
    "hama": ("hama-province",),
    "daraa": ("daraa-province",),
    "lattakia": ("latakia-province",),
    "quneitra": ("quneitra-province",),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One report as read: its sentences, what they state, and the annotators' row."""

    row: dict[str, str]
    sentences: tuple[str, ...]
    stated: tuple[Particulars, ...]


def main() -> None:
    """Reads the reports, prints what was missed on request, and one JSON object last."""
    options = _options()
    rows = [json.loads(line) for line in options.reports.read_text("utf-8").splitlines()]
    begun = time.perf_counter()
    readings = [read(row) for row in rows]
    seconds = time.perf_counter() - begun
    if options.sample:
        _print_sample(readings, options.sample)
    if options.misses:
        _print_misses(readings)
    print(json.dumps({**figures(readings), "reports_per_second": round(len(rows) / seconds, 1)}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument(
        "--json", action="store_true", help="print the figures as JSON (always done)"
    )
    parser.add_argument("--sample", type=int, default=0, help="print so many killed-quantities")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    return parser.parse_args()


def read(row: dict[str, str]) -> Reading:
    """What the product reads in one row's report."""
    text = f"{row['title']}\n\n{row['text']}"
    sentences = tuple(sentence.span.of(text) for sentence in split(text))
    published = day(row["date"])
    stated = tuple(particulars(sentence, published=published) for sentence in sentences)
    return Reading(row, sentences, stated)


def day(written: str) -> date | None:
    """The day as the reports write it, 04/04/17; None where it is written otherwise."""
    try:
        return datetime.strptime(written, "%m/%d/%y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def figures(readings: list[Reading]) -> dict[str, float | tuple[float, float]]:
    """The shares that were wanted, each with its 95 % interval beside it."""
    counted = [reading for reading in readings if _gold(reading)]
    among = sum(_is_among(reading) for reading in counted)
    first = sum(_is_first(reading) for reading in counted)
    placed = [reading for reading in readings if reading.row["location"] in _GOVERNORATES]
    found = sum(_has_place(reading) for reading in placed)
    return {
        "reports": len(readings),
        "with_gold_count": len(counted),
        "gold_among_killed": ratio(among, len(counted)),
        "gold_among_killed_interval": wilson(among, len(counted)),
        "gold_ranked_first": ratio(first, len(counted)),
        "gold_ranked_first_interval": wilson(first, len(counted)),
        "place_found": ratio(found, len(placed)),
        "place_found_interval": wilson(found, len(placed)),
        "killed_quantities": sum(len(list(_all_killed(reading))) for reading in readings),
    }


def _gold(reading: Reading) -> float:
    """Civilians killed; 0 where the annotators gave none."""
    written = reading.row["civilians"].strip()
    return float(written) if written.isdecimal() else 0.0


def _is_among(reading: Reading) -> bool:
    return any(_tells(quantity, _gold(reading)) for _, quantity in _all_killed(reading))


def _is_first(reading: Reading) -> bool:
    ranked = rank_killed(reading.stated)
    return bool(ranked) and _tells(ranked[0], _gold(reading))


def _tells(quantity: Quantity, gold: float) -> bool:
    return gold in {quantity.low, quantity.high}


def _all_killed(reading: Reading) -> Iterator[tuple[str, Quantity]]:
    for sentence, stated in zip(reading.sentences, reading.stated, strict=True):
        for quantity in killed(stated.quantities):
            yield sentence, quantity


def _has_place(reading: Reading) -> bool:
    wanted = _GOVERNORATES[reading.row["location"]]
    return any(
        place.key in wanted or contains(outer, place.key)
        for stated in reading.stated
        for place in stated.places
        for outer in wanted
    )


def _print_sample(readings: list[Reading], size: int) -> None:
    """Killed-quantities drawn by a fixed seed, to be read by a person."""
    drawn = [one for reading in readings for one in _all_killed(reading)]
    for sentence, quantity in random.Random(7).sample(drawn, min(size, len(drawn))):
        print(f"{quantity.text!r} of {quantity.of} {quantity.act}: {sentence}")


def _print_misses(readings: list[Reading]) -> None:
    for reading in readings:
        row = reading.row
        if _gold(reading) and not _is_first(reading):
            kind = "second" if _is_among(reading) else "missed"
            ranked = [f"{one.text} {one.of}" for one in rank_killed(reading.stated)[:4]]
            print(kind, row["id"], f"gold {row['civilians']}", ranked, "|", row["title"])
        if row["location"] in _GOVERNORATES and not _has_place(reading):
            print("place", row["id"], row["location"], "|", row["title"])


if __name__ == "__main__":
    main()
