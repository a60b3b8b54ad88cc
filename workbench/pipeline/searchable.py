"""How far the index is behind the database, without counting anew at every search."""

import time
from dataclasses import astuple

from workbench.bootstrap import Services
from workbench.stages import embedding, indexing
from workbench.vectors.types import IndexAccount

_RARELY = 20  # times as long as counting took: what is noted holds for that while things come


def encoder_id(services: Services) -> int:
    """The id under which the desk's vectors are kept."""
    known = services.noted.encoder_id
    if known is None:
        with services.database.transaction() as session:
            known = embedding.encoder_id(session, services.encoder)
        services.noted.encoder_id = known
    return known


def behind(services: Services) -> int:
    """How many passages are not yet searchable: without a vector, or not in the index.

    Raises:
        StaleIndexError: the index cannot be used.
    """
    return count(services, encoder_id(services), services.shelf.manifest())


def count(services: Services, encoder: int, manifest: IndexAccount) -> int:
    """The same for an index as its manifest describes it; while much comes, of a moment ago."""
    noted = services.noted
    with services.database.snapshot() as session:
        mark = (encoder, *indexing.mark(session))
        if noted.standing is None or (mark != noted.mark and time.monotonic() >= noted.until):
            started = time.monotonic()
            noted.standing = astuple(indexing.standing(session, encoder))
            noted.waiting = embedding.waiting(session, encoder)
            noted.mark = mark
            noted.until = started + _RARELY * (time.monotonic() - started)
    return noted.waiting + indexing.Standing(*noted.standing).behind(manifest)
