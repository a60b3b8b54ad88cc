"""What a person of the desk might try at what is another's, or is kept back from them."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.web.conftest import MakeVisitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Stance, Verdict
from workbench.stages import accounts, evidence, talking
from workbench.stages.evidence import Judgement
from workbench.store import claim_leases, drafts, events, saved_filters
from workbench.store.desks import Draft, Lease, SavedFilter
from workbench.store.models import Evidence, Review, Token, User
from workbench.web.app import create_app

MINE = "zqx-of-ana"  # stands in everything of hers that nobody else may see
SAID = ("zebra-rationale", "quagga-note")


def addresses(app: Flask, ids: dict[str, int], method: str) -> Iterator[tuple[str, str]]:
    """Every view that takes this method, and its address for these ids."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or ()) and rule.endpoint != "static":
                given: dict[str, Any] = {name: ids.get(name, 1) for name in rule.arguments}
                yield rule.endpoint, app.url_for(rule.endpoint, **given)


@pytest.fixture
def ids(services: Services, claim_id: int) -> dict[str, int]:
    """The numbers of what ana has on the desk: one of everything."""
    with services.database.transaction() as session:
        ana = session.scalars(select(User).where(User.name == "ana")).one()
        accounts.issue_token(session, "ana", by="ana", label=MINE)
        saved_filters.save(session, ana.id, MINE, "state=new")
        drafts.keep(session, claim_id, ana.id, {"rationale": MINE})
        claim_leases.take(session, claim_id, ana.id)
        note = evidence.on_note(
            session, claim_id, "I asked.", Judgement(Stance.CONTEXT), reviewer=ana
        )
        talking.comment(session, claim_id, "Who was there?", by=ana)
        session.flush()
        return {
            "claim_id": claim_id,
            "evidence_id": note.id,
            "saved_id": session.scalars(select(SavedFilter.id)).one(),
            "token_id": session.scalars(select(Token.id)).one(),
            "comment_id": events.history(session, claim_id)[-1]["id"],
        }


def hers(services: Services, ids: dict[str, int]) -> list[object]:
    """All of it, as it stands."""
    with services.database.snapshot() as session:
        token = session.get_one(Token, ids["token_id"])
        lease = session.scalars(select(Lease).where(Lease.claim_id == ids["claim_id"])).all()
        return [
            (token.label, token.revoked_at, token.scope, token.expires_at),
            [(each.name, each.query) for each in session.scalars(select(SavedFilter))],
            [(each.reviewer_id, each.fields) for each in session.scalars(select(Draft))],
            [(each.reviewer_id, each.until) for each in lease],
            session.get_one(Evidence, ids["evidence_id"]).withdrawn_at,
            [each.id for each in talking.comments(session, ids["claim_id"])],
        ]


@pytest.mark.parametrize("name", ["rae", "ben"])
def test_no_id_of_anothers_opens_or_changes_what_is_theirs(
    app: Flask, services: Services, signed_in: MakeVisitor, ids: dict[str, int], name: str
) -> None:
    before, somebody = hers(services, ids), signed_in(name)
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, name, by="test")
    bearing = {"Authorization": f"Bearer {secret}"}

    for view, path in addresses(app, ids, "GET"):
        for headers in ({}, bearing if view.startswith("api") else {}):
            answer = somebody.client.get(path, headers=headers, buffered=True)
            assert answer.status_code < 500, path
            assert MINE not in answer.text, path
    for method in ("DELETE", "POST", "PUT", "PATCH"):
        for view, path in addresses(app, ids, method):
            if view == "sign_in.leave":
                continue
            if view.startswith("api"):
                answer = somebody.client.open(path, method=method, headers=bearing, json={})
            else:
                answer = somebody.post(path)
            assert answer.status_code < 500, path

    assert hers(services, ids) == before


@pytest.fixture
def blind(services: Services) -> Services:
    """The desk as one that asks for two opinions."""
    return replace(services, settings=replace(services.settings, reviewers_required=2))


def test_nothing_that_is_kept_back_stands_in_any_answer(blind: Services, claim_id: int) -> None:
    app = create_app(blind)
    with blind.database.transaction() as session:
        ana = session.scalars(select(User).where(User.name == "ana")).one()
        evidence.on_note(session, claim_id, SAID[1], Judgement(Stance.SUPPORTS), reviewer=ana)
        session.add(
            Review(
                claim_id=claim_id,
                number=1,
                reviewer_id=ana.id,
                verdict=Verdict.CORROBORATED,
                rationale=SAID[0],
                rests_on={"evidence": [{"note": SAID[1]}]},
            )
        )
        detail = {"number": 1, "verdict": Verdict.CORROBORATED, "rationale": SAID[0]}
        subject = f"claim {claim_id}"
        events.append(session, "decided", actor="ana", subject=subject, claim_id=claim_id, **detail)
        people = {user.name: user for user in session.scalars(select(User))}
    asked = 0

    for name in ("ben", "edda", None):
        client = app.test_client()
        with client.session_transaction() as cookie:
            if name:
                cookie["_user_id"] = f"{people[name].id}.{people[name].session_number}"
                cookie["entered"] = int(time.time())
        for _, path in addresses(app, {"claim_id": claim_id}, "GET"):
            for query in ("", "?verdict=corroborated&q=zebra&format=jsonl"):
                answer = client.get(path + query, buffered=True)
                asked += answer.status_code == 200
                for words in SAID:
                    assert words not in answer.text, (name, path + query)

    assert asked > 60
