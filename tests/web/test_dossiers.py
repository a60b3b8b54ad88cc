"""The dossier: the account of a decided claim, for reading, for print and for programs."""

import hashlib
import re

import pytest
from sqlalchemy import select

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import BasisKind, State
from workbench.store.models import Claim, Match, Passage, Report


@pytest.fixture
def decided(signed_in: MakeVisitor, claim_id: int) -> Visitor:
    """Ana, who found the claim borne out by what a reporter saw."""
    ana = signed_in("ana")
    here = f"/claims/{claim_id}"
    matches = ana.client.get(f"/api/v1{here}").get_json()["matches"]
    saw = next(match["passage_id"] for match in matches if "saw the bodies" in match["text"])
    ana.post(f"{here}/evidence", passage_id=saw, stance="supports")
    ana.post(f"{here}/evidence/note", note="The officer, by telephone.", stance="context")
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ana.get(here).text)
    assert seen
    form = {"verdict": "corroborated", "rationale": "A reporter counted <42>.", "seen": seen[1]}
    assert ana.post(f"{here}/reviews", **form).status_code == 303
    return ana


def test_a_claim_that_nobody_decided_has_no_dossier(signed_in: MakeVisitor, claim_id: int) -> None:
    ana = signed_in("ana")

    assert ana.get(f"/claims/{claim_id}/dossier").status_code == 409
    assert ana.get("/claims/99/dossier").status_code == 404
    assert "/dossier" not in ana.get(f"/claims/{claim_id}").text


def test_the_dossier_says_what_the_decision_rests_on(decided: Visitor, claim_id: int) -> None:
    assert f"/claims/{claim_id}/dossier" in decided.get(f"/claims/{claim_id}").text

    page = decided.get(f"/claims/{claim_id}/dossier")

    words = " ".join(re.sub("<[^>]+>", " ", page.text).split())
    assert page.status_code == 200
    for said in (
        "The officer said at least 40 soldiers had been killed in the fighting for Talvar.",
        "Is it so? ✓ corroborated",
        "That is not proof.",
        "A reporter counted &lt;42&gt;.",
        "A reporter saw the bodies of 42 soldiers killed in Talvar.",
        "Rests on: own observation",
        "The officer, by telephone.",
        "Was it said? unchecked",
        "5 reports of 4 sources",
        "None; it was not published.",
        "http://127.0.0.1:8080/help/",
    ):
        assert said in words, said


@pytest.mark.parametrize(
    ("counted", "leads", "cell"),
    [
        ((1, 1), "At least one independent report bears the claim out", ">1<"),
        ((0, 2), "is independent of the claim’s own origin is not certain", ">0 certain, up to 2<"),
        ((0, 0), "is a note of what a person found off the platform", ">0<"),
    ],
)
def test_the_dossier_asserts_no_more_than_it_counts(
    decided: Visitor,
    services: Services,
    claim_id: int,
    counted: tuple[int, int],
    leads: str,
    cell: str,
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        kept = dict(claim.confirmed or {})
        numbers = dict(zip(("at_least", "at_most"), counted, strict=True))
        claim.confirmed = {**kept, "supports": {**kept["supports"], **numbers}}

    page = decided.get(f"/claims/{claim_id}/dossier").text

    assert leads in page
    assert cell in page
    assert ("At least one independent report" in page) is (counted[0] > 0)


def test_what_does_not_say_what_it_rests_on_is_told_beside_the_count(
    decided: Visitor, services: Services, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        kept = dict(claim.confirmed or {})
        claim.confirmed = {**kept, "supports": {**kept["supports"], "at_least": 0, "at_most": 1}}
        for match in session.scalars(select(Match).where(Match.claim_id == claim_id)):
            match.basis_kind = BasisKind.UNSTATED

    page = decided.get(f"/claims/{claim_id}/dossier").text

    assert "0 certain, up to 1 (1 passage does not say what it rests on)" in page


def test_quotes_are_found_again_by_their_words_and_by_their_place(
    decided: Visitor, services: Services, claim_id: int
) -> None:
    account = decided.client.get(f"/api/v1/claims/{claim_id}/dossier").get_json()

    [quote, note] = account["content"]
    words, place = quote["selectors"]
    with services.database.snapshot() as session:
        passage = session.get_one(Passage, quote["passage_id"])
        text = session.get_one(Report, passage.report_id).text
    start, end = place["start"], place["end"]
    assert (words["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert text[start:end] == words["exact"] == quote["text"]
    assert text[:start].endswith(words["prefix"])
    assert text[end:].startswith(words["suffix"])
    assert quote["hashes"]["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert (note["selectors"], note["hashes"]) == ([], None)
    own = account["claim"]["quote"]
    assert own["selectors"][0]["exact"] == account["claim"]["text"]


def test_what_was_corrected_taken_back_and_published_is_told(
    decided: Visitor, signed_in: MakeVisitor, claim_id: int
) -> None:
    edda = signed_in("edda")
    edda.post(f"/claims/{claim_id}/publication", mark="published")
    edda.post(f"/claims/{claim_id}/publication", mark="withdrawn", why="Asked to.")

    page = decided.get(f"/claims/{claim_id}/dossier").text

    assert "Published as corroborated by edda" in page
    assert "Withdrawn by edda" in page
    assert "Asked to." in page


def test_once_a_decision_is_taken_back_there_is_no_dossier(
    decided: Visitor, services: Services, claim_id: int
) -> None:
    decided.post(f"/claims/{claim_id}/undo")

    assert decided.get(f"/claims/{claim_id}/dossier").status_code == 409
    with services.database.snapshot() as session:
        assert session.scalar(select(Claim.state).where(Claim.id == claim_id)) != State.DECIDED
