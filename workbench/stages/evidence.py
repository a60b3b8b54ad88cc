"""Stances that people give: on a matched passage, on a stretch they found, or in a note."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import text_hash
from workbench.domain.news import Reason
from workbench.domain.spans import Span
from workbench.domain.vocabulary import BasisKind, Ground, Question, Stance, State
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.store import by_hand, events, joined
from workbench.store.base import now
from workbench.store.models import Claim, Evidence, Match, Passage, Report, Review, User
from workbench.store.reopening import reopen

BY_HAND = "selected by a reviewer"
LONGEST_NOTE = 20_000
_BEFORE_REVIEW = (State.NEW, State.WAITING)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of a passage or note."""

    stance: Stance
    question: Question = Question.CONTENT
    ground: Ground | None = None
    basis_kind: BasisKind | None = None
    basis_root: str | None = None


def on_passage(
    session: Session, claim_id: int, passage_id: int, judgement: Judgement, *, reviewer: User
) -> Evidence:
    """A stance on a stored passage; it takes the place of this reviewer's earlier one.

    Claims that were joined to this one share it.

    Raises:
        NotFoundError: there is no such claim or passage.
        InputError: the passage is the claim's own sentence.
    """
    claim, passage = _claim(session, claim_id), session.get(Passage, passage_id)
    if passage is None:
        raise NotFoundError(f"There is no passage {passage_id}.")
    if by_hand.is_own(claim, passage):
        raise InputError("This is the claim's own sentence; it cannot be evidence for itself.")
    together = joined.group(session, claim_id)
    _include(session, together, passage)
    for earlier in _mine(session, together, reviewer, judgement.question, passage_id):
        earlier.withdrawn_at = now()
        if earlier.stance is not judgement.stance:
            _reopen(session, earlier, reviewer)
    return _add(session, claim, judgement, reviewer, passage_id=passage_id)


def on_note(
    session: Session, claim_id: int, note: str, judgement: Judgement, *, reviewer: User
) -> Evidence:
    """An off-platform finding in the reviewer's words: who, when, how.

    Raises:
        NotFoundError: there is no such claim.
        InputError: the note is blank or too long.
    """
    if not note.strip():
        raise InputError("The note is empty: write who told what, when, and how you know.")
    if len(note) > LONGEST_NOTE:
        raise InputError(f"The note has {len(note)} characters; {LONGEST_NOTE} are the most.")
    return _add(session, _claim(session, claim_id), judgement, reviewer, note=note.strip())


def select_passage(session: Session, report_id: int, span: Span) -> Passage:
    """The passage for any stretch of a stored report, made if nobody selected it before.

    Raises:
        NotFoundError: there is no such report.
        InputError: the stretch lies outside its text or is blank.
    """
    report = session.get(Report, report_id)
    if report is None:
        raise NotFoundError(f"There is no report {report_id}.")
    span = span.stripped(report.text)
    if not 0 <= span.start < span.end <= len(report.text):
        raise InputError("The selected stretch is empty or lies outside the report's text.")
    here = select(Passage).where(
        Passage.report_id == report_id, Passage.start == span.start, Passage.end == span.end
    )
    passage = session.scalar(here.order_by(Passage.current.desc()).limit(1))
    if passage is None:
        passage = Passage(
            report_id=report_id,
            start=span.start,
            end=span.end,
            splitter=BY_HAND,
            text_hash=text_hash(span.of(report.text)),
            current=False,
        )
        session.add(passage)
        session.flush()  # its id is the caller's answer
    return passage


