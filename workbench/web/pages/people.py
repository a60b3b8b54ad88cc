"""The people of the desk, for who runs it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from workbench.domain.vocabulary import Role
from workbench.errors import UsageError
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


def _page(problem: str | None = None) -> str:
    with reading() as session:
        people = session.scalars(select(User).order_by(User.name)).all()
    return render_template(
        "people/index.html", people=people, roles=list(Role), typed=request.form, problem=problem
    )
