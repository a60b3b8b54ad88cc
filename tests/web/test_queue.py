"""The queue and the other lists of claims, imports, people, and search."""

import re

import pytest

from tests.web.conftest import TOLL, MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import State, Verdict
from workbench.store.models import Claim


def test_the_weightiest_open_claim_comes_first(ana: Visitor) -> None:
    page = ana.get("/").text

    assert 0 < page.index("at least 40 soldiers") < page.index("Rebels seized the town")


def test_decided_claims_are_found_by_their_verdict(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.state, claim.verdict = State.DECIDED, Verdict.DISPUTED

    assert "at least 40 soldiers" not in ana.get("/").text
    assert "at least 40 soldiers" in ana.get("/?verdict=disputed").text
    assert "at least 40 soldiers" in ana.get("/?state=decided").text
    assert "at least 40 soldiers" not in ana.get("/?verdict=corroborated").text


def test_the_filter_stays_in_the_address_of_the_next_page(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.queries.PAGE", 1)

    further = re.search(r'href="(/\?q=Talvar&amp;after=\d+)"', ana.get("/?q=Talvar").text)
    assert further
    page = ana.get(further[1].replace("&amp;", "&")).text
    assert "Rebels seized the town" in page
    assert "at least 40 soldiers" not in page
    assert "after=" in ana.get("/?state=new").text


def test_no_list_loads_the_texts_of_reports(ana: Visitor, statements: list[str]) -> None:
    for address in ("/", "/?state=new", "/?state=set+aside", "/reports/", "/articles/"):
        ana.get(address)

    assert [sent for sent in statements if "report_1.text," in sent or "report.text," in sent] == []


@pytest.mark.parametrize("query", ["state=lost", "verdict=true"])
def test_a_filter_edited_by_hand_is_answered_with_the_words_there_are(
    ana: Visitor, query: str
) -> None:
    answer = ana.get(f"/?{query}")

    assert (answer.status_code, "Choose one of:" in answer.text) == (400, True)


@pytest.mark.parametrize("query", ["after=-5", "after=x", "article=x", "after=x&state=new"])
def test_a_number_edited_by_hand_does_no_harm(ana: Visitor, query: str) -> None:
    assert ana.get(f"/?{query}").status_code == 200


def test_a_sentence_is_searched_in_all_reports(ana: Visitor) -> None:
    page = ana.get("/search/?q=soldiers+killed+in+Talvar").text

    assert "Army statement" in page
    assert "Searched: 5 reports of 4 sources" in page


@pytest.mark.parametrize("words", ["%3F%3F", "x" * 6000])
def test_what_cannot_be_searched_for_is_said(ana: Visitor, words: str) -> None:
    answer = ana.get(f"/search/?q={words}")

    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


def test_an_admin_adds_a_person_who_can_sign_in(signed_in: MakeVisitor, visitor: Visitor) -> None:
    ada = signed_in("ada")

    sent = ada.post("/people/", name="noor", password="a long secret", role="reviewer")

    assert sent.status_code == 303
    assert "noor can sign in now." in ada.get("/people/").text
    visitor.get("/sign-in")
    door = visitor.post("/sign-in", name="noor", password="a long secret")
    assert door.status_code == 303


def test_only_admins_are_led_to_the_people(signed_in: MakeVisitor) -> None:
    assert 'href="/people/"' in signed_in("ada").get("/").text
    assert 'href="/people/"' not in signed_in("edda").get("/").text


def test_a_person_with_a_short_password_is_refused(signed_in: MakeVisitor) -> None:
    answer = signed_in("ada").post("/people/", name="noor", password="short", role="reviewer")

    assert (answer.status_code, "A password has at least" in answer.text) == (400, True)
    assert 'value="noor"' in answer.text


def test_the_whole_claim_can_be_read_in_the_queue(ana: Visitor) -> None:
    assert TOLL in ana.get("/").text


def test_a_saved_selection_has_a_feed_where_a_feed_can_select_so(
    ana: Visitor, article: int
) -> None:
    ana.get("/")
    ana.post(f"/saved?article={article}&conflict=1", name="Conflicts")
    ana.post("/saved?assigned=me", name="Mine")

    page = ana.get("/").text

    assert f"/api/v1/atom/rechecks?report={article}&amp;conflict=1" in page
    assert 'aria-label="Feed of Mine"' not in page


def test_a_selection_that_nothing_fits_says_so(ana: Visitor) -> None:
    page = ana.get("/?q=nobodysaidthis").text

    assert "No claim fits this selection" in page
    assert "has no claim yet" not in page


def test_of_a_decided_claim_no_remark_of_the_machine_is_shown(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.priority_because = "nothing found bears on it yet"
        claim.state, claim.verdict = State.DECIDED, Verdict.CORROBORATED
        claim.confirmed = {"supports": {"at_least": 0, "at_most": 2}}

    page = ana.get("/?state=decided").text

    assert "nothing found bears on it yet" not in page
    assert '0–2 <span class="meta">confirmed</span>' in page


def test_mine_says_what_is_decided_where_nothing_open_is_left(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    assert "No claim fits this selection" in ana.get("/?assigned=me").text
    ana.post(f"/claims/{claim_id}/assignment", person="ana")
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.state, claim.verdict = State.DECIDED, Verdict.DISPUTED

    page = ana.get("/?assigned=me").text

    assert "Nothing open is yours; " in page
    found = re.search(r'href="(/\?[^"]*)">1 decided</a>', page)
    assert found
    assert TOLL in ana.get(found[1].replace("&amp;", "&")).text


def test_what_is_selected_can_be_exported(
    services: Services, ana: Visitor, article: int, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.state, claim.verdict = State.DECIDED, Verdict.DISPUTED

    page = ana.get(f"/?article={article}&verdict=disputed").text

    found = re.search(r'href="([^"]+)" download>Export these \(CSV\)', page)
    assert found
    file = ana.get(found[1].replace("&amp;", "&")).text
    assert TOLL in file
    assert "Rebels seized" not in file
    assert "Export these and those decided (CSV)" in ana.get("/?q=Rebels").text
    assert "download" not in ana.get("/?assigned=me").text
