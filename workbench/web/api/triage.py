"""Triage: many claims at once, before anybody reviews them."""

from typing import Annotated

from flask import Response, jsonify
from pydantic import Field
from sqlalchemy.orm import defer, joinedload
from sqlalchemy.sql.base import ExecutableOption

from workbench.domain.vocabulary import Role, State, TriageStep
from workbench.domain.vocabulary import SetAside as SetAsideReason
from workbench.pipeline.splitting import split as split_claim
from workbench.stages import triaging
from workbench.store import queries
from workbench.store.models import Claim, Report
from workbench.web import silence
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import page
from workbench.web.api.asking import Asked, ClaimPath, Paging, Whole, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services
from workbench.web.people import me

api = blueprint("triage", "Kept, set aside, worded or split before anybody reviews.")
AT_ONCE = 200
Ids = Annotated[list[Whole], Field(min_length=1, max_length=AT_ONCE)]


class TriageQuery(Paging):
    """Whose new claims, and which page of them."""

    report: int | None = Field(None, ge=0, le=2**53, description="Pulled from this report.")
    import_: int | None = Field(
        None, ge=0, le=2**53, alias="import", description="Named by this import."
    )


class Named(Asked):
    """Which claims."""

    claims: Ids


class Aside(Named):
    """Which claims are not checked, and why."""

    reason: SetAsideReason


class Undoing(Named):
    """Which claims, and which step where one is meant."""

    step: TriageStep | None = Field(
        None, description="What was done; claims to which something else was done last are left."
    )


class Wording(Asked):
    """How a claim is read alone; the quote stays."""

    wording: Words


class Parts(Asked):
    """What a claim asserts, one by one."""

    parts: Annotated[list[Words], Field(min_length=2, max_length=AT_ONCE)]


@api.get("/triage", responses={200: shapes.Page[shapes.Claim]})
@allow(Role.REVIEWER)
def index(query: TriageQuery) -> Response:
    """The new claims that nobody kept yet, in the order of their ids."""
    chosen = queries.Filter(state=State.NEW, report_id=query.report, import_id=query.import_)
    with reading() as session:
        new = queries.selected(chosen).where(~triaging.is_kept(), Claim.id > query.after)
        rows = session.scalars(new.limit(query.limit).options(*_shown())).all()
        items = [silence.standing(row) for row in rows]
    return page(items, limit=query.limit, cursor=rows[-1].id if rows else None)


@api.post("/triage/keep", responses={200: shapes.Sorted})
@allow(Role.REVIEWER)
def keep(body: Named) -> Response:
    """Says that these claims are worth reviewing; answers those that it was new for."""
    with deciding() as (session, reviewer):
        return jsonify(claims=triaging.keep(session, body.claims, by=reviewer))


@api.post("/triage/set-aside", responses={200: shapes.Sorted})
@allow(Role.REVIEWER)
def set_aside(body: Aside) -> Response:
    """Takes claims out of the queue; answers those that were before their review."""
    with deciding() as (session, reviewer):
        return jsonify(claims=triaging.set_aside(session, body.claims, body.reason, by=reviewer))


@api.post("/triage/undo", responses={200: shapes.Sorted})
@allow(Role.REVIEWER)
def undo(body: Undoing) -> Response:
    """Takes back the last step of each of these claims; answers those that had one."""
    with deciding() as (session, reviewer):
        done = triaging.undo(session, body.claims, by=reviewer, step=body.step)
    return jsonify(claims=done)


@api.post("/claims/<int:claim_id>/wording", responses={200: shapes.Case})
@allow(Role.REVIEWER)
def word(path: ClaimPath, body: Wording) -> Response:
    """Gives a claim the wording in which it is read alone."""
    with deciding() as (session, reviewer):
        triaging.word(session, path.claim_id, body.wording, by=reviewer)
    with reading() as session:
        return jsonify(silence.whole(session, path.claim_id))


@api.post("/claims/<int:claim_id>/parts", responses={200: shapes.Sorted})
@allow(Role.REVIEWER)
def split(path: ClaimPath, body: Parts) -> Response:
    """Makes a claim of each part; the whole is set aside. Answers the parts."""
    return jsonify(claims=split_claim(services(), path.claim_id, body.parts, by=me().id))


def _shown() -> tuple[ExecutableOption, ...]:
    report = joinedload(Claim.report)
    return joinedload(Claim.source), report.options(defer(Report.text), joinedload(Report.source))
