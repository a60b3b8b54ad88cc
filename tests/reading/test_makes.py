"""Invented pages of sites with markup of their own, most of them with names that say nothing."""

import json
from pathlib import Path

import pytest

from workbench.reading.reader import read_bytes
from workbench.reading.record import ReportRecord

PAGES = Path(__file__).parent / "makes"
REPORTS: dict[str, list[str]] = json.loads((PAGES / "reports.json").read_text("utf-8"))
ALSO = frozenset(REPORTS["also"])  # standfirsts, and who wrote a report, where and when
SOURCES = {
    "nexthash.en": "The Valley Post",
    "nuxtpt.pt": "herald.example.org",
    "substack.en": "The Water Desk",
    "twde.de": "Talblatt",
    "frsc.fr": "Le Courrier du Val",
    "runext.ru": "Долина.Медиа",
    "foxizuk.uk": "Долина",
}


def read(name: str) -> ReportRecord:
    page = (PAGES / f"{name}.html").read_bytes()
    (report,) = read_bytes(name, page, url="https://herald.example.org/valley/dam")
    assert isinstance(report, ReportRecord)
    return report


@pytest.mark.parametrize("name", sorted(page.stem for page in PAGES.glob("*.html")))
def test_a_report_is_read_out_of_a_sites_own_markup(name: str) -> None:
    report = read(name)

    lines = [line.removeprefix("IRDANE – ") for line in report.text.split("\n\n")]
    told = [line for line in lines if line.rstrip(".") not in ALSO]
    assert told == REPORTS[name.rpartition(".")[2]]
    assert (report.published or "")[:10] == "2017-03-31"
    assert report.authors in {("Sami Kanaan",), ("Sami Kanaan", "Irdane"), ()}


@pytest.mark.parametrize("name", SOURCES)
def test_a_sites_name_is_taken_from_its_title_where_something_else_says_so(name: str) -> None:
    assert read(name).source == SOURCES[name]
