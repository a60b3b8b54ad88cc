"""People: who may sign in, and with which token."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.errors import ForbiddenError, NotFoundError, UsageError
from workbench.store import events
from workbench.store.base import now
from workbench.store.models import Token, User

SHORTEST_PASSWORD = 10


def add_user(session: Session, name: str, password: str, role: Role, *, by: str) -> User:
    """A new person of the desk.

    Raises:
        UsageError: the name is taken or blank, or the password too short.
    """
    name = name.strip()
    if not name or len(name) > 100:
        raise UsageError("A person's name has 1 to 100 characters.")
    if len(password) < SHORTEST_PASSWORD:
        raise UsageError(f"A password has at least {SHORTEST_PASSWORD} characters.")
    if session.scalar(select(User.id).where(User.name == name)):
        raise UsageError(f"There is already somebody called {name}.")
    user = User(name=name, password_hash=_hasher().hash(password), role=role)
    session.add(user)
    session.flush()  # its id goes into the event
    events.append(session, "person added", actor=by, subject=f"user {user.id}", role=role)
    return user


def sign_in(session: Session, name: str, password: str) -> User:
    """The person of that name and password; unknown names take as long as wrong passwords.

    Raises:
        ForbiddenError: no such person, another password, or no longer of the desk.
    """
    user = session.scalar(select(User).where(User.name == name.strip()))
    try:
        _hasher().verify(user.password_hash if user else _nobody(), password)
    except VerifyMismatchError:
        user = None
    if user is None or user.disabled_at is not None:
        raise ForbiddenError("Name or password is wrong.")
    return user


def issue_token(session: Session, name: str, *, by: str) -> str:
    """A new API token of that person; only its hash is kept.

    Raises:
        NotFoundError: there is nobody of that name.
    """
    user = session.scalar(select(User).where(User.name == name))
    if user is None:
        raise NotFoundError(f"There is nobody called {name}.")
    secret = secrets.token_urlsafe(32)
    session.add(Token(user_id=user.id, hash=_digest(secret)))
    events.append(session, "token issued", actor=by, subject=f"user {user.id}")
    return secret


def user_for_token(session: Session, secret: str) -> User | None:
    """Whose token this is, if it is one and its owner is still of the desk."""
    token = session.scalar(select(Token).where(Token.hash == _digest(secret)))
    if token is None or token.revoked_at is not None:
        return None
    token.last_used_at = now()
    user = session.get_one(User, token.user_id)
    return None if user.disabled_at else user


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
