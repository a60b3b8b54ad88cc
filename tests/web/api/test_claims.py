"""Claims, reports, search and the record over the API."""

import io
from dataclasses import replace

import pytest

from tests.web.api.conftest import MakeProgram, Program
from tests.web.conftest import ARTICLE, TOLL
from workbench.bootstrap import Services


def test_a_claim_is_shown_with_everything_on_it(ana: Program, claim_id: int) -> None:
    shown = ana.read(f"/claims/{claim_id}")

    assert shown["text"] == TOLL
    assert shown["state"] == "new"
    assert len(shown["matches"]) >= 3
    assert shown["revision"]


def test_claims_are_paged_by_cursor(ana: Program) -> None:
    first = ana.read("/claims", limit=1)
    second = ana.read("/claims", limit=1, cursor=first["next"])

    assert [len(first["items"]), len(second["items"])] == [1, 1]
    assert first["items"][0]["id"] < second["items"][0]["id"]
    assert ana.read("/claims", limit=1, cursor=second["next"]) == {"items": [], "next": None}


def test_matches_are_paged_by_cursor(ana: Program, claim_id: int) -> None:
    whole = ana.read(f"/claims/{claim_id}/matches")["items"]
    found, cursor = [], "0"
    while cursor:
        page = ana.read(f"/claims/{claim_id}/matches", limit=1, cursor=cursor)
        found += page["items"]
        cursor = page["next"]

    assert found == whole


def test_claims_are_filtered_as_on_the_pages(ana: Program, article: int) -> None:
    assert len(ana.read("/claims", report=article)["items"]) == 2
    assert len(ana.read("/claims", q="at least 40")["items"]) == 1
    assert ana.read("/claims", state="decided")["items"] == []
    assert ana.read("/claims", since="2999-01-01")["items"] == []
    assert ana.read("/claims", until="1999-01-01")["items"] == []
    assert len(ana.read("/claims", speaker="officer", source="northwire")["items"]) == 2
    assert ana.read("/claims", place="Orsk")["items"] == ana.read("/claims", tag="x")["items"] == []


def test_a_claim_that_is_sent_is_stored_and_matched(ana: Program) -> None:
    sent = {
        "text": "At least 40 soldiers were killed in Talvar.",
        "speaker": "Lea Orn",
        "tags": ["tolls", "Talvar"],
        "extra": {"desk": "north"},
    }

    answer = ana.post("/claims", sent)

    shown = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/claims/{shown['id']}"
    assert shown["speaker"]["name"] == "Lea Orn"
    assert shown["tags"] == ["tolls", "Talvar"]
    assert shown["extra"] == {"desk": "north"}
    assert shown["matches"]
    assert ana.read(f"/imports/{shown['imports'][0]}")["new"] == 1


def test_a_missed_sentence_is_taken_by_where_it_stands_and_only_once(
    ana: Program, article: int
) -> None:
    text = ana.read(f"/reports/{article}")["text"]
    stretch = {"start": text.index("take Talvar"), "end": text.index("take Talvar") + 4}

    first = ana.post(f"/reports/{article}/claims", stretch)
    again = ana.post(f"/reports/{article}/claims", stretch)

    taken = first.get_json()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.headers["Location"] == f"/api/v1/claims/{taken['id']}"
    assert taken["text"] == "Rebels take Talvar"
    assert again.get_json()["id"] == taken["id"]


def test_a_stretch_that_is_no_sentence_of_an_article_is_refused(ana: Program, article: int) -> None:
    outside = ana.post(f"/reports/{article}/claims", {"start": 0, "end": 99_999})
    nowhere = ana.post("/reports/999/claims", {"start": 0, "end": 4})

    assert (outside.status_code, nowhere.status_code) == (400, 404)
    assert "one sentence" in outside.get_data(as_text=True)


def test_a_claim_that_is_sent_twice_is_one_claim(ana: Program) -> None:
    sent = {"text": "A dam broke in Orsk.", "external_id": "7", "source": "Daily Post"}
    first = ana.post("/claims", sent)

    again = ana.post("/claims", sent)
    changed = ana.post("/claims", {**sent, "text": "Two dams broke in Orsk."})

    assert [first.status_code, again.status_code, changed.status_code] == [201, 200, 200]
    assert {a.get_json()["id"] for a in (again, changed)} == {first.get_json()["id"]}
    assert changed.get_json()["text"] == "Two dams broke in Orsk."


