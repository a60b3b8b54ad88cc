"""Who may do what: every view says so, and a view that does not stops the start."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized

from workbench.domain.vocabulary import Role
from workbench.errors import ForbiddenError
from workbench.web import forms
from workbench.web.people import me_or_none
from workbench.web.problems import is_api

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
ANYONE = "anyone"
_RANKS = list(Role)
_ALLOWED: dict[str, Role | str] = {"static": ANYONE}


def allow(who: Role | str) -> Callable[[View], View]:
    """Declares the least role that may use a view, or ANYONE."""

    def declare(view: View) -> View:
        view.allowed = who  # type: ignore[attr-defined]
        return view

    return declare


def install(app: Flask) -> None:
    """Checks each request against its view's declaration."""
    app.before_request(_check)


def declared(app: Flask) -> dict[str, Role | str]:
    """Who may use each endpoint.

    Raises:
        RuntimeError: a view does not say.
    """
    table = {
        rule.endpoint: _who(app.view_functions[rule.endpoint], rule.endpoint)
        for rule in app.url_map.iter_rules()
    }
    silent = sorted(endpoint for endpoint, who in table.items() if who is None)
    if silent:
        raise RuntimeError(f"these views do not say who may use them: {', '.join(silent)}")
    return {endpoint: who for endpoint, who in table.items() if who is not None}


def may(role: Role, needed: Role) -> bool:
    """Whether a role suffices: each may do what those before may."""
    return _RANKS.index(role) >= _RANKS.index(needed)


def _who(view: Callable[..., object], endpoint: str) -> Role | str | None:
    return getattr(view, "allowed", _ALLOWED.get(endpoint))


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    needed = _who(current_app.view_functions[request.endpoint], request.endpoint)
    if needed == ANYONE:
        return None
    person = me_or_none()
    if person is None and is_api():
        raise Unauthorized
    if person is None and forms.typed():
        raise Unauthorized  # its page gives back what was written; a redirect would lose it
    if person is None:
        return redirect(url_for("sign_in.show", next=_here()), 303)
    if needed is None or not may(person.role, Role(needed)):
        raise ForbiddenError(f"You are signed in as {person.role}; this takes {needed}.")
    return None


def _here() -> str:
    """Where to go on after signing in; a form that was sent is not sent again."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"
