"""The record of what happened, event by event, each sealed with the one before."""

from flask import Response

from workbench.domain.vocabulary import Role
from workbench.store import listing
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import page
from workbench.web.api.asking import Paging
from workbench.web.api.blueprint import blueprint
from workbench.web.context import reading

api = blueprint("audit", "What happened on the desk, in the order in which it was sealed.")


@api.get("/audit", responses={200: shapes.Page[shapes.Event]})
@allow(Role.EDITOR)
def index(query: Paging) -> Response:
    """Every event, the oldest first."""
    with reading() as session:
        items = listing.events(session, after=query.after, limit=query.limit)
    return page(items, limit=query.limit, cursor=items[-1]["id"] if items else None)
