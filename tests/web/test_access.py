"""Every route against every role, by a table that is written down."""

from typing import Any

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from tests.web.conftest import PEOPLE, MakeVisitor, Visitor
from workbench.domain.vocabulary import Role
from workbench.web.access import ANYONE, declared, may

ALLOWED = {
    "account.change_password": Role.READER,
    "account.end_sessions": Role.READER,
    "account.issue": Role.READER,
    "account.revoke": Role.READER,
    "account.show": Role.READER,
    "articles.create": Role.REVIEWER,
    "articles.index": Role.READER,
    "articles.new": Role.REVIEWER,
    "claims.conclude": Role.REVIEWER,
    "claims.draft": Role.REVIEWER,
    "claims.give_stance": Role.REVIEWER,
    "claims.history": Role.READER,
    "claims.leave": Role.REVIEWER,
    "claims.next_claim": Role.READER,
    "claims.publish": Role.EDITOR,
    "claims.set_aside": Role.REVIEWER,
    "claims.show": Role.READER,
    "claims.undo": Role.REVIEWER,
    "claims.withdraw": Role.REVIEWER,
    "dossiers.show": Role.READER,
    "digest.show": Role.READER,
    "evidence.add_report": Role.REVIEWER,
    "evidence.find": Role.REVIEWER,
    "evidence.note": Role.REVIEWER,
    "evidence.take": Role.REVIEWER,
    "feeds.create": Role.EDITOR,
    "feeds.drop": Role.EDITOR,
    "feeds.index": Role.READER,
    "feeds.pause": Role.EDITOR,
    "feeds.resume": Role.EDITOR,
    "help.index": ANYONE,
    "help.picture": ANYONE,
    "help.show": ANYONE,
    "imports.begin": Role.REVIEWER,
    "imports.cancel": Role.REVIEWER,
    "imports.create": Role.REVIEWER,
    "imports.go_on": Role.REVIEWER,
    "imports.index": Role.READER,
    "imports.look": Role.REVIEWER,
    "imports.rejected": Role.READER,
    "imports.show": Role.READER,
    "imports.undo": Role.EDITOR,
    "monitoring.alive": ANYONE,
    "monitoring.metrics": ANYONE,
    "monitoring.ready": ANYONE,
    "origins.decide": Role.REVIEWER,
    "origins.rebase": Role.REVIEWER,
    "origins.show": Role.REVIEWER,
    "origins.take_back": Role.REVIEWER,
    "people.change_role": Role.ADMIN,
    "people.create": Role.ADMIN,
    "people.disable": Role.ADMIN,
    "people.enable": Role.ADMIN,
    "people.end_sessions": Role.ADMIN,
    "people.index": Role.ADMIN,
    "people.set_password": Role.ADMIN,
    "preferences.cover": Role.READER,
    "preferences.keys": Role.READER,
    "preferences.theme": ANYONE,
    "progress.show": Role.READER,
    "queue.remove": Role.READER,
    "queue.save": Role.READER,
    "queue.show": Role.READER,
    "redaction.index": Role.EDITOR,
    "redaction.lift": Role.EDITOR,
    "redaction.mark": Role.EDITOR,
    "redaction.withdraw": Role.EDITOR,
    "reports.create": Role.REVIEWER,
    "reports.index": Role.READER,
    "reports.new": Role.REVIEWER,
    "reports.show": Role.READER,
    "reports.put_right": Role.REVIEWER,
    "reports.sent": Role.READER,
    "reports.take": Role.REVIEWER,
    "search.show": Role.READER,
    "sign_in.enter": ANYONE,
    "sign_in.leave": ANYONE,
    "sign_in.show": ANYONE,
    "similar.join": Role.REVIEWER,
    "similar.separate": Role.REVIEWER,
    "similar.show": Role.READER,
    "static": ANYONE,
    "talk.assign": Role.REVIEWER,
    "talk.comment": Role.REVIEWER,
    "talk.tag": Role.REVIEWER,
    "talk.take_back": Role.REVIEWER,
    "triage.show": Role.REVIEWER,
    "triage.sort": Role.REVIEWER,
    "triage.undo": Role.REVIEWER,
}


NAMES = {role: name for name, role in PEOPLE.items()}


def test_every_view_says_who_may_use_it_as_the_table_does(app: Flask) -> None:
    pages = {view: who for view, who in declared(app).items() if not view.startswith("api")}

    assert pages == ALLOWED


def test_a_view_that_does_not_say_stops_the_start(app: Flask) -> None:
    app.add_url_rule("/silent", "silent", lambda: "")

    with pytest.raises(RuntimeError, match="silent"):
        declared(app)


def test_each_role_may_do_what_those_before_may() -> None:
    assert [may(Role.REVIEWER, role) for role in Role] == [True, True, False, False]


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_the_walk_through_all_routes_meets_the_table(
    app: Flask, signed_in: MakeVisitor, visitor: Visitor, role: Role | None
) -> None:
    who = visitor if role is None else signed_in(NAMES[role])

    met = {
        (rule.endpoint, method): is_let_in(who, path, method)
        for rule, path in paths(app)
        for method in (rule.methods or set()) & {"GET", "POST"}
        if ALLOWED[rule.endpoint] != ANYONE
    }

    assert met == {
        (endpoint, method): role is not None and may(role, Role(ALLOWED[endpoint]))
        for endpoint, method in met
    }


def is_let_in(who: Visitor, path: str, method: str) -> bool:
    answer = who.get(path) if method == "GET" else who.post(path)
    if answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in"):
        return False
    return answer.status_code != 403


def paths(app: Flask) -> list[tuple[Rule, str]]:
    return [
        (rule, build(app, rule.endpoint, dict.fromkeys(rule.arguments, 1)))
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not rule.endpoint.startswith("api")
    ]


def build(app: Flask, endpoint: str, values: dict[str, Any]) -> str:
    with app.test_request_context():
        return url_for(endpoint, **values)
