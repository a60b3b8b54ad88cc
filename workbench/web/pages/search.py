"""Search: one sentence against all reports, nothing stored."""

from datetime import UTC, date, datetime, time

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import DeskError, InputError
from workbench.pipeline.searching import Search, search
from workbench.web import silence
from workbench.web.access import allow
from workbench.web.asides import beside
from workbench.web.context import reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("search", __name__, url_prefix="/search")
ASKED = ("q", "before", "not_from", "language")
SHOWN = (20, 60, 200)  # at most so many, then so many


@pages.get("/")
@allow(Role.READER)
def show() -> ResponseReturnValue:
    """The form, and what was found."""
    asked = {name: request.args.get(name, "").strip() for name in ASKED}
    if not asked["q"]:
        return render_template("search/show.html", asked=asked, found=None)
    most = next((n for n in SHOWN if n == request.args.get("show", type=int)), SHOWN[0])
    try:
        found = silence.searched(search(services(), _wanted(asked, most)), asked["q"])
    except (InputError, DeskError) as refusal:
        page = render_template("search/show.html", asked=asked, found=None, problem=refusal.message)
        return page, status_of(refusal)
    with reading() as session:
        asides = beside(session, [match["passage_id"] for match in found["matches"]])
    more = next((n for n in SHOWN if n > most), None) if len(found["matches"]) == most else None
    return render_template("search/show.html", asked=asked, found=found, asides=asides, more=more)


def _wanted(asked: dict[str, str], most: int) -> Search:
    return Search(
        asked["q"],
        limit=most,
        before=_before(asked["before"]),
        exclude_source=asked["not_from"] or None,
        language=asked["language"] or None,
        seen_by=me().role,
    )


def _before(day: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time(0), UTC) if day else None
    except ValueError as error:
        raise InputError("Give the day as year-month-day, such as 2019-03-04.") from error
