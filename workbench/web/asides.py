"""What the desk has of a passage that was found: claims in its words, decisions resting on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Stance
from workbench.store.models import Claim, Evidence, Passage, Report

_BEARING = (Stance.SUPPORTS, Stance.REFUTES)


@dataclass(slots=True)
class Aside:
    """Claims that were pulled from a passage, decided claims it speaks for or against."""

    pulled: list[Claim] = field(default_factory=list)
    decided: list[Claim] = field(default_factory=list)
    is_article: bool = False


def beside(session: Session, passage_ids: Collection[int]) -> dict[int, Aside]:
    """Of each passage that was found; what others marked for an open claim stays theirs."""
    asides = {passage_id: Aside() for passage_id in passage_ids}
    for passage_id, claim in _rows(session, _pulled(passage_ids)):
        asides[passage_id].pulled.append(claim)
    for passage_id, claim in _rows(session, _decided(passage_ids)):
        asides[passage_id].decided.append(claim)
    articles = select(Passage.id).join(Report).where(Passage.id.in_(passage_ids), Report.is_article)
    for passage_id in session.scalars(articles.where(Report.current)):
        asides[passage_id].is_article = True
    return asides


def _rows(session: Session, found: Select[int, Claim]) -> Sequence[tuple[int, Claim]]:
    ordered = found.order_by(Passage.id, Claim.id)
    return [(row[0], row[1]) for row in session.execute(ordered)]


def _pulled(passage_ids: Collection[int]) -> Select[int, Claim]:
    theirs = (Claim.start < Passage.end) & (Claim.end > Passage.start)
    pulled = select(Passage.id, Claim).join(Claim, Claim.report_id == Passage.report_id)
    return pulled.where(Passage.id.in_(passage_ids), theirs, Claim.parent_id.is_(None))


def _decided(passage_ids: Collection[int]) -> Select[int, Claim]:
    bearing = select(Evidence.passage_id, Evidence.claim_id).where(
        Evidence.passage_id.in_(passage_ids),
        Evidence.withdrawn_at.is_(None),
        Evidence.stance.in_(_BEARING),
    )
    once = bearing.distinct().subquery()  # two reviewers may have marked it
    marked = select(Passage.id, Claim).join(once, once.c.passage_id == Passage.id)
    return marked.join(Claim, Claim.id == once.c.claim_id).where(Claim.verdict.is_not(None))
