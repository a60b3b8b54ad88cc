"""Decisions that come back: why, because of which passage, and what is new on the page."""

import re

import pytest

from tests.web.conftest import MakeVisitor, Visitor, record
from workbench.bootstrap import Services
from workbench.domain.vocabulary import State
from workbench.pipeline import adding, catching_up
from workbench.store import events
from workbench.store.models import Claim, Match

LATER = (
    "Graves counted\n\nIt was a long week. A surgeon counted the bodies of 40 soldiers killed in "
    "the fighting for Talvar. More is to come."
)


@pytest.fixture
def decided(ana: Visitor, claim_id: int) -> int:
    """A claim left unresolved; then a report arrives, and it comes back for its passage."""
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ana.get(f"/claims/{claim_id}").text)
    assert seen
    ana.post(
        f"/claims/{claim_id}/reviews",
        verdict="unresolved",
        missing="no independent report",
        seen=seen[1],
    )
    return claim_id


@pytest.fixture
def passage(services: Services, decided: int) -> int:
    later = record("Graves counted", "Valley Times", "2019-03-09", LATER)
    list(adding.add(services, [later], by="test", article=False))
    catching_up.catch_up(services)
    with services.database.transaction() as session:
        session.get_one(Claim, decided).state = State.RECHECK
        new = session.query(Match).filter_by(claim_id=decided).order_by(Match.passage_id.desc())
        found = new[0].passage_id
        events.append(
            session,
            "recheck",
            actor="workbench",
            subject=f"claim {decided}",
            claim_id=decided,
            reason="first independent support",
            passage=found,
            origin="Valley Times, own count",
        )
    return found


def test_the_queue_says_why_a_claim_comes_back(ana: Visitor, decided: int, passage: int) -> None:
    page = ana.get("/?state=recheck").text

    assert "<strong>first independent support: Valley Times, own count</strong>" in page
    assert f'href="/claims/{decided}#passage-{passage}"' in page


def test_the_page_shows_what_is_new_since_the_decision(
    ana: Visitor, decided: int, passage: int
) -> None:
    page = ana.get(f"/claims/{decided}").text

    assert "To be looked at again" in page
    assert f'href="#passage-{passage}">See the passage' in page
    passages = page.split('<article class="match"')[1:]
    new = ["new since the decision" in each for each in passages]
    assert new == ["Graves counted" in each for each in passages]
    assert new == sorted(new, reverse=True)  # they come first
    assert "no independent report" in page  # the decision that stands


@pytest.mark.usefixtures("decided")
def test_an_unresolved_claim_says_what_it_waits_for(signed_in: MakeVisitor) -> None:
    assert "waits: no independent report" in signed_in("rae").get("/?verdict=unresolved").text


def test_a_page_in_recheck_takes_a_bounded_number_of_statements(
    ana: Visitor, decided: int, passage: int, statements: list[str]
) -> None:
    ana.get(f"/claims/{decided}")

    assert passage
    assert len(statements) <= 18
