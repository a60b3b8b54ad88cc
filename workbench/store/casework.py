"""What stands on a claim for one person: matches, evidence, reviews, and their revision."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.domain.verdicts import Exhibit
from workbench.errors import NotFoundError
from workbench.store.models import Claim, Evidence, Match, Passage, Report, Review

_NOTE_ORIGINS = -1  # each off-platform note is an origin of its own, numbered downwards


@dataclass(frozen=True, slots=True)
class Casework:
    """A claim with everything that this person may see on it."""

    claim: Claim
    matches: Sequence[Match]
    evidence: Sequence[Evidence]
    reviews: Sequence[Review]

    @property
    def revision(self) -> str:
        """Names this state; whoever decides says which one was in view."""
        seen = (
            self.claim.version,
            self.claim.state.value,
            sorted(match.passage_id for match in self.matches),
            [row.id for row in self.evidence],
            [(row.number, row.undone_at is None) for row in self.reviews],
        )
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    def exhibits(self, reviewer_id: int | None = None) -> list[Exhibit]:
        """The content and saying stances, each with the origin its passage belongs to."""
        origins = {m.passage_id: None if m.same_origin_as_claim else m.origin for m in self.matches}
        return [
            Exhibit(
                question=row.question,
                stance=row.stance,
                ground=row.ground,
                origin=_NOTE_ORIGINS - row.id
                if row.passage_id is None
                else origins.get(row.passage_id),
            )
            for row in self.evidence
            if reviewer_id is None or row.reviewer_id == reviewer_id
        ]


def open_case(session: Session, claim_id: int) -> Casework:
    """A claim's casework in at most six statements, whatever it holds.

    Raises:
        NotFoundError: there is no such claim.
    """
    claim = session.scalar(
        select(Claim)
        .where(Claim.id == claim_id)
        .options(joinedload(Claim.source), joinedload(Claim.report).joinedload(Report.source))
    )
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    return Casework(
        claim,
        _matches(session, claim_id),
        _evidence(session, claim_id),
        _reviews(session, claim_id),
    )


def _matches(session: Session, claim_id: int) -> Sequence[Match]:
    """The texts come apart from the rows: each report's once, however many passages it has."""
    return session.scalars(
        select(Match)
        .where(Match.claim_id == claim_id)
        .options(
            joinedload(Match.passage, innerjoin=True)
            .selectinload(Passage.report)
            .joinedload(Report.source)
        )
        .order_by(Match.rank)
    ).all()


def _evidence(session: Session, claim_id: int) -> Sequence[Evidence]:
    return session.scalars(
        select(Evidence)
        .where(Evidence.claim_id == claim_id, Evidence.withdrawn_at.is_(None))
        .options(
            joinedload(Evidence.reviewer),
            joinedload(Evidence.passage).selectinload(Passage.report).joinedload(Report.source),
        )
        .order_by(Evidence.id)
    ).all()


def _reviews(session: Session, claim_id: int) -> Sequence[Review]:
    return session.scalars(
        select(Review)
        .where(Review.claim_id == claim_id)
        .options(joinedload(Review.reviewer))
        .order_by(Review.number)
    ).all()
