"""A claim for which nothing was searched shows no counts: nothing found is another thing."""

import pytest

from tests.web.conftest import Visitor
from workbench.bootstrap import Services
from workbench.store.models import Claim, Match


@pytest.fixture
def unsearched(services: Services, claim_id: int) -> int:
    with services.database.transaction() as session:
        session.query(Match).filter_by(claim_id=claim_id).delete()
        claim = session.get_one(Claim, claim_id)
        claim.searched = claim.matched_at = claim.assessed_at = None
        claim.proposed_at_least = claim.proposed_at_most = 0
    return claim_id


def test_its_page_says_that_it_was_not_searched_yet(ana: Visitor, unsearched: int) -> None:
    page = ana.get(f"/claims/{unsearched}").text

    assert "Not searched yet" in page
    assert "0 independent origins" not in page
    assert "0 passages" not in page


@pytest.mark.usefixtures("unsearched")
def test_the_queue_says_so_in_its_row(ana: Visitor) -> None:
    assert "not yet</span>" in ana.get("/").text


def test_what_is_found_and_not_compared_yet_is_said(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.assessed_at, claim.proposed_at_least, claim.proposed_at_most = None, 0, 0

    assert "still to be compared" in ana.get(f"/claims/{claim_id}").text
