"""What each person keeps of their own: password, sessions, tokens of the API."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import ForbiddenError, UsageError
from workbench.stages import accounts, throttling
from workbench.store.models import User
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.people import enter, me, person_of

pages = Blueprint("account", __name__, url_prefix="/account")
LONGEST_DAYS = 3650


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """Who one is here, and one's tokens with their last use."""
    return _page()


@pages.post("/tokens")
@allow(Role.READER)
def issue() -> ResponseReturnValue:
    """A new token; this answer is the only one that shows it."""
    days = forms.number("days") if forms.text("days") else None
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise UsageError(f"A token holds for 1 to {LONGEST_DAYS} days, or until it is revoked.")
    with deciding() as (session, mine):
        secret = accounts.issue_token(
            session,
            mine.name,
            by=mine.name,
            label=forms.text("label"),
            scope=forms.word(Role, forms.text("scope")),
            days=days,
        )
    return _page(secret=secret)


@pages.post("/tokens/<int:token_id>/revoke")
@allow(Role.READER)
def revoke(token_id: int) -> ResponseReturnValue:
    """Ends one of one's own tokens."""
    with deciding() as (session, mine):
        accounts.revoke_token(session, token_id, by=mine.name, owner=mine)
    flash("The token is ended.")
    return redirect(url_for(".show"), 303)


@pages.post("/end-sessions")
@allow(Role.READER)
def end_sessions() -> ResponseReturnValue:
    """Ends all of one's sessions; this browser gets a new one."""
    with deciding() as (session, mine):
        accounts.end_sessions(session, mine, by=mine.name)
        person = person_of(mine)
    enter(person)
    flash("You are signed out everywhere else.")
    return redirect(url_for(".show"), 303)


@pages.post("/password")
@allow(Role.READER)
def change_password() -> ResponseReturnValue:
    """Another password, for who knows the one before; all other sessions end."""
    try:
        _prove(request.form.get("current", ""))
        with deciding() as (session, mine):
            accounts.set_password(session, mine, request.form.get("password", ""), by=mine.name)
            person = person_of(mine)
    except (ForbiddenError, UsageError) as refusal:
        words = "The current password is wrong." if isinstance(refusal, ForbiddenError) else None
        return _page(problem=words or refusal.message), status_of(refusal)
    enter(person)
    flash("The new password holds. Every other session is ended.")
    return redirect(url_for(".show"), 303)


def _prove(password: str) -> None:
    """That it is the person, not somebody at their open browser; tries are counted."""
    database, name, address = services().database, me().name, request.remote_addr or ""
    with database.transaction() as session:
        throttling.knock(session, name, address)
    with database.snapshot() as session:
        accounts.sign_in(session, name, password)
    with database.transaction() as session:
        throttling.admit(session, name, address)


def _page(secret: str | None = None, problem: str | None = None) -> str:
    with reading() as session:
        mine = accounts.tokens(session, session.get_one(User, me().id))
    return render_template(
        "account/show.html",
        tokens=[each for each in mine if each.revoked_at is None],
        ended=sum(each.revoked_at is not None for each in mine),
        scopes=[role for role in Role if me().role.covers(role)],
        secret=secret,
        problem=problem,
    )
