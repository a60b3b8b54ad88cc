"""What must not be read by everybody: marks on words, and reports taken out of use."""

from flask import Response, jsonify, url_for
from pydantic import Field, StrictBool

from workbench.domain.vocabulary import Role
from workbench.errors import ForbiddenError
from workbench.pipeline import withdrawing
from workbench.stages import redaction
from workbench.store.guards import Sensitive
from workbench.web.access import allow, may
from workbench.web.api import shapes
from workbench.web.api.answers import Json, created
from workbench.web.api.asking import Asked, ReportPath, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services
from workbench.web.people import me

api = blueprint("redaction", "Words that are masked, reports that are withdrawn.")


class Mark(shapes.Shape):
    """Words that are masked; they themselves are told to those who may read them."""

    id: int
    words: str
    visible_to: Role
    reason: str


class Tombstone(shapes.Shape):
    """What stays of a withdrawn report."""

    report: int
    sha256: str
    text_sha256: str


class MarkPath(Asked):
    """Which mark."""

    mark_id: int


class NewMark(Asked):
    """A name or a passage, word for word, and the least role that still reads it."""

    words: Words
    visible_to: Role
    reason: Words = Field(min_length=1, max_length=1_000)


class Withdrawing(Asked):
    """Why a report is taken out of use; with `erase` its words are overwritten for good."""

    reason: Words = Field(min_length=1, max_length=1_000)
    erase: StrictBool = False


@api.get("/sensitive", responses={200: shapes.Page[Mark]})
@allow(Role.EDITOR)
def index() -> Response:
    """The marks that hold, of those that this role may read."""
    with reading() as session:
        marks = [mark for mark in redaction.marks(session) if may(me().role, mark.visible_to)]
        return jsonify(items=[_mark(mark) for mark in marks], next=None)


@api.post("/sensitive", responses={201: Mark})
@allow(Role.EDITOR)
def mark(body: NewMark) -> Response:
    """Masks a name or a passage from now on."""
    with deciding() as (session, editor):
        shape = _mark(
            redaction.mark(
                session,
                body.words,
                visible_to=body.visible_to,
                reason=body.reason,
                by=editor.name,
            )
        )
    return created(shape, url_for("api_redaction.index"))


@api.delete("/sensitive/<int:mark_id>", responses={204: None})
@allow(Role.EDITOR)
def lift(path: MarkPath) -> Response:
    """Shows these words again, where one's role may read them."""
    with deciding() as (session, editor):
        least = redaction.standing(session, path.mark_id).visible_to
        if not may(me().role, least):
            raise ForbiddenError(f"Your role here is {me().role}; this mark takes {least}.")
        redaction.lift(session, path.mark_id, by=editor.name)
    return Response(status=204)


@api.post("/reports/<int:report_id>/withdraw", responses={200: Tombstone})
@allow(Role.EDITOR)
def withdraw(path: ReportPath, body: Withdrawing) -> Response:
    """Takes a report out of use; only an admin overwrites its words for good."""
    if body.erase and me().role is not Role.ADMIN:
        raise ForbiddenError("Only an admin overwrites a report for good.")
    stays = withdrawing.withdraw(
        services(), path.report_id, reason=body.reason, by=me().name, erase=body.erase
    )
    return jsonify(report=stays.report, sha256=stays.sha256, text_sha256=stays.text_sha256)


def _mark(row: Sensitive) -> Json:
    return {
        "id": row.id,
        "words": row.words,
        "visible_to": row.visible_to.value,
        "reason": row.reason,
    }
