"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.errors import ForbiddenError
from workbench.stages import accounts
from workbench.web import forms
from workbench.web.access import ANYONE, allow
from workbench.web.context import reading
from workbench.web.people import enter as begin
from workbench.web.people import leave as end
from workbench.web.people import me_or_none, person_of
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
        with reading() as session:
            person = person_of(accounts.sign_in(session, name, request.form.get("password", "")))
    except ForbiddenError as error:
        page = render_template("sign_in/show.html", next=onwards, name=name, problem=error.message)
        return page, 403
    begin(person)
    return redirect(inside(onwards, url_for("queue.show")), 303)


@pages.post("/sign-out")
@allow(ANYONE)
def leave() -> ResponseReturnValue:
    """Ends the session."""
    end()
    return redirect(url_for("sign_in.show"), 303)
