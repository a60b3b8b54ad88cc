"""Two reviewers a claim: blind until both are heard; whoever disagrees goes to an editor."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role, State, Verdict
from workbench.pipeline import exporting
from workbench.store import events, listing
from workbench.store.casework import Viewer, look_as
from workbench.store.models import Claim, User
from workbench.store.queries import Filter

Passages = Callable[..., int]


@pytest.fixture
def services(services: Services) -> Services:
    """A desk that asks for two."""
    return replace(services, settings=replace(services.settings, reviewers_required=2))


def decide(who: Visitor, claim_id: int, verdict: str, **form: str) -> tuple[int, str]:
    page = who.get(f"/claims/{claim_id}").text
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert seen, page
    answer = who.post(f"/claims/{claim_id}/reviews", verdict=verdict, seen=seen[1], **form)
    return answer.status_code, answer.text


def support(who: Visitor, claim_id: int, passage: int) -> None:
    who.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")


def stand(services: Services, claim_id: int) -> tuple[State, Verdict | None]:
    with services.database.snapshot() as session:
        claim = session.get_one(Claim, claim_id)
        return claim.state, claim.verdict


def exported(services: Services, claim_id: int) -> dict[str, object]:
    return next(case for case in exporting.cases(services, Filter()) if case["id"] == claim_id)


def test_nobody_sees_anothers_stance_or_verdict_before_giving_theirs(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, ben, edda = signed_in("ana"), signed_in("ben"), signed_in("edda")
    support(ana, claim_id, passage_of("Daily Post"))
    assert decide(ana, claim_id, "corroborated", rationale="Counted on the spot.")[0] == 303
    assert stand(services, claim_id) == (State.SECOND_REVIEW, None)

    for other in (ben, edda, signed_in("rae"), signed_in("ada")):
        for address in (f"/claims/{claim_id}", f"/claims/{claim_id}/history", "/"):
            page = other.get(address).text
            assert "Counted on the spot." not in page
            assert "ana: supports" not in page
            assert "marked passage" not in page
            assert "decided: corroborated" not in page
        assert "Confirmed support</dt><dd>0 origins<" in other.get(f"/claims/{claim_id}").text
    shape = exported(services, claim_id)
    assert (shape["verdict"], shape["reviews"], shape["evidence"]) == (None, [], [])
    assert "supports" not in str(shape["events"])
    assert '"at_least": 1' not in str(shape["origins"])
    assert "Counted on the spot." in ana.get(f"/claims/{claim_id}").text


def test_the_record_keeps_back_what_is_not_settled(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    support(ana, claim_id, passage_of("Daily Post"))
    decide(ana, claim_id, "corroborated")

    def told(name: str) -> set[str]:
        viewer = Viewer(None, name, Role.EDITOR, 2)
        with services.database.snapshot() as session:
            look_as(session, viewer)
            events_ = listing.events(session, limit=500)
            return {event["kind"] for event in events_ if event["claim"] == claim_id}

    assert told("ana") == {"evidence given", "decided"}
    assert told("edda") == set()
    support(ben, claim_id, passage_of("Daily Post"))
    decide(ben, claim_id, "corroborated")
    assert told("edda") == {"evidence given", "decided"}


def test_a_first_review_is_not_told_as_the_claims_verdict(
    signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    waits = "your review is corroborated; the claim waits for another opinion"
    differs = "your review is unresolved; the reviews differ, and an editor settles it"
    ana, ben = signed_in("ana"), signed_in("ben")
    support(ana, claim_id, passage_of("Daily Post"))
    decide(ana, claim_id, "corroborated")
    assert waits in ana.get("/").text
    assert waits not in ben.get("/").text

    decide(ben, claim_id, "unresolved", missing="basis unknown")
    assert differs in ben.get("/").text


def test_two_who_agree_settle_the_claim_and_then_all_is_seen(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    passage = passage_of("Daily Post")
    for who, words in ((ana, "Counted."), (ben, "A witness saw it.")):
        support(who, claim_id, passage)
        assert decide(who, claim_id, "corroborated", rationale=words)[0] == 303

    assert stand(services, claim_id) == (State.DECIDED, Verdict.CORROBORATED)
    page = signed_in("rae").get(f"/claims/{claim_id}/history").text
    assert "Counted." in page
    assert "A witness saw it." in page
    assert len(exported(services, claim_id)["reviews"]) == 2  # type: ignore[arg-type]


def test_a_verdict_rests_on_ones_own_stances_while_it_is_blind(
    signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    support(ana, claim_id, passage_of("Daily Post"))
    decide(ana, claim_id, "corroborated")

    assert decide(ben, claim_id, "corroborated")[0] == 422


def test_work_of_a_hidden_reviewer_does_not_make_a_page_stale(
    signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    passage = passage_of("Daily Post")
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ben.get(f"/claims/{claim_id}").text)
    assert seen
    support(ana, claim_id, passage)
    decide(ana, claim_id, "corroborated")

    answer = ben.post(
        f"/claims/{claim_id}/reviews",
        verdict="unresolved",
        missing="basis unknown",
        seen=seen[1],
    )

    assert answer.status_code == 303


def disagree(signed_in: MakeVisitor, claim_id: int, passage: int) -> tuple[Visitor, Visitor]:
    ana, ben = signed_in("ana"), signed_in("ben")
    support(ana, claim_id, passage)
    decide(ana, claim_id, "corroborated", rationale="Counted.")
    decide(ben, claim_id, "unresolved", missing="basis unknown", rationale="Who counted?")
    return ana, ben


def test_who_disagrees_is_settled_by_an_editor_side_by_side(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, _ = disagree(signed_in, claim_id, passage_of("Daily Post"))
    assert stand(services, claim_id) == (State.ADJUDICATION, None)
    assert "another editor decides" in ana.get(f"/claims/{claim_id}").text
    edda = signed_in("edda")
    page = edda.get(f"/claims/{claim_id}").text
    assert "The reviews disagree" in page
    assert "Counted." in page
    assert "Who counted?" in page

    assert decide(edda, claim_id, "corroborated", rationale="The post counted.")[0] == 303
    assert stand(services, claim_id) == (State.DECIDED, Verdict.CORROBORATED)
    assert "adjudicated" in edda.get(f"/claims/{claim_id}").text


def test_a_reviewer_does_not_review_twice_nor_adjudicate(
    signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana = signed_in("ana")
    support(ana, claim_id, passage_of("Daily Post"))
    decide(ana, claim_id, "corroborated")

    page = ana.get(f"/claims/{claim_id}").text
    assert "Your verdict is given" in page
    assert 'id="decision"' not in page
    refused = ana.post(f"/claims/{claim_id}/reviews", verdict="disputed", seen="0" * 16)
    assert refused.status_code == 409


@pytest.mark.parametrize("name", ["ben", "edda"])
def test_who_edited_a_claim_does_not_review_it(
    services: Services, signed_in: MakeVisitor, claim_id: int, name: str
) -> None:
    with services.database.transaction() as session:
        subject = f"claim {claim_id}"
        events.append(session, "edited", actor=name, subject=subject, claim_id=claim_id)
    who = signed_in(name)

    page = who.get(f"/claims/{claim_id}").text
    assert "somebody else reviews it" in page
    assert 'id="decision"' not in page


def test_next_passes_over_what_one_has_written(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        subject = f"claim {claim_id}"
        events.append(session, "split", actor="ana", subject=subject, claim_id=claim_id)

    assert signed_in("ana").get("/claims/next").headers["Location"] != f"/claims/{claim_id}"
    assert signed_in("ben").get("/claims/next").headers["Location"] == f"/claims/{claim_id}"


def test_each_takes_back_only_their_own_review(
    services: Services, signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    support(ana, claim_id, passage_of("Daily Post"))
    decide(ana, claim_id, "corroborated")

    assert ben.post(f"/claims/{claim_id}/undo").status_code == 409
    assert ana.post(f"/claims/{claim_id}/undo").status_code == 303
    assert stand(services, claim_id) == (State.IN_REVIEW, None)


def test_next_passes_over_what_one_has_reviewed(
    signed_in: MakeVisitor, claim_id: int, passage_of: Passages
) -> None:
    ana = signed_in("ana")
    support(ana, claim_id, passage_of("Daily Post"))
    decide(ana, claim_id, "corroborated")
    assert ana.get("/claims/next").headers["Location"] != f"/claims/{claim_id}"
    ben = signed_in("ben")
    assert ben.get("/claims/next").headers["Location"] == f"/claims/{claim_id}"


def test_the_page_of_a_blind_reviewer_takes_no_more_statements(
    services: Services, signed_in: MakeVisitor, claim_id: int, statements: list[str]
) -> None:
    ben = signed_in("ben")
    statements.clear()
    ben.get(f"/claims/{claim_id}")

    assert len(statements) <= 18
    with services.database.snapshot() as session:
        assert session.query(User).count() == 5
