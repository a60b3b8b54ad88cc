"""The claim page: what stands on a claim, the stances, the decision, and what the desk refuses."""

import re
from collections.abc import Callable

import pytest

from tests.web.conftest import TOLL, MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import State, Verdict
from workbench.store.models import Claim, Match, Review

Passages = Callable[..., int]


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def decide(who: Visitor, claim_id: int, verdict: str, **form: str) -> tuple[int, str]:
    page = who.get(f"/claims/{claim_id}").text
    form = {"seen": seen(page), "rationale": "", **form}
    answer = who.post(f"/claims/{claim_id}/reviews", verdict=verdict, **form)
    return answer.status_code, answer.text


def stand(services: Services, claim_id: int) -> tuple[State, Verdict | None]:
    with services.database.snapshot() as session:
        claim = session.get_one(Claim, claim_id)
        return claim.state, claim.verdict


def test_the_page_shows_the_claim_in_context_beside_its_passages(
    ana: Visitor, claim_id: int
) -> None:
    page = ana.get(f"/claims/{claim_id}").text

    assert "Rebels seized the town of Talvar" in page  # what stands before it
    assert "an officer" in page
    assert "Northwire" in page
    assert "Hill Radio" in page
    assert "at least 40 soldiers had been killed in Talvar" in page
    assert "It was a long week." in page  # the passage's own context
    assert "Searched: 5 reports of 4 sources" in page


def test_the_claims_own_report_is_no_passage_of_its_page(ana: Visitor, claim_id: int) -> None:
    passages = ana.get(f"/claims/{claim_id}").text.split('id="passages"')[1]

    assert "Rebels take Talvar" not in passages


def test_a_page_takes_a_bounded_number_of_statements_whatever_the_matches(
    services: Services, ana: Visitor, claim_id: int, statements: list[str]
) -> None:
    ana.get(f"/claims/{claim_id}")
    many = len(statements)
    with services.database.transaction() as session:
        for match in session.query(Match).filter_by(claim_id=claim_id).offset(1):
            session.delete(match)
    statements.clear()
    ana.get(f"/claims/{claim_id}")

    assert many == len(statements) <= 18


def test_a_stance_leads_back_to_its_passage_and_is_shown(
    ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")

    answer = ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/claims/{claim_id}#passage-{passage}"
    page = ana.get(f"/claims/{claim_id}").text
    assert 'aria-pressed="true">✓ supports' in page
    assert re.search(r"Confirmed support</dt><dd>0 certain, up to 1<", page)


def test_refuting_takes_its_ground(ana: Visitor, claim_id: int, passage_of: Passages) -> None:
    passage = passage_of("State Wire")

    without = ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="refutes")
    assert (without.status_code, "choose a ground" in without.text) == (400, True)
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="refutes: contrary figure")

    assert "✕ refutes: contrary figure" in ana.get(f"/claims/{claim_id}").text


def test_a_stance_is_taken_back(ana: Visitor, claim_id: int, passage_of: Passages) -> None:
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage_of("Daily Post"), stance="context")
    page = ana.get(f"/claims/{claim_id}").text
    withdraw = re.search(r'formaction="(/claims/\d+/evidence/\d+/withdraw)"', page)
    assert withdraw

    assert ana.post(withdraw[1]).status_code == 303
    assert 'aria-pressed="true"' not in ana.get(f"/claims/{claim_id}").text


