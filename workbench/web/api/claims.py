"""Claims: listed, one by one, sent one at a time; their matches."""

from flask import Response, jsonify, url_for

from workbench.domain.spans import Span
from workbench.domain.vocabulary import Role
from workbench.interchange.rows import Row
from workbench.pipeline import catching_up, creating
from workbench.stages import pulling
from workbench.store import queries
from workbench.store.casework import open_case
from workbench.web import silence
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created, page
from workbench.web.api.asking import ClaimPath, ClaimsQuery, Missed, NewClaim, Paging, ReportPath
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services
from workbench.web.people import me

api = blueprint("claims", "Statements under review, pulled from articles or brought in bulk.")


@api.get("/claims", responses={200: shapes.Page[shapes.Claim]})
@allow(Role.READER)
def index(query: ClaimsQuery) -> Response:
    """Every claim that the filter selects, in the order of their ids."""
    with reading() as session:
        rows = queries.claims(session, query.chosen(), after=query.after, limit=query.limit)
        items = [silence.standing(row) for row in rows]
    return page(items, limit=query.limit, cursor=rows[-1].id if rows else None)


@api.post("/claims", responses={201: shapes.Case, 200: shapes.Case})
@allow(Role.REVIEWER)
def create(body: NewClaim) -> Response:
    """One claim, as a row of an import: 201 where it is new, 200 where the desk has it."""
    given = body.model_dump(exclude_none=True, exclude={"extra", "tags"})
    if body.tags is not None:
        given["tags"] = ";".join(body.tags)
    row = Row(1, None, {name: value.strip() for name, value in given.items()}, body.extra or {})
    brought = creating.create(services(), row, by=me().name)
    with reading() as session:
        shape = silence.whole(session, brought.claim_id)
    at = url_for("api_claims.read", claim_id=brought.claim_id)
    return created(shape, at, status=201 if brought.is_new else 200)


@api.post("/reports/<int:report_id>/claims", responses={201: shapes.Case, 200: shapes.Case})
@allow(Role.REVIEWER)
def take(path: ReportPath, body: Missed) -> Response:
    """A sentence of an article that was not pulled, as a claim: 200 where it is one already."""
    with deciding() as (session, reviewer):
        known = {claim.id for claim in queries.claims_of(session, path.report_id)}
        stretch = Span(body.start, body.end)
        claim_id = pulling.take(session, path.report_id, stretch, by=reviewer.name)
    catching_up.match_one(services(), claim_id)
    with reading() as session:
        shape = silence.whole(session, claim_id)
    at = url_for("api_claims.read", claim_id=claim_id)
    return created(shape, at, status=200 if claim_id in known else 201)


@api.get("/claims/<int:claim_id>", responses={200: shapes.Case})
@allow(Role.READER)
def read(path: ClaimPath) -> Response:
    """One claim with its matches, evidence, reviews and history."""
    with reading() as session:
        return jsonify(silence.whole(session, path.claim_id))


@api.get("/claims/<int:claim_id>/matches", responses={200: shapes.Page[shapes.Match]})
@allow(Role.READER)
def matches(path: ClaimPath, query: Paging) -> Response:
    """What the machine proposes, best first."""
    with reading() as session:
        case = open_case(session, path.claim_id)
        found = silence.matches(case)
    items = found[query.after : query.after + query.limit]
    end = query.after + len(items)
    return page(items, limit=query.limit, cursor=end if end < len(found) else None)
