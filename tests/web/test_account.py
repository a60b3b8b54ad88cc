"""One's own password, sessions and tokens."""

import re

from tests.web.conftest import PASSWORD, MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.stages import accounts
from workbench.store.models import Token


def token_of(page: str) -> str:
    found = re.search(r'<code class="text-break">([^<]+)</code>', page)
    assert found
    return found[1]


def test_a_new_token_is_shown_once_and_opens_what_its_scope_allows(
    ana: Visitor, services: Services
) -> None:
    made = ana.post("/account/tokens", label="nightly <export>", scope="reader", days="30")

    assert made.status_code == 200
    secret = token_of(made.text)
    assert secret not in ana.get("/account/").text
    assert "nightly &lt;export&gt;" in ana.get("/account/").text
    headers = {"Authorization": f"Bearer {secret}"}
    assert ana.client.get("/api/v1/claims", headers=headers).status_code == 200
    assert ana.client.post("/api/v1/claims/1/undo", headers=headers).status_code == 403
    with services.database.snapshot() as session:
        kept = session.query(Token).one()
    assert kept.scope is Role.READER
    assert kept.expires_at
    assert kept.last_used_at


def test_ones_own_token_is_revoked_and_nobody_elses(
    signed_in: MakeVisitor, services: Services
) -> None:
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, "ana", by="test")
    headers = {"Authorization": f"Bearer {secret}"}
    ada, ana = signed_in("ada"), signed_in("ana")

    assert "until you revoke it" in ana.get("/account/").text
    assert ada.post("/account/tokens/1/revoke").status_code == 404
    assert ana.client.get("/api/v1/claims", headers=headers).status_code == 200
    assert ana.post("/account/tokens/1/revoke").status_code == 303
    assert ana.client.get("/api/v1/claims", headers=headers).status_code == 401
    assert "1 token ended before" in ana.get("/account/").text


def test_a_token_that_would_hold_for_ever_or_never_is_refused(ana: Visitor) -> None:
    for days in ("0", "4000", "-1", "soon", "1.5"):
        assert ana.post("/account/tokens", days=days).status_code == 400
    assert ana.post("/account/tokens", scope="king").status_code == 400


def test_signing_out_everywhere_else_ends_every_other_browser_of_that_person_alone(
    signed_in: MakeVisitor,
) -> None:
    here, there, ben = signed_in("ana"), signed_in("ana"), signed_in("ben")
    stolen = here.client.get_cookie("session")
    assert stolen

    assert here.post("/account/end-sessions").headers["Location"] == "/account/"

    assert there.get("/").status_code == 303
    assert (here.get("/").status_code, ben.get("/").status_code) == (200, 200)
    there.client.set_cookie("session", stolen.value)
    assert there.get("/").status_code == 303


def test_a_new_password_takes_the_old_one_and_ends_the_other_sessions(
    signed_in: MakeVisitor, visitor: Visitor
) -> None:
    here, there = signed_in("ana"), signed_in("ana")

    wrong = here.post("/account/password", current="guessed it", password="another horse")
    short = here.post("/account/password", current=PASSWORD, password="short")
    changed = here.post("/account/password", current=PASSWORD, password="another horse")

    assert (wrong.status_code, short.status_code, changed.status_code) == (403, 400, 303)
    assert "The current password is wrong." in wrong.text
    assert here.get("/account/").status_code == 200
    assert there.get("/").status_code == 303
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", name="ana", password="another horse").status_code == 303


def test_guessing_the_current_password_is_slowed_like_guessing_at_the_door(ana: Visitor) -> None:
    tries = [
        ana.post("/account/password", current="guessed it", password="another horse").status_code
        for _ in range(6)
    ]

    assert tries == [403, 403, 403, 403, 403, 429]
