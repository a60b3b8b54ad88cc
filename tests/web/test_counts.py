"""A stance is counted at once, and nothing is compared for it."""

import pytest

from tests.web.conftest import Visitor
from tests.web.test_claims import Passages
from workbench.bootstrap import Services
from workbench.pipeline import catching_up
from workbench.stages import assessing
from workbench.store.models import Claim, Match


def counted(services: Services, claim_id: int) -> list[int]:
    with services.database.snapshot() as session:
        confirmed = session.get_one(Claim, claim_id).confirmed
    assert confirmed
    return [confirmed[side]["at_most"] for side in ("supports", "refutes")]


def test_a_stance_counts_at_once_without_a_comparison(
    services: Services,
    ana: Visitor,
    claim_id: int,
    passage_of: Passages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a stance changes no comparison")

    monkeypatch.setattr(assessing, "compare_with", refuse)
    address, passage = f"/claims/{claim_id}/evidence", passage_of("Daily Post")

    assert ana.post(address, passage_id=passage, stance="supports").status_code == 303
    assert counted(services, claim_id) == [1, 0]
    ana.post(address, passage_id=passage, stance="refutes: contrary figure")
    assert counted(services, claim_id) == [0, 1]
    ana.post(address, passage_id=passage, stance="context")
    assert counted(services, claim_id) == [0, 0]


def test_what_is_counted_at_once_is_what_comparing_all_of_it_counts(
    services: Services, ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    for name, own in (("Daily Post", False), ("State Wire", False), ("Hill Radio", True)):
        ana.post(
            f"/claims/{claim_id}/evidence",
            passage_id=passage_of(name, own=own),
            stance="supports",
        )
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        at_once = claim.confirmed
        claim.assessed_at = None

    catching_up.assess_pending(services, lambda _what, _count: None)

    with services.database.snapshot() as session:
        assert session.get_one(Claim, claim_id).confirmed == at_once


def test_a_passage_that_was_not_matched_is_compared_when_it_is_marked(
    services: Services, ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    with services.database.transaction() as session:
        session.query(Match).filter_by(claim_id=claim_id, passage_id=passage).delete()

    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")

    assert counted(services, claim_id) == [1, 0]
    with services.database.snapshot() as session:
        match = session.query(Match).filter_by(claim_id=claim_id, passage_id=passage).one()
        assert "not assessed yet" not in match.basis_because
