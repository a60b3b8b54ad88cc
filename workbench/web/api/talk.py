"""Around a claim: whose it is, its tags, comments; claims near to it, and those joined with it."""

from flask import Response, jsonify, url_for

from workbench.domain.vocabulary import Role
from workbench.pipeline import joining
from workbench.pipeline.resembling import Resembling, resembling
from workbench.stages import talking
from workbench.store.casework import open_case
from workbench.web import silence
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import Json, created
from workbench.web.api.asking import Asked, ClaimPath, Whole, Words
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services
from workbench.web.people import me

api = blueprint("talk", "Whose a claim is, tags, comments, claims that say the same.")


class Talk(shapes.Shape):
    """What stands around a claim."""

    assigned: str | None
    tags: list[str]
    comments: list[Json]


class Near(shapes.Shape):
    """Claims near to one, none of whose verdicts is taken over, and those joined with it."""

    joined: list[int]
    near: list[Json]


class CommentPath(ClaimPath):
    """Which comment on which claim."""

    comment_id: int


class Assigning(Asked):
    """Who is to review the claim; nobody where no name is given."""

    person: Words | None = None


class Tagging(Asked):
    """A tag to add, a tag to remove, or both."""

    add: Words | None = None
    remove: Words | None = None


class NewComment(Asked):
    """What is said about the claim."""

    text: Words


class Other(Asked):
    """The claim that says the same."""

    other: Whole


@api.get("/claims/<int:claim_id>/talk", responses={200: Talk})
@allow(Role.READER)
def read(path: ClaimPath) -> Response:
    """Whose it is, its tags, and what was said about it."""
    return _talk(path)


@api.post("/claims/<int:claim_id>/assignment", responses={200: Talk})
@allow(Role.REVIEWER)
def assign(path: ClaimPath, body: Assigning) -> Response:
    """Gives the claim to somebody, or to nobody."""
    with deciding() as (session, person):
        if body.person is None:
            talking.unassign(session, path.claim_id, by=person)
        else:
            talking.assign(session, path.claim_id, body.person, by=person)
    return _talk(path)


@api.post("/claims/<int:claim_id>/tags", responses={200: Talk})
@allow(Role.REVIEWER)
def tag(path: ClaimPath, body: Tagging) -> Response:
    """Adds a tag, removes one, or both."""
    with deciding() as (session, person):
        if body.remove is not None:
            talking.untag(session, path.claim_id, body.remove, by=person)
        if body.add is not None:
            talking.tag(session, path.claim_id, body.add, by=person)
    return _talk(path)


@api.post("/claims/<int:claim_id>/comments", responses={201: Talk})
@allow(Role.REVIEWER)
def comment(path: ClaimPath, body: NewComment) -> Response:
    """Says something about the claim."""
    with deciding() as (session, person):
        talking.comment(session, path.claim_id, body.text, by=person)
    at = url_for("api_talk.read", claim_id=path.claim_id)
    return created(_talk(path).get_json(), at)


@api.delete("/claims/<int:claim_id>/comments/<int:comment_id>", responses={204: None})
@allow(Role.REVIEWER)
def take_back(path: CommentPath) -> Response:
    """Takes one's own comment back; that it was said stays in the history."""
    with deciding() as (session, person):
        talking.take_back(session, path.claim_id, path.comment_id, by=person)
    return Response(status=204)


@api.get("/claims/<int:claim_id>/similar", responses={200: Near})
@allow(Role.READER)
def similar(path: ClaimPath) -> Response:
    """The nearest claims with the difference to this one, and those joined with it."""
    with reading() as session:
        case = open_case(session, path.claim_id)
        found = silence.near(case, resembling(services(), session, case.claim))
        joined = [claim.id for claim in case.joined]
        return jsonify(joined=joined, near=[_near(each) for each in found])


@api.post("/claims/<int:claim_id>/join", responses={200: shapes.Sorted})
@allow(Role.REVIEWER)
def join(path: ClaimPath, body: Other) -> Response:
    """Says that two claims are one: they share evidence from now on, never verdicts."""
    return jsonify(claims=joining.join(services(), path.claim_id, body.other, by=me().id))


@api.post("/claims/<int:claim_id>/separate", responses={200: shapes.Sorted})
@allow(Role.REVIEWER)
def separate(path: ClaimPath) -> Response:
    """Takes the claim out of those it was joined with."""
    return jsonify(claims=joining.separate(services(), path.claim_id, by=me().id))


def _talk(path: ClaimPath) -> Response:
    with reading() as session:
        case = open_case(session, path.claim_id)
        whose = talking.assignee(session, path.claim_id)
        said = talking.comments(session, path.claim_id, case)
        comments = [
            {"id": each.id, "at": each.at.isoformat(), "by": each.by, "text": each.text}
            for each in said
        ]
        name = whose.person.name if whose else None
        return jsonify(assigned=name, tags=case.claim.tags, comments=comments)


def _near(found: Resembling) -> Json:
    return {
        "claim": silence.standing(found.claim),
        "similarity": None if found.similarity is None else round(found.similarity, 4),
        "comparison": found.comparison,
        "signal": found.signal,
        "same": found.same,
    }
