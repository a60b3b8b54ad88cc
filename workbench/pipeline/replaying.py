"""`replay`: what a decision rested on, recomputed."""

from typing import Any

from workbench.bootstrap import Services
from workbench.errors import InputError
from workbench.pipeline.deciding import versions
from workbench.pipeline.searchable import encoder_id
from workbench.stages import assessing, replaying
from workbench.store.casework import Casework, open_case
from workbench.store.models import Passage, Review

Json = dict[str, Any]


def replay(services: Services, claim_id: int) -> Json:
    """Whether each standing decision on a claim replays the same, or what differs and why.

    Raises:
        NotFoundError: there is no such claim.
        InputError: nobody decided on it.
    """
    encoder = encoder_id(services)
    with services.database.snapshot() as session:
        case = open_case(session, claim_id)
        subject = assessing.of_claim(session, case.claim)
        decided = assessing.corrections(session, claim_id)
        alike = assessing.alike(session, encoder, case)
    reviews = replaying.standing(case.reviews)
    if not reviews:
        raise InputError(f"There is no standing decision on claim {claim_id} to replay.")
    today = _today(services, case, assessing.compute(subject, case, decided, alike))
    return {"claim": claim_id, "reviews": [_replayed(review, today) for review in reviews]}


def _today(services: Services, case: Casework, assessed: assessing.Assessment) -> replaying.Today:
    passages = {match.passage_id: match.passage for match in case.matches}
    return replaying.Today(
        case.claim,
        passages,
        _similarities(services, case.claim.text, passages),
        assessed.proposals,
        versions(services),
    )


def _similarities(services: Services, text: str, passages: dict[int, Passage]) -> dict[int, float]:
    words = [p.report.text[p.start : p.end] for p in passages.values()]
    vectors = services.encoder.encode([text, *words])
    return dict(zip(passages, (vectors[1:] @ vectors[0]).tolist(), strict=True))


def _replayed(review: Review, today: replaying.Today) -> Json:
    found = list(replaying.differences(review, today))
    return {
        "number": review.number,
        "verdict": review.verdict.value,
        "reviewer": review.reviewer.name,
        "at": review.at.isoformat(),
        "same": not found,
        "differences": [
            {"what": d.what, "was": d.was, "is": d.is_now, "why": d.why} for d in found
        ],
    }
