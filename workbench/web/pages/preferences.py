"""How the desk looks to one person, and its keys in words."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.web import forms
from workbench.web.access import ANYONE, allow
from workbench.web.security import inside

pages = Blueprint("preferences", __name__)
THEMES = ("light", "dark")
COVER, ON = "cover", "on"
_YEAR = 365 * 24 * 3600


@pages.post("/theme")
@allow(ANYONE)
def theme() -> ResponseReturnValue:
    """Light, dark, or as the system says; kept in a cookie."""
    response = make_response(redirect(inside(request.form.get("back"), "/"), 303))
    chosen = forms.text("theme")
    _keep(response, "theme", chosen if chosen in THEMES else "")
    return response


@pages.post("/cover")
@allow(Role.READER)
def cover() -> ResponseReturnValue:
    """Covers violent passages until they are opened, or no longer; kept in a cookie."""
    response = make_response(redirect(inside(request.form.get("back"), "/"), 303))
    _keep(response, COVER, forms.text("cover") if forms.text("cover") == ON else "")
    return response


@pages.get("/keys")
@allow(Role.READER)
def keys() -> ResponseReturnValue:
    """Every key and what it does."""
    return render_template("keys.html")


def current_theme() -> str | None:
    """The theme that the cookie names; None follows the system."""
    chosen = request.cookies.get("theme")
    return chosen if chosen in THEMES else None


def is_covering() -> bool:
    """Whether this person wants violent passages covered."""
    return request.cookies.get(COVER) == ON


def _keep(response: Response, name: str, value: str) -> None:
    if not value:
        response.delete_cookie(name)
        return
    response.set_cookie(
        name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure
    )
