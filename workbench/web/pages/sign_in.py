"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.errors import ForbiddenError, TooOftenError
from workbench.stages import accounts, throttling
from workbench.web import forms
from workbench.web.access import ANYONE, allow
from workbench.web.context import services
from workbench.web.errors import status_of
from workbench.web.people import Person, me_or_none, person_of
from workbench.web.people import enter as begin
from workbench.web.people import leave as end
from workbench.web.security import inside

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
@allow(ANYONE)
def show() -> ResponseReturnValue:
    """The form."""
    if me_or_none():
        return redirect(url_for("queue.show"), 303)
    return render_template("sign_in/show.html", next=request.args.get("next"), name="")


@pages.post("/sign-in")
@allow(ANYONE)
def enter() -> ResponseReturnValue:
    """Begins a session, or says that name or password is wrong."""
    name, onwards = forms.text("name"), request.form.get("next")
    try:
        person = _admitted(name, request.form.get("password", ""), request.remote_addr or "")
    except (ForbiddenError, TooOftenError) as error:
        page = render_template("sign_in/show.html", next=onwards, name=name, problem=error.message)
        later = {"Retry-After": str(error.seconds)} if isinstance(error, TooOftenError) else {}
        return page, status_of(error), later
    begin(person)
    return redirect(inside(onwards, url_for("queue.show")), 303)


def _admitted(name: str, password: str, address: str) -> Person:
    """Who this is; no transaction is open while the password is looked at, which takes time."""
    database = services().database
    with database.transaction() as session:
        throttling.knock(session, name, address)
    with database.snapshot() as session:
        person = person_of(accounts.sign_in(session, name, password))
    with database.transaction() as session:
        throttling.admit(session, name, address)
    return person


@pages.post("/sign-out")
@allow(ANYONE)
def leave() -> ResponseReturnValue:
    """Ends the session."""
    end()
    return redirect(url_for("sign_in.show"), 303)