def test_an_article_that_is_sent_gives_its_claims(ana: Program) -> None:
    text = ARTICLE.replace("40", "60").replace("Talvar", "Brenna")
    sent = {"text": text, "source": "Northwire", "published": "2019-05-01", "article": True}

    answer = ana.post("/reports", sent)

    added = answer.get_json()
    assert (answer.status_code, added["outcome"]) == (201, "added")
    assert added["claims"]
    report = ana.read(f"/reports/{added['report']}")
    assert (report["source"], report["claims"]) == ("Northwire", added["claims"])
    assert ana.post("/reports", sent).status_code == 200


def test_a_report_is_sent_as_a_file(ana: Program) -> None:
    text = b"Flood\n\nA flood took two bridges in Orsk, the mayor said on Monday.\n"

    answer = ana.post("/reports/file", data={"file": (io.BytesIO(text), "flood.txt")})

    assert answer.status_code == 201
    assert "took two bridges" in ana.read(f"/reports/{answer.get_json()['report']}")["text"]


@pytest.mark.parametrize("url", ["/etc/passwd", "file:///etc/passwd", "ftp://x.example/"])
def test_only_addresses_of_the_web_are_read(ana: Program, url: str) -> None:
    assert ana.post("/reports", {"url": url}).status_code == 422


def test_reports_are_listed_the_latest_first(ana: Program) -> None:
    page = ana.read("/reports", limit=3)
    rest = ana.read("/reports", limit=3, cursor=page["next"])

    ids = [each["id"] for each in page["items"] + rest["items"]]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 5


def test_a_search_gives_what_the_command_gives(ana: Program) -> None:
    found = ana.read("/search", q="soldiers killed in Talvar", limit=2, before="2019-03-05")

    assert [match["report"]["published"] <= "2019-03-05" for match in found["matches"]]
    assert found["index"]["stale"] is False


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "Talvar", "limit": 0},
        {"q": "Talvar", "limit": 1_000_000},
        {"q": "  "},
        {"q": "\U0001f600"},
        {"q": "x" * 100_000},
    ],
    ids=["none", "a million", "blank", "emoji", "long"],
)
def test_what_cannot_be_searched_for_is_a_problem_with_a_sentence(
    ana: Program, asked: dict[str, str | int]
) -> None:
    answer = ana.get("/search", **asked)

    assert answer.status_code == 422
    assert answer.get_json()["detail"]


def test_the_record_is_read_event_by_event(program: MakeProgram) -> None:
    edda = program("edda")
    first = edda.read("/audit", limit=2)
    second = edda.read("/audit", limit=200, cursor=first["next"])

    events = first["items"] + second["items"]
    assert [event["previous"] for event in events[1:]] == [event["hash"] for event in events[:-1]]
    assert events[-1]["kind"] == "token issued"


class TestSilence:
    """A desk that hides signals on every claim."""

    @pytest.fixture
    def services(self, services: Services) -> Services:
        return replace(services, settings=replace(services.settings, hide_signals_percent=100))

    def test_signals_are_told_to_nobody_before_their_verdict(
        self, ana: Program, claim_id: int
    ) -> None:
        case = ana.read(f"/claims/{claim_id}")
        alone = ana.read(f"/claims/{claim_id}/matches")["items"]
        [listed] = [row for row in ana.read("/claims")["items"] if row["id"] == claim_id]

        assert case["signals_hidden"] is True
        assert case["origins"]["proposed"] is listed["origins"]["proposed"] is None
        for match in [*case["matches"], *alone]:
            said = match["signal"], match["comparison"], match["similarity"], match["relevance"]
            assert said == (None, [], None, None)

        review = {"verdict": "unresolved", "missing": "needs document", "seen": case["revision"]}
        assert ana.post(f"/claims/{claim_id}/reviews", review).status_code == 201
        case = ana.read(f"/claims/{claim_id}")

        assert case["signals_hidden"] is False
        assert case["origins"]["proposed"]["at_least"] >= 0
        assert all(match["signal"] for match in case["matches"])
