"""The people of the desk, for who runs it."""

from flask import Response, jsonify, url_for

from workbench.domain.vocabulary import Role
from workbench.stages import accounts
from workbench.store.models import User
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import Json, created
from workbench.web.api.asking import Asked, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading

api = blueprint("people", "Who is of the desk, and in which role.")


class NewPerson(Asked):
    """Somebody who can sign in from now on."""

    name: Words
    password: Words
    role: Role


@api.get("/people", responses={200: shapes.Page[shapes.Person]})
@allow(Role.ADMIN)
def index() -> Response:
    """Everybody, by name."""
    with reading() as session:
        return jsonify(items=[_person(user) for user in accounts.people(session)], next=None)


@api.post("/people", responses={201: shapes.Person})
@allow(Role.ADMIN)
def create(body: NewPerson) -> Response:
    """Adds somebody."""
    with deciding() as (session, admin):
        user = accounts.add_user(session, body.name, body.password, body.role, by=admin.name)
        shape = _person(user)
    return created(shape, url_for("api_people.index"))


def _person(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role.value,
        "disabled": user.disabled_at is not None,
    }
