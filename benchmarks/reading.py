"""How well web pages are read: segments, title, day and authors, beside plain trafilatura.

python -m benchmarks.reading --pages DIR --gold FILE [--json]

`gold` maps addresses to {"file", "with", "without", "title", "date", "author"}: segments that must
be in the text read, segments that must not, and the fields where known (empty: the page has none).
"""

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import trafilatura

from workbench.reading.reader import read_bytes
from workbench.reading.record import Rejected, ReportRecord

_DRAWS = 1000  # bootstrap samples, by page


@dataclass(frozen=True, slots=True)
class Page:
    """One page with what is known of it."""

    url: str
    name: str
    data: bytes
    gold: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Segments rightly kept, wrongly kept and wrongly dropped, page by page."""

    pages: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, page: Page, text: str) -> None:
        """Count one page's segments in the text read, white space aside."""
        words = _squeezed(text)
        kept = [_squeezed(segment) in words for segment in page.gold["with"]]
        wrong = [_squeezed(segment) in words for segment in page.gold["without"]]
        self.pages.append((sum(kept), sum(wrong), len(kept) - sum(kept)))

    def figures(self) -> dict[str, float]:
        """Precision, recall and their mean, with the 95 % interval of the latter."""
        precision, recall, f1 = _measured(self.pages)
        random = Random(0)
        drawn = sorted(
            _measured(random.choices(self.pages, k=len(self.pages)))[2] for _ in range(_DRAWS)
        )
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "f1_low": round(drawn[int(0.025 * _DRAWS)], 4),
            "f1_high": round(drawn[int(0.975 * _DRAWS)], 4),
        }


def main() -> None:
    """Read every page once with the product and once with plain trafilatura; print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, default=Path("../shared/data/reading/pages"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/data/reading/gold.json"))
    parser.add_argument("--json", action="store_true", help="print one JSON object only")
    arguments = parser.parse_args()
    figures = measure(list(load(arguments.pages, arguments.gold)))
    print(json.dumps(figures, indent=None if arguments.json else 2))


def load(folder: Path, gold: Path) -> Iterator[Page]:
    """The pages of a set, unpacked."""
    for url, known in json.loads(gold.read_text(encoding="utf-8")).items():
        packed = (folder / known["file"]).read_bytes()
        data = gzip.decompress(packed) if packed.startswith(b"\x1f\x8b") else packed
        yield Page(url, known["file"], data, known)


def measure(pages: list[Page]) -> dict[str, Any]:
    """Every figure of the benchmark."""
    read_bytes_once(pages[0])  # libraries are loaded, dictionaries are built
    start = time.perf_counter()
    reports = [read_bytes_once(page) for page in pages]
    seconds = time.perf_counter() - start
    ours, plain = Tally(), Tally()
    for page, report in zip(pages, reports, strict=True):
        ours.add(page, report.text if report else "")
        plain.add(page, trafilatura.extract(page.data, include_comments=False) or "")
    return {
        "pages": len(pages),
        "unreadable": reports.count(None),
        **ours.figures(),
        "trafilatura": plain.figures(),
        **_fields(pages, reports),
        "pages_per_second": round(len(pages) / seconds, 1),
    }


def read_bytes_once(page: Page) -> ReportRecord | None:
    """The report the product reads from a page, or None."""
    report = next(iter(read_bytes(page.name, page.data, url=page.url)))
    return None if isinstance(report, Rejected) else report


def _fields(pages: list[Page], reports: list[ReportRecord | None]) -> dict[str, Any]:
    pairs = list(zip(pages, reports, strict=True))
    titles = [
        _same(report.title if report else None, page.gold["title"])
        for page, report in pairs
        if page.gold.get("title")
    ]
    dated = [(page, report) for page, report in pairs if page.gold.get("date")]
    days = [_day(report) == page.gold["date"].strip() for page, report in dated]
    given = [right for right, (_, report) in zip(days, dated, strict=True) if _day(report)]
    undated = [
        (page, report) for page, report in pairs if page.gold.get("date") == "" and _day(report)
    ]
    authors = [
        _same(" ".join(report.authors) if report else None, _joined(page.gold["author"]))
        for page, report in pairs
        if page.gold.get("author")
    ]
    return {
        "title_accuracy": _share(titles),
        "date_accuracy": _share(days),
        "date_accuracy_where_one_is_read": _share(given),
        "dates_where_gold_has_none": len(undated),
        "dates_invented": sum(not _is_in(page.data, _day(report)) for page, report in undated),
        "author_accuracy": _share(authors),
        "titles": len(titles),
        "dates": len(days),
        "authors": len(authors),
    }


def _is_in(data: bytes, day: str | None) -> bool:
    """Whether a page's source writes this day anywhere: year, month and day, in figures."""
    year, month, of_month = (int(part) for part in (day or "0-0-0").split("-"))
    iso = rf"{year}\D{{0,3}}0?{month}\D{{0,3}}0?{of_month}(?!\d)"
    turned = rf"(?<!\d)0?{of_month}\D{{1,12}}(?:0?{month}\D)?\D{{0,8}}{year}"
    return bool(re.search(f"{iso}|{turned}", data.decode("utf-8", errors="replace")))


def _day(report: ReportRecord | None) -> str | None:
    return report.published[:10] if report and report.published else None


def _joined(author: str | list[str]) -> str:
    return author if isinstance(author, str) else " ".join(author)


def _same(read: str | None, gold: str) -> bool:
    return re.findall(r"\w+", (read or "").casefold()) == re.findall(r"\w+", gold.casefold())


def _share(right: list[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 0.0


def _measured(pages: list[tuple[int, int, int]]) -> tuple[float, float, float]:
    kept, wrong, missed = (sum(column) for column in zip(*pages, strict=True))
    precision, recall = kept / max(1, kept + wrong), kept / max(1, kept + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
