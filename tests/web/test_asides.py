"""What stands under a passage that was found: claims in its words, decisions that rest on it."""

import re

import pytest
from sqlalchemy import select

from tests.web.conftest import TOLL, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Question, Stance, Verdict
from workbench.store.base import now
from workbench.store.models import Claim, Evidence, Passage, Report, User
from workbench.web.asides import Aside, beside


@pytest.fixture
def passage_id(services: Services) -> int:
    """A passage of a report whose toll is another."""
    with services.database.snapshot() as session:
        rows = select(Passage).join(Report).where(Report.title == "Army statement")
        return next(p.id for p in session.scalars(rows) if "Only 9" in words(p))


def words(passage: Passage) -> str:
    return passage.report.text[passage.start : passage.end]


def mark(services: Services, passage_id: int, *, decided: bool, withdrawn: bool = False) -> int:
    with services.database.transaction() as session:
        claim = session.scalars(select(Claim).where(Claim.text == TOLL)).one()
        claim.verdict = Verdict.DISPUTED if decided else None
        given = Evidence(claim_id=claim.id, passage_id=passage_id, question=Question.CONTENT)
        given.stance, given.reviewer_id = (
            Stance.REFUTES,
            session.scalars(select(User.id).limit(1)).one(),
        )
        given.withdrawn_at = now() if withdrawn else None
        session.add(given)
        return claim.id


def found(services: Services, passage_id: int) -> Aside:
    with services.database.snapshot() as session:
        return beside(session, [passage_id])[passage_id]


def test_a_decided_claim_that_rests_on_a_passage_is_led_to(
    services: Services, ana: Visitor, passage_id: int
) -> None:
    claim_id = mark(services, passage_id, decided=True)

    page = ana.get("/search/?q=Only+9+soldiers").text

    assert f'Evidence on <a href="/claims/{claim_id}">claim {claim_id}</a>' in page


@pytest.mark.parametrize(("decided", "withdrawn"), [(False, False), (True, True)])
def test_what_was_marked_for_an_open_claim_or_taken_back_is_not_told(
    services: Services, passage_id: int, *, decided: bool, withdrawn: bool
) -> None:
    mark(services, passage_id, decided=decided, withdrawn=withdrawn)

    assert found(services, passage_id) == Aside()


def test_a_sentence_of_an_article_that_is_no_claim_is_taken_from_where_it_stands(
    services: Services, ana: Visitor
) -> None:
    with services.database.transaction() as session:
        claim = session.scalars(select(Claim).where(Claim.text == TOLL)).one()
        claim.start = claim.end = None

    page = ana.get("/search/?q=officer+40+soldiers+fighting").text
    address = re.search(r'href="(/reports/\d+\?passage=\d+&amp;take=1)#selection"', page)

    assert address
    report = ana.get(address[1].replace("&amp;", "&")).text
    assert re.search(rf"<textarea[^>]*>{re.escape(TOLL)}</textarea>", report)
    assert '<details class="sheet" open>' in report
