"""Whatever happens while somebody writes: the words stay, and the page says what to do."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.web.conftest import MakeVisitor, Visitor, record
from workbench.bootstrap import Services
from workbench.domain.vocabulary import SetAside, State
from workbench.pipeline import adding, importing, undoing
from workbench.stages import triaging
from workbench.store import drafts
from workbench.store.base import now
from workbench.store.desks import Lease
from workbench.store.ledger import Worker
from workbench.store.models import Claim, Evidence, ImportedClaim, Match, Passage, Report, User

Passages = Callable[..., int]
WORDS = "I called the hospital twice."


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def decide(who: Visitor, claim_id: int, seen: str, **form: str) -> tuple[int, str]:
    given = {"verdict": "unresolved", "missing": "basis unknown", "rationale": WORDS, **form}
    answer = who.post(f"/claims/{claim_id}/reviews", seen=seen, **given)
    return answer.status_code, answer.text


def test_a_lease_that_ran_out_takes_no_decision_with_it(
    services: Services, signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, ben = signed_in("ana"), signed_in("ben")
    assert ana.get("/claims/next").headers["Location"] == f"/claims/{claim_id}"
    seen = seen_on(ana.get(f"/claims/{claim_id}").text)
    with services.database.transaction() as session:
        session.execute(update(Lease).values(until=now() - timedelta(minutes=1)))
    assert ben.get("/claims/next").headers["Location"] == f"/claims/{claim_id}"

    assert decide(ana, claim_id, seen)[0] == 303

    status, page = decide(ben, claim_id, seen)
    assert (status, WORDS in page) == (409, True)


def test_two_tabs_of_one_reviewer_decide_once_and_lose_no_word(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    seen = seen_on(ana.get(f"/claims/{claim_id}").text)
    assert decide(ana, claim_id, seen)[0] == 303

    status, page = decide(ana, claim_id, seen, rationale="From the other tab.")

    assert (status, "From the other tab.</textarea>" in page) == (409, True)
    with services.database.snapshot() as session:
        person = session.query(User).filter_by(name="ana").one()
        kept = drafts.of(session, claim_id, person.id)
        assert kept
        assert kept.fields["rationale"] == "From the other tab."


def test_a_claim_set_aside_or_reworded_while_open_is_told(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    seen = seen_on(ana.get(f"/claims/{claim_id}").text)
    with services.database.transaction() as session:
        ben = session.query(User).filter_by(name="ben").one()
        triaging.set_aside(session, [claim_id], SetAside.NOT_CHECKABLE, by=ben)
    status, page = decide(ana, claim_id, seen)
    assert (status, WORDS in page, "set aside" in page) == (409, True, True)

    with services.database.transaction() as session:
        ben = session.query(User).filter_by(name="ben").one()
        triaging.undo(session, [claim_id], by=ben)
        triaging.word(session, claim_id, "At least 40 soldiers were killed.", by=ben)
    assert decide(ana, claim_id, seen)[0] == 409


def test_a_claim_whose_import_was_taken_back_is_gone_and_the_words_are_given_back(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    seen = seen_on(ana.get(f"/claims/{claim_id}").text)
    with services.database.transaction() as session:
        session.query(Match).filter_by(claim_id=claim_id).delete()
        session.query(Claim).filter_by(id=claim_id).delete()

    status, page = decide(ana, claim_id, seen)

    assert (status, f"{WORDS}</textarea>" in page) == (404, True)


def test_a_passage_whose_report_was_replaced_is_judged_as_it_was_quoted(
    services: Services, ana: Visitor, claim_id: int, passage_of: Passages
) -> None:
    passage = passage_of("Daily Post")
    ana.get(f"/claims/{claim_id}")
    with services.database.snapshot() as session:
        old = session.get_one(Report, session.get_one(Passage, passage).report_id)
    changed = record("Talvar falls", "Daily Post", "2019-03-04", old.text + " Corrected.")
    list(adding.add(services, [changed], by="test", article=False))

    sent = ana.post(f"/claims/{claim_id}/evidence", passage_id=passage, stance="supports")

    assert sent.status_code == 303
    with services.database.snapshot() as session:
        assert session.scalars(select(Evidence.passage_id)).all() == [passage]
        assert not session.get_one(Report, old.id).current


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("reviews", {"rationale": WORDS, "verdict": "corroborated"}),
        ("evidence/note", {"note": WORDS, "stance": "supports"}),
        ("comments", {"comment": WORDS}),
    ],
)
def test_whoever_was_signed_out_meanwhile_gets_the_words_back(
    services: Services, ana: Visitor, claim_id: int, path: str, form: dict[str, str]
) -> None:
    ana.get(f"/claims/{claim_id}")
    with services.database.transaction() as session:
        session.query(User).filter_by(name="ana").one().session_number += 1

    ended = ana.post(f"/claims/{claim_id}/{path}", **form)
    with ana.client.session_transaction() as cookie:
        cookie.clear()
    stale = ana.post(f"/claims/{claim_id}/{path}", **form)

    assert (ended.status_code, f"{WORDS}</textarea>" in ended.text) == (401, True)
    assert (stale.status_code, f"{WORDS}</textarea>" in stale.text) == (400, True)
    assert "/sign-in" in ended.text


def test_words_from_another_site_are_not_shown(ana: Visitor, claim_id: int) -> None:
    ana.client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"

    answer = ana.client.post(f"/claims/{claim_id}/comments", data={"comment": "Call this number."})

    assert (answer.status_code, "Call this number" in answer.text) == (400, False)


def test_a_split_claim_taken_up_again_says_what_becomes_of_its_parts(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    ana.get("/triage/")
    ana.post("/triage/", split=claim_id, **{f"parts-{claim_id}": "Forty died.\nIn Talvar."})
    with services.database.snapshot() as session:
        parts = session.scalars(select(Claim.id).where(Claim.parent_id == claim_id)).all()

    assert ana.post(f"/claims/{claim_id}/undo").status_code == 303

    page = ana.get(f"/claims/{claim_id}").text
    assert f"its parts ({', '.join(map(str, parts))}) are set aside as duplicates" in page
    with services.database.snapshot() as session:
        states = [session.get_one(Claim, i).state for i in (claim_id, *parts)]
    assert states == [State.NEW, State.SET_ASIDE, State.SET_ASIDE]


def test_a_split_claim_stays_down_while_a_part_is_reviewed(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    ana.get("/triage/")
    ana.post("/triage/", split=claim_id, **{f"parts-{claim_id}": "Forty died.\nIn Talvar."})
    with services.database.snapshot() as session:
        part = session.scalars(select(Claim.id).where(Claim.parent_id == claim_id)).first()
    assert part
    decide(ana, part, seen_on(ana.get(f"/claims/{part}").text))

    assert ana.post(f"/claims/{claim_id}/undo").status_code == 409


def test_an_article_is_left_to_the_worker_where_one_runs(services: Services, ana: Visitor) -> None:
    with services.database.transaction() as session:
        session.add(Worker(name="here:1:a"))
    ana.get("/articles/new")

    sent = ana.post("/articles/", text="Dam breaks\n\nAt least 12 people drowned in Kess.")

    assert sent.status_code == 303
    page = ana.get(sent.headers["Location"]).text
    assert "the worker makes it searchable" in page
    with services.database.snapshot() as session:
        latest = session.scalars(select(Claim).order_by(Claim.id.desc())).first()
        assert latest
        assert latest.matched_at is None


def publish(who: Visitor, claim_id: int, mark: str, why: str = "") -> tuple[int, str]:
    answer = who.post(f"/claims/{claim_id}/publication", mark=mark, why=why)
    return answer.status_code, answer.text


def test_a_claim_imported_anew_with_other_words_while_open_is_told_and_keeps_the_reasons(
    services: Services, ana: Visitor, tmp_path: Path
) -> None:
    bring = partial(bring_claims, services, tmp_path)
    claim_id = bring("Forty soldiers were killed in Talvar.")
    opened = ana.get(f"/claims/{claim_id}").text
    assert "Forty soldiers" in opened

    assert bring("Fifty soldiers were killed in Talvar.") == claim_id

    status, page = decide(ana, claim_id, seen_on(opened))
    assert (status, f"{WORDS}</textarea>" in page) == (409, True)
    assert "Fifty soldiers were killed" in page
    assert decide(ana, claim_id, seen_on(page))[0] == 303


def test_the_history_says_what_a_claim_read_before_each_import_that_changed_it(
    services: Services, ana: Visitor, tmp_path: Path
) -> None:
    bring = partial(bring_claims, services, tmp_path)
    claim_id = bring("Forty soldiers were killed in Talvar.")
    with services.database.transaction() as session:
        ben = session.query(User).filter_by(name="ben").one()
        triaging.word(session, claim_id, "In Talvar 40 soldiers were killed.", by=ben)
    bring("Fifty soldiers were killed in Talvar.")
    bring("Sixty soldiers were killed in Talvar.")

    history = ana.get(f"/claims/{claim_id}/history").text

    told = re.findall(
        r"version (\d)(?:; before: “(\w+) soldiers were killed in Talvar.”)?", history
    )
    assert told == [("3", "Forty"), ("4", "Fifty")]


def test_an_import_undone_while_one_of_its_claims_is_open_gives_the_words_back(
    services: Services, ana: Visitor, tmp_path: Path
) -> None:
    claim_id = bring_claims(services, tmp_path, "Forty soldiers were killed in Talvar.")
    seen = seen_on(ana.get(f"/claims/{claim_id}").text)
    with services.database.snapshot() as session:
        [import_id] = session.scalars(select(ImportedClaim.import_id))
    undoing.undo(services, import_id, by="ada")

    status, page = decide(ana, claim_id, seen)

    assert (status, f"{WORDS}</textarea>" in page) == (404, True)
    assert f"There is no claim {claim_id}." in page


def test_a_publication_withdrawn_while_its_claim_is_open_is_told(
    signed_in: MakeVisitor, claim_id: int
) -> None:
    ana, edda, second = signed_in("ana"), signed_in("edda"), signed_in("edda")
    decide(ana, claim_id, seen_on(ana.get(f"/claims/{claim_id}").text))
    assert publish(edda, claim_id, "published")[0] == 303
    assert "<strong>Published</strong>" in second.get(f"/claims/{claim_id}").text
    assert publish(edda, claim_id, "withdrawn", "Asked to.")[0] == 303

    status, page = publish(second, claim_id, "withdrawn", "A second reason.")

    assert status == 409
    assert "<strong>Withdrawn</strong> by edda" in page
    assert "A second reason." in page


def bring_claims(services: Services, folder: Path, text: str) -> int:
    """Imports a row under one external id, and gives the claim's id."""
    file = folder / f"{text[:5]}.csv"
    file.write_text(f"text,external_id\n{text},K-1\n", encoding="utf-8")
    importing.import_file(services, file, by="test")
    with services.database.snapshot() as session:
        return session.scalars(select(Claim.id).where(Claim.external_id == "K-1")).one()
