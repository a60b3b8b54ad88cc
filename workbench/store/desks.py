"""The tables of the desk's own work: who is at which claim, and selections saved by name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.store.base import Base, Key, now
from workbench.store.models import User


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
