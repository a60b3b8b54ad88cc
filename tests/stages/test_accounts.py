"""Who may sign in, and with which tokens; every change of it is on record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import MakeUser
from workbench.bootstrap import Services
from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from workbench.stages import accounts
from workbench.store.base import now
from workbench.store.models import Event, Token, User

Change = Callable[..., None]
PASSWORD = "correct horse"


@pytest.fixture
def ana(make_user: MakeUser) -> User:
    return make_user("ana", Role.EDITOR)


def test_passwords_are_kept_as_argon2id_with_the_advised_cost(ana: User) -> None:
    assert ana.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
def test_a_password_has_a_length(services: Services, password: str) -> None:
    with pytest.raises(UsageError, match="10"), services.database.transaction() as session:
        accounts.add_user(session, "bo", password, Role.READER, by="test")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb", "a\x1b[2Jb"])
def test_a_name_can_be_read_on_one_line(services: Services, name: str) -> None:
    with pytest.raises(UsageError, match="name"), services.database.transaction() as session:
        accounts.add_user(session, name, PASSWORD, Role.READER, by="test")


def test_somebody_disabled_cannot_sign_in_nor_use_a_token(services: Services, ana: User) -> None:
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, "ana", by="test")
        accounts.disable(session, session.get_one(User, ana.id), by="test")

    with services.database.snapshot() as session:
        assert accounts.bearer(session, secret) is None
        with pytest.raises(ForbiddenError):
            accounts.sign_in(session, "ana", PASSWORD)


def test_a_token_narrows_what_its_owner_may_and_never_widens_it(
    services: Services, ana: User
) -> None:
    del ana
    roles = []
    for scope in (None, *Role):
        with services.database.transaction() as session:
            secret = accounts.issue_token(session, "ana", by="test", scope=scope)
            held = accounts.bearer(session, secret)
            assert held
            roles.append(held.role)

    assert roles == [Role.EDITOR, Role.READER, Role.REVIEWER, Role.EDITOR, Role.EDITOR]


def test_a_token_is_listed_with_its_last_use_and_ends_when_revoked(
    services: Services, ana: User
) -> None:
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, "ana", by="test", label="feed")
        held = accounts.bearer(session, secret)
        assert held
        assert not held.is_noted
        accounts.note_use(session, held.token.id)
        assert held.is_noted

    with services.database.transaction() as session:
        [token] = accounts.tokens(session, session.get_one(User, ana.id))
        assert (token.label, token.last_used_at is not None) == ("feed", True)
        assert secret not in token.hash
        accounts.revoke_token(session, token.id, by="test")
        accounts.revoke_token(session, token.id, by="test")
        assert accounts.bearer(session, secret) is None
        with pytest.raises(NotFoundError):
            accounts.revoke_token(session, 99, by="test")


def test_a_token_ends_on_its_day(services: Services, ana: User) -> None:
    del ana
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, "ana", by="test", days=1)
        assert accounts.bearer(session, secret)
        session.scalars(select(Token)).one().expires_at = now() - timedelta(seconds=1)
        session.flush()
        assert accounts.bearer(session, secret) is None


@pytest.mark.parametrize("secret", ["", "nonsense", "\ud800", "' OR 1=1 --"])
def test_what_is_no_token_is_nobodys(services: Services, ana: User, secret: str) -> None:
    del ana
    with services.database.snapshot() as session:
        assert accounts.bearer(session, secret) is None


def test_the_last_admin_stays(services: Services, make_user: MakeUser) -> None:
    ada = make_user("ada", Role.ADMIN)
    for change in (
        lambda s, u: accounts.disable(s, u, by="test"),
        lambda s, u: accounts.set_role(s, u, Role.READER, by="test"),
    ):
        with pytest.raises(ConflictError, match="only admin"):
            apply(services, ada, change)
    make_user("eve", Role.ADMIN)

    apply(services, ada, lambda s, u: accounts.disable(s, u, by="test"))


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (lambda s, u: accounts.end_sessions(s, u, by="x"), ["sessions ended"]),
        (lambda s, u: accounts.disable(s, u, by="x"), ["person disabled", "sessions ended"]),
        (
            lambda s, u: accounts.set_password(s, u, "battery staple", by="x"),
            ["password changed", "sessions ended"],
        ),
    ],
)
def test_what_ends_sessions_raises_the_number_and_is_on_record(
    services: Services, ana: User, change: Change, kinds: list[str]
) -> None:
    apply(services, ana, change)

    with services.database.snapshot() as session:
        assert session.get_one(User, ana.id).session_number == ana.session_number + 1
        told = session.scalars(select(Event).where(Event.actor == "x").order_by(Event.id)).all()
    assert [event.kind for event in told] == kinds
    assert "battery" not in str([event.detail for event in told])


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    services: Services, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    del ana
    costs: list[str] = []
    hasher = accounts._hasher()
    accounts._nobody()  # made once in a process, before anything is counted

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            costs.append(kept.rsplit("$", 2)[0])
            return hasher.verify(kept, password)

    monkeypatch.setattr(accounts, "_hasher", Counting)
    for name in ("ana", "nobody at all"):
        with pytest.raises(ForbiddenError), services.database.snapshot() as session:
            accounts.sign_in(session, name, "wrong horse")

    assert costs[0] == costs[1]
    assert len(costs) == 2


def apply(services: Services, user: User, change: Change) -> None:
    with services.database.transaction() as session:
        change(session, session.get_one(User, user.id))
