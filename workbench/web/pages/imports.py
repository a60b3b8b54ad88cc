"""Imports of bulk claims: a file is looked at first, then imported; its receipt; its undoing."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import ImportState, Role
from workbench.errors import ConflictError, InputError
from workbench.interchange import rejects
from workbench.interchange.claim_files import FORMATS
from workbench.interchange.columns import NoTextError
from workbench.interchange.rows import FIELDS, Directions
from workbench.jobs.queue import make_queue
from workbench.pipeline import importing, uploads
from workbench.stages import undoing
from workbench.store import leases, queries
from workbench.store.ledger import Job, JobKind
from workbench.web import intake
from workbench.web.access import allow
from workbench.web.context import reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("imports", __name__, url_prefix="/imports")
PROBLEMS_SHOWN = 200
LOOKED_AT = 100_000  # rows of a file that a page looks at before it is imported
RELOAD_SECONDS = "2"
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp1256", "cp1251", "iso8859-1")


@pages.get("/")
@allow(Role.READER)
def index() -> ResponseReturnValue:
    """The latest imports, and the form for another."""
    return _index()


@pages.post("/")
@allow(Role.REVIEWER)
def create() -> ResponseReturnValue:
    """Keeps a file, to be looked at."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        refusal = InputError("Choose a file of claims.")
        return _index(problem=refusal.message), status_of(refusal)
    token, path = uploads.place(services(), intake.plain_name(upload))
    upload.save(path)
    return redirect(url_for(".look", token=token), 303)


@pages.get("/look/<token>")
@allow(Role.REVIEWER)
def look(token: str) -> ResponseReturnValue:
    """What would become of a file, and how it was read; nothing is stored."""
    path, given = uploads.find(services(), token), _directions(request.args)
    preview, header = None, list[str]()
    refusal: InputError | None = None
    try:
        preview = importing.look(services(), path, given, most=LOOKED_AT)
        header = preview["header"]
    except NoTextError as error:
        header = error.header
        refusal = InputError(f"{error.fact} Choose it at “The claim”.")
    except InputError as error:
        refusal = error
    shown = render_template(
        "imports/look.html",
        file=path.name,
        looked_at=token,
        preview=preview,
        header=header,
        fields=FIELDS,
        formats=FORMATS,
        encodings=ENCODINGS,
        given=given,
        problem=refusal.message if refusal else None,
    )
    return shown, status_of(refusal) if refusal else 200


@pages.post("/look/<token>")
@allow(Role.REVIEWER)
def begin(token: str) -> ResponseReturnValue:
    """Hands the file to the worker."""
    path, given = uploads.find(services(), token), _directions(request.form)
    job_id = importing.prepare(services(), path, by=me().name, directions=given)
    make_queue(services()).announce(job_id)
    with reading() as session:
        batch_id = session.get_one(Job, job_id).import_id
    return redirect(url_for(".show", import_id=batch_id), 303)


@pages.get("/<int:import_id>")
@allow(Role.READER)
def show(import_id: int) -> ResponseReturnValue:
    """The receipt of one import, kept for good; while it runs, how far it is."""
    with reading() as session:
        batch = queries.import_(session, import_id)
        problems = queries.problems_of(session, import_id, limit=PROBLEMS_SHOWN)
        undone = batch.state is ImportState.UNDONE
        staying, stay_count = undoing.stays(
            session, import_id, limit=PROBLEMS_SHOWN if undone else 0
        )
        jobs = [leases.job_of(session, import_id, kind) for kind in JobKind]
        job = max((each for each in jobs if each), key=lambda each: each.id, default=None)
        workers = leases.workers(session)
    moving = job is not None and job.state in leases.OPEN
    page = make_response(
        render_template(
            "imports/show.html",
            batch=batch,
            problems=problems,
            staying=staying,
            stay_count=stay_count if undone else 0,
            job=job,
            moving=moving,
            orphaned=moving and not workers and job is not None and not leases.is_live(job),
            seconds_left=_seconds_left(job, batch.rows) if moving else None,
        )
    )
    if moving:
        page.headers["Refresh"] = RELOAD_SECONDS  # live without a script
    return page


@pages.get("/<int:import_id>/rejected.csv")
@allow(Role.READER)
def rejected(import_id: int) -> ResponseReturnValue:
    """The rejected rows with their reasons, ready to be mended."""
    desk = services()
    with reading() as session:
        name = rejects.named(queries.import_(session, import_id).file)
    lines = rejects.lines(lambda: importing.rejected_rows(desk, import_id))
    page = Response((line.encode() for line in lines), mimetype="text/csv")
    page.headers.set("Content-Disposition", "attachment", filename=name)
    return page


@pages.post("/<int:import_id>/cancel")
@allow(Role.REVIEWER)
def cancel(import_id: int) -> ResponseReturnValue:
    """Stops it after the batch at hand; what is stored stays."""
    with services().database.transaction() as session:
        queries.import_(session, import_id)
        leases.ask_to_cancel(session, import_id)
    return redirect(url_for(".show", import_id=import_id), 303)


@pages.post("/<int:import_id>/continue")
@allow(Role.REVIEWER)
def go_on(import_id: int) -> ResponseReturnValue:
    """Tries an import again that stopped."""
    with services().database.transaction() as session:
        queries.import_(session, import_id)
        job = leases.try_again(session, import_id)
    make_queue(services()).announce(job.id)
    return redirect(url_for(".show", import_id=import_id), 303)


@pages.post("/<int:import_id>/undo")
@allow(Role.EDITOR)
def undo(import_id: int) -> ResponseReturnValue:
    """Takes the whole import back."""
    with services().database.transaction() as session:
        queries.import_(session, import_id)
        running = leases.job_of(session, import_id)
        if running is not None and running.state in leases.OPEN:
            raise ConflictError("This import is running: cancel it first.")
        job = Job(kind=JobKind.UNDO, import_id=import_id, input="", by=me().name)
        session.add(job)
        session.flush()
    make_queue(services()).announce(job.id)
    return redirect(url_for(".show", import_id=import_id), 303)


def _directions(sent: Mapping[str, str]) -> Directions:
    """How the person said that the file is to be read."""
    columns = {field: sent[f"map_{field}"] for field in FIELDS if sent.get(f"map_{field}")}
    return Directions(columns, sent.get("format") or None, sent.get("encoding") or None)


def _seconds_left(job: Job | None, rows: int) -> int | None:
    if job is None or not job.share or not job.rows_per_second:
        return None
    return round(rows * (1 / job.share - 1) / job.rows_per_second)


def _index(problem: str | None = None) -> str:
    with reading() as session:
        batches = queries.imports(session)
        worked = bool(leases.workers(session))
    return render_template("imports/index.html", batches=batches, problem=problem, worked=worked)
