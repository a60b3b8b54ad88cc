"""Passages that stand among a claim's matches because a person put them there."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.store.models import Claim, Match, Passage

LAST_RANK = 1_000_000  # behind everything that a search found


def include(session: Session, claim: Claim, passage: Passage) -> None:
    """Puts a passage among the matches from now on, to be assessed; unless it is there."""
    there = select(Match.id).where(Match.claim_id == claim.id, Match.passage_id == passage.id)
    if session.scalar(there) is not None:
        return
    source = passage.report.source
    session.add(
        Match(
            claim_id=claim.id,
            passage_id=passage.id,
            by_hand=True,
            rank=LAST_RANK,
            origin=passage.report_id,
            origin_label=source.name if source else "unknown source",
            same_origin_as_claim=passage.report_id == claim.report_id,
            basis_because="Found by a reviewer; not assessed yet.",
        )
    )
    claim.assessed_at = None


def is_own(claim: Claim, passage: Passage) -> bool:
    """Whether a passage is the claim's own sentence, or overlaps it."""
    if claim.report_id != passage.report_id:
        return False
    return passage.start < (claim.end or 0) and (claim.start or 0) < passage.end
