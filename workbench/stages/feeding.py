"""Feeds under watch: taken up, paused, dropped; when each is due, and which entries are new."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workbench.errors import ConflictError
from workbench.reading.feeds import Entry
from workbench.store import events, feeds
from workbench.store.base import now
from workbench.store.feeds import Feed, FeedEntry

LONGEST = timedelta(days=1)  # between two looks at a feed that fails
TRIES = 3  # at an entry whose page cannot be read; then its summary has to do
_PROBLEMS = 5  # kept of one look


class Ending(StrEnum):
    """How a look at a feed ended."""

    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed brought: how many entries became what."""

    ending: Ending
    added: int = 0
    new_versions: int = 0
    unchanged: int = 0  # the desk had their text already
    known: int = 0  # not read again
    rejected: int = 0
    left: int = 0  # for the next look
    problems: tuple[str, ...] = ()
    rest: float = 0.0  # seconds for which its site asks to be left alone


@dataclass(frozen=True, slots=True)
class Marks:
    """What the next request names, so that an unchanged feed is not sent again."""

    etag: str | None = None
    modified: str | None = None


def take_up(session: Session, url: str, title: str | None, *, by: str) -> Feed:
    """Watches a feed from now on.

    Raises:
        ConflictError: it is watched already.
    """
    before = feeds.at(session, url)
    if before is not None:
        raise ConflictError(f"{url} is watched already, as feed {before.id}.")
    feed = Feed(url=url, title=title, added_by=by)
    session.add(feed)
    session.flush()  # its id goes into the event
    _tell(session, "feed taken up", feed, by)
    return feed


def pause(session: Session, feed: Feed, *, by: str) -> None:
    """Looks at it no more until it is resumed; safe to repeat."""
    if feed.paused_at is None:
        feed.paused_at = now()
        _tell(session, "feed paused", feed, by)


def resume(session: Session, feed: Feed, *, by: str) -> None:
    """Looks at it again, at once and with a clean slate; safe to repeat."""
    if feed.paused_at is not None:
        feed.paused_at, feed.due_at, feed.failures = None, now(), 0
        _tell(session, "feed resumed", feed, by)


def drop(session: Session, feed: Feed, *, by: str) -> None:
    """Watches it no more; the reports that came through it stay."""
    _tell(session, "feed dropped", feed, by)
    session.execute(delete(FeedEntry).where(FeedEntry.feed_id == feed.id))
    session.delete(feed)


def wait(failures: int, every: timedelta) -> timedelta:
    """How long until the next look: twice as long with every failure, at most a day."""
    doubled: timedelta = every * (1 << min(failures, 20))
    return min(doubled, max(LONGEST, every))


def is_known(session: Session, feed_id: int, entry: Entry) -> bool:
    """Whether an entry need not be read: it was, and its feed says nothing else of it now."""
    row = feeds.entry(session, feed_id, entry.key)
    if row is None:
        return feeds.is_report(session, entry.draft.url)
    return row.digest == entry.digest and (row.done or row.tries >= TRIES)


def note(session: Session, feed_id: int, entry: Entry, *, done: bool) -> None:
    """Remembers that an entry was read, or tried."""
    row = feeds.entry(session, feed_id, entry.key)
    if row is None:
        session.add(FeedEntry(feed_id=feed_id, key=entry.key, digest=entry.digest, done=done))
        return
    row.tries = row.tries + 1 if row.digest == entry.digest else 1
    row.digest, row.done = entry.digest, done


def record(
    session: Session, feed_id: int, look: Look, marks: Marks | None, *, every: timedelta
) -> None:
    """Keeps what a look brought, and when the next is due; nothing if the feed is gone.

    The next is not before its site allows it (`look.rest`), a day later at most. `marks` are kept
    only where every entry was read; None leaves them as they are.
    """
    feed = session.get(Feed, feed_id)
    if feed is None:
        return
    failed = look.ending is Ending.FAILED
    feed.failures = feed.failures + 1 if failed else 0
    feed.looked_at = now()
    pause = timedelta() if look.left else wait(feed.failures, every)
    feed.due_at = feed.looked_at + max(pause, min(timedelta(seconds=look.rest), LONGEST))
    feed.reports += look.added + look.new_versions
    last = asdict(look) | {"problems": list(look.problems[:_PROBLEMS])}
    del last["rest"]  # `due_at` has it
    feed.last = last
    if marks is not None:
        feed.etag, feed.modified = marks.etag, marks.modified


def take(session: Session, feed_id: int, *, every: timedelta) -> bool:
    """Whether this process is to look at a feed that was due; no other will for a while."""
    feed = session.get(Feed, feed_id)
    return feed is not None and feeds.take(session, feed_id, seen=feed.due_at, until=now() + every)


def _tell(session: Session, kind: str, feed: Feed, by: str) -> None:
    events.append(session, kind, actor=by, subject=f"feed {feed.id}", url=feed.url)
