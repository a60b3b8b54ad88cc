"""The claim page: what stands on a claim, the stances given, the decision."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import (
    Ground,
    Missing,
    Publication,
    Question,
    Role,
    SetAside,
    Stance,
    State,
    Verdict,
)
from workbench.errors import (
    ConflictError,
    EvidenceRequiredError,
    ForbiddenError,
    InputError,
    UsageError,
)
from workbench.pipeline.deciding import SPLIT, keep_counts
from workbench.pipeline.deciding import conclude as conclude_claim
from workbench.pipeline.deciding import undo as take_step_back
from workbench.pipeline.silence import hides_signals
from workbench.representations import changes
from workbench.stages import correcting, evidence, publishing, reviewing, triaging
from workbench.store import claim_leases, drafts, events, versions
from workbench.store.casework import open_case
from workbench.store.models import Claim, Review
from workbench.web import desk_talk, figures, forms, ledger, silence, turns, waiting
from workbench.web.access import allow, may
from workbench.web.context import deciding, reading, services
from workbench.web.errors import status_of
from workbench.web.history import in_words, quoted
from workbench.web.pages.origins import by_passage
from workbench.web.people import me

pages = Blueprint("claims", __name__, url_prefix="/claims")
STANCES = list(zip("srci", Stance, strict=True))
FOLDED_AFTER = 2  # passages of one origin beyond these are folded
_REFUSALS = (ConflictError, EvidenceRequiredError, ForbiddenError, InputError, UsageError)


@pages.get("/<int:claim_id>")
@allow(Role.READER)
def show(claim_id: int) -> ResponseReturnValue:
    """The ledger of one claim."""
    return page(claim_id)


@pages.get("/next")
@allow(Role.READER)
def next_claim() -> ResponseReturnValue:
    """On to the claim that is worth looking at next; a reviewer has it alone for a while."""
    after = request.args.get("after", type=int)
    found = turns.take_next(after) if may(me().role, Role.REVIEWER) else turns.look_next(after)
    if found is None:
        flash("The queue is empty: every claim is decided, set aside, or somebody is at it.")
        return redirect(url_for("queue.show"), 303)
    return redirect(url_for(".show", claim_id=found), 303)


@pages.post("/<int:claim_id>/leave")
@allow(Role.REVIEWER)
def leave(claim_id: int) -> ResponseReturnValue:
    """Gives the claim back, for whoever comes next."""
    with deciding() as (session, reviewer):
        claim_leases.give_back(session, reviewer.id, claim_id)
    return redirect(url_for("queue.show"), 303)


@pages.post("/<int:claim_id>/evidence")
@allow(Role.REVIEWER)
def give_stance(claim_id: int) -> ResponseReturnValue:
    """A stance on a passage of the page."""
    judgement, passage_id = forms.judgement(), forms.number("passage_id")
    if judgement.stance is Stance.REFUTES and judgement.ground is None:
        raise UsageError("Say why it refutes: choose a ground.")
    with deciding() as (session, reviewer):
        evidence.on_passage(session, claim_id, passage_id, judgement, reviewer=reviewer)
        claim_leases.renew(session, claim_id, reviewer.id)
    keep_counts(services(), claim_id)
    return _back(claim_id, judgement.question, f"passage-{passage_id}")


@pages.post("/<int:claim_id>/evidence/<int:evidence_id>/withdraw")
@allow(Role.REVIEWER)
def withdraw(claim_id: int, evidence_id: int) -> ResponseReturnValue:
    """Takes one's own stance back."""
    with deciding() as (session, reviewer):
        evidence.withdraw(session, claim_id, evidence_id, reviewer=reviewer)
    keep_counts(services(), claim_id)
    return _back(claim_id, forms.question(forms.text("question")), "passages")


@pages.post("/<int:claim_id>/reviews")
@allow(Role.REVIEWER)
def conclude(claim_id: int) -> ResponseReturnValue:
    """Decides and goes on; what was typed stays when the desk refuses."""
    try:
        conclusion = forms.conclusion()
        with deciding() as (session, reviewer):
            given = conclude_claim(
                services(),
                session,
                claim_id,
                conclusion,
                reviewer=reviewer,
                seen=forms.text("seen"),
            )
            state = session.get_one(Claim, claim_id).state
            claim_leases.give_back(session, reviewer.id, claim_id)
            drafts.forget(session, claim_id, reviewer.id)
    except _REFUSALS as refusal:
        _keep_draft(claim_id)
        return page(claim_id, problem=refusal.message), status_of(refusal)
    flash(f"{claim_id}:{given.number}:{_came_of(given, state)}", "decided")
    return redirect(url_for(".next_claim", after=claim_id), 303)


@pages.post("/<int:claim_id>/draft")
@allow(Role.REVIEWER)
def draft(claim_id: int) -> ResponseReturnValue:
    """Keeps what is typed: asked by the script while somebody types, or by a button."""
    kept = _keep_draft(claim_id)
    if not forms.text("button"):
        return "", 204
    flash("Your draft is kept." if kept else "There is no draft any more.")
    return redirect(url_for(".show", claim_id=claim_id), 303)


