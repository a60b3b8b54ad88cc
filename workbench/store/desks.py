"""The tables of the desk's own work: whose a claim is, drafts, what is joined, selections."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.store.base import Base, Json, Key, now
from workbench.store.models import Claim, Match, User


class Lease(Base):
    """That a reviewer is at a claim until a moment; then it is free again."""

    __tablename__ = "lease"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), unique=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    until: Mapped[datetime]

    reviewer: Mapped[User] = relationship()


class SavedFilter(Base):
    """A selection of claims that a person gave a name, as the address shows it."""

    __tablename__ = "saved_filter"
    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("user_id", "name"), {"sqlite_autoincrement": True})


class Assignment(Base):
    """That a claim was given to a person, to review it when they come to it."""

    __tablename__ = "assignment"
    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by: Mapped[str] = mapped_column(String(100))

    person: Mapped[User] = relationship()
    __table_args__ = ()


class Draft(Base):
    """What a reviewer has typed and not sent: seen by nobody else, gone with the decision."""

    __tablename__ = "draft"
    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    fields: Mapped[Json]
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("claim_id", "reviewer_id"), {"sqlite_autoincrement": True})


class JoinedClaim(Base):
    """That a claim says the same as the others of its group: they share evidence, not verdicts."""

    __tablename__ = "joined_claim"
    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    group_id: Mapped[int] = mapped_column(index=True)
    __table_args__ = ()


_CONFLICTING = sql("signal = 'conflicts'")
_DECIDED = sql("decided_at IS NOT NULL")
Index(
    "ix_match_conflicting",
    Match.claim_id,
    sqlite_where=_CONFLICTING,
    postgresql_where=_CONFLICTING,
)
Index("ix_claim_decided", Claim.decided_at, sqlite_where=_DECIDED, postgresql_where=_DECIDED)
