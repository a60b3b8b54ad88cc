"""Triage: many claims at once, before anybody reviews them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import Session, defer, joinedload

from workbench.domain.vocabulary import Role, SetAside, State, TriageStep
from workbench.errors import ConflictError, InputError, UsageError
from workbench.pipeline.splitting import split as split_claim
from workbench.stages import triaging
from workbench.store import queries
from workbench.store.models import Claim, Report
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("triage", __name__, url_prefix="/triage")
ROWS = 50
CHOSEN = "chosen"
_REFUSALS = (ConflictError, InputError, UsageError)


@pages.get("/")
@allow(Role.REVIEWER)
def show() -> ResponseReturnValue:
    """The new claims of an article, of an import, or of the whole desk."""
    return _page()


@pages.post("/")
@allow(Role.REVIEWER)
def sort() -> ResponseReturnValue:
    """What the pressed button says, for its row or for all that are ticked."""
    try:
        done, step, words = _sort()
    except _REFUSALS as refusal:
        return _page(refusal.message), status_of(refusal)
    flash(f"{','.join(map(str, done))}:{step}:{words}", "triaged")
    return redirect(_beside(done), 303)


@pages.post("/undo")
@allow(Role.REVIEWER)
def undo() -> ResponseReturnValue:
    """Takes the step back that the button stood beside, of each claim named."""
    step = forms.chosen(TriageStep, forms.text("step")) if forms.text("step") else None
    claim_ids = [int(number) for number in forms.text("claims").split(",") if number.isdigit()]
    with deciding() as (session, reviewer):
        done = triaging.undo(session, claim_ids[:ROWS], by=reviewer, step=step)
    flash(f"Undone for {len(done)} claims." if len(done) != 1 else "Undone for one claim.")
    return redirect(_beside(done), 303)


def _sort() -> tuple[list[int], TriageStep, str]:
    """The claims that something was done to, what, and the words for it.

    Raises:
        UsageError: no button was pressed, or nothing is ticked.
    """
    if forms.text("word"):
        return _word(forms.number("word"))
    if forms.text("split"):
        claim_id = forms.number("split")
        parts = split_claim(services(), claim_id, _lines(f"parts-{claim_id}"), by=me().id)
        return [claim_id], TriageStep.SPLIT, f"split into claims {', '.join(map(str, parts))}"
    with deciding() as (session, reviewer):
        if forms.text("keep"):
            kept = triaging.keep(session, _named(forms.text("keep")), by=reviewer)
            return kept, TriageStep.KEPT, "kept"
        which, _, reason = forms.text("aside").partition(": ")
        why = forms.chosen(SetAside, reason)
        done = triaging.set_aside(session, _named(which), why, by=reviewer)
    return done, TriageStep.SET_ASIDE, f"set aside, {why}"


def _word(claim_id: int) -> tuple[list[int], TriageStep, str]:
    with deciding() as (session, reviewer):
        triaging.word(session, claim_id, request.form.get(f"wording-{claim_id}", ""), by=reviewer)
    return [claim_id], TriageStep.WORDED, "worded anew"


def _named(which: str) -> list[int]:
    numbers = request.form.getlist("claim") if which == CHOSEN else [which]
    found = [int(number) for number in numbers if number.isascii() and number.isdigit()]
    if not found:
        raise UsageError("Tick at least one claim.")
    return found[:ROWS]


def _lines(name: str) -> list[str]:
    return request.form.get(name, "").splitlines()


def _page(problem: str | None = None) -> str:
    with reading() as session:
        claims = _claims(session)
    return render_template(
        "triage/show.html",
        claims=claims[:ROWS],
        more=claims[ROWS - 1].id if len(claims) > ROWS else None,
        address=_wanted(),
        after=_after() or None,
        reasons=list(SetAside),
        typed=request.form,
        problem=problem,
    )


def _claims(session: Session) -> Sequence[Claim]:
    report = joinedload(Claim.report)
    shown = (joinedload(Claim.source), report.defer(Report.text), report.joinedload(Report.source))
    rows = _listed(_after()).limit(ROWS + 1)
    return session.scalars(rows.options(*shown, defer(Claim.searched))).all()


def _listed(after: int) -> Select[Claim]:
    return queries.selected(
        queries.Filter(
            state=State.NEW,
            report_id=request.args.get("article", type=int),
            import_id=request.args.get("import", type=int),
        )
    ).where(~triaging.is_kept(), Claim.id > after)


def _after() -> int:
    """Behind which claim the page begins."""
    return request.args.get("after", 0, type=int)


def _wanted() -> dict[str, Any]:
    """Whose claims are shown; what is no number in an address edited by hand is passed over."""
    numbers = {name: request.args.get(name, type=int) for name in ("article", "import")}
    return {name: number for name, number in numbers.items() if number is not None and number > 0}


def _beside(done: Sequence[int]) -> str:
    """The page anew, at the first claim that is left where something was done; else its top."""
    with reading() as session:
        rows = _listed(min(done, default=1) - 1).limit(1)
        beside = session.scalar(rows.with_only_columns(Claim.id))
    if beside is None:
        return url_for(".show", **_wanted())
    return url_for(".show", **_wanted(), after=_after() or None, _anchor=f"claim-{beside}")
