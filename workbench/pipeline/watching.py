"""Feeds looked at: what is new is read, stored and matched by the same road as any report."""

from dataclasses import dataclass, field
from datetime import timedelta

from workbench.bootstrap import Services
from workbench.errors import UnreadableError, UsageError
from workbench.pipeline import adding, reading
from workbench.reading.addresses import is_address
from workbench.reading.documents import Document
from workbench.reading.feeds import Entry, Feed, is_fetched, parse_feed, read_entry
from workbench.reading.fetch import AskedToWaitError, Fetched, Fetcher
from workbench.reading.record import Rejected
from workbench.representations.feeds import feed_json
from workbench.stages import feeding
from workbench.stages.feeding import Ending, Look, Marks
from workbench.stages.ingest import Outcome
from workbench.store import feeds
from workbench.store.base import Json, now

MOST = 100  # entries read in one look; the rest at the next


def watch(services: Services, url: str, *, by: str) -> int:
    """Takes up a feed once its address has shown that it is one; gives its id.

    Raises:
        UsageError: it is no address of the web.
        UnreadableError: it does not answer, or with something that is no feed.
        ConflictError: it is watched already.
    """
    if not is_address(url):
        raise UsageError(f"{url} is no address: it must begin with https:// or http://.")
    with services.database.snapshot() as session:
        known = feeds.at(session, url) is not None
    found = None if known else _parsed(reading.fetcher(services.settings).fetch(url))
    with services.database.transaction() as session:
        return feeding.take_up(session, url, found.title if found else None, by=by).id


def look_at_due(services: Services) -> int:
    """Looks at every feed that is due; how many reports came."""
    every = _every(services)
    with services.database.snapshot() as session:
        waiting = feeds.due(session, now())
    came = 0
    for feed_id in waiting:
        with services.database.transaction() as session:
            taken = feeding.take(session, feed_id, every=every)
        if taken:
            look = _look(services, feed_id)
            came += look.added + look.new_versions
    return came


def look(services: Services, feed_id: int) -> Json:
    """Looks at one feed now, due or not; how it stands then.

    Raises:
        NotFoundError: it is not watched.
    """
    with services.database.snapshot() as session:
        feeds.feed(session, feed_id)
    _look(services, feed_id)
    with services.database.snapshot() as session:
        return feed_json(feeds.feed(session, feed_id))


@dataclass(slots=True)
class _Tally:
    """What becomes of a feed's entries, as they are read."""

    known: int = 0
    left: int = 0
    is_complete: bool = True
    outcomes: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def look(self) -> Look:
        """The whole look."""
        count = self.outcomes.get
        return Look(
            Ending.READ,
            added=count(Outcome.ADDED, 0),
            new_versions=count(Outcome.NEW_VERSION, 0),
            unchanged=count(Outcome.UNCHANGED, 0),
            known=self.known,
            rejected=count(Outcome.REJECTED, 0),
            left=self.left,
            problems=tuple(self.problems),
        )


def _look(services: Services, feed_id: int) -> Look:
    """Looks at a feed and keeps what came of it, failures too."""
    try:
        found, marks = _read(services, feed_id)
    except UnreadableError as problem:
        rest = problem.seconds if isinstance(problem, AskedToWaitError) else 0.0
        found, marks = Look(Ending.FAILED, problems=(problem.message,), rest=rest), None
    with services.database.transaction() as session:
        feeding.record(session, feed_id, found, marks, every=_every(services))
    return found


def _read(services: Services, feed_id: int) -> tuple[Look, Marks | None]:
    with services.database.snapshot() as session:
        feed = feeds.feed(session, feed_id)
        url, marks = feed.url, Marks(feed.etag, feed.modified)
    fetcher = reading.fetcher(services.settings)
    answer = fetcher.fetch_if_changed(url, etag=marks.etag, modified=marks.modified)
    if answer is None:
        return Look(Ending.UNCHANGED), None
    feed_now = _parsed(answer)
    tally = _Tally()
    _add(services, feed_id, _new(services, feed_id, feed_now, tally), fetcher, tally)
    for rejected in feed_now.rejected:
        _count(tally, adding.outcome_json(rejected))
    complete = tally.is_complete and not tally.left
    return tally.look(), Marks(answer.etag, answer.modified) if complete else Marks()


def _parsed(answer: Fetched) -> Feed:
    return parse_feed(Document(answer.asked, answer.body, answer.url, answer.charset))


def _new(services: Services, feed_id: int, feed: Feed, tally: _Tally) -> list[Entry]:
    """The entries to be read now, oldest first: feeds begin with their newest."""
    with services.database.snapshot() as session:
        new = [each for each in feed.entries if not feeding.is_known(session, feed_id, each)]
    tally.known = len(feed.entries) - len(new)
    tally.left = max(0, len(new) - MOST)
    return new[::-1][:MOST]


def _add(
    services: Services, feed_id: int, entries: list[Entry], fetcher: Fetcher, tally: _Tally
) -> None:
    """Stores the entries' reports, remembering each: what is cut off midway goes on there."""
    limits = reading.limits(services.settings)
    for entry in entries:
        report = read_entry(entry, limits, fetcher=fetcher)
        for done in adding.add(services, [report], by=f"feed {feed_id}", article=False):
            _count(tally, done)
        whole = not isinstance(report, Rejected) and is_fetched(report)
        tally.is_complete = tally.is_complete and whole
        with services.database.transaction() as session:
            if session.get(feeds.Feed, feed_id) is None:
                return  # dropped meanwhile
            feeding.note(session, feed_id, entry, done=whole)


def _count(tally: _Tally, done: Json) -> None:
    outcome = done["outcome"]
    tally.outcomes[outcome] = tally.outcomes.get(outcome, 0) + 1
    tally.problems += [f"{done['input']}: {problem}" for problem in done["problems"]]


def _every(services: Services) -> timedelta:
    return timedelta(minutes=services.settings.feed_minutes)
