"""Corrections of what the machine folds into origins, made where a passage stands."""

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.origins import Decision
from workbench.domain.vocabulary import BasisKind, Question, Role
from workbench.errors import NotFoundError
from workbench.pipeline.deciding import fold_again
from workbench.pipeline.silence import hides_signals
from workbench.representations.origins import Correction
from workbench.stages import correcting
from workbench.store.casework import open_case
from workbench.web import forms, ledger, silence
from workbench.web.access import allow
from workbench.web.context import deciding, reading, services
from workbench.web.people import me

pages = Blueprint("origins", __name__, url_prefix="/claims/<int:claim_id>/origins")
THE_CLAIM = "claim"  # as the other origin: the claim's own


@pages.get("/<int:passage_id>")
@allow(Role.REVIEWER)
def show(claim_id: int, passage_id: int) -> ResponseReturnValue:
    """How a passage's origin is corrected: a page of its own, or a part of the claim's."""
    with reading() as session:
        case = open_case(session, claim_id)
    page = ledger.build(case, reviewer_id=me().id)
    if hides_signals(services(), claim_id) and silence.is_due(case, me().id):
        page = silence.hushed(page)
    for origin in page.origins:
        for entry in origin.entries:
            if entry.passage.id == passage_id:
                return _form(page, origin, entry)
    raise NotFoundError(f"Passage {passage_id} is not among the matches of this claim.")


@pages.post("/")
@allow(Role.REVIEWER)
def decide(claim_id: int) -> ResponseReturnValue:
    """Joins a passage's origin with another one, or cuts the passage out of it."""
    passage, decision = forms.number("passage"), forms.chosen(Decision, forms.text("decision"))
    alone = decision is Decision.CUT or forms.text("other") == THE_CLAIM
    pair = (passage, None if alone else forms.number("other"))
    with deciding() as (session, reviewer):
        correcting.decide(session, claim_id, pair, decision, by=reviewer, why=forms.text("why"))
    return _back(claim_id, passage)


@pages.post("/basis")
@allow(Role.REVIEWER)
def rebase(claim_id: int) -> ResponseReturnValue:
    """Says what a passage rests on."""
    passage, kind = forms.number("passage"), forms.chosen(BasisKind, forms.text("basis_kind"))
    basis, why = (kind, forms.text("basis_root")), forms.text("why")
    with deciding() as (session, reviewer):
        correcting.rebase(session, claim_id, passage, basis, by=reviewer, why=why)
    return _back(claim_id, passage)


@pages.post("/<int:correction_id>/take-back")
@allow(Role.REVIEWER)
def take_back(claim_id: int, correction_id: int) -> ResponseReturnValue:
    """Undoes one correction."""
    with deciding() as (session, reviewer):
        correcting.take_back(session, claim_id, correction_id, by=reviewer)
    return _back(claim_id, forms.number("passage"))


def by_passage(corrections: Iterable[Correction]) -> dict[int, list[Correction]]:
    """The corrections by the passage they are about."""
    found: dict[int, list[Correction]] = {}
    for given in corrections:
        found.setdefault(given.passage, []).append(given)
    return found


def _form(page: ledger.Ledger, origin: ledger.Origin, entry: ledger.Entry) -> str:
    return render_template(
        "claims/origin.html",
        claim=page.claim,
        origin=origin,
        entry=entry,
        others=[other for other in page.origins if other is not origin and not other.own],
        bases=list(BasisKind),
        the_claim=THE_CLAIM,
        question=forms.question(request.args.get("question")),
    )


def _back(claim_id: int, passage_id: int) -> ResponseReturnValue:
    fold_again(services(), claim_id)
    question = forms.question(forms.text("question"))
    asked = None if question is Question.CONTENT else question
    at = f"passage-{passage_id}"
    return redirect(url_for("claims.show", claim_id=claim_id, question=asked, _anchor=at), 303)
