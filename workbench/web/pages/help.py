"""The guides, in the desk itself: nothing to fetch, nobody to ask."""

from flask import Blueprint, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from workbench.errors import NotFoundError
from workbench.web import guides
from workbench.web.access import ANYONE, allow

pages = Blueprint("help", __name__, url_prefix="/help")


@pages.get("/")
@allow(ANYONE)
def index() -> ResponseReturnValue:
    """Every guide, by whom it is for."""
    groups = [(whom, list(filter(None, map(guides.read, names)))) for whom, names in guides.GROUPS]
    decisions = [guides.read(name) for name in guides.names() if name.startswith("decisions/")]
    return render_template("help/index.html", groups=groups, decisions=decisions)


@pages.get("/<path:name>")
@allow(ANYONE)
def show(name: str) -> ResponseReturnValue:
    """One guide.

    Raises:
        NotFoundError: there is no such page.
    """
    guide = guides.read(name)
    if guide is None:
        raise NotFoundError("There is no such page in the help.")
    return render_template("help/show.html", guide=guide)


@pages.get(f"/{guides.IMAGES}/<name>")
@allow(ANYONE)
def picture(name: str) -> ResponseReturnValue:
    """A picture of a guide."""
    return send_from_directory(guides.DOCS / guides.IMAGES, name)
