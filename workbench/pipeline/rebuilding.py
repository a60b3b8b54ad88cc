"""Every index built anew from the database: what any damage to them is repaired with."""

from workbench.bootstrap import Services
from workbench.pipeline import searchable
from workbench.stages import indexing
from workbench.stages.indexing import Holding
from workbench.store import wording
from workbench.vectors.types import IndexAccount


def rebuild(services: Services) -> IndexAccount:
    """Builds the index of claims, then that of passages, whose manifest it gives.

    The words of passages are made anew where some of an erased report are left among them.
    """
    with services.database.snapshot() as session:
        left = wording.erased(session)
    if left:
        with services.database.transaction() as session:
            wording.make_anew(session)
    encoder = searchable.encoder_id(services)
    with services.database.snapshot() as session:
        indexing.rebuild(session, services.claims_shelf, encoder, Holding.CLAIMS)
        return indexing.rebuild(session, services.shelf, encoder)
