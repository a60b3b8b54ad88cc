"""Imports of bulk claims: sent, watched, cancelled, taken back."""

from pathlib import Path
from typing import Any

from flask import Response, jsonify, url_for
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.interchange import rejects
from workbench.interchange.rows import Directions
from workbench.jobs.queue import make_queue
from workbench.pipeline import importing, undoing, uploads
from workbench.representations.receipts import PROBLEMS_SHOWN, receipt_json
from workbench.store import leases, listing, queries
from workbench.store.base import now
from workbench.store.ledger import Job
from workbench.store.models import Import
from workbench.web import intake
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created, page
from workbench.web.api.asking import ClaimsFile, ImportPath, Paging
from workbench.web.api.blueprint import blueprint
from workbench.web.context import reading, services
from workbench.web.people import me

api = blueprint("imports", "Batches of bulk claims, each with its receipt.")
Json = dict[str, Any]
LOOKED_AT = 100_000  # rows of a file that a dry run looks at
_ROWS: Json = {"description": "The file.", "content": {"text/csv": {"schema": {}}}}


@api.get("/imports", responses={200: shapes.Page[shapes.Receipt]})
@allow(Role.READER)
def index(query: Paging) -> Response:
    """The receipts, the latest first, without their problems."""
    with reading() as session:
        rows = listing.imports(session, before=query.after or None, limit=query.limit)
        items = [_receipt(session, row, problems=0) for row in rows]
    return page(items, limit=query.limit, cursor=rows[-1].id if rows else None)


@api.post("/imports", responses={202: shapes.Receipt, 200: shapes.Preview})
@allow(Role.REVIEWER)
def create(form: ClaimsFile) -> Response:
    """Takes a file of claims; a worker imports it while the receipt says how far it is.

    200 where it is a dry run: what would be done, and nothing is stored.
    """
    desk, given = services(), form.directions()
    _, path = uploads.place(desk, intake.plain_name(form.file))
    form.file.save(path)
    try:
        if form.dry_run:
            return _looked_at(path, given)
        job_id = importing.prepare(desk, path, by=me().name, directions=given)
    except Exception:
        uploads.discard(desk, str(path.absolute()))
        raise
    make_queue(desk).announce(job_id)
    with reading() as session:
        batch = queries.import_(session, session.get_one(Job, job_id).import_id)
        shape = _receipt(session, batch)
    return created(shape, url_for("api_imports.read", import_id=batch.id), status=202)


@api.get("/imports/<int:import_id>", responses={200: shapes.Receipt})
@allow(Role.READER)
def read(path: ImportPath) -> Response:
    """The receipt of one import; while it runs, how far it is."""
    with reading() as session:
        return jsonify(_receipt(session, queries.import_(session, path.import_id)))


@api.post("/imports/<int:import_id>/cancel", responses={202: shapes.Receipt})
@allow(Role.REVIEWER)
def cancel(path: ImportPath) -> Response:
    """Stops it after the batch at hand; what is stored stays."""
    with services().database.transaction() as session:
        queries.import_(session, path.import_id)
        leases.ask_to_cancel(session, path.import_id)
    with reading() as session:
        shape = _receipt(session, queries.import_(session, path.import_id))
    return created(shape, url_for("api_imports.read", import_id=path.import_id), status=202)


@api.post("/imports/<int:import_id>/continue", responses={202: shapes.Receipt})
@allow(Role.REVIEWER)
def go_on(path: ImportPath) -> Response:
    """Tries an import again that stopped."""
    with services().database.transaction() as session:
        queries.import_(session, path.import_id)
        job_id = leases.try_again(session, path.import_id).id
    make_queue(services()).announce(job_id)
    with reading() as session:
        shape = _receipt(session, queries.import_(session, path.import_id))
    return created(shape, url_for("api_imports.read", import_id=path.import_id), status=202)


@api.get("/imports/<int:import_id>/rejected", responses={200: _ROWS})
@allow(Role.READER)
def rejected(path: ImportPath) -> Response:
    """The rejected rows with their reasons as CSV, ready to be mended and sent again."""
    desk = services()
    with reading() as session:
        name = rejects.named(queries.import_(session, path.import_id).file)
    lines = rejects.lines(lambda: importing.rejected_rows(desk, path.import_id))
    answer = Response((line.encode() for line in lines), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@api.delete("/imports/<int:import_id>", responses={200: shapes.Undone})
@allow(Role.EDITOR)
def undo(path: ImportPath) -> Response:
    """Takes a whole import back; lists what stays, and why. Safe to repeat."""
    return jsonify(undoing.undo(services(), path.import_id, by=me().name))


def _looked_at(path: Path, given: Directions) -> Response:
    try:
        return jsonify(importing.look(services(), path, given, most=LOOKED_AT))
    finally:
        uploads.discard(services(), str(path.absolute()))


def _receipt(session: Session, batch: Import, *, problems: int = PROBLEMS_SHOWN) -> Json:
    rejected = queries.problems_of(session, batch.id, limit=problems)
    seconds = ((batch.finished_at or now()) - batch.started_at).total_seconds()
    job = leases.job_of(session, batch.id)
    progress = {
        "share": job.share if job and batch.finished_at is None else 1.0,
        "job": job.state.value if job else None,
        "problem": job.problem if job else None,
    }
    return {**receipt_json(batch, rejected, dry_run=False, seconds=seconds), **progress}
