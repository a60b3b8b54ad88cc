"""The feeds that the desk watches: taken up, paused, dropped; how the last look went."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, InputError, UsageError
from workbench.pipeline import watching
from workbench.representations.feeds import said
from workbench.stages import feeding
from workbench.store import feeds
from workbench.store.feeds import Feed
from workbench.web import forms
from workbench.web.access import allow, may
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("feeds", __name__, url_prefix="/feeds")
Settle = Callable[..., None]


@pages.get("/")
@allow(Role.READER)
def index() -> ResponseReturnValue:
    """Every feed under watch with its last result."""
    return _page()


@pages.post("/")
@allow(Role.EDITOR)
def create() -> ResponseReturnValue:
    """Takes up a feed that answers as one; the worker reads it soon."""
    try:
        watching.watch(services(), forms.text("url"), by=me().name)
    except (InputError, UsageError, ConflictError) as refusal:
        return _page(problem=refusal.message), status_of(refusal)
    flash("The feed is watched; the worker reads it within a minute.")
    return redirect(url_for(".index"), 303)


@pages.post("/<int:feed_id>/pause")
@allow(Role.EDITOR)
def pause(feed_id: int) -> ResponseReturnValue:
    """Looks at a feed no more for a while."""
    return _settled(feeding.pause, feed_id, "Paused.")


@pages.post("/<int:feed_id>/resume")
@allow(Role.EDITOR)
def resume(feed_id: int) -> ResponseReturnValue:
    """Looks at a feed again."""
    return _settled(feeding.resume, feed_id, "Resumed; the worker looks at it within a minute.")


@pages.post("/<int:feed_id>/drop")
@allow(Role.EDITOR)
def drop(feed_id: int) -> ResponseReturnValue:
    """Watches a feed no more."""
    return _settled(feeding.drop, feed_id, "Watched no more; its reports stay.")


def _settled(settle: Settle, feed_id: int, words: str) -> ResponseReturnValue:
    with deciding() as (session, person):
        settle(session, feeds.feed(session, feed_id), by=person.name)
    flash(words)
    return redirect(url_for(".index"), 303)


def _page(problem: str | None = None) -> str:
    with reading() as session:
        rows = _rows(session)
    return render_template(
        "feeds/index.html",
        rows=rows,
        can_edit=may(me().role, Role.EDITOR),
        every=services().settings.feed_minutes,
        typed=request.form,
        problem=problem,
    )


def _rows(session: Session) -> list[tuple[Feed, str]]:
    return [(feed, said(feed.last)) for feed in feeds.all_feeds(session)]