@pages.post("/<int:claim_id>/undo")
@allow(Role.REVIEWER)
def undo(claim_id: int) -> ResponseReturnValue:
    """Takes the last decision back, as an event of its own."""
    with deciding() as (session, reviewer):
        said = take_step_back(session, claim_id, reviewer=reviewer, number=_number_meant())
    flash(said)
    return redirect(url_for(".show", claim_id=claim_id), 303)


@pages.post("/<int:claim_id>/set-aside")
@allow(Role.REVIEWER)
def set_aside(claim_id: int) -> ResponseReturnValue:
    """Takes the claim out of the queue without a verdict, and goes on."""
    reason = forms.chosen(SetAside, forms.text("reason"))
    try:
        with deciding() as (session, reviewer):
            reviewing.set_aside(
                session, claim_id, reason, reviewer=reviewer, seen=forms.text("seen")
            )
            claim_leases.give_back(session, reviewer.id, claim_id)
    except ConflictError as refusal:
        return page(claim_id, problem=refusal.message), status_of(refusal)
    flash(f"{claim_id}:{reviewing.SETTING_ASIDE}:set aside, {reason}", "decided")
    return redirect(url_for(".next_claim", after=claim_id), 303)


@pages.post("/<int:claim_id>/publication")
@allow(Role.EDITOR)
def publish(claim_id: int) -> ResponseReturnValue:
    """Publishes a decided claim, corrects what was published, or withdraws it."""
    mark = forms.chosen(Publication, forms.text("mark"))
    step = publishing.publish if mark is Publication.PUBLISHED else publishing.withdraw
    try:
        with deciding() as (session, editor):
            step(session, claim_id, by=editor, why=forms.text("why"), number=_number_meant())
    except _REFUSALS as refusal:
        return page(claim_id, problem=refusal.message), status_of(refusal)
    flash(f"The claim is {mark}.")
    return redirect(url_for(".show", claim_id=claim_id), 303)


@pages.get("/<int:claim_id>/history")
@allow(Role.READER)
def history(claim_id: int) -> ResponseReturnValue:
    """What happened to a claim, in words."""
    with reading() as session:
        case = open_case(session, claim_id)
        replaced = versions.texts_replaced(session, case.claim)
        told = case.told(events.history(session, claim_id))
        happened = [in_words(event, replaced) for event in told]
        parts = triaging.split_into(session, case.claim)
        passages = quoted(session, happened)
    return render_template(
        "claims/history.html",
        claim=case.claim,
        happened=happened,
        parts=parts,
        passages=passages,
    )


def page(claim_id: int, problem: str | None = None) -> str:
    """The claim page, with what was typed where the desk refused it."""
    question = forms.question(request.args.get("question") or request.form.get("question"))
    with reading() as session:
        case = open_case(session, claim_id)
        lease = claim_leases.holder(session, claim_id)
        parts = triaging.split_into(session, case.claim)
        refusal = reviewing.may_not(session, case) or (SPLIT if parts else None)
        corrections = correcting.standing(session, claim_id)
        notices = publishing.notices(session, claim_id)
        newest = versions.newest(session, changes.quoted(case))
        again = waiting.reasons(session, [case.claim]).get(claim_id)
        talk = desk_talk.of(session, case, me())
        draft = drafts.of(session, claim_id, me().id)
    typed = request.form if request.method == "POST" else draft.fields if draft else {}
    shown = ledger.build(case, reviewer_id=me().id, question=question, newest=newest)
    silent = hides_signals(services(), claim_id) and silence.is_due(case, me().id)
    here = {row.passage_id for row in case.matches} | {row.passage_id for row in case.evidence}
    return render_template(
        "claims/show.html",
        talk=talk,
        draft=draft,
        figures=figures.of_case(case),
        lease=lease,
        refusal=refusal,
        again=again,
        notices=notices,
        can_publish=may(me().role, Role.EDITOR),
        corrections=by_passage(corrections),
        unmatched=sum(given.passage not in here for given in corrections),
        parts=parts,
        disagree=case.claim.state is State.ADJUDICATION,
        ledger=silence.hushed(shown) if silent else shown,
        silent=silent,
        can_review=may(me().role, Role.REVIEWER),
        typed=typed,
        problem=problem,
        shown=FOLDED_AFTER,
        grounds=list(Ground),
        missing=list(Missing),
        questions=list(Question),
        reasons=list(SetAside),
        stances=STANCES,
        verdicts=list(Verdict),
    )


def _number_meant() -> int | None:
    """The decision beside which the button stood."""
    return forms.number("number") if forms.text("number") else None


def _came_of(given: Review, state: State) -> str:
    """What a review did: a verdict that waits for another opinion is not the claim's."""
    if state is State.SECOND_REVIEW:
        return f"your review is {given.verdict}; the claim waits for another opinion"
    if state is State.ADJUDICATION:
        return f"your review is {given.verdict}; the reviews differ, and an editor settles it"
    return given.verdict


def _keep_draft(claim_id: int) -> bool:
    """Outlives the page, the lease and the session."""
    with deciding() as (session, reviewer):
        claim_leases.renew(session, claim_id, reviewer.id)
        return drafts.keep(session, claim_id, reviewer.id, request.form)


def _back(claim_id: int, question: Question, anchor: str) -> ResponseReturnValue:
    asked = None if question is Question.CONTENT else question
    return redirect(url_for(".show", claim_id=claim_id, question=asked, _anchor=anchor), 303)
