"""What must not be read by everybody: marks on words, and reports taken out of use."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, ForbiddenError, InputError, NotFoundError, UsageError
from workbench.pipeline import withdrawing
from workbench.stages import redaction
from workbench.web import forms
from workbench.web.access import allow, may
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("redaction", __name__, url_prefix="/redaction")
LONGEST_REASON = 1_000


@pages.get("/")
@allow(Role.EDITOR)
def index() -> ResponseReturnValue:
    """The marks that hold, and the reports that are withdrawn."""
    return _page()


@pages.post("/")
@allow(Role.EDITOR)
def mark() -> ResponseReturnValue:
    """Masks a name or a passage from now on."""
    try:
        least = forms.chosen(Role, forms.text("visible_to"))
        with deciding() as (session, editor):
            made = redaction.mark(
                session, forms.text("words"), visible_to=least, reason=_reason(), by=editor.name
            )
            number = made.id
    except (InputError, UsageError) as refusal:
        return _page(refusal.message), status_of(refusal)
    flash(f"Mark {number} holds: the words are masked wherever they stand.")
    return redirect(url_for(".index"), 303)


@pages.post("/<int:mark_id>/lift")
@allow(Role.EDITOR)
def lift(mark_id: int) -> ResponseReturnValue:
    """Shows these words again."""
    with deciding() as (session, editor):
        least = redaction.standing(session, mark_id).visible_to
        if not may(editor.role, least):
            raise ForbiddenError(f"You are signed in as {editor.role}; this mark takes {least}.")
        redaction.lift(session, mark_id, by=editor.name)
    flash(f"Mark {mark_id} is lifted.")
    return redirect(url_for(".index"), 303)


@pages.post("/withdraw")
@allow(Role.EDITOR)
def withdraw() -> ResponseReturnValue:
    """Takes a report out of use; who runs the desk may overwrite its words for good."""
    erase = forms.text("erase") == "yes"
    if erase and me().role is not Role.ADMIN:
        raise ForbiddenError("Only an admin overwrites a report for good.")
    try:
        stays = withdrawing.withdraw(
            services(), forms.number("report"), reason=_reason(), by=me().name, erase=erase
        )
    except (ConflictError, InputError, NotFoundError, UsageError) as refusal:
        return _page(refusal.message), status_of(refusal)
    flash(f"Report {stays.report} is withdrawn{' and overwritten' if erase else ''}.")
    return redirect(url_for(".index"), 303)


def _reason() -> str:
    reason = forms.text("reason")
    if not reason or len(reason) > LONGEST_REASON:
        raise InputError(f"Say why, in at most {LONGEST_REASON} characters, and name nobody.")
    return reason


def _page(problem: str | None = None) -> str:
    with reading() as session:
        marks = redaction.marks(session)
        withdrawn = redaction.withdrawals(session)
    return render_template(
        "redaction/index.html",
        marks=[each for each in marks if may(me().role, each.visible_to)],
        beyond=sum(not may(me().role, each.visible_to) for each in marks),
        withdrawn=withdrawn,
        roles=[role for role in Role if may(me().role, role)],
        typed=request.form,
        problem=problem,
    )
