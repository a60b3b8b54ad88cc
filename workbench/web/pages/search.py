"""Search: one sentence against all reports, nothing stored."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import DeskError, InputError
from workbench.pipeline.searching import Search, search
from workbench.web.access import allow
from workbench.web.context import services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("search", __name__, url_prefix="/search")
SHOWN = 20


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """The form, and what was found."""
    words = request.args.get("q", "").strip()
    if not words:
        return render_template("search/show.html", words="", found=None)
    try:
        found = search(services(), Search(words, limit=SHOWN, seen_by=me().role))
    except (InputError, DeskError) as refusal:
        page = render_template("search/show.html", words=words, found=None, problem=refusal.message)
        return page, status_of(refusal)
    return render_template("search/show.html", words=words, found=found)
