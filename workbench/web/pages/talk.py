"""Around a claim: whose it is, its tags, comments; each a form of its own."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, ForbiddenError, InputError
from workbench.stages import talking
from workbench.store.models import User
from workbench.web import forms
from workbench.web.access import allow
from workbench.web.context import deciding
from workbench.web.errors import status_of
from workbench.web.pages import claims

pages = Blueprint("talk", __name__, url_prefix="/claims/<int:claim_id>")
_REFUSALS = (ConflictError, ForbiddenError, InputError)


@pages.post("/assignment")
@allow(Role.REVIEWER)
def assign(claim_id: int) -> ResponseReturnValue:
    """Gives the claim to somebody; to nobody where no name was chosen."""
    name = forms.text("person")
    if not name:
        return _do(claim_id, lambda s, by: talking.unassign(s, claim_id, by=by), "Given to nobody.")
    return _do(
        claim_id, lambda s, by: talking.assign(s, claim_id, name, by=by), f"With {name} now."
    )


@pages.post("/tags")
@allow(Role.REVIEWER)
def tag(claim_id: int) -> ResponseReturnValue:
    """Adds a tag, or removes one."""
    gone, word = forms.text("remove"), forms.text("tag")
    if gone:
        return _do(claim_id, lambda s, by: talking.untag(s, claim_id, gone, by=by))
    return _do(claim_id, lambda s, by: talking.tag(s, claim_id, word, by=by))


@pages.post("/comments")
@allow(Role.REVIEWER)
def comment(claim_id: int) -> ResponseReturnValue:
    """Says something about the claim."""
    return _do(claim_id, lambda s, by: talking.comment(s, claim_id, forms.text("comment"), by=by))


@pages.post("/comments/<int:comment_id>/take-back")
@allow(Role.REVIEWER)
def take_back(claim_id: int, comment_id: int) -> ResponseReturnValue:
    """Takes one's own comment off the page."""
    return _do(claim_id, lambda s, by: talking.take_back(s, claim_id, comment_id, by=by))


def _do(
    claim_id: int, step: Callable[[Session, User], object], said: str | None = None
) -> ResponseReturnValue:
    try:
        with deciding() as (session, person):
            step(session, person)
    except _REFUSALS as refusal:
        return claims.page(claim_id, problem=refusal.message), status_of(refusal)
    if said:
        flash(said)
    return redirect(url_for("claims.show", claim_id=claim_id, _anchor="talk"), 303)
