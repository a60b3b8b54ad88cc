"""What people decide: stances on passages, verdicts, their undoing, claims set aside."""

from flask import Response, jsonify, url_for
from sqlalchemy.orm import Session

from workbench.domain.spans import Span
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Publication, Role
from workbench.errors import InputError
from workbench.pipeline.deciding import conclude, keep_counts
from workbench.pipeline.deciding import undo as take_back
from workbench.representations.cases import evidence_json, review_json
from workbench.stages import evidence, publishing, reviewing
from workbench.stages.evidence import Judgement
from workbench.store.casework import open_case
from workbench.store.models import Evidence, User
from workbench.web import silence
from workbench.web.access import allow
from workbench.web.api import shapes
from workbench.web.api.answers import created
from workbench.web.api.asking import (
    ClaimPath,
    EvidencePath,
    NewEvidence,
    NewReview,
    Publishing,
    SettingAside,
    Undoing,
)
from workbench.web.api.blueprint import blueprint
from workbench.web.context import deciding, reading, services

api = blueprint("decisions", "Evidence and reviews: what people say, and what it rests on.")


@api.post("/claims/<int:claim_id>/evidence", responses={201: shapes.Evidence})
@allow(Role.REVIEWER)
def give_stance(path: ClaimPath, body: NewEvidence) -> Response:
    """A stance on a passage, on a stretch of a report, or a note of what was found elsewhere."""
    with deciding() as (session, reviewer):
        given = _give(session, path.claim_id, body, reviewer).id
    keep_counts(services(), path.claim_id)
    with reading() as session:
        rows = open_case(session, path.claim_id).evidence
        shape = next(evidence_json(row) for row in rows if row.id == given)
    return created(shape, _of(path))


@api.delete("/claims/<int:claim_id>/evidence/<int:evidence_id>", responses={204: None})
@allow(Role.REVIEWER)
def withdraw(path: EvidencePath) -> Response:
    """Takes one's own stance back; what it was stays in the history."""
    with deciding() as (session, reviewer):
        evidence.withdraw(session, path.claim_id, path.evidence_id, reviewer=reviewer)
    keep_counts(services(), path.claim_id)
    return Response(status=204)


@api.post("/claims/<int:claim_id>/reviews", responses={201: shapes.Review})
@allow(Role.REVIEWER)
def review(path: ClaimPath, body: NewReview) -> Response:
    """A verdict: 409 if the claim changed since `seen` or was split, 422 if too little bears it."""
    conclusion = Conclusion(
        body.verdict, body.rationale.strip(), ground=body.ground, missing=body.missing
    )
    with deciding() as (session, reviewer):
        number = conclude(
            services(), session, path.claim_id, conclusion, reviewer=reviewer, seen=body.seen
        ).number
    with reading() as session:
        rows = open_case(session, path.claim_id).reviews
        shape = next(review_json(row) for row in rows if row.number == number)
    return created(shape, _of(path))


@api.post("/claims/<int:claim_id>/undo", responses={200: shapes.Case})
@allow(Role.REVIEWER)
def undo(path: ClaimPath, query: Undoing) -> Response:
    """Takes the last standing decision back, or the setting aside, as an event of its own.

    Name it by `number`: 409 where another one stands by then, and nothing is taken back.
    """
    with deciding() as (session, reviewer):
        take_back(session, path.claim_id, reviewer=reviewer, number=query.number)
    return _case(path)


@api.post("/claims/<int:claim_id>/set-aside", responses={200: shapes.Case})
@allow(Role.REVIEWER)
def set_aside(path: ClaimPath, body: SettingAside) -> Response:
    """Takes the claim out of the queue without a verdict."""
    with deciding() as (session, reviewer):
        reviewing.set_aside(session, path.claim_id, body.reason, reviewer=reviewer, seen=body.seen)
    return _case(path)


@api.post("/claims/<int:claim_id>/publication", responses={200: shapes.Case})
@allow(Role.EDITOR)
def publish(path: ClaimPath, body: Publishing) -> Response:
    """Publishes the verdict that stands, as a correction where another was; or withdraws it.

    409 where `number` is not the review that stands last.
    """
    step = publishing.publish if body.mark is Publication.PUBLISHED else publishing.withdraw
    with deciding() as (session, editor):
        step(session, path.claim_id, by=editor, why=body.why, number=body.number)
    return _case(path)


def _give(session: Session, claim_id: int, body: NewEvidence, reviewer: User) -> Evidence:
    judgement = Judgement(body.stance, body.question, body.ground, body.basis_kind, body.basis_root)
    match body:
        case NewEvidence(passage_id=int(passage_id), report_id=None, note=None):
            return evidence.on_passage(session, claim_id, passage_id, judgement, reviewer=reviewer)
        case NewEvidence(
            passage_id=None, report_id=int(report_id), start=int(start), end=int(end), note=None
        ):
            passage = evidence.select_passage(session, report_id, Span(start, end))
            return evidence.on_passage(session, claim_id, passage.id, judgement, reviewer=reviewer)
        case NewEvidence(passage_id=None, report_id=None, note=str(note)):
            return evidence.on_note(session, claim_id, note, judgement, reviewer=reviewer)
    raise InputError("Give one of: passage_id; report_id with start and end; note.")


def _case(path: ClaimPath) -> Response:
    with reading() as session:
        return jsonify(silence.whole(session, path.claim_id))


def _of(path: ClaimPath) -> str:
    return url_for("api_claims.read", claim_id=path.claim_id)