def test_the_saying_is_asked_apart_from_the_content(
    ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Hill Radio", own=True)
    ana.post(
        f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports", question="saying"
    )

    assert 'aria-pressed="true"' not in ana.get(f"/claims/{claim_id}").text
    assert 'aria-pressed="true"' in ana.get(f"/claims/{claim_id}?question=saying").text


def test_corroborated_without_support_is_refused_and_what_was_typed_stays(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    status, page = decide(ana, claim_id, "corroborated", rationale="Two desks agree <b>")

    assert status == 422
    assert "Corroborated needs 1 independent supporting passage" in page
    assert "Two desks agree &lt;b&gt;</textarea>" in page
    assert re.search(r'value="corroborated"[^>]* checked', page)
    assert stand(services, claim_id) == (State.NEW, None)


def test_support_from_the_claims_own_origin_does_not_corroborate(
    ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Hill Radio")
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
    passage_of("Hill Radio", own=True)

    status, page = decide(ana, claim_id, "corroborated")

    assert status == 422
    assert "the same origin as the claim" in page


def test_with_independent_support_the_claim_is_decided_and_the_next_one_shown(
    services: Services, ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
    page = ana.get(f"/claims/{claim_id}").text

    answer = ana.post(f"/claims/{claim_id}/reviews", verdict="corroborated", seen=seen(page))

    assert answer.headers["Location"] == f"/claims/next?after={claim_id}"
    assert stand(services, claim_id) == (State.DECIDED, Verdict.CORROBORATED)
    onward = ana.get(answer.headers["Location"])
    shown = ana.get(onward.headers["Location"]).text
    assert onward.headers["Location"] != f"/claims/{claim_id}"
    assert f">Claim {claim_id}</a>: corroborated." in shown


def test_disputed_rests_on_a_refuting_passage(
    services: Services, ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    assert decide(ana, claim_id, "disputed")[0] == 422
    ana.post(
        f"/claims/{claim_id}/evidence",
        passage_id=passage_of("State Wire"),
        stance="refutes: contrary figure",
    )

    assert decide(ana, claim_id, "disputed")[0] == 303
    assert stand(services, claim_id) == (State.DECIDED, Verdict.DISPUTED)


def test_unresolved_says_what_is_missing(services: Services, ana: Visitor, claim_id: int) -> None:
    assert decide(ana, claim_id, "unresolved")[0] == 422
    assert decide(ana, claim_id, "unresolved", missing="no independent report")[0] == 303
    assert stand(services, claim_id) == (State.DECIDED, Verdict.UNRESOLVED)


def test_who_comes_second_is_told_and_loses_nothing(
    services: Services, ana: Visitor, signed_in: MakeVisitor, claim_id: int
) -> None:
    ben = signed_in("ben")
    stale = seen(ben.get(f"/claims/{claim_id}").text)
    decide(ana, claim_id, "unresolved", missing="needs document")

    late = ben.post(
        f"/claims/{claim_id}/reviews",
        verdict="unresolved",
        missing="basis unknown",
        rationale="I asked around.",
        seen=stale,
    )

    assert late.status_code == 409
    assert "changed since you opened it" in late.text
    assert "I asked around.</textarea>" in late.text
    assert re.search(r'value="basis unknown"[^>]* checked', late.text)
    assert "by ana" in late.text
    assert seen(late.text) != stale
    with services.database.snapshot() as session:
        assert session.query(Review).count() == 1


def test_a_review_that_is_sent_twice_is_kept_once(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    page = ana.get(f"/claims/{claim_id}").text
    form = {"verdict": "unresolved", "missing": "needs document", "seen": seen(page)}

    first = ana.post(f"/claims/{claim_id}/reviews", **form)
    second = ana.post(f"/claims/{claim_id}/reviews", **form)

    assert (first.status_code, second.status_code) == (303, 409)
    with services.database.snapshot() as session:
        assert session.query(Review).count() == 1


@pytest.mark.parametrize("verdict", ["", "true"])
def test_a_verdict_outside_the_closed_set_is_refused(
    ana: Visitor, claim_id: int, verdict: str
) -> None:
    status, page = decide(ana, claim_id, verdict, rationale="kept words")

    assert status == 400
    assert "Choose one of: corroborated, disputed, unresolved." in page
    assert "kept words</textarea>" in page


def test_a_rationale_of_a_hundred_thousand_characters_is_refused_and_kept(
    ana: Visitor, claim_id: int
) -> None:
    status, page = decide(
        ana, claim_id, "unresolved", missing="needs document", rationale="x" * 100_000
    )

    assert status == 422
    assert "The rationale has 100000 characters" in page
    assert "x" * 100_000 in page


def test_a_decision_is_undone_as_an_event_and_can_be_made_again(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    decide(ana, claim_id, "unresolved", missing="needs document", rationale="Waiting for a list.")
    ana.post(f"/claims/{claim_id}/undo")
    assert stand(services, claim_id) == (State.NEW, None)
    decide(ana, claim_id, "unresolved", missing="basis unknown")

    history = ana.get(f"/claims/{claim_id}/history").text

    words = re.sub(r"<[^>]+>", " ", history)
    assert re.search(r"ana\s+decided: unresolved \(needs document\)\s+Waiting for a list\.", words)
    assert re.search(r"ana\s+took decision 1 back", words)
    assert re.search(r"ana\s+decided: unresolved \(basis unknown\)", words)


def test_undo_pressed_twice_takes_one_decision_back(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    decide(ana, claim_id, "unresolved", missing="needs document")
    decide(ana, claim_id, "unresolved", missing="basis unknown")
    told, shown = ana.get("/account/").text, ana.get(f"/claims/{claim_id}").text
    asked = [re.findall(r'name="number" value="(\d+)"', page) for page in (told, shown)]

    pressed = [ana.post(f"/claims/{claim_id}/undo", number="2").status_code for _ in range(2)]

    assert (asked, pressed) == ([["2"], ["2"]], [303, 409])
    assert stand(services, claim_id) == (State.DECIDED, Verdict.UNRESOLVED)
    assert ana.post(f"/claims/{claim_id}/undo", number="one").status_code == 400


def test_setting_aside_takes_a_reason_and_can_be_undone(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    page = ana.get(f"/claims/{claim_id}").text

    assert ana.post(f"/claims/{claim_id}/set-aside", seen=seen(page)).status_code == 400
    gone = ana.post(f"/claims/{claim_id}/set-aside", reason="not checkable", seen=seen(page))
    assert gone.headers["Location"] == f"/claims/next?after={claim_id}"
    assert stand(services, claim_id) == (State.SET_ASIDE, None)
    again = ana.post(f"/claims/{claim_id}/set-aside", reason="duplicate", seen=seen(page))
    assert again.status_code == 409
    ana.post(f"/claims/{claim_id}/undo")
    assert stand(services, claim_id) == (State.NEW, None)


def test_with_nothing_left_the_queue_says_so(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        session.query(Claim).update({"state": State.DECIDED})

    onward = ana.get(f"/claims/next?after={claim_id}")

    assert onward.headers["Location"] == "/"
    assert "The queue is empty" in ana.get("/").text


def test_a_reader_sees_the_ledger_without_its_controls(
    signed_in: MakeVisitor, claim_id: int
) -> None:
    page = signed_in("rae").get(f"/claims/{claim_id}").text

    assert TOLL[:20] in page
    assert 'name="verdict"' not in page
    assert 'name="stance"' not in page


def test_there_is_no_page_for_a_claim_that_is_not_there(ana: Visitor) -> None:
    page = ana.get("/claims/99")

    assert (page.status_code, "There is no claim 99." in page.text) == (404, True)


def test_a_title_with_markup_stays_text(services: Services, ana: Visitor, claim_id: int) -> None:
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        assert claim.report
        claim.report.title = "<script>alert(1)</script>"
        claim.speaker = {"name": "<i>x</i>", "role": None, "for": None}

    page = ana.get(f"/claims/{claim_id}").text

    assert "<script>alert" not in page
    assert "<i>x</i>" not in page
