"""The tables of work in the background: jobs with leases, and the workers who take them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.store.base import Base, Json, Key, now
from workbench.store.models import Claim, Import


class JobKind(StrEnum):
    """What is to be done."""

    IMPORT = "import"
    UNDO = "undo"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Job(Base):
    """One piece of work; whoever holds its lease is doing it.

    How far an import is stands on the import itself, written together with its rows.
    """

    __tablename__ = "job"
    id: Mapped[Key]
    kind: Mapped[JobKind]
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING, index=True)
    input: Mapped[str] = mapped_column(Text)
    directions: Mapped[Json] = mapped_column(default=dict)
    by: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(default=now)
    owner: Mapped[str | None] = mapped_column(String(300))
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    share: Mapped[float] = mapped_column(default=0.0)
    rows_per_second: Mapped[float | None]
    problem: Mapped[str | None] = mapped_column(Text)

    batch: Mapped[Import] = relationship()


class Worker(Base):
    """A process that does jobs, and when it last said so."""

    __tablename__ = "worker"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(300), unique=True)
    started_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now, index=True)


class Chunk(Base):
    """That somebody is at one thing of a kind of work that many share, until a moment."""

    __tablename__ = "chunk"
    work: Mapped[str] = mapped_column(String(16), primary_key=True)
    item: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[str] = mapped_column(String(300))
    leased_until: Mapped[datetime]
    __table_args__ = ()


_UNASSESSED = sql("matched_at IS NOT NULL AND assessed_at IS NULL")
Index(
    "ix_claim_unassessed",
    Claim.priority,
    Claim.id,
    sqlite_where=_UNASSESSED,
    postgresql_where=_UNASSESSED,
)
