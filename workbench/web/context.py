"""What views reach for: the desk's services, its data, and who is asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.store.models import User
from workbench.web.people import me

KEY = "workbench"


def services() -> Services:
    """What the application was made with."""
    return cast("Services", current_app.extensions[KEY])


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent state of the desk."""
    with services().database.snapshot() as session:
        yield session


@contextmanager
def deciding() -> Iterator[tuple[Session, User]]:
    """A transaction in the name of who is signed in."""
    with services().database.transaction() as session:
        yield session, session.get_one(User, me().id)
