"""The example desk is complete, consistent and readable by a machine."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGES = sorted((EXAMPLES / "reports").glob("*.html"))
COLUMNS = [
    "text",
    "external_id",
    "speaker",
    "claimed_at",
    "url",
    "source",
    "language",
    "tags",
    "note",
]
FIELDS = {"text", "title", "source", "published", "url", "authors", "language"}
VOID = {"meta", "link", "img", "input", "br", "hr"}
TRAPS = {  # method.md, sections 2 to 5
    "own observation", "own interview", "statement", "artefact", "relay", "unstated basis",
    "neighbouring root", "joint figure", "reprint", "verbatim quote", "one body, two organs",
    "unnamed officials of one body", "same odd figure", "one-sided support",
    "admission against interest", "second counter in the claim's own report",
    "two bases in one report", "one man, several channels", "one artefact, several desks",
    "joint briefing", "press release rewritten", "relay of a relay", "translation", "site footer",
    "live blog", "grave count that cites the agency once", "independent agreement", "conflict",
    "denial", "unclear", "mixed", "another actor", "missing actor", "increment",
    "compatible, not support", "meets the minimum", "transmission discrepancy", "unit conversion",
    "civilians and people", "part of a whole", "part larger than its whole", "vague number",
    "different window", "coarser date", "misattributed", "retraction at the source",
    "earlier count", "later count", "revised down", "series", "before the event",
    "stored date contradicts the text", "decoy: another event at the same place",
    "decoy: another place in the same words", "decoy: the same figure for another thing",
    "decoy: wounded, not killed", "decoy: two convoys",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of cases.json."""

    claim: str
    origin: str
    name: str
    reports: tuple[str, ...]
    passages: tuple[tuple[str, str], ...]
    why: str


class Page(HTMLParser):
    """A page's text and metadata, and whether its elements nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.meta: dict[str, str] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "meta" and (name := given.get("property")):
            self.meta[name] = given.get("content") or ""
        if tag == "link" and given.get("rel") == "canonical":
            self.meta["canonical"] = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def page(path: Path) -> Page:
    parsed = Page()
    parsed.feed(path.read_text(encoding="utf-8"))
    parsed.close()
    return parsed


def rows() -> list[dict[str, str]]:
    with (EXAMPLES / "claims.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def records() -> list[dict[str, str]]:
    lines = (EXAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def texts() -> dict[str, str]:
    """Every report's text by the name that cases.json gives it."""
    files = {f"reports/{path.name}": page(path).text for path in PAGES}
    plain = {
        f"reports/{path.name}": path.read_text(encoding="utf-8")
        for path in (EXAMPLES / "reports").glob("*.txt")
    }
    return files | plain | {record["url"]: record["text"] for record in records()}


def cases() -> Iterator[Case]:
    for entry in json.loads((EXAMPLES / "cases.json").read_text(encoding="utf-8")):
        yield Case(
            claim=entry["claim"],
            origin=entry["from"],
            name=entry["case"],
            reports=tuple(entry["reports"]),
            passages=tuple((each["report"], each["text"]) for each in entry["passages"]),
            why=entry["why"],
        )


def test_there_are_at_least_thirty_reports_of_at_least_twelve_sources() -> None:
    sources = {page(path).meta["og:site_name"] for path in PAGES}

    assert len(texts()) >= 30
    assert len(sources | {record["source"] for record in records()}) >= 12


@pytest.mark.parametrize("path", [*PAGES, EXAMPLES / "article.html"], ids=lambda path: path.name)
def test_a_page_nests_and_states_its_source_date_and_address(path: Path) -> None:
    parsed = page(path)

    assert (parsed.open, parsed.crossed) == ([], [])
    assert parsed.meta["og:site_name"]
    assert datetime.fromisoformat(parsed.meta["article:published_time"]).tzinfo
    assert re.fullmatch(r"https://[a-z0-9.-]+\.example/\S+", parsed.meta["canonical"])


def test_no_two_reports_share_an_address() -> None:
    addresses = [page(path).meta["canonical"] for path in PAGES]
    addresses += [record["url"] for record in records()]

    assert len(set(addresses)) == len(addresses)


def test_the_jsonl_reports_have_every_field_and_a_date_with_its_zone() -> None:
    for record in records():
        assert set(record) == FIELDS
        assert datetime.fromisoformat(record["published"]).tzinfo


def test_the_article_is_as_long_as_a_real_one() -> None:
    body = page(EXAMPLES / "article.html").text
    story = body[body.index("IRDANE, Kordavia") : body.index("Labels:")]

    assert 600 <= len(story.split()) <= 800


def test_there_are_two_hundred_different_claims_with_sound_dates() -> None:
    claims = rows()

    assert list(claims[0]) == COLUMNS
    assert len(claims) == len({claim["text"] for claim in claims}) == 200
    assert len({claim["external_id"] for claim in claims}) == 200
    assert all(
        date(2018, 1, 1) < date.fromisoformat(c["claimed_at"]) < date(2019, 4, 1) for c in claims
    )
    assert all(claim["source"] and claim["language"] for claim in claims)


def test_the_claims_hold_what_trips_a_careless_importer() -> None:
    everything = "".join(claim["text"] for claim in rows())

    assert {'"', ";", ",", "’", "é", "ö", "š"} <= set(everything)


def test_every_case_of_the_method_is_present() -> None:
    assert {case.name for case in cases()} >= TRAPS


def test_every_case_names_reports_that_exist_and_words_that_stand_in_them() -> None:
    held = texts()

    for case in cases():
        assert set(case.reports) == {report for report, _ in case.passages} <= set(held), case
        assert [words for report, words in case.passages if words not in held[report]] == []
        assert case.why.endswith(".")


def test_every_decision_names_a_claim_of_the_article_and_quotes_reports_that_are_there() -> None:
    held = {page(path).meta["canonical"]: page(path).text for path in PAGES}
    held |= {record["url"]: record["text"] for record in records()}
    article = page(EXAMPLES / "article.html").text
    decided = json.loads((EXAMPLES / "decisions.json").read_text(encoding="utf-8"))
    stances = [each for row in decided for review in row["reviews"] for each in review["stances"]]

    assert [row["claim"] for row in decided if row["claim"] not in article] == []
    assert [each["text"] for each in stances if each["text"] not in held[each["report"]]] == []


def test_every_case_quotes_its_claim() -> None:
    held = {
        "article.html": page(EXAMPLES / "article.html").text,
        "claims.csv": "\n".join(claim["text"] for claim in rows()),
    }

    assert [case.claim for case in cases() if case.claim not in held[case.origin]] == []


def test_every_report_shows_a_case() -> None:
    assert set(texts()) == {report for case in cases() for report in case.reports}


def test_the_readme_names_every_case_and_every_file() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")

    assert [case.name for case in cases() if f"| {case.name} |" not in readme] == []
    assert [path.name for path in (EXAMPLES / "reports").iterdir() if path.name not in readme] == []
