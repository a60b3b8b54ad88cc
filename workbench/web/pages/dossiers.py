"""A claim's dossier, for reading and for print."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from workbench.domain.vocabulary import Role
from workbench.pipeline.accounting import dossier
from workbench.pipeline.exporting import publisher
from workbench.web.access import allow
from workbench.web.context import reading, services

pages = Blueprint("dossiers", __name__, url_prefix="/claims/<int:claim_id>")


@pages.get("/dossier")
@allow(Role.READER)
def show(claim_id: int) -> ResponseReturnValue:
    """The account of a decided claim."""
    with reading() as session:
        account = dossier(session, claim_id)
    return render_template(
        "claims/dossier.html", dossier=account, publisher=publisher(services().settings)
    )
