"""The example desk: made once, by the ordinary stages, with claims decided and published."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WordsEncoder
from tests.schema_org import strays
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.language import claims
from workbench.pipeline import demo, exporting, syndicating
from workbench.pipeline.showing import show
from workbench.reading import reader
from workbench.reading.record import ReportRecord
from workbench.stages import auditing
from workbench.store.queries import Filter

Json = dict[str, Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The example desk, with only those reports that its decisions quote, for time's sake."""
    folder = tmp_path_factory.mktemp("example")
    settings = Settings(home=folder / "desk", indexes=folder / "indexes")
    made = bootstrap.init(settings, encoder=WordsEncoder())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(demo, "EXAMPLES", _few(folder / "examples"))
        demo.build(made, _tell)
    yield made
    made.database.close()


def _few(folder: Path) -> Path:
    (folder / "reports").mkdir(parents=True)
    decided = (demo.EXAMPLES / "decisions.json").read_text(encoding="utf-8")
    for path in (demo.EXAMPLES / "reports").iterdir():
        if path.stem in decided:
            shutil.copy(path, folder / "reports")
    for name in ("article.html", "reports.jsonl", "decisions.json"):
        shutil.copy(demo.EXAMPLES / name, folder)
    claims = (demo.EXAMPLES / "claims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "claims.csv").write_text("".join(claims[:3]), encoding="utf-8")
    return folder


def _tell(_what: str, _count: int) -> None:
    """Nobody listens."""


def test_the_example_desk_has_published_claims_and_is_built_once(desk: Services) -> None:
    events = len(_events(desk))

    built = demo.build(desk, _tell)

    assert (built["published"], built["reviewer"]) == (3, "ana")
    assert len(_events(desk)) == events


def test_one_is_corroborated_one_disputed_and_one_was_corrected(desk: Services) -> None:
    told = [
        (case["verdict"], case["saying"], [mark["detail"]["correction"] for mark in _marks(case)])
        for case in _published(desk)
    ]

    assert sorted(told) == [
        ("corroborated", "unchecked", [False]),
        ("corroborated", "unchecked", [False, True]),
        ("disputed", "confirmed", [False]),
    ]


def test_who_reviewed_neither_typed_nor_published(desk: Services) -> None:
    for case in _published(desk):
        doers = {each["kind"]: each["actor"] for each in case["events"]}
        assert doers["decided"] == demo.DECIDED_BY
        assert doers["edited"] == doers["published"] == demo.PUBLISHED_BY


def test_its_claim_reviews_use_the_terms_of_schema_org(desk: Services) -> None:
    reviews = json.loads(_export(desk, "claimreview"))

    assert [stray for review in reviews for stray in strays(review)] == []
    assert [review["reviewRating"]["alternateName"] for review in reviews] == [
        "Corroborated",
        "Corroborated",
        "Disputed",
    ]
    [corrected] = [review for review in reviews if "correction" in review]
    assert corrected["correction"][0]["text"].startswith("We first published this as disputed")
    assert corrected["dateModified"] > corrected["datePublished"]
    assert corrected["claimReviewed"] == (
        "Halvesh has been in the hands of the Valley Front since 10 March 2019."
    )
    assert corrected["itemReviewed"]["author"] == {"@type": "Person", "name": "Yoref el Sarameh"}


def test_its_feed_and_its_research_files_show_them(desk: Services) -> None:
    feed = syndicating.published(desk, Filter(), "http://desk.example/feed").decode()

    assert feed.count("<entry") == 3
    assert "Correction: We first published this as disputed" in feed
    assert len(_export(desk, "fever").splitlines()) == 3
    assert len(json.loads(_export(desk, "averitec"))) == 3


def test_its_record_verifies(desk: Services) -> None:
    with desk.database.snapshot() as session:
        assert auditing.verify(session, desk.settings.captures).findings == []


def _published(services: Services) -> list[Json]:
    return [case for case in exporting.cases(services, Filter()) if case["published"]]


def _marks(case: Json) -> list[Json]:
    return [each for each in case["events"] if each["kind"] == "published"]


def _events(services: Services) -> list[Json]:
    with services.database.snapshot() as session:
        return [each for n in range(1, 24) for each in show(session, n)["events"]]


def _export(desk: Services, format_: str) -> str:
    return b"".join(exporting.pieces(desk, Filter(), format_)).decode()


def test_the_desks_own_encoder_pulls_every_claim_that_the_example_decides_on() -> None:
    weigh = bootstrap.bare_weigh(Settings())
    [report] = reader.read(str(demo.EXAMPLES / "article.html"))
    assert isinstance(report, ReportRecord)
    pulled = [claim.text for claim in claims.pull(report.text, published=None, weigh=weigh)]
    decided = json.loads((demo.EXAMPLES / "decisions.json").read_text(encoding="utf-8"))
    assert decided
    for each in decided:
        assert [text for text in pulled if text.startswith(each["claim"])], each["claim"]
