"""Marks and withdrawals on their page: who sees which, who lifts which, what is refused."""

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import redaction
from workbench.store.models import Report

MARK = {"words": "Talvar", "visible_to": "editor", "reason": "asked for"}


@pytest.fixture
def edda(signed_in: MakeVisitor) -> Visitor:
    return signed_in("edda")


def test_a_mark_masks_for_those_below_and_is_lifted_again(
    edda: Visitor, ana: Visitor, claim_id: int
) -> None:
    assert "Talvar" in ana.get(f"/claims/{claim_id}").text

    assert edda.post("/redaction/", **MARK).status_code == 303

    assert "Talvar" not in ana.get(f"/claims/{claim_id}").text
    assert "Talvar" not in ana.get("/").text
    assert "Talvar" in edda.get("/").text
    assert "Talvar" in edda.get(f"/claims/{claim_id}").text
    assert "asked for" in edda.get("/redaction/").text
    assert edda.post("/redaction/1/lift").status_code == 303
    assert "Talvar" in ana.get(f"/claims/{claim_id}").text
    assert edda.post("/redaction/1/lift").status_code == 404


def test_a_mark_for_admins_is_neither_read_nor_lifted_below(
    edda: Visitor, signed_in: MakeVisitor, services: Services
) -> None:
    with services.database.transaction() as session:
        redaction.mark(session, "Talvar", visible_to=Role.ADMIN, reason="a source", by="ada")

    page = edda.get("/redaction/").text

    assert "Talvar" not in page
    assert "And 1 mark for admins only." in page
    assert edda.post("/redaction/1/lift").status_code == 403
    assert "Talvar" in signed_in("ada").get("/redaction/").text


@pytest.mark.parametrize(
    "changed",
    [{"words": " .,! "}, {"visible_to": ""}, {"visible_to": "king"}, {"reason": " "}],
    ids=["no words", "no role", "another role", "no reason"],
)
def test_a_mark_that_says_too_little_is_refused_and_what_was_typed_stays(
    edda: Visitor, services: Services, changed: dict[str, str]
) -> None:
    refused = edda.post("/redaction/", **{**MARK, **changed})

    assert refused.status_code in {400, 422}
    assert changed.get("reason", "asked for") in refused.text or "reason" in changed
    with services.database.snapshot() as session:
        assert redaction.marks(session) == []


def test_a_report_is_withdrawn_once_and_listed_with_its_reason(edda: Visitor) -> None:
    form = {"report": "1", "reason": "the family asked"}

    assert edda.post("/redaction/withdraw", **form).status_code == 303
    assert "the family asked" in edda.get("/redaction/").text
    assert "Withdrawn report" in edda.get("/reports/1").text
    assert edda.post("/redaction/withdraw", **form).status_code == 409
    assert edda.post("/redaction/withdraw", **{**form, "report": "999"}).status_code == 404
    assert edda.post("/redaction/withdraw", report="2", reason="").status_code == 422
    assert edda.post("/redaction/withdraw", report="x", reason="y").status_code == 400


def test_only_an_admin_overwrites_for_good(
    edda: Visitor, signed_in: MakeVisitor, services: Services
) -> None:
    form = {"report": "1", "reason": "a court ordered it", "erase": "yes"}

    assert edda.post("/redaction/withdraw", **form).status_code == 403
    with services.database.snapshot() as session:
        assert "Talvar" in session.get_one(Report, 1).text
    assert signed_in("ada").post("/redaction/withdraw", **form).status_code == 303
    with services.database.snapshot() as session:
        assert "Talvar" not in session.get_one(Report, 1).text
