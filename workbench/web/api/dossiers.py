"""Dossiers one by one: the account of a decided claim."""

from typing import Any

from flask import Response, jsonify

from workbench.domain.vocabulary import Role
from workbench.pipeline.accounting import dossier
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.asking import ClaimPath
from workbench.web.api.blueprint import blueprint
from workbench.web.context import reading

api = blueprint("dossiers", "What decisions rest on, with quotes that can be found again.")


class Dossier(shapes.Shape):
    """The account of a decided claim."""

    claim: shapes.Claim
    reviews: list[shapes.Review]
    undone: list[shapes.Review]
    content: list[shapes.Evidence]
    saying: list[shapes.Evidence]
    corrections: list[shapes.Correction]
    notices: list[dict[str, Any]]


@api.get("/claims/<int:claim_id>/dossier", responses={200: Dossier})
@allow(Role.READER)
def read(path: ClaimPath) -> Response:
    """One dossier; its quotes carry the selectors of the Web Annotation model."""
    with reading() as session:
        return jsonify(dossier(session, path.claim_id))
