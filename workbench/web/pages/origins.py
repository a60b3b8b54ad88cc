"""Corrections of what the machine folds into origins, made on the claim page."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.origins import Decision
from workbench.domain.vocabulary import BasisKind, Role
from workbench.pipeline.deciding import fold_again
from workbench.stages import correcting
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import deciding, services

pages = Blueprint("origins", __name__, url_prefix="/claims/<int:claim_id>/origins")


@pages.post("/")
@allow(Role.REVIEWER)
def decide(claim_id: int) -> ResponseReturnValue:
    """Cuts two passages apart, or joins them."""
    pair = (forms.number("passage"), forms.number("other"))
    decision = forms.chosen(Decision, forms.text("decision"))
    with deciding() as (session, reviewer):
        correcting.decide(session, claim_id, pair, decision, by=reviewer)
    return _back(claim_id)


@pages.post("/basis")
@allow(Role.REVIEWER)
def rebase(claim_id: int) -> ResponseReturnValue:
    """Says what a passage rests on."""
    kind, root = forms.chosen(BasisKind, forms.text("basis_kind")), forms.text("basis_root")
    with deciding() as (session, reviewer):
        correcting.rebase(session, claim_id, forms.number("passage"), kind, root, by=reviewer)
    return _back(claim_id)


@pages.post("/<int:correction_id>/take-back")
@allow(Role.REVIEWER)
def take_back(claim_id: int, correction_id: int) -> ResponseReturnValue:
    """Undoes one correction."""
    with deciding() as (session, reviewer):
        correcting.take_back(session, claim_id, correction_id, by=reviewer)
    return _back(claim_id)


def _back(claim_id: int) -> ResponseReturnValue:
    fold_again(services(), claim_id)
    return redirect(url_for("claims.show", claim_id=claim_id, _anchor="origins"), 303)
