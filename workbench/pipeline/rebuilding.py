"""Every index built anew from the database: what any damage to them is repaired with."""

from workbench.bootstrap import Services
from workbench.pipeline import searchable
from workbench.stages import indexing
from workbench.stages.indexing import Holding
from workbench.vectors.types import IndexAccount


def rebuild(services: Services) -> IndexAccount:
    """Builds the index of claims, then that of passages, whose manifest it gives."""
    encoder = searchable.encoder_id(services)
    with services.database.snapshot() as session:
        indexing.rebuild(session, services.claims_shelf, encoder, Holding.CLAIMS)
        return indexing.rebuild(session, services.shelf, encoder)
