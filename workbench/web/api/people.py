"""The people of the desk, for who runs it."""

from collections.abc import Callable

from flask import Response, jsonify, url_for
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.representations.people import as_person
from workbench.stages import accounts
from workbench.store.models import User
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created
from workbench.web.api.asking import Asked, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading

api = blueprint("people", "Who is of the desk, and in which role.")


class NewPerson(Asked):
    """Somebody who can sign in from now on."""

    name: Words
    password: Words
    role: Role


class PersonPath(Asked):
    """Which person."""

    user_id: int


class NewRole(Asked):
    """Another role."""

    role: Role


class NewPassword(Asked):
    """Another password."""

    password: Words


@api.get("/people", responses={200: shapes.Page[shapes.Person]})
@allow(Role.ADMIN)
def index() -> Response:
    """Everybody, by name."""
    with reading() as session:
        return jsonify(items=[as_person(user) for user in accounts.people(session)], next=None)


@api.post("/people", responses={201: shapes.Person})
@allow(Role.ADMIN)
def create(body: NewPerson) -> Response:
    """Adds somebody."""
    with deciding() as (session, admin):
        user = accounts.add_user(session, body.name, body.password, body.role, by=admin.name)
        shape = as_person(user)
    return created(shape, url_for("api_people.index"))


@api.post("/people/<int:user_id>/role", responses={200: shapes.Person})
@allow(Role.ADMIN)
def change_role(path: PersonPath, body: NewRole) -> Response:
    """Another role, from that person's next request on."""
    return _change(path, lambda s, user, by: accounts.set_role(s, user, body.role, by=by))


@api.post("/people/<int:user_id>/password", responses={200: shapes.Person})
@allow(Role.ADMIN)
def set_password(path: PersonPath, body: NewPassword) -> Response:
    """A new password, for who forgot theirs; their sessions end."""
    given = body.password
    return _change(path, lambda s, user, by: accounts.set_password(s, user, given, by=by))


@api.post("/people/<int:user_id>/disable", responses={200: shapes.Person})
@allow(Role.ADMIN)
def disable(path: PersonPath) -> Response:
    """Out of the desk, with all sessions and tokens; what they decided stays."""
    return _change(path, lambda s, user, by: accounts.disable(s, user, by=by))


@api.post("/people/<int:user_id>/enable", responses={200: shapes.Person})
@allow(Role.ADMIN)
def enable(path: PersonPath) -> Response:
    """Of the desk again."""
    return _change(path, lambda s, user, by: accounts.enable(s, user, by=by))


@api.post("/people/<int:user_id>/end-sessions", responses={200: shapes.Person})
@allow(Role.ADMIN)
def end_sessions(path: PersonPath) -> Response:
    """Signed out everywhere."""
    return _change(path, lambda s, user, by: accounts.end_sessions(s, user, by=by))


def _change(path: PersonPath, change: Callable[[Session, User, str], None]) -> Response:
    with deciding() as (session, admin):
        user = accounts.person(session, path.user_id)
        change(session, user, admin.name)
        shape = as_person(user)
    return jsonify(shape)
