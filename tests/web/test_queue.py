"""The queue and the other lists of claims, imports, people, and search."""

import io

import pytest

from tests.web.conftest import TOLL, MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import State, Verdict
from workbench.store.models import Claim

CSV = b"text,speaker\nThe bridge at Orvel was destroyed.,a spokesman\n,nobody\n"


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

    assert 'href="/?q=Talvar&amp;offset=1"' in ana.get("/?q=Talvar").text
    assert "Rebels seized the town" in ana.get("/?q=Talvar&offset=1").text
    assert "after=" in ana.get("/?state=new").text


@pytest.mark.parametrize("query", ["state=lost", "verdict=true"])
def test_a_filter_edited_by_hand_is_answered_with_the_words_there_are(
    ana: Visitor, query: str
) -> None:
    answer = ana.get(f"/?{query}")

    assert (answer.status_code, "Choose one of:" in answer.text) == (400, True)


@pytest.mark.parametrize("query", ["offset=-5", "offset=x", "article=x", "after=x&state=new"])
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


def test_a_file_is_looked_at_before_it_is_imported(services: Services, ana: Visitor) -> None:
    looked = ana.post("/imports/", file=(io.BytesIO(CSV), "claims.csv"), dry_run="1")

    assert looked.status_code == 200
    assert "What would become of claims.csv" in looked.text
    with services.database.snapshot() as session:
        assert session.query(Claim).count() == 2


def test_an_import_ends_at_its_receipt_and_its_claims(ana: Visitor) -> None:
    sent = ana.post("/imports/", file=(io.BytesIO(CSV), "claims.csv"))

    assert sent.headers["Location"] == "/imports/1"
    receipt = ana.get("/imports/1").text
    assert "claims.csv" in receipt
    assert "Rejected rows" in receipt
    assert "The bridge at Orvel" in ana.get("/?import=1").text
    assert "claims.csv" in ana.get("/imports/").text


def test_no_file_and_no_claims_are_refused(ana: Visitor) -> None:
    assert ana.post("/imports/").status_code == 422
    assert ana.post("/imports/", file=(io.BytesIO(b"\x00\x01"), "x.csv")).status_code == 422


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
