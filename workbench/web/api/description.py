"""The API's description of itself: for programs, and as a page that needs no network."""

from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, current_app, jsonify, render_template

from workbench.domain.vocabulary import Role
from workbench.web.access import ANYONE, allow
from workbench.web.api import once
from workbench.web.api.blueprint import PREFIX

if TYPE_CHECKING:
    from flask_openapi import OpenAPI

pages = Blueprint("api", __name__)
Json = dict[str, Any]
_KEY: Json = {
    "name": once.HEADER,
    "in": "header",
    "required": False,
    "description": "Sent again with the same request within a day, it gets the same answer.",
    "schema": {"type": "string", "pattern": once.FORM},
}


@pages.get(f"{PREFIX}/openapi.json")
@allow(ANYONE)
def openapi() -> Response:
    """What can be asked, in OpenAPI."""
    return jsonify(_described())


@pages.get("/api/docs")
@allow(Role.READER)
def docs() -> str:
    """The same for people."""
    return render_template("api/docs.html", described=_described())


def _described() -> Json:
    """What the library describes, and the header that every POST takes."""
    found = dict(cast("OpenAPI", current_app).api_doc)
    found["paths"] = {path: _keyed(methods) for path, methods in found["paths"].items()}
    return found


def _keyed(methods: Json) -> Json:
    if "post" not in methods:
        return methods
    post = dict(methods["post"])
    post["parameters"] = [*post.get("parameters", []), _KEY]
    return {**methods, "post": post}
