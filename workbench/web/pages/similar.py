"""Claims near to a claim: the difference between the two, joining those that say the same."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, InputError
from workbench.pipeline import joining
from workbench.pipeline.resembling import resembling
from workbench.store.casework import open_case
from workbench.web import forms, silence
from workbench.web.access import allow, may
from workbench.web.compared import findings
from workbench.web.context import reading, services
from workbench.web.errors import status_of
from workbench.web.people import me

pages = Blueprint("similar", __name__, url_prefix="/claims/<int:claim_id>/similar")
_REFUSALS = (ConflictError, InputError)


@pages.get("/")
@allow(Role.READER)
def show(claim_id: int) -> ResponseReturnValue:
    """The nearest claims with their verdicts, none of which is taken over."""
    return _page(claim_id)


@pages.post("/join")
@allow(Role.REVIEWER)
def join(claim_id: int) -> ResponseReturnValue:
    """Says that two claims are one: they share evidence from now on."""
    other = forms.number("other")
    try:
        joining.join(services(), claim_id, other, by=me().id)
    except _REFUSALS as refusal:
        return _page(claim_id, refusal.message), status_of(refusal)
    flash(f"Joined with claim {other}: stances are shared, verdicts are not.")
    return redirect(url_for("claims.show", claim_id=claim_id), 303)


@pages.post("/separate")
@allow(Role.REVIEWER)
def separate(claim_id: int) -> ResponseReturnValue:
    """Takes the claim out of those it was joined to."""
    try:
        joining.separate(services(), claim_id, by=me().id)
    except _REFUSALS as refusal:
        return _page(claim_id, refusal.message), status_of(refusal)
    flash("Separated: each claim keeps the stances that were given on it.")
    return redirect(url_for("claims.show", claim_id=claim_id), 303)


def _page(claim_id: int, problem: str | None = None) -> str:
    with reading() as session:
        case = open_case(session, claim_id)
        found = silence.near(case, resembling(services(), session, case.claim))
    joined = {claim.id for claim in case.joined}
    return render_template(
        "claims/similar.html",
        claim=case.claim,
        joined=case.joined,
        near=[(one, findings(one.comparison)) for one in found if one.claim.id not in joined],
        can_join=may(me().role, Role.REVIEWER),
        problem=problem,
    )
