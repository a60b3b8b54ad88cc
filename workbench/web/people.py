"""Who is signed in: one person per request, loaded once."""

import time
from dataclasses import dataclass
from typing import cast

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, LoginManager, current_user, login_user, logout_user
from sqlalchemy import bindparam, select

from workbench.domain.vocabulary import Role
from workbench.store.database import Database
from workbench.store.models import User

_BY_ID = select(User.name, User.role, User.session_number).where(
    User.id == bindparam("id"), User.disabled_at.is_(None)
)
LONGEST_SESSION = 7 * 24 * 3600  # seconds; without use it ends much earlier


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the desk, signed in."""

    id: int
    name: str
    role: Role
    session_number: int
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the session keeps: raising the number ends all sessions of a person."""
        return f"{self.id}.{self.session_number}"


def install(app: Flask, database: Database) -> None:
    """Knows people by what their session keeps."""
    manager = LoginManager(app)
    manager.session_protection = (
        None  # people on a war move between networks; the number ends sessions
    )

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(kept: str) -> Person | None:
        if time.time() - session.get("entered", 0) > LONGEST_SESSION:
            return None
        number, _, generation = kept.partition(".")
        with database.snapshot() as opened:
            row = opened.execute(_BY_ID, {"id": int(number)}).first()
        if row is None or str(row.session_number) != generation:
            return None
        return Person(int(number), row.name, row.role, row.session_number)


def person_of(user: User) -> Person:
    """The person an account stands for."""
    return Person(user.id, user.name, user.role, user.session_number)


def me_or_none() -> Person | None:
    """Who is signed in, if anybody."""
    person = me()
    return person if person.is_authenticated else None


def me() -> Person:
    """Who is signed in; only for views that say who may use them."""
    return cast("Person", current_user._get_current_object())  # noqa: SLF001 (asked for often)


def act_as(person: Person | None) -> None:
    """For this request it is this person, or nobody, whatever the session says."""
    g._login_user = person or AnonymousUserMixin()  # noqa: SLF001 (where Flask-Login keeps it)


def enter(person: Person) -> None:
    """Begins a new session: nothing of the one before is kept."""
    session.clear()
    session.permanent = True
    session["entered"] = int(time.time())
    login_user(person)


def leave() -> None:
    """Ends this session."""
    logout_user()
    session.clear()
