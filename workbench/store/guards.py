"""The tables that guard people: tries at the door, what is masked, what was withdrawn."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.domain.vocabulary import Role
from workbench.store.base import Base, Key, now
from workbench.store.models import Report


class SignInTry(Base):
    """How often somebody tried a name, or from an address, without getting in."""

    __tablename__ = "sign_in_try"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(default=now, index=True)
    __table_args__ = ()


class Sensitive(Base):
    """Words that may cost a life: masked in exports, and for roles below `visible_to`."""

    __tablename__ = "sensitive"
    id: Mapped[Key]
    words: Mapped[str] = mapped_column(Text)
    visible_to: Mapped[Role]
    reason: Mapped[str] = mapped_column(Text)
    marked_by: Mapped[str] = mapped_column(String(100))
    marked_at: Mapped[datetime] = mapped_column(default=now)
    lifted_at: Mapped[datetime | None]


class Withdrawal(Base):
    """That a report was taken out of use: its hashes stay, its words are shown to nobody."""

    __tablename__ = "withdrawal"
    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey(Report.id), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(default=now)
    erased: Mapped[bool] = mapped_column(default=False)
