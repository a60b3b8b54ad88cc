"""Stored reports: the list, one to read, a stretch of it as evidence."""

from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Ground, Role, Stance
from workbench.errors import ConflictError, InputError, UsageError
from workbench.pipeline import catching_up
from workbench.stages import pulling
from workbench.store import leases, queries
from workbench.web import forms, intake, library, putting_right
from workbench.web.access import allow, may
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("reports", __name__, url_prefix="/reports")
RELOAD_SECONDS = "2"


@dataclass(frozen=True, slots=True)
class _Read:
    """A report as it stands, and whether a worker is there to go on with its claims."""

    reading: library.Reading
    at_work: bool

    @property
    def under_way(self) -> bool:
        """Whether more is to be seen in a moment."""
        return self.at_work and self.reading.compared < len(self.reading.claims)


@pages.get("/")
@allow(Role.READER)
def index() -> ResponseReturnValue:
    """The newest reports, or those with a word in title or source."""
    words = request.args.get("q", "").strip() or None
    after = request.args.get("after", type=int)
    with reading() as session:
        rows = library.shelf(session, articles=False, words=words, after=after)
    return render_template(
        "reports/index.html",
        rows=rows,
        page=queries.PAGE,
        words=words,
        claim_id=request.args.get("claim", type=int),
    )


@pages.get("/<int:report_id>")
@allow(Role.READER)
def show(report_id: int) -> ResponseReturnValue:
    """A report with its claims marked; for a claim, with the form to take a stretch of it."""
    claim_id = request.args.get("claim", type=int)
    found = _read(report_id, request.args.get("passage", type=int))
    answer = make_response(_page(found, claim_id))
    if found.under_way and claim_id is None:
        answer.headers["Refresh"] = RELOAD_SECONDS  # live without a script
    return answer


@pages.post("/<int:report_id>/claims")
@allow(Role.REVIEWER)
def take(report_id: int) -> ResponseReturnValue:
    """A sentence of an article that was not pulled, taken as a claim and matched at once."""
    try:
        with deciding() as (session, reviewer):
            stretch = forms.stretch(queries.report(session, report_id).text)
            claim_id = pulling.take(session, report_id, stretch, by=reviewer.name)
    except (InputError, UsageError) as refusal:
        return page(report_id, None, refusal.message), status_of(refusal)
    catching_up.match_one(services(), claim_id)
    return redirect(url_for("claims.show", claim_id=claim_id), 303)


@pages.post("/<int:report_id>/imprint")
@allow(Role.REVIEWER)
def put_right(report_id: int) -> ResponseReturnValue:
    """The source and the date of a report, as a person knows them."""
    try:
        putting_right.put_right(report_id, forms.text("source") or None, forms.published())
    except (ConflictError, InputError, UsageError) as refusal:
        refused = page(report_id, None, refusal.message, at_imprint=True)
        return refused, status_of(refusal)
    return redirect(url_for(".show", report_id=report_id), 303)


@pages.get("/<int:report_id>/claims")
@pages.get("/<int:report_id>/imprint")
@allow(Role.READER)
def sent(report_id: int) -> ResponseReturnValue:
    """Where a form was sent: who comes back to its address without it sees the report."""
    return redirect(url_for(".show", report_id=report_id), 303)


@pages.get("/new")
@allow(Role.REVIEWER)
def new() -> ResponseReturnValue:
    """The form for one more report to search in."""
    return render_template("reports/new.html", typed={})


@pages.post("/")
@allow(Role.REVIEWER)
def create() -> ResponseReturnValue:
    """Reads and stores a report by address, file or paste."""
    try:
        report_id = intake.add(as_article=False)
    except (InputError, UsageError) as refusal:
        form = render_template("reports/new.html", typed=request.form, problem=refusal.message)
        return form, status_of(refusal)
    return redirect(url_for(".show", report_id=report_id), 303)


def page(
    report_id: int, claim_id: int | None, problem: str | None = None, *, at_imprint: bool = False
) -> str:
    """A report to read, and to take evidence for a claim from."""
    return _page(_read(report_id), claim_id, problem, at_imprint=at_imprint)


def _read(report_id: int, passage_id: int | None = None) -> _Read:
    with reading() as session:
        found = library.read(session, report_id, passage_id)
        return _Read(found, bool(leases.workers(session)))


def _page(
    found: _Read, claim_id: int | None, problem: str | None = None, *, at_imprint: bool = False
) -> str:
    return render_template(
        "reports/show.html",
        reading=found.reading,
        at_work=found.at_work,
        under_way=found.under_way,
        claim_id=claim_id if may(me().role, Role.REVIEWER) else None,
        question=forms.question(request.values.get("question")),
        grounds=list(Ground),
        stances=list(Stance),
        typed=request.form or _pointed_at(found.reading),
        problem=problem,
        imprint_problem=problem if at_imprint else None,
    )


def _pointed_at(reading: library.Reading) -> dict[str, object]:
    """The passage that somebody came for, as the forms beside the text take it."""
    if reading.at is None or "take" not in request.args:
        return {}
    quote = reading.at.of(reading.report.text)
    return {"start": reading.at.start, "end": reading.at.end, "quote": quote}
