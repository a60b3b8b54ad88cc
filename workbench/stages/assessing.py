"""What matched passages say of a claim, and from whom: compared, folded into origins, counted."""

import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain import queue, sameness, support
from workbench.domain.asof import AsOf
from workbench.domain.bearings import CLAIM
from workbench.domain.comparison import Comparison, compare
from workbench.domain.origins import Corrections, Count, Decision, Folded, Origin, fold
from workbench.domain.proposals import UNSTATED, Proposal
from workbench.domain.sameness import Likelihood, Nearness, Opened
from workbench.domain.stated import Stated
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind, Question, Signal, Stance
from workbench.language import sharing
from workbench.language.bodies import directory
from workbench.language.stating import known_world
from workbench.representations import openings
from workbench.representations.comparisons import as_of_json, slot_json
from workbench.representations.origins import basis_from, count_json
from workbench.representations.subjects import (
    OPENING,
    Subject,
    basis_of,
    bearing_of,
    claims_bearing,
    context_before,
    moment,
    stated_claim,
    stated_passage,
)
from workbench.store.base import Json, now
from workbench.store.casework import Casework
from workbench.store.models import Claim, Match, OriginCorrection, Passage

_DAY = 86_400.0  # seconds
NOT_TOLD: Mapping[int, float] = MappingProxyType({})
Similarities = Mapping[int, float | None]
Alike = Mapping[int, float]  # report -> how near what it tells first is to the article's first
Marked = Mapping[Stance, Collection[int]]  # passage ids by what people say they do to the content


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is proposed for each passage by its id, and what that counts up to."""

    proposals: Mapping[int, Proposal]
    proposed: Count
    confirmed: Mapping[Stance, Count]
    order: Sequence[int]  # passage ids, to be read first to last


def pending(session: Session, *, limit: int) -> list[int]:
    """Claims that are matched and not yet assessed, the weightiest first."""
    rows = (
        select(Claim.id)
        .where(Claim.matched_at.is_not(None), Claim.assessed_at.is_(None))
        .order_by(Claim.priority.desc(), Claim.id.desc())
        .limit(limit)
    )
    return list(session.scalars(rows))


def of_claim(session: Session, claim: Claim) -> Subject:
    """A stored claim; a pulled one with the sentences before it and its article's facts."""
    report, speaker = claim.report, claim.speaker
    if report is None or claim.start is None:
        said = f"Imported as said by {speaker['name']}." if speaker else ""
        basis = Basis(BasisKind.STATEMENT, speaker["name"], said) if speaker else UNSTATED
        source = claim.source.name if claim.source else None
        return Subject(claim.text, published=claim.claimed_at, basis=basis, source=source)
    return Subject(
        claim.text,
        context_before(report.text, claim.start),
        report.published,
        report.text[:OPENING],
        report.dateline_place,
        _own_basis(session, claim),
        report.id,
        report.original_id or report.id,
        report.source.name if report.source else None,
    )


def corrections(session: Session, claim_id: int) -> Corrections:
    """What reviewers decided about this claim's origins, oldest first."""
    rows = session.scalars(
        select(OriginCorrection)
        .where(OriginCorrection.claim_id == claim_id, OriginCorrection.withdrawn_at.is_(None))
        .order_by(OriginCorrection.id)
    ).all()
    return Corrections(
        tuple(
            (r.passage_id, r.other_id or CLAIM, Decision(r.decision)) for r in rows if not r.basis
        ),
        {r.passage_id: basis_from(r.basis) for r in rows if r.basis},
    )


def marked_in(case: Casework) -> Marked:
    """The passages that people marked, as far as this case shows them."""
    return {
        stance: [
            row.passage_id
            for row in case.evidence
            if row.stance is stance
            and row.question is Question.CONTENT
            and row.passage_id is not None
        ]
        for stance in (Stance.SUPPORTS, Stance.REFUTES)
    }


def alike(session: Session, encoder: int, case: Casework) -> Alike:
    """How near what the matched reports tell first is to what the claim's article does."""
    article = case.claim.report_id
    reports = {match.passage.report_id for match in case.matches}
    return openings.likeness(session, encoder, article, reports) if article is not None else {}


def compute(
    subject: Subject, case: Casework, decided: Corrections, alike: Alike = NOT_TOLD
) -> Assessment:
    """Compares each matched passage, folds them all, counts what agrees and what people marked."""
    near = {match.passage_id: match.similarity for match in case.matches}
    passages = [match.passage for match in case.matches]
    return compute_for(subject, passages, near, decided, marked_in(case), alike)


