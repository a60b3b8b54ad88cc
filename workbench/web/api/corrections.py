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
from workbench.store.models import OriginCorrection, User
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
    """Two passages cut apart or joined, or what one of them rests on."""

    passage: Whole
    other: Whole | None = None
    decision: Decision | None = None
    basis_kind: BasisKind | None = None
    basis_root: Words | None = None


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


def _correct(
    session: Session, claim_id: int, body: NewCorrection, reviewer: User
) -> OriginCorrection:
    match body:
        case NewCorrection(other=int(other), decision=Decision() as decision, basis_kind=None):
            pair = (body.passage, other)
            return correcting.decide(session, claim_id, pair, decision, by=reviewer)
        case NewCorrection(other=None, decision=None, basis_kind=BasisKind() as kind):
            root = body.basis_root or ""
            return correcting.rebase(session, claim_id, body.passage, kind, root, by=reviewer)
    raise InputError("Give other and decision, or basis_kind and whom it rests on.")


def _standing(path: ClaimPath) -> Response:
    with reading() as session:
        queries.claim(session, path.claim_id)
        rows = correcting.standing(session, path.claim_id)
        return jsonify(items=[correction_json(row, name) for row, name in rows], next=None)
