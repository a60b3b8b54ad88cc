"""Corrections of what the machine folds into origins: cut, joined, a basis named."""

from flask import Response, jsonify, url_for
from sqlalchemy.orm import Session

from workbench.domain.origins import Decision
from workbench.domain.vocabulary import BasisKind, Role
from workbench.errors import InputError
from workbench.pipeline.deciding import fold_again
from workbench.representations.origins import correction_json
from workbench.stages import correcting
from workbench.store import queries
from workbench.store.models import User
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created
from workbench.web.api.asking import Asked, ClaimPath, Whole, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services

api = blueprint("corrections", "What people correct in the folding of passages into origins.")


class CorrectionPath(ClaimPath):
    """Which correction of which claim."""

    correction_id: int


class NewCorrection(Asked):
    """A passage joined with another or cut from it, or what it rests on.

    Joined with no other it is of the claim's own origin; cut from no other it stands alone.
    """

    passage: Whole
    other: Whole | None = None
    decision: Decision | None = None
    basis_kind: BasisKind | None = None
    basis_root: Words | None = None
    why: Words = ""


@api.get("/claims/<int:claim_id>/corrections", responses={200: shapes.Page[shapes.Correction]})
@allow(Role.READER)
def index(path: ClaimPath) -> Response:
    """Those that hold, oldest first."""
    return _standing(path)


@api.post("/claims/<int:claim_id>/corrections", responses={201: shapes.Page[shapes.Correction]})
@allow(Role.REVIEWER)
def correct(path: ClaimPath, body: NewCorrection) -> Response:
    """One more; the origins of this claim are folded anew."""
    with deciding() as (session, reviewer):
        _correct(session, path.claim_id, body, reviewer)
    fold_again(services(), path.claim_id)
    at = url_for("api_corrections.index", claim_id=path.claim_id)
    return created(_standing(path).get_json(), at)


@api.delete("/claims/<int:claim_id>/corrections/<int:correction_id>", responses={204: None})
@allow(Role.REVIEWER)
def take_back(path: CorrectionPath) -> Response:
    """Undoes a correction; that it was made stays in the history."""
    with deciding() as (session, reviewer):
        correcting.take_back(session, path.claim_id, path.correction_id, by=reviewer)
    fold_again(services(), path.claim_id)
    return Response(status=204)


def _correct(session: Session, claim_id: int, body: NewCorrection, reviewer: User) -> None:
    match body:
        case NewCorrection(decision=Decision() as decision, basis_kind=None, basis_root=None):
            pair = (body.passage, body.other)
            correcting.decide(session, claim_id, pair, decision, by=reviewer, why=body.why)
        case NewCorrection(other=None, decision=None, basis_kind=BasisKind() as kind):
            basis = (kind, body.basis_root or "")
            correcting.rebase(session, claim_id, body.passage, basis, by=reviewer, why=body.why)
        case _:
            raise InputError("Give a decision, or basis_kind and whom it rests on.")


def _standing(path: ClaimPath) -> Response:
    with reading() as session:
        queries.claim(session, path.claim_id)
        rows = correcting.standing(session, path.claim_id)
        return jsonify(items=[correction_json(given) for given in rows], next=None)
