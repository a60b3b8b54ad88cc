"""Articles under review: the list, and adding one."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import InputError, UsageError
from workbench.store import queries
from workbench.web import intake, library
from workbench.web.access import allow
from workbench.web.context import reading
from workbench.web.errors import status_of

pages = Blueprint("articles", __name__, url_prefix="/articles")


@pages.get("/")
@allow(Role.READER)
def index() -> ResponseReturnValue:
    """The newest articles, with how far the desk is with each."""
    words = request.args.get("q", "").strip() or None
    after = request.args.get("after", type=int)
    with reading() as session:
        rows = library.shelf(session, articles=True, words=words, after=after)
    return render_template("articles/index.html", rows=rows, page=queries.PAGE, words=words)


@pages.get("/new")
@allow(Role.REVIEWER)
def new() -> ResponseReturnValue:
    """The form."""
    return render_template("articles/new.html", typed={})


@pages.post("/")
@allow(Role.REVIEWER)
def create() -> ResponseReturnValue:
    """Reads an article, pulls and matches its claims, and shows them in its text."""
    try:
        report_id = intake.add(as_article=True)
    except (InputError, UsageError) as refusal:
        page = render_template("articles/new.html", typed=request.form, problem=refusal.message)
        return page, status_of(refusal)
    return redirect(url_for("reports.show", report_id=report_id), 303)
