"""Requests that are answered once: the key a program sent, what was done, what was answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from workbench.errors import ConflictError, InputError
from workbench.store.base import Base, Hash, Json, Key, now

KEPT = timedelta(hours=24)  # how long a key is known
HELD = timedelta(seconds=60)  # after this nobody is taken to be at it still
_UNDER_WAY = "This request is being answered: send it again in a minute."


class AnsweredRequest(Base):
    """A request under its sender's key: who is at it, whether it took effect, its answer."""

    __tablename__ = "answered_request"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    key: Mapped[str] = mapped_column(String(255))
    fingerprint: Mapped[Hash]
    attempt: Mapped[str] = mapped_column(String(32))  # which try is at it
    begun_at: Mapped[datetime] = mapped_column(default=now, index=True)
    took_effect: Mapped[bool] = mapped_column(default=False)
    status: Mapped[int | None]
    headers: Mapped[Json | None]
    body: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("user_id", "key"), {"sqlite_autoincrement": True})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Asking:
    """One try of a request: whose it is, under which key, of what contents, its own name."""

    user_id: int
    key: str
    fingerprint: str
    attempt: str


def begin(session: Session, asking: Asking) -> Answer | None:
    """Takes the key for this try, or gives the answer that stands under it.

    Raises:
        InputError: the key stands for another request.
        ConflictError: the request is being answered, or took effect and its answer was lost.
    """
    session.execute(delete(AnsweredRequest).where(AnsweredRequest.begun_at < now() - KEPT))
    row = session.scalar(_of(asking.user_id, asking.key).with_for_update())
    if row is None:
        _claim(session, asking)
        return None
    if row.fingerprint != asking.fingerprint:
        raise InputError("This Idempotency-Key was sent with another request: make a new one.")
    if row.status is not None and row.body is not None:
        return Answer(row.status, dict(row.headers or {}), row.body)
    if row.status is None and row.begun_at > now() - HELD:
        raise ConflictError(_UNDER_WAY)
    if row.took_effect or row.status is not None:
        raise ConflictError(
            "This request was carried out, but its answer is not kept: look before you send more."
        )
    row.attempt, row.begun_at = asking.attempt, now()
    return None


def take_effect(session: Session, asking: Asking) -> None:
    """Notes, in the transaction of the effect itself, that there is one: both or neither.

    Raises:
        ConflictError: another try of the same request was faster.
    """
    done = session.execute(
        update(AnsweredRequest)
        .where(*_mine(asking))
        .values(took_effect=True)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result counts rows
        raise ConflictError(_UNDER_WAY)


def keep(session: Session, asking: Asking, answer: Answer) -> None:
    """Keeps the answer for whoever sends the request again."""
    session.execute(
        update(AnsweredRequest)
        .where(*_mine(asking))
        .values(status=answer.status, headers=answer.headers, body=answer.body)
        .execution_options(synchronize_session=False)
    )


def release(session: Session, asking: Asking) -> None:
    """Gives the key back where nothing was done, so that the request may be sent again."""
    session.execute(
        delete(AnsweredRequest).where(*_mine(asking), AnsweredRequest.took_effect.is_(False))
    )


def forget_answers(session: Session) -> None:
    """Drops what was answered, not that it was: for words that must not be read any more."""
    session.execute(
        update(AnsweredRequest).values(body=None).execution_options(synchronize_session=False)
    )


def _claim(session: Session, asking: Asking) -> None:
    new = insert(AnsweredRequest).values(
        user_id=asking.user_id,
        key=asking.key,
        fingerprint=asking.fingerprint,
        attempt=asking.attempt,
    )
    try:
        with session.begin_nested():
            session.execute(new)
    except IntegrityError as error:
        raise ConflictError(_UNDER_WAY) from error


def _of(user_id: int, key: str) -> Select[AnsweredRequest]:
    return select(AnsweredRequest).where(
        AnsweredRequest.user_id == user_id, AnsweredRequest.key == key
    )


def _mine(asking: Asking) -> tuple[ColumnElement[bool], ...]:
    return (
        AnsweredRequest.user_id == asking.user_id,
        AnsweredRequest.key == asking.key,
        AnsweredRequest.attempt == asking.attempt,
    )
