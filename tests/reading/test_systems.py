"""Invented pages in the markup of systems that publish, with what these put around a report."""

import json
from pathlib import Path

import pytest

from workbench.reading.reader import read_bytes
from workbench.reading.record import ReportRecord

PAGES = Path(__file__).parent / "systems"
TONGUES = Path(__file__).parent / "tongues"
REPORTS: dict[str, list[str]] = json.loads((TONGUES / "reports.json").read_text("utf-8"))
DAYS = {"31 Mart 2017 - 08:00 Güncelleme: 31 Mart 2017", "vendredi 31 mars 2017, par"}
SYSTEMS = [
    *("amp", "arc", "blogger", "blox", "brightspot", "discourse", "drupal", "drupal7", "escenic"),
    *("ghost", "hugo", "joomla", "mediawiki", "medium", "ministry", "newsletter-mail", "notion"),
    *("phpbb", "plone", "presto", "print", "squarespace", "substack", "table90s", "tagdiv"),
    *("tailwind", "typo3", "wire", "wix", "wordpress-jetpack"),
]
# What tells where and when a report is from stays in its text.
CREDITS = {
    "Friday, March 31, 2017",
    "Sources",
    '"Polls open in the second town" — Valley Radio, March 30, 2017',
    "By Sami Kanaan",
    "By Sami Kanaan, March 31, 2017",
    "Sami Kanaan | 31.03.2017 - Update : 31.03.2017",
    "TAL ASFAR",
    "March 31, 2017",
    "by Sami Kanaan — published Mar 31, 2017 08:00 AM, last modified Apr 02, 2017 10:12 AM",
    "*Writing by Rana Haddad in Irdane",
}
HEADLINE = "Rebels say they hold the dam near Tal Asfar"
STANDFIRST = "Two of its four gates have been open since Friday"
REPORT = """\
Rebels took control of the dam near the village of Tal Asfar on Monday after four days of clashes \
with militants, two of their commanders said by telephone.
At least 12 fighters were killed when a convoy was hit near the bridge, residents of the village \
said. The army said it had struck the road but gave no figure.
The dam supplies water to three towns in the valley, where some 40,000 people live, according to \
the provincial water authority.
Engineers who had fled to the second town told the Herald that two of its four gates had been open \
since Friday, and that nobody had closed them.
""".splitlines()


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_report_is_read_out_of_what_a_system_puts_around_it(system: str) -> None:
    page = (PAGES / f"{system}.html").read_bytes()

    (report,) = read_bytes(system, page, url="https://herald.example.org/valley/dam")

    assert isinstance(report, ReportRecord)
    lines = report.text.split("\n\n")
    told = [line for line in lines if line not in CREDITS and line.rstrip(".") != STANDFIRST]
    assert told == [HEADLINE, *REPORT]
    assert (report.published or "")[:10] == "2017-03-31"
    assert report.authors in {("Sami Kanaan",), ()}


@pytest.mark.parametrize("page", REPORTS)
def test_a_report_in_another_language_is_read_out_of_what_a_page_calls_its_readers_to(
    page: str,
) -> None:
    (report,) = read_bytes(page, (TONGUES / f"{page}.html").read_bytes())

    assert isinstance(report, ReportRecord)
    assert [line for line in report.text.split("\n\n") if line not in DAYS] == REPORTS[page]
    assert (report.published or "")[:10] == "2017-03-31"
