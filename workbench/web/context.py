"""What views reach for: the desk's services, its data, and who is asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, g
from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.stages import redaction
from workbench.store import requests_once
from workbench.store.casework import Viewer, look_as
from workbench.store.models import User
from workbench.web.counted import Counted
from workbench.web.people import Person, me, me_or_none

KEY, COUNTED = "workbench", "workbench.counted"
ASKING = "asking"  # on g: the request that is answered once


def services() -> Services:
    """What the application was made with."""
    return cast("Services", current_app.extensions[KEY])


def counted() -> Counted:
    """What this process has counted a moment ago."""
    return cast("Counted", current_app.extensions[COUNTED])


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent state of the desk, without what this person may not see."""
    person = me_or_none()
    with services().database.snapshot() as session:
        redaction.veil(session, person.role if person else None)
        look_as(session, _viewer(person))
        yield session


@contextmanager
def deciding() -> Iterator[tuple[Session, User]]:
    """A transaction in the name of who is signed in.

    Under an Idempotency-Key it takes effect once, however often the request is sent.
    """
    with services().database.transaction() as session:
        look_as(session, _viewer(me()))
        yield session, session.get_one(User, me().id)
        if ASKING in g:
            requests_once.take_effect(session, g.get(ASKING))


def _viewer(person: Person | None) -> Viewer:
    required = services().settings.reviewers_required
    if person is None:
        return Viewer(None, reviewers_required=required)
    return Viewer(person.id, person.name, person.role, required)
