"""The daily digest: what changed since yesterday, or since another day."""

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import InputError
from workbench.pipeline.digesting import digest, yesterday
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import reading
from workbench.web.errors import status_of

pages = Blueprint("digest", __name__, url_prefix="/digest")


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """Decided, re-opened with the reason, published, and the news that re-opened nothing."""
    day = forms.day(request.args.get("since"))
    since = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else yesterday()
    try:
        with reading() as session:
            found = digest(session, since)
    except InputError as refusal:
        page = render_template("digest/show.html", found=None, since=since, problem=refusal.message)
        return page, status_of(refusal)
    return render_template("digest/show.html", found=found, since=since)
