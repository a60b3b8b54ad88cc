"""The feeds that the desk watches, and the digest of what changed."""

from collections.abc import Callable
from datetime import UTC, datetime, time

from flask import Response, jsonify, url_for
from pydantic import Field

from workbench.domain.vocabulary import Role
from workbench.errors import InputError
from workbench.pipeline import watching
from workbench.pipeline.digesting import digest as digest_of
from workbench.pipeline.digesting import yesterday
from workbench.reading.addresses import is_address
from workbench.representations.feeds import feed_json
from workbench.stages import feeding
from workbench.store import feeds
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created
from workbench.web.api.asking import Asked, Day, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services
from workbench.web.people import me

api = blueprint("watching", "Feeds whose reports come by themselves, and what changed lately.")


class Feed(shapes.Shape):
    """A feed under watch, and how the last look went."""

    feed: int
    url: str
    title: str | None
    paused: bool
    failures: int
    said: str


class Digest(shapes.Shape):
    """What changed between two moments."""

    since: str
    until: str
    counts: dict[str, int]


class FeedPath(Asked):
    """Which feed."""

    feed_id: int


class NewFeed(Asked):
    """The address of a feed."""

    url: Words = Field(max_length=4000)


class Since(Asked):
    """From which day; the beginning of yesterday where none is given."""

    since: Day | None = None


@api.get("/feeds", responses={200: shapes.Page[Feed]})
@allow(Role.READER)
def index() -> Response:
    """Every feed under watch with its last result."""
    with reading() as session:
        return jsonify(items=[feed_json(row) for row in feeds.all_feeds(session)], next=None)


@api.post("/feeds", responses={201: Feed})
@allow(Role.EDITOR)
def create(body: NewFeed) -> Response:
    """Takes up a feed that answers as one; the worker reads it soon."""
    if not is_address(body.url):
        raise InputError("Give an address that begins with https:// or http://.")
    feed_id = watching.watch(services(), body.url, by=me().name)
    return created(_feed(feed_id).get_json(), url_for("api_watching.index"))


@api.post("/feeds/<int:feed_id>/pause", responses={200: Feed})
@allow(Role.EDITOR)
def pause(path: FeedPath) -> Response:
    """Looks at a feed no more for a while."""
    return _settled(feeding.pause, path.feed_id)


@api.post("/feeds/<int:feed_id>/resume", responses={200: Feed})
@allow(Role.EDITOR)
def resume(path: FeedPath) -> Response:
    """Looks at a feed again."""
    return _settled(feeding.resume, path.feed_id)


@api.delete("/feeds/<int:feed_id>", responses={204: None})
@allow(Role.EDITOR)
def drop(path: FeedPath) -> Response:
    """Watches a feed no more; its reports stay."""
    with deciding() as (session, editor):
        feeding.drop(session, feeds.feed(session, path.feed_id), by=editor.name)
    return Response(status=204)


@api.get("/digest", responses={200: Digest})
@allow(Role.READER)
def digest(query: Since) -> Response:
    """Decided, re-opened with the reason, published, and the news that re-opened nothing."""
    since = datetime.combine(query.since, time(), UTC) if query.since else yesterday()
    with reading() as session:
        return jsonify(digest_of(session, since))


def _settled(settle: Callable[..., None], feed_id: int) -> Response:
    with deciding() as (session, editor):
        settle(session, feeds.feed(session, feed_id), by=editor.name)
    return _feed(feed_id)


def _feed(feed_id: int) -> Response:
    with reading() as session:
        return jsonify(feed_json(feeds.feed(session, feed_id)))
