"""Triage of an article's claims: in bulk, one by one, worded anew, split, and all of it undone."""

import re

import pytest
from sqlalchemy import select

from tests.web.conftest import TOLL, MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import SetAside, State
from workbench.store import events
from workbench.store.models import Claim, ClaimVersion, Event


def claims(services: Services) -> list[Claim]:
    with services.database.snapshot() as session:
        return list(session.scalars(select(Claim).order_by(Claim.id)))


def kinds(services: Services, claim_id: int) -> list[str]:
    with services.database.snapshot() as session:
        rows = select(Event.kind).where(Event.claim_id == claim_id).order_by(Event.id)
        return list(session.scalars(rows))


def undo_last(who: Visitor, page: str, times: int = 1) -> None:
    meant = re.search(r'name="claims" value="([\d,]+)"><input .*? name="step" value="(.+?)"', page)
    assert meant
    for _ in range(times):
        sent = who.post("/triage/undo", claims=meant[1], step=meant[2])
        assert sent.status_code == 303


def test_what_is_kept_leaves_the_list_and_stays_in_the_queue(
    services: Services, ana: Visitor, article: int, claim_id: int
) -> None:
    assert TOLL in ana.get(f"/triage/?article={article}").text

    sent = ana.post(f"/triage/?article={article}", keep=claim_id)

    assert sent.headers["Location"] == f"/triage/?article={article}"
    page = ana.get(sent.headers["Location"]).text
    assert TOLL not in page
    assert TOLL in ana.get("/").text
    undo_last(ana, page)
    assert TOLL in ana.get("/triage/").text
    assert kinds(services, claim_id) == ["kept", "kept no more"]


def test_the_page_comes_back_at_the_next_claim(services: Services, ana: Visitor) -> None:
    [first, second] = sorted(claim.id for claim in claims(services))
    ana.get("/triage/")

    kept = ana.post("/triage/", keep=first)
    worded = ana.post("/triage/", word=second, **{f"wording-{second}": "At least 40 died."})
    last = ana.post("/triage/", keep=second)
    undone = ana.post("/triage/undo", claims=str(second))

    assert kept.headers["Location"] == f"/triage/#claim-{second}"
    assert worded.headers["Location"] == f"/triage/#claim-{second}"
    assert last.headers["Location"] == "/triage/"
    assert undone.headers["Location"] == f"/triage/#claim-{second}"


