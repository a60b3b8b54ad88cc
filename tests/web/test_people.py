"""Who runs the desk changes roles, lets people in and shuts them out, on one page."""

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.store.models import User


def number_of(services: Services, name: str) -> int:
    with services.database.snapshot() as session:
        return session.query(User).filter_by(name=name).one().id


def test_a_role_holds_from_the_next_request_on(signed_in: MakeVisitor, services: Services) -> None:
    ada, rae = signed_in("ada"), signed_in("rae")
    path = f"/people/{number_of(services, 'rae')}/role"

    assert rae.get("/articles/new").status_code == 403
    assert ada.post(path, role="reviewer").status_code == 303
    assert rae.get("/articles/new").status_code == 200
    assert ada.post(path, role="king").status_code == 400


def test_who_is_shut_out_is_out_until_let_in_again(
    signed_in: MakeVisitor, services: Services
) -> None:
    ada, ben, number = signed_in("ada"), signed_in("ben"), number_of(services, "ben")

    assert ada.post(f"/people/{number}/disable").status_code == 303
    assert ben.get("/").status_code == 303
    assert ada.post(f"/people/{number}/disable").status_code == 409
    assert "Let in again" in ada.get("/people/").text
    assert ada.post(f"/people/{number}/enable").status_code == 303
    assert signed_in("ben").get("/").status_code == 200


def test_sessions_end_and_a_forgotten_password_is_set_anew(
    signed_in: MakeVisitor, services: Services, visitor: Visitor
) -> None:
    ada, ben, number = signed_in("ada"), signed_in("ben"), number_of(services, "ben")

    assert ada.post(f"/people/{number}/end-sessions").status_code == 303
    assert ben.get("/").status_code == 303
    assert ada.post(f"/people/{number}/password", password="short").status_code == 400
    assert ada.post(f"/people/{number}/password", password="another horse").status_code == 303
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", name="ben", password="another horse").status_code == 303


@pytest.mark.parametrize("change", ["disable", "role"])
def test_the_last_admin_stays(signed_in: MakeVisitor, services: Services, change: str) -> None:
    ada = signed_in("ada")

    refused = ada.post(f"/people/{number_of(services, 'ada')}/{change}", role=Role.READER)

    assert refused.status_code == 409
    assert "only admin" in refused.text


def test_nobody_of_that_number_is_not_found(signed_in: MakeVisitor) -> None:
    ada = signed_in("ada")

    for what in ("role", "password", "disable", "enable", "end-sessions"):
        answer = ada.post(f"/people/999/{what}", role="reader", password="another horse")
        assert answer.status_code == 404
