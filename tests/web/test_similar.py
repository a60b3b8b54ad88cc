"""Claims near to a claim, and those that say the same."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.web.conftest import REPORTS, TOLL, MakeVisitor, Visitor, record
from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import State
from workbench.pipeline import adding, catching_up
from workbench.store.models import Claim, Evidence, Match

Passages = Callable[..., int]


@pytest.fixture
def twin(services: Services) -> int:
    """The same sentence, imported."""
    with services.database.transaction() as session:
        claim = Claim(identity="import:twin", text=TOLL, text_hash=text_hash(TOLL))
        claim.check_worthiness = 0.4
        session.add(claim)
        session.flush()
    catching_up.catch_up(services)
    return claim.id


def test_the_same_words_are_proposed_and_a_verdict_is_shown_beside_the_difference(
    ana: Visitor, claim_id: int, twin: int
) -> None:
    assert "1 claim says the same" in ana.get(f"/claims/{claim_id}").text

    page = ana.get(f"/claims/{claim_id}/similar/").text

    assert "may be the same claim" in page
    assert f'value="{twin}">They say the same: join' in page


def test_joined_claims_share_evidence_and_never_verdicts(
    services: Services, ana: Visitor, claim_id: int, twin: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
    assert ana.post(f"/claims/{claim_id}/similar/join", other=twin).status_code == 303

    assert "✓ supports" in ana.get(f"/claims/{twin}").text
    assert "Joined with 1" in ana.get(f"/claims/{twin}").text
    assert decide(ana, claim_id) == 303
    with services.database.snapshot() as session:
        states = [session.get_one(Claim, i).state for i in (claim_id, twin)]
    assert states == [State.DECIDED, State.NEW]
    assert decide(ana, twin) == 303


def test_a_stance_given_on_one_takes_the_place_of_the_one_on_the_other(
    services: Services, ana: Visitor, claim_id: int, twin: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    ana.post(f"/claims/{claim_id}/similar/join", other=twin)
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
    ana.post(f"/claims/{twin}/evidence", passage_id=passage, stance="context")

    with services.database.snapshot() as session:
        standing = session.scalars(select(Evidence).where(Evidence.withdrawn_at.is_(None))).all()
        given = [(row.claim_id, row.stance.value, row.id) for row in standing]
    assert [row[:2] for row in given] == [(twin, "context")]
    taken_back = ana.post(f"/claims/{claim_id}/evidence/{given[0][2]}/withdraw")
    assert taken_back.status_code == 303


def test_separated_claims_keep_what_was_given_on_each(
    services: Services, ana: Visitor, claim_id: int, twin: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    with services.database.transaction() as session:
        session.query(Match).filter_by(claim_id=twin).delete()
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
    ana.post(f"/claims/{claim_id}/similar/join", other=twin)
    assert "✓ supports" in ana.get(f"/claims/{twin}").text

    assert ana.post(f"/claims/{twin}/similar/separate").status_code == 303

    assert "✓ supports" not in ana.get(f"/claims/{twin}").text
    assert "✓ supports" in ana.get(f"/claims/{claim_id}").text
    with services.database.snapshot() as session:
        assert session.query(Match).filter_by(claim_id=twin, by_hand=True).count() == 0
    history = ana.get(f"/claims/{twin}/history").text
    assert f"joined it with claim {claim_id}" in history
    assert f"separated it from claim {claim_id}" in history


def test_what_cannot_be_joined_is_said(ana: Visitor, claim_id: int, twin: int) -> None:
    path = f"/claims/{claim_id}/similar"
    assert ana.post(f"{path}/join", other=claim_id).status_code == 422
    assert ana.post(f"{path}/join", other=999).status_code == 404
    assert ana.post(f"{path}/join", other="x").status_code == 400
    assert ana.post(f"{path}/separate").status_code == 409
    ana.post(f"{path}/join", other=twin)
    assert ana.post(f"{path}/join", other=twin).status_code == 409
    ana.post(f"{path}/separate")
    ana.post(f"/claims/{twin}/set-aside", reason="duplicate")
    assert ana.post(f"{path}/join", other=twin).status_code == 409


class TestBlind:
    """Where two review, joining opens no side door to what another marked."""

    @pytest.fixture
    def services(self, services: Services) -> Services:
        return replace(services, settings=replace(services.settings, reviewers_required=2))

    def test_a_joined_claim_tells_nothing_of_a_hidden_reviewer(
        self,
        services: Services,
        signed_in: MakeVisitor,
        claim_id: int,
        twin: int,
        passage_of: Passages,
    ) -> None:
        ana, ben = signed_in("ana"), signed_in("ben")
        passage = passage_of("Daily Post")
        with services.database.transaction() as session:
            session.query(Match).filter_by(claim_id=twin).delete()
        ana.post(f"/claims/{claim_id}/similar/join", other=twin)
        ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
        assert f'id="passage-{passage}"' in ana.get(f"/claims/{twin}").text

        page = ben.get(f"/claims/{twin}").text

        assert "ana: supports" not in page
        assert f'id="passage-{passage}"' not in page


def decide(who: Visitor, claim_id: int) -> int:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', who.get(f"/claims/{claim_id}").text)
    assert seen
    answer = who.post(f"/claims/{claim_id}/reviews", verdict="corroborated", seen=seen[1])
    return answer.status_code


def test_near_in_words_and_another_figure_is_not_proposed_as_the_same(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    other = TOLL.replace("40 soldiers had been killed", "9 soldiers had been wounded")
    with services.database.transaction() as session:
        claim = Claim(identity="import:near", text=other, text_hash=text_hash(other))
        claim.check_worthiness = 0.4
        session.add(claim)
    catching_up.catch_up(services)

    page = ana.get(f"/claims/{claim_id}/similar/").text

    assert "9 soldiers had been wounded" in page
    assert "may be the same claim" not in page


def test_a_shared_stance_whose_report_was_replaced_puts_every_joined_decision_up(
    services: Services, ana: Visitor, claim_id: int, twin: int, passage_of: Passages
) -> None:
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage_of("Daily Post"), stance="supports")
    ana.post(f"/claims/{claim_id}/similar/join", other=twin)
    assert (decide(ana, claim_id), decide(ana, twin)) == (303, 303)
    title, source, day, text = REPORTS[0]
    again = record(title, source, day, text.replace("42 soldiers", "24 soldiers"))

    list(adding.add(services, [again], by="test", article=False))

    with services.database.snapshot() as session:
        states = [session.get_one(Claim, i).state for i in (claim_id, twin)]
    assert states == [State.RECHECK, State.RECHECK]
    assert "To be looked at again" in ana.get(f"/claims/{twin}").text