def withdraw(session: Session, claim_id: int, evidence_id: int, *, reviewer: User) -> None:
    """Takes one's own stance back; what it was stays in the history.

    Raises:
        NotFoundError: this claim has no such evidence.
        ConflictError: it is somebody else's, or already withdrawn.
    """
    row = session.get(Evidence, evidence_id)
    if row is None or row.claim_id not in joined.group(session, claim_id):
        raise NotFoundError(f"Claim {claim_id} has no evidence {evidence_id}.")
    if row.reviewer_id != reviewer.id:
        raise ConflictError("Only the person who gave a stance takes it back.")
    if row.withdrawn_at is not None:
        raise ConflictError("This stance was already taken back.")
    row.withdrawn_at = now()
    _stand_back(session, _claim(session, row.claim_id))
    _tell(session, "evidence withdrawn", row, reviewer)
    _reopen(session, row, reviewer)


def _add(
    session: Session,
    claim: Claim,
    judgement: Judgement,
    reviewer: User,
    *,
    passage_id: int | None = None,
    note: str | None = None,
) -> Evidence:
    row = Evidence(
        claim_id=claim.id,
        passage_id=passage_id,
        note=note,
        question=judgement.question,
        stance=judgement.stance,
        basis_kind=judgement.basis_kind,
        basis_root=judgement.basis_root,
        reviewer_id=reviewer.id,
        ground=judgement.ground if judgement.stance is Stance.REFUTES else None,
    )
    session.add(row)
    session.flush()  # its id goes into the event
    if claim.state in _BEFORE_REVIEW:
        claim.state = State.IN_REVIEW
    _tell(session, "evidence given", row, reviewer)
    return row


def _stand_back(session: Session, claim: Claim) -> None:
    """With its last stance gone nobody is at the claim any more."""
    if claim.state is not State.IN_REVIEW:
        return
    session.flush()  # the one just taken back counts no more
    given = select(Evidence.id).where(
        Evidence.claim_id == claim.id, Evidence.withdrawn_at.is_(None)
    )
    if session.scalar(given.limit(1)) is None:
        matched = session.scalar(select(Match.id).where(Match.claim_id == claim.id).limit(1))
        claim.state = State.NEW if matched else State.WAITING


def _reopen(session: Session, withdrawn: Evidence, reviewer: User) -> None:
    """Puts up the decisions that rest on what was just taken back, of joined claims too."""
    decided = select(Claim).where(
        Claim.id.in_(joined.group(session, withdrawn.claim_id)), Claim.state == State.DECIDED
    )
    for claim in session.scalars(decided.order_by(Claim.id)):
        if withdrawn.id in _rested_on(session, claim.id):
            reopen(
                session, claim, Reason.TAKEN_BACK, by=reviewer.name, passage=withdrawn.passage_id
            )


def _rested_on(session: Session, claim_id: int) -> set[int]:
    standing = select(Review).where(Review.claim_id == claim_id, Review.undone_at.is_(None))
    kept = (review.rests_on.get("evidence", ()) for review in session.scalars(standing))
    return {row["id"] for rows in kept for row in rows}


def _include(session: Session, claim_ids: Sequence[int], passage: Passage) -> None:
    for claim in session.scalars(select(Claim).where(Claim.id.in_(claim_ids))):
        if not by_hand.is_own(claim, passage):
            by_hand.include(session, claim, passage)


def _tell(session: Session, kind: str, row: Evidence, reviewer: User) -> None:
    events.append(
        session,
        kind,
        actor=reviewer.name,
        subject=f"evidence {row.id}",
        claim_id=row.claim_id,
        stance=row.stance,
        question=row.question,
        passage=row.passage_id,
        ground=row.ground,
        basis_kind=row.basis_kind,
        basis_root=row.basis_root,
        note_sha256=None if row.note is None else text_hash(row.note),
    )


def _mine(
    session: Session, claim_ids: Sequence[int], reviewer: User, question: Question, passage_id: int
) -> list[Evidence]:
    mine = select(Evidence).where(
        Evidence.claim_id.in_(claim_ids),
        Evidence.reviewer_id == reviewer.id,
        Evidence.question == question,
        Evidence.passage_id == passage_id,
        Evidence.withdrawn_at.is_(None),
    )
    return list(session.scalars(mine))


def _claim(session: Session, claim_id: int) -> Claim:
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    return claim