def compute_for(
    subject: Subject,
    passages: Sequence[Passage],
    similarities: Similarities,
    decided: Corrections | None = None,
    marked: Marked | None = None,
    alike: Alike = NOT_TOLD,
) -> Assessment:
    """The same for any passages, each with its report and source loaded."""
    corrected = decided or Corrections()
    stated = {passage.id: stated_passage(passage) for passage in passages}
    comparisons = compare_with(subject, stated)
    folded = fold_with(subject, passages, corrected)
    likely = {}
    if subject.report_id is not None:  # an article says which event it is
        near = nearness(subject, passages, similarities, alike)
        likely = _likelihoods(comparisons, near)
    counted = {
        i for i, c in comparisons.items() if support.is_counted(c, similarities[i], likely.get(i))
    }
    proposals = {
        passage.id: _propose(
            folded.origin_of(passage.id),
            corrected.bases.get(passage.id) or basis_of(passage),
            comparisons[passage.id],
            stated[passage.id].as_of,
            likely.get(passage.id),
            is_counted=passage.id in counted,
        )
        for passage in passages
    }
    counted_by = {stance: folded.count(ids) for stance, ids in (marked or {}).items()}
    order = support.in_order(
        support.Row(
            i,
            bears=i in counted or p.signal is Signal.CONFLICTS,
            own=p.same_origin_as_claim,
            stated=p.basis.kind is not BasisKind.UNSTATED,
            perhaps_own=folded.may_be_own(i),
            answer=likely[i].answer if i in likely else None,
        )
        for i, p in proposals.items()
    )
    return Assessment(proposals, folded.count(counted), counted_by, order)


def confirmed(
    subject: Subject, passages: Sequence[Passage], decided: Corrections, marked: Marked
) -> dict[Stance, Count]:
    """What people marked counts up to; it is folded where anything is, and nothing is compared."""
    folded = fold_with(subject, passages if any(marked.values()) else [], decided)
    return {stance: folded.count(ids) for stance, ids in marked.items()}


def compare_with(subject: Subject, passages: Mapping[int, Stated]) -> dict[int, Comparison]:
    """The comparison with each passage, by its id."""
    claim = stated_claim(subject)
    return {i: compare(claim, stated, world=known_world()) for i, stated in passages.items()}


def fold_with(subject: Subject, passages: Sequence[Passage], decided: Corrections) -> Folded:
    """The origins of the passages beside the claim's own."""
    book = directory()
    bearings = [bearing_of(passage, book) for passage in passages]
    return fold(claims_bearing(subject, book), bearings, bodies=book.bodies, corrections=decided)


def nearness(
    subject: Subject,
    passages: Sequence[Passage],
    similarities: Similarities,
    alike: Alike = NOT_TOLD,
) -> dict[int, Nearness]:
    """How near each passage is to a claim pulled from an article, beside what their slots say."""
    near = {p.id: s for p in passages if (s := similarities[p.id]) is not None}
    nearest: dict[int, float] = {}
    for passage in passages:
        so_far = nearest.get(passage.report_id, -1.0)
        nearest[passage.report_id] = max(so_far, near.get(passage.id, 0.0))
    found = sharing.shared(subject.text, [_words(passage) for passage in passages])
    opened = _opened(subject, passages, alike)
    return {
        passage.id: Nearness(
            near[passage.id],
            nearest[passage.report_id],
            _apart(subject, passage),
            shared,
            opened[passage.report_id],
        )
        for passage, shared in zip(passages, found, strict=True)
        if passage.id in near
    }


def record(
    session: Session, claim_id: int, assessment: Assessment, *, place: float | None = None
) -> None:
    """Keeps what is proposed; safe to repeat. A drawn `place` stands for what would tell of it."""
    claim = session.get_one(Claim, claim_id)
    claim.assessed_at = now()
    claim.proposed = count_json(assessment.proposed)
    claim.proposed_at_least = assessment.proposed.at_least
    claim.proposed_at_most = assessment.proposed.at_most
    bearing = _bearing_on(claim, assessment)
    comes = queue.prioritise(bearing) if place is None else queue.unforeseen(bearing, place)
    claim.priority, claim.priority_because = comes.value, comes.because
    keep_confirmed(claim, assessment.confirmed)
    places = {passage_id: n for n, passage_id in enumerate(assessment.order, start=1)}
    for match in session.scalars(select(Match).where(Match.claim_id == claim_id)):
        if match.passage_id in places:
            match.rank = places[match.passage_id]
            keep(match, assessment.proposals[match.passage_id])


