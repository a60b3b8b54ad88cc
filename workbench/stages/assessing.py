"""What matched passages say of a claim, and from whom: compared, folded into origins, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.comparison import Comparison, compare
from workbench.domain.proposals import Proposal
from workbench.domain.spans import Span
from workbench.domain.stated import Stated
from workbench.language import sentences
from workbench.language.stating import Setting, state
from workbench.representations.comparisons import slot_json
from workbench.store.base import now
from workbench.store.models import Claim, Match, Passage

SENTENCES_BEFORE = 2
_REACH = 1_500  # code points of a report that are looked at before a sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared with the passages: a claim, with what surrounds it."""

    text: str
    context: str = ""
    published: date | None = None
    dateline: str | None = None


def pending(session: Session, *, limit: int) -> list[int]:
    """Claims that are matched and not yet assessed, those with the likeliest matches first."""
    rows = (
        select(Claim.id)
        .where(Claim.matched_at.is_not(None), Claim.assessed_at.is_(None))
        .order_by(Claim.priority.desc(), Claim.id)
        .limit(limit)
    )
    return list(session.scalars(rows))


def of_claim(claim: Claim) -> Subject:
    """A stored claim; a pulled one with the sentences before it and its article's date."""
    if claim.report is None or claim.start is None:
        return Subject(claim.text, published=_day(claim.claimed_at))
    return Subject(
        claim.text,
        context_before(claim.report.text, claim.start),
        _day(claim.report.published),
        claim.report.dateline_place,
    )


def compute(subject: Subject, passages: Sequence[Passage]) -> list[Comparison]:
    """One comparison a passage, in their order."""
    stated = _stated(subject)
    return [compare(stated, _passage(passage)) for passage in passages]


def record(session: Session, claim_id: int, proposals: Mapping[int, Proposal]) -> None:
    """Keeps what is proposed for each passage, by its id; safe to repeat."""
    claim = session.get_one(Claim, claim_id)
    claim.assessed_at = now()
    for match in session.scalars(select(Match).where(Match.claim_id == claim_id)):
        if match.passage_id in proposals:
            _keep(match, proposals[match.passage_id])


def propose(passage: Passage, comparison: Comparison) -> Proposal:
    """What is proposed about one passage."""
    source = passage.report.source
    return Proposal(
        origin=passage.report_id,
        origin_label=source.name if source else "unknown source",
        comparison=[slot_json(row) for row in comparison.slots],
        signal=comparison.signal,
    )


def context_before(text: str, start: int) -> str:
    """The sentences before a place in a text, at most two, headings left out."""
    low = max(0, start - _REACH)
    before = [s for s in sentences.split(text[low:start]) if not s.heading]
    kept = before[-SENTENCES_BEFORE:]
    return " ".join(sentence.span.of(text[low:start]) for sentence in kept)


def _stated(subject: Subject) -> Stated:
    setting = Setting(subject.context, subject.published, subject.dateline)
    return state(subject.text, setting)


def _passage(passage: Passage) -> Stated:
    report = passage.report
    setting = Setting(
        context_before(report.text, passage.start), _day(report.published), report.dateline_place
    )
    return state(Span(passage.start, passage.end).of(report.text), setting)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None


def _keep(match: Match, proposal: Proposal) -> None:
    match.basis_kind = proposal.basis.kind
    match.basis_root = proposal.basis.root
    match.basis_because = proposal.basis.because
    match.origin, match.origin_label = proposal.origin, proposal.origin_label
    match.origin_because = list(proposal.origin_because)
    match.same_origin_as_claim = proposal.same_origin_as_claim
    match.comparison, match.signal = proposal.comparison, proposal.signal
    match.as_of = proposal.as_of
