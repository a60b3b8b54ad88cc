"""The people of the desk, for who runs it."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, UsageError
from workbench.stages import accounts
from workbench.store.models import User
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import deciding, reading
from workbench.web.errors import status_of

pages = Blueprint("people", __name__, url_prefix="/people")


@pages.get("/")
@allow(Role.ADMIN)
def index() -> ResponseReturnValue:
    """Who is of the desk, and in which role."""
    return _page()


@pages.post("/")
@allow(Role.ADMIN)
def create() -> ResponseReturnValue:
    """Adds somebody."""
    try:
        with deciding() as (session, admin):
            user = accounts.add_user(
                session,
                forms.text("name"),
                request.form.get("password", ""),
                forms.chosen(Role, forms.text("role")),
                by=admin.name,
            )
            name = user.name
    except UsageError as refusal:
        return _page(problem=refusal.message), status_of(refusal)
    flash(f"{name} can sign in now.")
    return redirect(url_for(".index"), 303)


@pages.post("/<int:user_id>/role")
@allow(Role.ADMIN)
def change_role(user_id: int) -> ResponseReturnValue:
    """Another role, from that person's next request on."""
    role = forms.chosen(Role, forms.text("role"))
    return _change(user_id, lambda s, user, by: accounts.set_role(s, user, role, by=by))


@pages.post("/<int:user_id>/password")
@allow(Role.ADMIN)
def set_password(user_id: int) -> ResponseReturnValue:
    """A new password, for who forgot theirs; their sessions end."""
    given = request.form.get("password", "")
    return _change(user_id, lambda s, user, by: accounts.set_password(s, user, given, by=by))


@pages.post("/<int:user_id>/disable")
@allow(Role.ADMIN)
def disable(user_id: int) -> ResponseReturnValue:
    """Out of the desk, with all sessions and tokens; what they decided stays."""
    return _change(user_id, lambda s, user, by: accounts.disable(s, user, by=by))


@pages.post("/<int:user_id>/enable")
@allow(Role.ADMIN)
def enable(user_id: int) -> ResponseReturnValue:
    """Of the desk again."""
    return _change(user_id, lambda s, user, by: accounts.enable(s, user, by=by))


@pages.post("/<int:user_id>/end-sessions")
@allow(Role.ADMIN)
def end_sessions(user_id: int) -> ResponseReturnValue:
    """Signed out everywhere."""
    return _change(user_id, lambda s, user, by: accounts.end_sessions(s, user, by=by))


def _change(user_id: int, change: Callable[[Session, User, str], None]) -> ResponseReturnValue:
    try:
        with deciding() as (session, admin):
            user = accounts.person(session, user_id)
            change(session, user, admin.name)
            name = user.name
    except (ConflictError, UsageError) as refusal:
        return _page(problem=refusal.message), status_of(refusal)
    flash(f"It is done for {name}.")
    return redirect(url_for(".index"), 303)


def _page(problem: str | None = None) -> str:
    with reading() as session:
        people = accounts.people(session)
    return render_template(
        "people/index.html", people=people, roles=list(Role), typed=request.form, problem=problem
    )
