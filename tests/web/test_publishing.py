"""An editor publishes a decided claim, corrects it, withdraws it; each is dated and shown."""

import re

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Publication
from workbench.store.models import Claim


def decide(who: Visitor, claim_id: int, missing: str) -> None:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', who.get(f"/claims/{claim_id}").text)
    assert seen
    form = {"verdict": "unresolved", "missing": missing, "seen": seen[1]}
    assert who.post(f"/claims/{claim_id}/reviews", **form).status_code == 303


def mark(who: Visitor, claim_id: int, word: str, why: str = "") -> tuple[int, str]:
    answer = who.post(f"/claims/{claim_id}/publication", mark=word, why=why)
    return answer.status_code, answer.text


def stands(services: Services, claim_id: int) -> Publication | None:
    with services.database.snapshot() as session:
        return session.get_one(Claim, claim_id).publication


def test_an_editor_publishes_and_withdraws_a_decided_claim(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, edda = signed_in("ana"), signed_in("edda")
    assert mark(edda, claim_id, "published")[0] == 409  # nobody decided it
    decide(ana, claim_id, "basis unknown")
    assert "Publish</button>" not in ana.get(f"/claims/{claim_id}").text

    assert mark(edda, claim_id, "published")[0] == 303
    assert stands(services, claim_id) is Publication.PUBLISHED
    assert "<strong>Published</strong> as unresolved by edda" in ana.get(f"/claims/{claim_id}").text
    assert mark(edda, claim_id, "published")[0] == 409
    assert mark(edda, claim_id, "withdrawn")[0] == 422  # without a reason
    assert mark(edda, claim_id, "withdrawn", "The source asked us to.")[0] == 303
    assert stands(services, claim_id) is Publication.WITHDRAWN
    page = ana.get(f"/claims/{claim_id}").text
    assert "<strong>Withdrawn</strong> by edda" in page
    assert "The source asked us to." in page
    assert "withdrew its publication" in ana.get(f"/claims/{claim_id}/history").text


def test_a_decision_that_stands_no_more_is_not_published(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, edda = signed_in("ana"), signed_in("edda")
    decide(ana, claim_id, "basis unknown")
    looked_at = edda.get(f"/claims/{claim_id}").text
    decide(ana, claim_id, "needs document")

    form = re.search(
        r'publication" class="row-form">.*?name="number" value="(\d)"', looked_at, re.DOTALL
    )
    assert form
    sent = {"mark": "published", "number": form[1]}
    late = edda.post(f"/claims/{claim_id}/publication", **sent)

    assert (form[1], late.status_code, stands(services, claim_id)) == ("1", 409, None)
    assert "The decision that you looked at does not stand any more." in late.text
    sent["number"] = "2"
    assert edda.post(f"/claims/{claim_id}/publication", **sent).status_code == 303
    assert edda.post(f"/claims/{claim_id}/publication", **sent | {"number": "x"}).status_code == 400


def test_another_verdict_is_published_as_a_correction_with_its_reason(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: object
) -> None:
    ana, edda = signed_in("ana"), signed_in("edda")
    decide(ana, claim_id, "basis unknown")
    mark(edda, claim_id, "published")
    assert callable(passage_of)
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage_of("Daily Post"), stance="supports")
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ana.get(f"/claims/{claim_id}").text)
    assert seen
    ana.post(f"/claims/{claim_id}/reviews", verdict="corroborated", seen=seen[1])

    assert "is not the verdict that stands" in ana.get(f"/claims/{claim_id}").text
    status, page = mark(edda, claim_id, "published")
    assert (status, "say what is corrected" in page) == (422, True)
    assert mark(edda, claim_id, "published", "A count on the spot was found.")[0] == 303
    page = ana.get(f"/claims/{claim_id}").text
    assert "<strong>Corrected</strong> as corroborated by edda" in page
    assert stands(services, claim_id) is Publication.PUBLISHED


def test_a_reviewer_does_not_publish(ana: Visitor, claim_id: int) -> None:
    assert mark(ana, claim_id, "published")[0] == 403


def test_the_page_still_takes_a_bounded_number_of_statements(
    signed_in: MakeVisitor, claim_id: int, statements: list[str]
) -> None:
    edda = signed_in("edda")
    statements.clear()
    edda.get(f"/claims/{claim_id}")

    assert len(statements) <= 18
