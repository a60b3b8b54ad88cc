"""The feeds that the desk watches, and which of their entries it knows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from workbench.errors import NotFoundError
from workbench.store.base import Base, Hash, Json, Key, now
from workbench.store.models import Report


class Feed(Base):
    """A feed under watch; `etag` and `modified` are the marks of its last answer."""

    __tablename__ = "feed"
    id: Mapped[Key]
    url: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(default=now)
    added_by: Mapped[str] = mapped_column(String(100))
    paused_at: Mapped[datetime | None]
    due_at: Mapped[datetime] = mapped_column(default=now, index=True)
    looked_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)  # in a row
    reports: Mapped[int] = mapped_column(default=0)  # that came through it
    etag: Mapped[str | None] = mapped_column(Text)
    modified: Mapped[str | None] = mapped_column(Text)
    last: Mapped[Json | None]


class FeedEntry(Base):
    """An entry that was read, and what its feed said of it then."""

    __tablename__ = "feed_entry"
    id: Mapped[Key]
    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(Text)
    digest: Mapped[Hash]
    tries: Mapped[int] = mapped_column(default=1)
    done: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (UniqueConstraint("feed_id", "key"), {"sqlite_autoincrement": True})


def all_feeds(session: Session) -> Sequence[Feed]:
    """Every feed under watch, paused ones too, in the order they were added."""
    return session.scalars(select(Feed).order_by(Feed.id)).all()


def feed(session: Session, feed_id: int) -> Feed:
    """One feed.

    Raises:
        NotFoundError: there is none with that id.
    """
    found = session.get(Feed, feed_id)
    if found is None:
        raise NotFoundError(f"No feed {feed_id} is watched. `workbench watch --list` shows them.")
    return found


def named(session: Session, name: str) -> Feed:
    """One feed by its address or its id.

    Raises:
        NotFoundError: none is watched under that name.
    """
    if name.isdecimal() and name.isascii() and len(name) < 10:
        return feed(session, int(name))
    found = at(session, name)
    if found is None:
        raise NotFoundError(f"{name} is not watched. `workbench watch --list` shows what is.")
    return found


def at(session: Session, url: str) -> Feed | None:
    """The feed under this address, if it is watched."""
    return session.scalar(select(Feed).where(Feed.url == url))


def due(session: Session, moment: datetime) -> list[int]:
    """The feeds to be looked at now, the longest waiting first."""
    rows = select(Feed.id).where(Feed.paused_at.is_(None), Feed.due_at <= moment)
    return list(session.scalars(rows.order_by(Feed.due_at, Feed.id)))


def take(session: Session, feed_id: int, *, seen: datetime, until: datetime) -> bool:
    """Puts off a feed that this process goes to; False where another process was first."""
    taken = session.execute(
        update(Feed)
        .where(Feed.id == feed_id, Feed.due_at == seen, Feed.paused_at.is_(None))
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result counts rows


def entry(session: Session, feed_id: int, key: str) -> FeedEntry | None:
    """What is known of a feed's entry."""
    return session.scalar(
        select(FeedEntry).where(FeedEntry.feed_id == feed_id, FeedEntry.key == key)
    )


def is_report(session: Session, url: str | None) -> bool:
    """Whether the desk holds a report of this address, wherever it came from."""
    return bool(url) and bool(session.scalar(select(Report.id).where(Report.url == url).limit(1)))
