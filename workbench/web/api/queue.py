"""The queue: what is open in the order of work, whose turn it is, selections saved by name."""

from urllib.parse import urlencode

from flask import Response, jsonify, url_for
from pydantic import Field

from workbench.domain.vocabulary import Role
from workbench.store import claim_leases, queries, saved_filters
from workbench.store.desks import SavedFilter
from workbench.web import silence, turns
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import Json, created, page
from workbench.web.api.asking import Asked, ClaimPath, ClaimsQuery, SentSelection, Whole, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading
from workbench.web.people import me

api = blueprint("queue", "Claims in the order of work, and selections of them.")


class After(Asked):
    """The claim after which the next one is taken."""

    after: Whole | None = Field(None, description="It is given back where this reviewer has it.")


class NewFilter(Asked):
    """A selection, and its name; the same name again replaces it."""

    name: Words = Field(max_length=saved_filters.LONGEST_NAME)
    chosen: SentSelection


class FilterPath(Asked):
    """Which saved selection."""

    saved_id: int


@api.get("/queue", responses={200: shapes.Page[shapes.Claim]})
@allow(Role.READER)
def index(query: ClaimsQuery) -> Response:
    """Open claims that the filter selects, those worth deciding first at the top."""
    with reading() as session:
        after = queries.place_of(session, query.after) if query.after else None
        rows = queries.queue(session, query.chosen(), after=after, limit=query.limit)
        held = claim_leases.holders(session, [row.id for row in rows])
        items = [{**silence.standing(row), "with": held.get(row.id)} for row in rows]
    return page(items, limit=query.limit, cursor=rows[-1].id if rows else None)


@api.post("/queue/next", responses={200: shapes.Case, 204: None})
@allow(Role.REVIEWER)
def take(body: After) -> Response:
    """Takes the next open claim for a while, so that nobody else gets it; 204 at the end."""
    found = turns.take_next(body.after)
    if found is None:
        return Response(status=204)
    with reading() as session:
        return jsonify(silence.whole(session, found))


@api.post("/claims/<int:claim_id>/leave", responses={204: None})
@allow(Role.REVIEWER)
def leave(path: ClaimPath) -> Response:
    """Gives a claim back, for whoever comes next."""
    with deciding() as (session, reviewer):
        queries.claim(session, path.claim_id)
        claim_leases.give_back(session, reviewer.id, path.claim_id)
    return Response(status=204)


@api.get("/filters", responses={200: shapes.Page[shapes.Filter]})
@allow(Role.READER)
def filters() -> Response:
    """The selections that this person saved, by name."""
    with reading() as session:
        items = [_saved(row) for row in saved_filters.of(session, me().id)]
    return page(items, limit=len(items) + 1, cursor=None)


@api.post("/filters", responses={201: shapes.Filter})
@allow(Role.READER)
def save(body: NewFilter) -> Response:
    """Keeps a selection under a name."""
    chosen = body.chosen.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    chosen = {"article" if name == "report" else name: value for name, value in chosen.items()}
    with deciding() as (session, person):
        row = saved_filters.save(session, person.id, body.name, urlencode(chosen))
        session.flush()
        shape = _saved(row)
    return created(shape, url_for("api_queue.filters"))


@api.delete("/filters/<int:saved_id>", responses={204: None})
@allow(Role.READER)
def remove(path: FilterPath) -> Response:
    """Forgets a selection."""
    with deciding() as (session, person):
        saved_filters.remove(session, person.id, path.saved_id)
    return Response(status=204)


def _saved(row: SavedFilter) -> Json:
    return {"id": row.id, "name": row.name, "query": row.query, "at": row.created_at.isoformat()}
