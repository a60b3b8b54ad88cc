"""People: who may sign in, in which role, and with which tokens."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from workbench.store import events
from workbench.store.base import now
from workbench.store.models import Token, User

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
_USE_IS_NOTED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who holds a token, and the most that it lets them do."""

    user: User
    role: Role
    token: Token

    @property
    def is_noted(self) -> bool:
        """Whether the last use that is on record is fresh enough."""
        used = self.token.last_used_at
        return used is not None and timedelta() <= now() - used < _USE_IS_NOTED


def add_user(session: Session, name: str, password: str, role: Role, *, by: str) -> User:
    """A new person of the desk.

    Raises:
        UsageError: the name is taken or blank, or the password too short.
    """
    name = name.strip()
    if not name or len(name) > 100 or not name.isprintable():
        raise UsageError("A person's name has 1 to 100 characters.")
    if session.scalar(select(User.id).where(User.name == name)):
        raise UsageError(f"There is already somebody called {name}.")
    user = User(name=name, password_hash=_hashed(password), role=role)
    session.add(user)
    session.flush()  # its id goes into the event
    _tell(session, "person added", user, by, role=role)
    return user


def sign_in(session: Session, name: str, password: str) -> User:
    """The person of that name and password; unknown names take as long as wrong passwords.

    Raises:
        ForbiddenError: no such person, another password, or no longer of the desk.
    """
    nobody = _nobody()
    user = session.scalar(select(User).where(User.name == name.strip()))
    try:
        _hasher().verify(user.password_hash if user else nobody, password[:LONGEST_PASSWORD])
    except VerifyMismatchError:
        user = None
    if user is None or user.disabled_at is not None:
        raise ForbiddenError("Name or password is wrong.")
    return user


def find(session: Session, name: str) -> User:
    """The person of that name.

    Raises:
        NotFoundError: there is nobody of that name.
    """
    user = session.scalar(select(User).where(User.name == name.strip()))
    if user is None:
        raise NotFoundError(f"There is nobody called {name}.")
    return user


def person(session: Session, user_id: int) -> User:
    """The person with that id.

    Raises:
        NotFoundError: there is nobody with it.
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotFoundError(f"There is nobody with the number {user_id}.")
    return user


def people(session: Session) -> Sequence[User]:
    """Everybody, by name."""
    return session.scalars(select(User).order_by(User.name)).all()


def set_password(session: Session, user: User, password: str, *, by: str) -> None:
    """Another password; every session of this person ends.

    Raises:
        UsageError: it is too short.
    """
    user.password_hash = _hashed(password)
    _tell(session, "password changed", user, by)
    end_sessions(session, user, by=by)


def set_role(session: Session, user: User, role: Role, *, by: str) -> None:
    """Another role, from the next request on.

    Raises:
        ConflictError: nobody would be left to run the desk.
    """
    if role is not Role.ADMIN:
        _keep_an_admin(session, user)
    before, user.role = user.role, role
    _tell(session, "role changed", user, by, before=before, role=role)


def disable(session: Session, user: User, *, by: str) -> None:
    """No longer of the desk: no session and no token opens it; what they decided stays.

    Raises:
        ConflictError: they are disabled already, or nobody would be left to run the desk.
    """
    if user.disabled_at is not None:
        raise ConflictError(f"{user.name} is no longer of the desk already.")
    _keep_an_admin(session, user)
    user.disabled_at = now()
    _tell(session, "person disabled", user, by)
    end_sessions(session, user, by=by)


def enable(session: Session, user: User, *, by: str) -> None:
    """Of the desk again."""
    user.disabled_at = None
    _tell(session, "person enabled", user, by)


def end_sessions(session: Session, user: User, *, by: str) -> None:
    """Ends every session of this person, wherever it is open."""
    user.session_number += 1
    _tell(session, "sessions ended", user, by)


def issue_token(
    session: Session,
    name: str,
    *,
    by: str,
    label: str = "",
    scope: Role | None = None,
    days: int | None = None,
) -> str:
    """A new API token of that person; only its hash is kept.

    `scope` is the most that it lets them do; without one, all that they may.

    Raises:
        NotFoundError: there is nobody of that name.
    """
    user = find(session, name)
    secret = secrets.token_urlsafe(32)
    token = Token(
        user_id=user.id,
        hash=_digest(secret),
        label=label.strip()[:100],
        scope=scope,
        expires_at=now() + timedelta(days=days) if days else None,
    )
    session.add(token)
    session.flush()  # its id goes into the event
    _tell(session, "token issued", user, by, token=token.id, scope=scope)
    return secret


def tokens(session: Session, user: User) -> Sequence[Token]:
    """Every token of this person, the revoked ones too."""
    return session.scalars(select(Token).where(Token.user_id == user.id).order_by(Token.id)).all()


def revoke_token(session: Session, token_id: int, *, by: str, owner: User | None = None) -> None:
    """Ends a token at once; where an owner is given, only one of theirs.

    Raises:
        NotFoundError: there is no such token.
    """
    token = session.get(Token, token_id)
    if token is None or (owner is not None and token.user_id != owner.id):
        raise NotFoundError(f"There is no token {token_id}.")
    if token.revoked_at is None:
        token.revoked_at = now()
        _tell(session, "token revoked", session.get_one(User, token.user_id), by, token=token.id)


def bearer(session: Session, secret: str) -> Bearer | None:
    """Who holds this token, if it holds and its owner is still of the desk."""
    token = session.scalar(select(Token).where(Token.hash == _digest(secret)))
    if token is None or token.revoked_at is not None:
        return None
    if token.expires_at is not None and token.expires_at <= now():
        return None
    user = session.get_one(User, token.user_id)
    if user.disabled_at is not None:
        return None
    narrowed = token.scope is not None and user.role.covers(token.scope)
    return Bearer(user, token.scope if narrowed and token.scope else user.role, token)


def note_use(session: Session, token_id: int) -> None:
    """Records that a token was used now."""
    session.get_one(Token, token_id).last_used_at = now()


def _keep_an_admin(session: Session, user: User) -> None:
    others = select(func.count()).where(
        User.role == Role.ADMIN, User.disabled_at.is_(None), User.id != user.id
    )
    if user.role is Role.ADMIN and not session.scalar(others):
        raise ConflictError(f"{user.name} is the only admin. Make somebody else admin first.")


def _tell(session: Session, kind: str, user: User, by: str, **detail: object) -> None:
    events.append(session, kind, actor=by, subject=f"user {user.id}", claim_id=None, **detail)


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(
            f"A password has at least {SHORTEST_PASSWORD} characters (and {LONGEST_PASSWORD} at "
            "most)."
        )
    return _hasher().hash(password)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    """Argon2id as RFC 9106 advises where memory is limited: 64 MiB, three passes, four lanes."""
    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