def keep_confirmed(claim: Claim, counted: Mapping[Stance, Count]) -> None:
    """Writes what people marked into the claim that shows it."""
    claim.confirmed = _confirmed_json(counted)


def is_confirmed(claim: Claim, counted: Mapping[Stance, Count]) -> bool:
    """Whether the claim shows that already."""
    return claim.confirmed == _confirmed_json(counted)


def _confirmed_json(counted: Mapping[Stance, Count]) -> Json:
    return {s.value: count_json(n) for s, n in counted.items()}


def _bearing_on(claim: Claim, assessment: Assessment) -> queue.Bearing:
    signals = [p for p in assessment.proposals.values() if p.signal is not Signal.UNCLEAR]
    conflicts = [p for p in signals if p.signal is Signal.CONFLICTS and not p.same_origin_as_claim]
    harmed = [q["low"] or 0 for q in claim.particulars.get("quantities", ()) if q["act"]]
    return queue.Bearing(
        conflicting=len(conflicts),
        supporting=assessment.proposed.at_least,
        agreeing=sum(p.signal is Signal.AGREES for p in signals),
        check_worthiness=claim.check_worthiness,
        people=max(harmed, default=0),
    )


def keep(match: Match, proposal: Proposal) -> None:
    """Writes what is proposed into the row that shows it."""
    match.basis_kind = proposal.basis.kind
    match.basis_root = proposal.basis.root
    match.basis_because = proposal.basis.because
    match.origin, match.origin_label = proposal.origin, proposal.origin_label
    match.origin_because = list(proposal.origin_because)
    match.same_origin_as_claim = proposal.same_origin_as_claim
    match.comparison, match.signal = proposal.comparison, proposal.signal
    match.counted = proposal.counted
    match.as_of = proposal.as_of
    if proposal.relevance is not None:
        match.relevance = proposal.relevance


def _likelihoods(
    comparisons: Mapping[int, Comparison], near: Mapping[int, Nearness]
) -> dict[int, Likelihood]:
    """How likely each passage speaks of the event of the claim's article."""
    return sameness.at_their_level(
        {
            i: sameness.likelihood(comparisons[i].slots, comparisons[i].signal, each)
            for i, each in near.items()
        }
    )


def _opened(subject: Subject, passages: Sequence[Passage], alike: Alike) -> dict[int, Opened]:
    texts = {passage.report_id: passage.report.text[:OPENING] for passage in passages}
    found = sharing.opened(subject.opening, list(texts.values()))
    usual = statistics.fmean(alike.values()) if alike else 0.0
    return {
        report: replace(opened, likeness=alike.get(report, usual))
        for report, opened in zip(texts, found, strict=True)
    }


def _words(passage: Passage) -> str:
    return passage.report.text[passage.start : passage.end]


def _apart(subject: Subject, passage: Passage) -> float | None:
    """The days between the appearance of the claim's article and of the passage's report."""
    ours, theirs = moment(subject.published), passage.report.published_at
    return abs((ours - theirs).total_seconds()) / _DAY if ours and theirs else None


def _propose(
    origin: Origin,
    basis: Basis,
    comparison: Comparison,
    as_of: AsOf | None,
    likely: Likelihood | None,
    *,
    is_counted: bool,
) -> Proposal:
    return Proposal(
        origin=origin.id,
        origin_label=origin.label,
        origin_because=(*origin.because, *(f"Perhaps also: {why}" for why in origin.perhaps)),
        same_origin_as_claim=origin.is_claims_own,
        basis=basis,
        comparison=[slot_json(row) for row in comparison.slots],
        signal=comparison.signal,
        counted=is_counted and basis.kind is not BasisKind.UNSTATED,
        as_of=as_of_json(as_of),
        relevance=likely.event if likely is not None else None,
    )


def _own_basis(session: Session, claim: Claim) -> Basis:
    row = session.scalar(
        select(Passage)
        .where(Passage.report_id == claim.report_id, Passage.start <= (claim.start or 0))
        .order_by(Passage.start.desc())
        .limit(1)
    )
    return basis_of(row) if row else UNSTATED
