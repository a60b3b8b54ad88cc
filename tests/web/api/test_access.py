"""Who may ask the API for what, and what they are told who may not."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.web.api.conftest import MakeProgram, Program
from tests.web.conftest import PEOPLE, MakeVisitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import accounts
from workbench.store.base import now
from workbench.store.models import Token
from workbench.web.access import ANYONE, declared, may

ALLOWED = {
    "api.docs": Role.READER,
    "api.openapi": ANYONE,
    "api_atom.published": Role.READER,
    "api_atom.rechecks": Role.READER,
    "api_audit.index": Role.EDITOR,
    "api_corrections.correct": Role.REVIEWER,
    "api_corrections.index": Role.READER,
    "api_corrections.take_back": Role.REVIEWER,
    "api_claims.create": Role.REVIEWER,
    "api_claims.index": Role.READER,
    "api_claims.matches": Role.READER,
    "api_claims.read": Role.READER,
    "api_claims.take": Role.REVIEWER,
    "api_decisions.give_stance": Role.REVIEWER,
    "api_decisions.publish": Role.EDITOR,
    "api_decisions.review": Role.REVIEWER,
    "api_decisions.set_aside": Role.REVIEWER,
    "api_decisions.undo": Role.REVIEWER,
    "api_decisions.withdraw": Role.REVIEWER,
    "api_dossiers.read": Role.READER,
    "api_exports.export": Role.READER,
    "api_imports.cancel": Role.REVIEWER,
    "api_imports.create": Role.REVIEWER,
    "api_imports.go_on": Role.REVIEWER,
    "api_imports.index": Role.READER,
    "api_imports.read": Role.READER,
    "api_imports.rejected": Role.READER,
    "api_imports.undo": Role.EDITOR,
    "api_people.create": Role.ADMIN,
    "api_people.index": Role.ADMIN,
    "api_people.change_role": Role.ADMIN,
    "api_people.disable": Role.ADMIN,
    "api_people.enable": Role.ADMIN,
    "api_people.end_sessions": Role.ADMIN,
    "api_people.set_password": Role.ADMIN,
    "api_redaction.index": Role.EDITOR,
    "api_redaction.lift": Role.EDITOR,
    "api_redaction.mark": Role.EDITOR,
    "api_redaction.withdraw": Role.EDITOR,
    "api_talk.assign": Role.REVIEWER,
    "api_talk.comment": Role.REVIEWER,
    "api_talk.join": Role.REVIEWER,
    "api_talk.read": Role.READER,
    "api_talk.separate": Role.REVIEWER,
    "api_talk.similar": Role.READER,
    "api_talk.tag": Role.REVIEWER,
    "api_talk.take_back": Role.REVIEWER,
    "api_watching.create": Role.EDITOR,
    "api_watching.digest": Role.READER,
    "api_watching.drop": Role.EDITOR,
    "api_watching.index": Role.READER,
    "api_watching.pause": Role.EDITOR,
    "api_watching.resume": Role.EDITOR,
    "api_progress.show": Role.READER,
    "api_queue.filters": Role.READER,
    "api_queue.index": Role.READER,
    "api_queue.leave": Role.REVIEWER,
    "api_queue.remove": Role.READER,
    "api_queue.save": Role.READER,
    "api_queue.take": Role.REVIEWER,
    "api_reports.create": Role.REVIEWER,
    "api_reports.index": Role.READER,
    "api_reports.put_right": Role.REVIEWER,
    "api_reports.read": Role.READER,
    "api_reports.upload": Role.REVIEWER,
    "api_search.find": Role.READER,
    "api_triage.index": Role.REVIEWER,
    "api_triage.keep": Role.REVIEWER,
    "api_triage.set_aside": Role.REVIEWER,
    "api_triage.split": Role.REVIEWER,
    "api_triage.undo": Role.REVIEWER,
    "api_triage.word": Role.REVIEWER,
}
NAMES = {role: name for name, role in PEOPLE.items()}


def test_every_view_says_who_may_use_it_as_the_table_does(app: Flask) -> None:
    views = {view: who for view, who in declared(app).items() if view.startswith("api")}

    assert views == ALLOWED


@pytest.mark.parametrize("role", Role, ids=str)
def test_the_walk_through_all_routes_meets_the_table(
    app: Flask, program: MakeProgram, role: Role
) -> None:
    somebody = program(NAMES[role])

    met = {
        endpoint: somebody.ask(method, path).status_code not in {401, 403}
        for endpoint, method, path in routes(app)
    }

    assert met == {endpoint: may(role, Role(ALLOWED[endpoint])) for endpoint in met}
    assert len(met) == len(ALLOWED) - 1


def test_nobody_is_let_in_without_a_token(app: Flask) -> None:
    client = app.test_client()

    answers = [client.open(path, method=method) for _, method, path in routes(app)]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.mimetype for answer in answers} == {"application/problem+json"}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {
        'Bearer realm="workbench"',
        'Basic realm="workbench"',
    }


def test_a_session_reads_but_does_not_write(signed_in: MakeVisitor, claim_id: int) -> None:
    ana = signed_in("ana")

    assert ana.client.get(f"/api/v1/claims/{claim_id}").status_code == 200
    assert ana.client.post(f"/api/v1/claims/{claim_id}/undo").status_code == 401
    assert ana.client.delete("/api/v1/imports/1").status_code == 401


def test_a_bad_token_is_not_helped_by_a_session(signed_in: MakeVisitor, claim_id: int) -> None:
    ana = signed_in("ana")
    headers = {"Authorization": "Bearer of bad news"}

    assert ana.client.get(f"/api/v1/claims/{claim_id}", headers=headers).status_code == 401


def test_a_token_speaks_for_its_owner_whoever_is_signed_in(
    signed_in: MakeVisitor, program: MakeProgram, claim_id: int
) -> None:
    ana, rae = signed_in("ana"), program("rae")
    headers = {"Authorization": f"Bearer {rae.token}"}

    answer = ana.client.post(f"/api/v1/claims/{claim_id}/undo", headers=headers)

    assert answer.status_code == 403


def test_a_token_does_no_more_than_its_scope(program: MakeProgram, claim_id: int) -> None:
    narrow = program("ada", scope=Role.READER)

    assert narrow.get(f"/claims/{claim_id}").status_code == 200
    assert narrow.post(f"/claims/{claim_id}/undo").status_code == 403


@pytest.mark.parametrize("end", ["revoked_at", "expires_at"])
def test_a_token_that_ended_opens_nothing(ana: Program, services: Services, end: str) -> None:
    with services.database.transaction() as session:
        setattr(session.query(Token).one(), end, now() - timedelta(seconds=1))

    assert ana.get("/claims").status_code == 401


def test_who_left_the_desk_is_let_in_no_more(ana: Program, services: Services) -> None:
    with services.database.transaction() as session:
        accounts.disable(session, accounts.find(session, "ana"), by="test")

    assert ana.get("/claims").status_code == 401


def test_the_use_of_a_token_is_noted(ana: Program, services: Services) -> None:
    ana.read("/claims")

    with services.database.snapshot() as session:
        assert session.query(Token).one().last_used_at is not None


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    for rule in app.url_map.iter_rules():
        if ALLOWED.get(rule.endpoint, ANYONE) != ANYONE:
            [method] = (rule.methods or set()) & {"GET", "POST", "DELETE"}
            with app.test_request_context():
                values: dict[str, Any] = dict.fromkeys(rule.arguments, 1)
                yield rule.endpoint, method, str(app.url_for(rule.endpoint, **values))
