"""Imports of bulk claims: the list, a file with its preview, the receipt."""

import tempfile
from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import InputError
from workbench.interchange.rows import Directions
from workbench.pipeline.importing import import_file, look
from workbench.store import queries
from workbench.web import intake
from workbench.web.access import allow
from workbench.web.context import reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("imports", __name__, url_prefix="/imports")
PROBLEMS_SHOWN = 200


@pages.get("/")
@allow(Role.READER)
def index() -> ResponseReturnValue:
    """The latest imports, and the form for another."""
    return _index()


@pages.post("/")
@allow(Role.REVIEWER)
def create() -> ResponseReturnValue:
    """Imports a file, or only says what would become of it."""
    dry_run = bool(request.form.get("dry_run"))
    try:
        receipt = _import(dry_run=dry_run)
    except InputError as refusal:
        return _index(problem=refusal.message), status_of(refusal)
    if dry_run:
        return _index(preview=receipt)
    return redirect(url_for(".show", import_id=receipt["import"]), 303)


@pages.get("/<int:import_id>")
@allow(Role.READER)
def show(import_id: int) -> ResponseReturnValue:
    """The receipt of one import, kept for good."""
    with reading() as session:
        batch = queries.import_(session, import_id)
        problems = queries.problems_of(session, import_id, limit=PROBLEMS_SHOWN)
    return render_template("imports/show.html", batch=batch, problems=problems)


def _import(*, dry_run: bool) -> dict[str, object]:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise InputError("Choose a file of claims.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (intake.plain_name(upload) or "claims.csv")
        upload.save(path)
        if dry_run:
            return look(services(), path, Directions())
        return import_file(services(), path, by=me().name)


def _index(problem: str | None = None, preview: dict[str, object] | None = None) -> str:
    with reading() as session:
        batches = queries.imports(session)
    return render_template("imports/index.html", batches=batches, problem=problem, preview=preview)
