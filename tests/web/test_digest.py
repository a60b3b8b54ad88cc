"""What changed since yesterday, the cover over violence, and claims the machine is silent on."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.hiding import hides
from workbench.domain.news import Reason
from workbench.domain.vocabulary import Missing, Signal, State, Verdict
from workbench.pipeline.digesting import digest
from workbench.stages import rechecking
from workbench.store.base import now
from workbench.store.models import Claim, Match, Passage, Report, Review
from workbench.store.reopening import reopen

Passages = Callable[..., int]


def decide(who: Visitor, claim_id: int) -> int:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', who.get(f"/claims/{claim_id}").text)
    assert seen
    form = {"verdict": "unresolved", "missing": "basis unknown", "seen": seen[1]}
    return who.post(f"/claims/{claim_id}/reviews", **form).status_code


def test_the_digest_tells_decisions_and_what_came_up_again_with_the_reason(
    services: Services, ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    decide(ana, claim_id)
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        why, detail = Reason.FIRST_SUPPORT, {"passage": passage, "origin": "Post"}
        reopen(session, claim, why, by=rechecking.MACHINE, **detail)

    page = ana.get("/digest/").text

    assert "Made: 1 decision." in page
    assert "first independent support" in page
    assert f"/claims/{claim_id}#passage-{passage}" in page
    assert "by ana" in page
    with services.database.snapshot() as session:
        shape = digest(session, now() - timedelta(days=1))
    assert shape["counts"] == {
        "decided": 1,
        "reopened": 1,
        "undone": 0,
        "published": 0,
        "withdrawn": 0,
        "added": 2,
        "news": 0,
    }
    assert shape["decided"][0]["verdict"] == "unresolved"


def test_a_decision_that_was_taken_back_is_not_told_as_made(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    decide(ana, claim_id)
    ana.post(f"/claims/{claim_id}/undo")

    page = ana.get("/digest/").text

    assert "Made: 0 decisions." in page
    assert "Nothing was decided." in page
    assert "Taken back" in page
    decide(ana, claim_id)
    with services.database.snapshot() as session:
        counts = digest(session, now() - timedelta(days=1))["counts"]
    assert (counts["decided"], counts["undone"]) == (1, 1)


def test_what_came_to_a_decided_claim_and_changed_nothing_is_quiet_news(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.state, claim.verdict = State.DECIDED, Verdict.UNRESOLVED
        claim.decided_at, claim.matched_at = now() - timedelta(hours=2), now()
        seen = [row.passage_id for row in session.query(Match).filter_by(claim_id=claim_id)]
        said = {"rationale": "", "missing": Missing.BASIS_UNKNOWN, "reviewer_id": 1}
        review = Review(claim_id=claim_id, number=1, verdict=claim.verdict, **said)
        review.rests_on = {"in_view": seen[1:]}
        session.add(review)

    assert "1 further passage: 1 " in ana.get("/digest/").text


def test_nobody_reads_in_the_digest_what_is_not_settled(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    object.__setattr__(services, "settings", replace(services.settings, reviewers_required=2))
    decide(signed_in("ana"), claim_id)

    assert "at least 40" in signed_in("ana").get("/digest/").text
    assert "at least 40" not in signed_in("ben").get("/digest/").text


@pytest.mark.parametrize(
    ("query", "status"),
    [("since=2019-01-01", 422), ("since=soon", 400), ("since=2999-01-01", 422), ("since=", 200)],
)
def test_a_day_edited_by_hand_is_answered(ana: Visitor, query: str, status: int) -> None:
    assert ana.get(f"/digest/?{query}").status_code == status


def test_the_digest_takes_the_same_statements_however_much_there_is(
    ana: Visitor, claim_id: int, statements: list[str]
) -> None:
    ana.get("/digest/")
    few = len(statements)
    decide(ana, claim_id)
    statements.clear()
    ana.get("/digest/")

    assert len(statements) == few <= 16


def test_violent_passages_are_covered_for_who_wants_that(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, passage = signed_in("ana"), passage_of("Daily Post")
    with services.database.snapshot() as session:
        report = session.get_one(Report, session.get_one(Passage, passage).report_id)
        assert "bodies of" in report.text
    assert "A violent passage" not in ana.get(f"/claims/{claim_id}").text

    ana.post("/cover", cover="on", back="/keys")

    page = ana.get(f"/claims/{claim_id}").text
    assert "A violent passage: show it" in page
    assert "A violent passage" not in signed_in("ben").get(f"/claims/{claim_id}").text
    ana.post("/cover", cover="")
    assert "A violent passage" not in ana.get(f"/claims/{claim_id}").text


def test_the_share_that_is_drawn_is_near_what_is_asked_and_always_the_same() -> None:
    drawn = [hides(number, percent=20, desk="a") for number in range(5_000)]

    assert 900 <= sum(drawn) <= 1_100
    assert drawn == [hides(number, percent=20, desk="a") for number in range(5_000)]
    assert not any(hides(number, percent=0, desk="a") for number in range(100))
    assert all(hides(number, percent=100, desk="b") for number in range(100))


class TestSilence:
    """A desk that hides signals on every claim."""

    @pytest.fixture
    def services(self, services: Services) -> Services:
        return replace(services, settings=replace(services.settings, hide_signals_percent=100))

    def test_the_machine_says_nothing_until_the_review_is_given_and_that_is_recorded(
        self, services: Services, ana: Visitor, claim_id: int
    ) -> None:
        with services.database.transaction() as session:
            match = session.query(Match).filter_by(claim_id=claim_id).first()
            assert match
            match.signal = Signal.CONFLICTS
            session.get_one(Claim, claim_id).priority_because = "1 passage conflicts with it"
        page = ana.get(f"/claims/{claim_id}").text
        assert "says nothing until you have decided" in page
        assert "similarity" not in page
        assert "✕ conflicts" not in page
        assert "1 passage conflicts" not in ana.get("/").text

        assert decide(ana, claim_id) == 303

        page = ana.get(f"/claims/{claim_id}").text
        assert "says nothing until" not in page
        assert "✕ conflicts" in page
        with services.database.snapshot() as session:
            assert session.query(Review).one().rests_on["signals_hidden"] is True
