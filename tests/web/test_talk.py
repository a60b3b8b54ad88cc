"""Whose a claim is, its tags, what people say of it, and what they have typed."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import State
from workbench.store import drafts
from workbench.store.models import Claim, Event, User


def told(services: Services, claim_id: int) -> list[str]:
    with services.database.snapshot() as session:
        return [e.kind for e in session.query(Event).filter_by(claim_id=claim_id)]


def test_a_claim_is_given_to_a_person_and_found_among_theirs(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")

    assert ana.post(f"/claims/{claim_id}/assignment", person="ben").status_code == 303

    assert "for ben" in ana.get("/").text
    assert "at least 40 soldiers" in ben.get("/?assigned=me").text
    assert "at least 40 soldiers" not in ana.get("/?assigned=me").text
    assert "at least 40 soldiers" in ana.get("/?assigned=ben").text
    assert ana.get("/claims/next").headers["Location"] != f"/claims/{claim_id}"
    assert ben.get("/claims/next").headers["Location"] == f"/claims/{claim_id}"
    ben.post(f"/claims/{claim_id}/assignment", person="")
    assert told(services, claim_id) == ["assigned", "assignment taken back"]
    assert "gave it to ben" in ana.get(f"/claims/{claim_id}/history").text


@pytest.mark.parametrize("person", ["rae", "nobody", "' OR 1=1"])
def test_only_who_reviews_is_given_a_claim(ana: Visitor, claim_id: int, person: str) -> None:
    answer = ana.post(f"/claims/{claim_id}/assignment", person=person)

    assert (answer.status_code, "Nobody of that name" in answer.text) == (422, True)


def test_taking_a_claim_off_nobody_is_said(ana: Visitor, claim_id: int) -> None:
    assert ana.post(f"/claims/{claim_id}/assignment", person="").status_code == 409


def test_tags_are_added_and_removed_by_hand_and_signed(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    ana.post(f"/claims/{claim_id}/tags", tag="  casualty   figures ")
    ana.post(f"/claims/{claim_id}/tags", tag="Casualty figures")

    assert "at least 40 soldiers" in ana.get("/?tag=casualty+figures").text
    with services.database.snapshot() as session:
        assert session.get_one(Claim, claim_id).tags == ["casualty figures"]
    assert ana.post(f"/claims/{claim_id}/tags", remove="casualty figures").status_code == 303
    assert ana.post(f"/claims/{claim_id}/tags", remove="casualty figures").status_code == 409
    assert told(services, claim_id) == ["tagged", "tag removed"]


@pytest.mark.parametrize(
    ("path", "field", "typed"),
    [
        ("tags", "tag", "x" * 61),
        ("tags", "tag", "   "),
        ("comments", "comment", " \n "),
        ("comments", "comment", "y" * 5_001),
    ],
    ids=["a long tag", "no tag", "no comment", "a long comment"],
)
def test_what_is_refused_stays_typed(
    ana: Visitor, claim_id: int, path: str, field: str, typed: str
) -> None:
    answer = ana.post(f"/claims/{claim_id}/{path}", **{field: typed})

    assert answer.status_code == 422
    assert typed.strip() in answer.text


def test_comments_are_signed_and_taken_back_by_their_author_only(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    ana.post(f"/claims/{claim_id}/comments", comment="<b>Ask the hospital</b> again.")
    page = ben.get(f"/claims/{claim_id}").text
    assert "&lt;b&gt;Ask the hospital&lt;/b&gt; again." in page
    with services.database.snapshot() as session:
        comment = session.query(Event).filter_by(kind="commented").one().id

    path = f"/claims/{claim_id}/comments/{comment}/take-back"
    assert ben.post(path).status_code == 403
    assert ana.post(path).status_code == 303
    assert ana.post(path).status_code == 409
    assert ana.post(f"/claims/{claim_id}/comments/{comment + 1}/take-back").status_code == 404
    assert "Ask the hospital" not in ben.get(f"/claims/{claim_id}").text
    assert "Ask the hospital" in ben.get(f"/claims/{claim_id}/history").text


@pytest.fixture
def blind(services: Services) -> Services:
    return replace(services, settings=replace(services.settings, reviewers_required=2))


class TestBlind:
    """Where two review, what one says waits until the other has given theirs."""

    @pytest.fixture
    def services(self, blind: Services) -> Services:
        return blind

    def test_comments_of_the_review_are_hidden_until_one_has_given_ones_own(
        self, signed_in: MakeVisitor, claim_id: int
    ) -> None:
        ana, ben = signed_in("ana"), signed_in("ben")
        ana.post(f"/claims/{claim_id}/comments", comment="The toll is the army's own.")

        for address in (f"/claims/{claim_id}", f"/claims/{claim_id}/history"):
            assert "army&#39;s own" in ana.get(address).text
            assert "army&#39;s own" not in ben.get(address).text
        decide(ben, claim_id)
        assert "army&#39;s own" in ben.get(f"/claims/{claim_id}").text


def decide(who: Visitor, claim_id: int, **form: str) -> int:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', who.get(f"/claims/{claim_id}").text)
    assert seen
    given = {"verdict": "unresolved", "missing": "basis unknown", "seen": seen[1], **form}
    return who.post(f"/claims/{claim_id}/reviews", **given).status_code


def kept(services: Services, claim_id: int, name: str = "ana") -> dict[str, str] | None:
    with services.database.snapshot() as session:
        person = session.query(User).filter_by(name=name).one()
        draft = drafts.of(session, claim_id, person.id)
        return draft.fields if draft else None


def test_what_is_typed_is_kept_for_its_author_and_gone_with_the_decision(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana = signed_in("ana")
    sent = ana.post(f"/claims/{claim_id}/draft", rationale="I called the", verdict="unresolved")
    assert (sent.status_code, sent.text) == (204, "")

    page = signed_in("ana").get(f"/claims/{claim_id}").text
    assert "I called the</textarea>" in page
    assert 'value="unresolved" required data-key="3" checked' in page
    assert "I called the" not in signed_in("ben").get(f"/claims/{claim_id}").text
    assert decide(ana, claim_id) == 303
    assert kept(services, claim_id) is None


def test_a_draft_is_kept_by_a_button_and_forgotten_when_it_is_emptied(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    path = f"/claims/{claim_id}/draft"
    assert ana.post(path, rationale="half a", button="draft").status_code == 303
    assert kept(services, claim_id) == {"rationale": "half a"}
    ana.post(path, rationale=" ")
    assert kept(services, claim_id) is None
    assert ana.post("/claims/999/draft", rationale="x").status_code == 404


@pytest.mark.parametrize("rationale", ["z" * 100_000, "<script>alert(1)</script> <p>pasted</p>"])
def test_a_refused_decision_is_kept_as_a_draft_too(
    services: Services, ana: Visitor, claim_id: int, rationale: str
) -> None:
    answer = ana.post(
        f"/claims/{claim_id}/reviews", verdict="corroborated", rationale=rationale, seen="0" * 16
    )

    assert answer.status_code == 409
    assert "<script>alert" not in answer.text
    assert (kept(services, claim_id) or {})["rationale"] == rationale
    assert "z" * 100_000 in answer.text or "&lt;p&gt;pasted" in answer.text


def test_a_claim_is_in_review_from_its_first_stance_to_its_last(
    services: Services, ana: Visitor, claim_id: int, passage_of: Callable[..., int]
) -> None:
    def state() -> State:
        with services.database.snapshot() as session:
            return session.get_one(Claim, claim_id).state

    passage = passage_of("Daily Post")
    ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")
    assert state() is State.IN_REVIEW
    assert "in review" in ana.get("/?state=in+review").text
    ana.post(f"/claims/{claim_id}/evidence/1/withdraw")
    assert state() is State.NEW


def test_a_reader_sees_no_empty_sheet_where_nothing_was_said(
    signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, rae = signed_in("ana"), signed_in("rae")

    assert 'id="talk"' not in rae.get(f"/claims/{claim_id}").text
    ana.post(f"/claims/{claim_id}/tags", tag="front")
    assert 'id="talk"' in rae.get(f"/claims/{claim_id}").text
