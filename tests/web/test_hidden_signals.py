"""What the machine keeps to itself is learnt by no other door before the verdict."""

import json
import re
from dataclasses import replace

import pytest

from tests.web.conftest import TOLL, Visitor
from workbench.bootstrap import Services
from workbench.domain import hiding
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import Signal
from workbench.pipeline import catching_up, exporting
from workbench.store.models import Claim, Match
from workbench.store.queries import Filter


@pytest.fixture
def services(services: Services) -> Services:
    """A desk that hides its signals on every claim, as they are compared."""
    services = replace(services, settings=replace(services.settings, hide_signals_percent=100))
    with services.database.transaction() as session:
        session.query(Claim).update({Claim.assessed_at: None})
    catching_up.assess_pending(services, lambda _what, _count: None)
    with services.database.transaction() as session:
        for match in session.query(Match).filter_by(same_origin_as_claim=False):
            match.signal = Signal.CONFLICTS
    return services


def decide(ana: Visitor, claim_id: int) -> None:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ana.get(f"/claims/{claim_id}").text)
    assert seen
    form = {"verdict": "unresolved", "missing": "needs document", "seen": seen[1]}
    assert ana.post(f"/claims/{claim_id}/reviews", **form).status_code == 303


def test_the_place_in_the_queue_is_drawn_and_has_no_reason(
    services: Services, ana: Visitor
) -> None:
    with services.database.snapshot() as session:
        claims = session.query(Claim).all()

    for claim in claims:
        drawn = int(4 * hiding.place(claim.id, desk=services.desk_id))
        assert (int(claim.priority), claim.priority_because) == (drawn, None)
    assert 'class="because"' not in ana.get("/").text


def test_the_filter_of_conflicts_names_no_claim_before_its_verdict(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    def listed() -> list[bool]:
        page = f'href="/claims/{claim_id}"' in ana.get("/?conflict=1&verdict=unresolved").text
        whole = exporting.cases(services, Filter(conflict=True))
        return [page, claim_id in [case["id"] for case in whole]]

    assert f'href="/claims/{claim_id}"' not in ana.get("/?conflict=1").text
    assert listed() == [False, False]
    decide(ana, claim_id)
    assert listed() == [True, True]


def test_an_export_says_nothing_of_it_either(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    def exported() -> tuple[set[str | None], str]:
        lines = b"".join(exporting.pieces(services, Filter(), "jsonl")).decode().splitlines()
        [case] = [case for case in map(json.loads, lines) if case["id"] == claim_id]
        return {match["signal"] for match in case["matches"]}, str(case["origins"]["proposed"])

    assert exported() == ({None}, "None")
    assert b"conflicts" not in b"".join(exporting.pieces(services, Filter(), "csv"))
    decide(ana, claim_id)
    assert None not in exported()[0]


def test_no_origin_is_said_to_be_counted_before_the_verdict(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        session.query(Match).filter_by(same_origin_as_claim=False).update({Match.counted: True})

    assert ">counted<" not in ana.get(f"/claims/{claim_id}").text
    decide(ana, claim_id)
    assert ">counted<" in ana.get(f"/claims/{claim_id}").text


def test_passages_come_in_an_order_that_tells_nothing(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    def shown() -> list[int]:
        return [int(n) for n in re.findall(r'id="passage-(\d+)"', ana.get(at).text)]

    at = f"/claims/{claim_id}"
    before = shown()
    with services.database.transaction() as session:
        for match in session.query(Match).filter_by(claim_id=claim_id):
            match.rank = 100 - match.rank

    assert shown() == before
    decide(ana, claim_id)
    assert sorted(shown()) == sorted(before)


def test_a_search_for_evidence_on_it_compares_nothing(ana: Visitor, claim_id: int) -> None:
    page = ana.get(f"/claims/{claim_id}/find?q=soldiers killed in Talvar").text

    assert "Daily Post" in page
    assert "similarity" not in page
    assert 'class="compared"' not in page
    assert "badge-word is-" not in page.partition('<article class="match"')[2]


def test_claims_near_to_it_are_listed_and_not_compared(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    def near() -> tuple[str, list[tuple[float | None, str | None, int]]]:
        shapes = ana.client.get(f"/api/v1/claims/{claim_id}/similar").get_json()["near"]
        page = ana.get(f"/claims/{claim_id}/similar/").text
        return page, [(s["similarity"], s["signal"], len(s["comparison"])) for s in shapes]

    add_claim(services, TOLL.replace("40 soldiers had", "9 soldiers had"))
    add_claim(services, TOLL)

    page, shapes = near()
    assert (page.count("comparison hidden"), page.count("may be the same claim")) == (2, 1)
    assert "similarity" not in page
    assert 'aria-label="Comparison"' not in page
    assert shapes == [(None, None, 0)] * 2


def test_a_claim_that_is_open_is_not_compared_with_one_that_is_silent(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    other = add_claim(services, TOLL.replace("40 soldiers had", "9 soldiers had"))
    decide(ana, claim_id)

    assert "comparison hidden" in ana.get(f"/claims/{claim_id}/similar/").text
    decide(ana, other)
    assert "comparison hidden" not in ana.get(f"/claims/{claim_id}/similar/").text


def test_a_search_for_its_very_words_compares_nothing_until_it_has_a_verdict(
    ana: Visitor, claim_id: int
) -> None:
    def found() -> tuple[bool, set[str | None], bool]:
        said = ana.client.get("/api/v1/search", query_string={"q": TOLL}).get_json()
        signals = {match["signal"] for match in said["matches"]}
        return "similarity" in ana.get(f"/search/?q={TOLL}").text, signals, said["origins"] is None

    assert found() == (False, {None}, True)
    assert "similarity" in ana.get("/search/?q=wheat prices rose").text
    decide(ana, claim_id)
    assert found()[::2] == (True, False)


def test_a_search_for_it_in_other_words_compares_nothing_either(
    ana: Visitor, claim_id: int
) -> None:
    other = TOLL.replace("The officer said", "An army officer said on Sunday")
    assert "similarity" not in ana.get(f"/search/?q={other}").text
    decide(ana, claim_id)
    assert "similarity" in ana.get(f"/search/?q={other}").text


def add_claim(services: Services, text: str) -> int:
    with services.database.transaction() as session:
        claim = Claim(identity=f"import:{text}", text=text, text_hash=text_hash(text))
        claim.check_worthiness = 0.4
        session.add(claim)
        session.flush()
    catching_up.catch_up(services)
    return claim.id
