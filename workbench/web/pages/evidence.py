"""Evidence of one's own: found in stored reports, in a new report, or off the platform."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Ground, Question, Role, Stance
from workbench.errors import InputError, UsageError
from workbench.pipeline.deciding import keep_counts
from workbench.pipeline.searching import Search, search
from workbench.pipeline.silence import hides_signals
from workbench.stages import evidence
from workbench.store import queries
from workbench.store.casework import open_case
from workbench.web import forms, intake
from workbench.web.access import allow
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.pages import reports
from workbench.web.people import me
from workbench.web.silence import is_due

pages = Blueprint("evidence", __name__, url_prefix="/claims/<int:claim_id>")
SHOWN = 10
_REFUSALS = (InputError, UsageError)


@pages.get("/find")
@allow(Role.REVIEWER)
def find(claim_id: int) -> ResponseReturnValue:
    """Three ways to add what the machine did not propose."""
    return _page(claim_id)


@pages.post("/evidence/stretch")
@allow(Role.REVIEWER)
def take(claim_id: int) -> ResponseReturnValue:
    """A stretch of a stored report, selected or copied."""
    report_id = forms.number("report_id")
    try:
        judgement = forms.judgement()
        with deciding() as (session, reviewer):
            span = forms.stretch(queries.report(session, report_id).text)
            passage = evidence.select_passage(session, report_id, span)
            evidence.on_passage(session, claim_id, passage.id, judgement, reviewer=reviewer)
    except _REFUSALS as refusal:
        return reports.page(report_id, claim_id, refusal.message), status_of(refusal)
    keep_counts(services(), claim_id)
    return _back(claim_id, judgement.question)


@pages.post("/evidence/note")
@allow(Role.REVIEWER)
def note(claim_id: int) -> ResponseReturnValue:
    """Something that no report holds: who told what, when, and how it is known."""
    try:
        judgement = forms.judgement()
        with deciding() as (session, reviewer):
            evidence.on_note(session, claim_id, forms.text("note"), judgement, reviewer=reviewer)
    except _REFUSALS as refusal:
        return _page(claim_id, problem=refusal.message), status_of(refusal)
    return _back(claim_id, judgement.question)


@pages.post("/evidence/report")
@allow(Role.REVIEWER)
def add_report(claim_id: int) -> ResponseReturnValue:
    """A report added on the spot; then the stretch that matters is selected in it."""
    try:
        report_id = intake.add(as_article=False)
    except _REFUSALS as refusal:
        return _page(claim_id, problem=refusal.message), status_of(refusal)
    question = forms.question(forms.text("question"))
    return redirect(
        url_for("reports.show", report_id=report_id, claim=claim_id, question=question), 303
    )


def _page(claim_id: int, problem: str | None = None) -> str:
    words = request.args.get("q", "").strip()
    with reading() as session:
        case = open_case(session, claim_id)
    claim, silent = case.claim, is_due(case, me().id) and hides_signals(services(), claim_id)
    found = (
        search(services(), Search(words, SHOWN, exclude_report=claim.report_id, seen_by=me().role))
        if words
        else None
    )
    return render_template(
        "claims/find.html",
        claim=claim,
        words=words,
        found=found,
        silent=silent,
        problem=problem,
        typed=request.form,
        question=forms.question(request.args.get("question") or request.form.get("question")),
        grounds=list(Ground),
        stances=list(Stance),
    )


def _back(claim_id: int, question: Question) -> ResponseReturnValue:
    asked = None if question is Question.CONTENT else question
    return redirect(url_for("claims.show", claim_id=claim_id, question=asked), 303)