def test_a_later_page_is_come_back_to(
    services: Services, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.web.pages.triage.ROWS", 1)
    [first, second] = sorted(claim.id for claim in claims(services))
    page = ana.get(f"/triage/?after={first}").text

    assert f'action="/triage/?after={first}"' in page
    sent = ana.post(f"/triage/?after={first}", word=second, **{f"wording-{second}": "So."})
    assert sent.headers["Location"] == f"/triage/?after={first}#claim-{second}"


def test_what_nothing_rated_is_not_rated(services: Services, ana: Visitor, claim_id: int) -> None:
    assert "worth checking 0.90" in ana.get("/triage/").text
    with services.database.transaction() as session:
        claim = session.get_one(Claim, claim_id)
        claim.report_id = claim.start = claim.end = None

    page = ana.get("/triage/").text

    assert "worth checking 0.90" not in page
    assert "not rated" in page


def test_a_claim_that_was_split_leads_to_its_parts_and_is_not_decided(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    parts = {f"parts-{claim_id}": "At least 40 soldiers were killed.\nThere was fighting."}
    ana.post("/triage/", split=claim_id, **parts)
    made = [claim.id for claim in claims(services) if claim.parent_id == claim_id]

    for address in (f"/claims/{claim_id}", f"/claims/{claim_id}/history"):
        page = ana.get(address).text
        assert "set aside</span>" not in page
        assert all(f'<a href="/claims/{part}">{part}</a>' in page for part in made)
    page = ana.get(f"/claims/{claim_id}").text
    assert "It was split: its parts are decided in its place." in page
    assert 'id="decision"' not in page
    assert "split</span>" not in ana.get(f"/claims/{made[0]}").text


def test_many_are_set_aside_at_once_and_taken_up_again(services: Services, ana: Visitor) -> None:
    ids = [claim.id for claim in claims(services)]

    sent = ana.post("/triage/", claim=ids, aside="chosen: not checkable")

    states = {(claim.state, claim.set_aside) for claim in claims(services)}
    assert states == {(State.SET_ASIDE, SetAside.NOT_CHECKABLE)}
    page = ana.get(sent.headers["Location"]).text
    assert "2 claims: set aside, not checkable." in page
    assert "Nothing is left to sort here." in page
    undo_last(ana, page)
    assert {claim.state for claim in claims(services)} == {State.NEW}


def test_a_claim_is_worded_to_be_read_alone_and_its_old_wording_is_kept(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    words = "At least 40 soldiers were killed in Talvar, an army officer said."
    sent = ana.post("/triage/", word=claim_id, **{f"wording-{claim_id}": f"  {words} "})
    sorted_page = ana.get(sent.headers["Location"]).text

    with services.database.snapshot() as session:
        claim = session.get_one(Claim, claim_id)
        kept = session.scalars(select(ClaimVersion)).one()
        assert (claim.standalone, claim.text, claim.version) == (words, TOLL, 2)
        assert (kept.version, kept.replaced_by) == (1, "ana")
        assert kept.fields == {"standalone": None}
    assert "worded it" in ana.get(f"/claims/{claim_id}/history").text
    undo_last(ana, sorted_page)
    with services.database.snapshot() as session:
        claim = session.get_one(Claim, claim_id)
        assert (claim.standalone, claim.version) == (None, 3)


@pytest.mark.parametrize(
    ("pressed", "left"),
    [
        ({"keep": "{0}"}, ("First so.", State.NEW, "kept no more")),
        ({"aside": "{0}: duplicate"}, ("First so.", State.NEW, "taken up again")),
        ({"word": "{0}", "wording-{0}": "Then so."}, ("First so.", State.NEW, "edited")),
    ],
    ids=["keep", "aside", "word"],
)
def test_undo_pressed_twice_takes_one_step_back(
    services: Services,
    ana: Visitor,
    claim_id: int,
    pressed: dict[str, str],
    left: tuple[str, State, str],
) -> None:
    ana.post("/triage/", word=claim_id, **{f"wording-{claim_id}": "First so."})
    ana.get("/triage/")  # what is said of the first step is read

    ana.post(
        "/triage/", **{at.format(claim_id): what.format(claim_id) for at, what in pressed.items()}
    )
    undo_last(ana, ana.get("/triage/").text, times=2)

    [claim] = [each for each in claims(services) if each.id == claim_id]
    assert (claim.standalone, claim.state, kinds(services, claim_id)[-1]) == left
    assert ana.post("/triage/undo", claims=str(claim_id), step="eaten").status_code == 400


def test_a_claim_is_split_into_parts_that_keep_its_quote(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    parts = "At least 40 soldiers were killed.\n\nThe fighting was for Talvar."
    sent = ana.post("/triage/", split=claim_id, **{f"parts-{claim_id}": parts})
    sorted_page = ana.get(sent.headers["Location"]).text

    whole, *made = [c for c in claims(services) if claim_id in {c.id, c.parent_id}]
    assert [part.text for part in made] == [
        "At least 40 soldiers were killed.",
        "The fighting was for Talvar.",
    ]
    assert {(part.start, part.end) for part in made} == {(whole.start, whole.end)}
    assert (whole.state, {part.state for part in made}) == (State.SET_ASIDE, {State.NEW})
    assert all(part.matched_at for part in made)
    page = ana.get(f"/claims/{made[0].id}").text
    assert "Under review: <strong>At least 40 soldiers were killed.</strong>" in page
    assert f"part of claim {claim_id}" in page
    assert "in the fighting for" in page  # the quote
    undo_last(ana, sorted_page)
    states = {c.id: c.state for c in claims(services)}
    assert states[claim_id] is State.NEW
    assert {states[part.id] for part in made} == {State.SET_ASIDE}


@pytest.mark.parametrize(
    ("button", "field", "typed", "words"),
    [
        ("split", "parts", "One part only.", "at least two parts"),
        ("split", "parts", "Twice.\nTwice.", "no two the same"),
        ("word", "wording", " ", "The wording is empty"),
        ("word", "wording", "x" * 2001, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_worded_is_refused_and_stays_typed(
    ana: Visitor, claim_id: int, button: str, field: str, typed: str, words: str
) -> None:
    answer = ana.post("/triage/", **{button: claim_id, f"{field}-{claim_id}": typed})

    assert (answer.status_code, words in answer.text) == (422, True)
    assert typed.strip()[:40] in answer.text


def test_a_reviewed_claim_keeps_its_wording(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', ana.get(f"/claims/{claim_id}").text)
    assert seen
    ana.post(
        f"/claims/{claim_id}/reviews",
        verdict="unresolved",
        missing="basis unknown",
        seen=seen[1],
    )

    answer = ana.post("/triage/", word=claim_id, **{f"wording-{claim_id}": "Otherwise."})

    assert (answer.status_code, "was reviewed already" in answer.text) == (409, True)
    with services.database.snapshot() as session:
        assert list(events.verify(session)) == []


@pytest.mark.parametrize("form", [{"keep": "chosen"}, {"aside": "chosen: never"}, {}])
def test_a_form_that_says_nothing_is_refused(ana: Visitor, form: dict[str, str]) -> None:
    assert ana.post("/triage/", **form).status_code == 400


def test_a_claim_that_is_not_there_is_said(ana: Visitor) -> None:
    assert ana.post("/triage/", keep=987654).status_code == 404


def test_readers_do_not_sort(signed_in: MakeVisitor) -> None:
    rae = signed_in("rae")

    assert rae.get("/triage/").status_code == 403
    assert 'href="/triage/"' not in rae.get("/").text


def test_the_list_takes_as_many_statements_for_two_claims_as_for_one(
    ana: Visitor, claim_id: int, statements: list[str]
) -> None:
    ana.get("/triage/")
    two = len(statements)
    ana.post("/triage/", keep=claim_id)
    ana.get("/triage/")
    statements.clear()
    ana.get("/triage/")

    assert len(statements) == two
