"""The human step: a person decides, and nothing they decided is lost or silently changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain import opinions, verdicts
from workbench.domain.opinions import Opinion, Person
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Role, SetAside, State
from workbench.errors import ConflictError, ForbiddenError, InputError
from workbench.store import drafts, events
from workbench.store.base import now
from workbench.store.casework import Casework, Viewer, authors, open_case
from workbench.store.models import Claim, Event, Evidence, Match, Review, User
from workbench.store.reopening import RECHECK

LONGEST_RATIONALE = 20_000
DECIDED = "decided"
SETTING_ASIDE = 0  # in the place of a review's number


@dataclass(frozen=True, slots=True)
class Terms:
    """What a desk asks of a verdict, and the versions that its proposals are made with."""

    supports_required: int = 1
    reviewers_required: int = 1
    under: Mapping[str, str] = field(default_factory=dict)
    signals_hidden: bool = False  # this claim is of the share on which the machine keeps silent


def conclude(
    session: Session,
    claim_id: int,
    conclusion: Conclusion,
    *,
    reviewer: User,
    seen: str,
    terms: Terms = Terms(),
) -> Review:
    """One reviewer's verdict, held to what it must rest on.

    Raises:
        ConflictError: what this reviewer could see has changed since `seen`.
        EvidenceRequiredError: the verdict rests on too little.
        ForbiddenError: somebody else must review this claim.
        InputError: the rationale is too long.
    """
    viewer = Viewer(reviewer.id, reviewer.name, reviewer.role, terms.reviewers_required)
    case = _in_view(session, claim_id, seen, viewer)
    _hold(session, case, conclusion, terms)
    review = Review(
        claim_id=claim_id,
        number=case.numbers + 1,
        at=now(),
        reviewer_id=reviewer.id,
        rests_on=_rests_on(case, terms),
        adjudication=_is_disputed(case, terms.reviewers_required),
        **asdict(conclusion),
    )
    session.add(review)
    said: dict[str, object] = {"adjudication": True} if review.adjudication else {}
    said |= {"number": review.number, **asdict(conclusion)}
    said["evidence_sha256"] = events.digest(review.rests_on["evidence"])
    events.tell(session, DECIDED, case.claim, reviewer, **said)
    _settle(session, case.claim, terms.reviewers_required)
    return review


def _hold(session: Session, case: Casework, conclusion: Conclusion, terms: Terms) -> None:
    if len(conclusion.rationale) > LONGEST_RATIONALE:
        raise InputError(
            f"The rationale has {len(conclusion.rationale)} characters; "
            f"{LONGEST_RATIONALE} are the most."
        )
    refusal = may_not(session, case)
    if refusal is not None:
        raise ForbiddenError(refusal)
    verdicts.hold(conclusion, case.exhibits(), supports_required=terms.supports_required)


def may_not(session: Session, case: Casework) -> str | None:
    """Why the viewer of this case may not give the next review; None where they may."""
    viewer = case.viewer
    if viewer is None or viewer.reviewers_required < 2:
        return None
    wrote = viewer.name in authors(session, case.claim.id)
    person = Person(viewer.id, viewer.role, wrote)
    return opinions.refusal(person, case.under_way, viewer.reviewers_required)


def undo(session: Session, claim_id: int, *, reviewer: User, number: int | None = None) -> Claim:
    """Takes back the last standing decision on a claim, or its setting aside, as a new event.

    Where several reviewers are asked for, each takes back their own; a settled claim, an editor.
    `number` is the review that is meant, 0 the setting aside.

    Raises:
        ConflictError: there is nothing to take back, or another decision stands than is meant.
    """
    case = open_case(session, claim_id)
    required = case.viewer.reviewers_required if case.viewer else 1
    standing = _revocable(case, reviewer, required)
    if number is not None and number != _last_step(case, standing):
        raise ConflictError(
            "What you would take back does not stand any more. Look at the claim as it is now."
        )
    if case.claim.state is State.SET_ASIDE:
        events.tell(session, "taken up again", case.claim, reviewer)
        case.claim.matched_at = None  # no new report was compared with it meanwhile
    elif standing:
        standing[-1].undone_at = now()
        events.tell(session, "undone", case.claim, reviewer, number=standing[-1].number)
        _give_back(session, standing[-1], reviewer)
    else:
        raise ConflictError("There is no decision on this claim that you can take back.")
    case.claim.set_aside = None
    _settle(session, case.claim, required)
    return case.claim


def _give_back(session: Session, review: Review, reviewer: User) -> None:
    """What a reviewer wrote for a decision of their own is their draft again."""
    if (
        review.reviewer_id == reviewer.id
        and drafts.of(session, review.claim_id, reviewer.id) is None
    ):
        written = {name: getattr(review, name) or "" for name in drafts.FIELDS}
        drafts.keep(session, review.claim_id, reviewer.id, written)


def set_aside(
    session: Session, claim_id: int, reason: SetAside, *, reviewer: User, seen: str | None = None
) -> Claim:
    """Takes a claim out of the queue without a verdict.

    Raises:
        ConflictError: it is decided or set aside already, or changed since `seen`.
    """
    case = _in_view(session, claim_id, seen) if seen else open_case(session, claim_id)
    if case.claim.state in {State.DECIDED, State.SET_ASIDE}:
        raise ConflictError(f"This claim is already {case.claim.state}. Undo that first.")
    case.claim.state, case.claim.set_aside = State.SET_ASIDE, reason
    events.tell(session, "set aside", case.claim, reviewer, reason=reason)
    return case.claim


def _revocable(case: Casework, reviewer: User, required: int) -> list[Review]:
    standing = [row for row in case.reviews if row.undone_at is None]
    if required < 2 or reviewer.role.covers(Role.EDITOR):
        return standing
    last = standing[-1:]
    return [row for row in last if row.reviewer_id == reviewer.id]


def _last_step(case: Casework, standing: Sequence[Review]) -> int | None:
    if case.claim.state is State.SET_ASIDE:
        return SETTING_ASIDE
    return standing[-1].number if standing else None


def _in_view(session: Session, claim_id: int, seen: str, viewer: Viewer | None = None) -> Casework:
    case = open_case(session, claim_id, viewer)
    if case.revision != seen:
        raise ConflictError(
            "This claim changed since you opened it. What you wrote is kept below: "
            "look at what is new, then decide."
        )
    return case


def _is_disputed(case: Casework, required: int) -> bool:
    return opinions.outcome(case.under_way, required) is State.ADJUDICATION


def _settle(session: Session, claim: Claim, required: int) -> None:
    """The claim stands as all its standing reviews say."""
    session.flush()  # the newest review is among them
    rows = session.scalars(
        select(Review)
        .where(Review.claim_id == claim.id, Review.undone_at.is_(None))
        .order_by(Review.number)
    ).all()
    settled = opinions.settle(
        [Opinion(row.reviewer_id, row.verdict, row.adjudication) for row in rows], required
    )
    claim.state, claim.verdict, claim.set_aside = settled.state, settled.verdict, None
    if settled.state is State.NEW and _is_begun(session, claim.id):
        claim.state = State.IN_REVIEW
    claim.decided_at = None if settled.by is None else rows[settled.by].at
    if settled.state is State.DECIDED and settled.by is not None:
        claim.saying = verdicts.saying(open_case(session, claim.id).exhibits())
        if _is_reopened(session, rows[settled.by]):
            claim.state = State.RECHECK
        if required > 1:
            _show_all(session, claim, rows[settled.by])


def _is_reopened(session: Session, review: Review) -> bool:
    """Whether material news came after this decision, and no later one stands."""
    happened = select(Event).where(
        Event.claim_id == review.claim_id, Event.kind.in_((DECIDED, RECHECK))
    )
    reopened = False
    for event in session.scalars(happened.order_by(Event.id)):
        if event.kind == RECHECK:
            reopened = True
        elif event.detail["number"] == review.number:
            reopened = False
    return reopened


def _is_begun(session: Session, claim_id: int) -> bool:
    given = select(Evidence.id).where(
        Evidence.claim_id == claim_id, Evidence.withdrawn_at.is_(None)
    )
    return session.scalar(given.limit(1)) is not None


def _show_all(session: Session, claim: Claim, last: Review) -> None:
    """With the claim settled nothing is hidden: no passage of another reviewer is news."""
    found = session.scalars(select(Match.passage_id).where(Match.claim_id == claim.id))
    last.rests_on = {**last.rests_on, "in_view": sorted(found)}
    claim.assessed_at = None  # what people confirmed is counted now


def _rests_on(case: Casework, terms: Terms) -> dict[str, object]:
    """What the decision can be replayed from."""
    proposed = {match.passage_id: match for match in case.matches}
    return {
        "revision": case.revision,
        "in_view": sorted(match.passage_id for match in case.matches),
        "supports_required": terms.supports_required,
        "signals_hidden": terms.signals_hidden,
        "under": dict(terms.under),
        "claim": {"version": case.claim.version, "text_hash": case.claim.text_hash},
        "evidence": [_exhibited(row, proposed.get(row.passage_id or 0)) for row in case.evidence],
        "searched": case.claim.searched,
    }


def _exhibited(row: Evidence, match: Match | None) -> dict[str, object]:
    given: dict[str, object] = {
        "id": row.id,
        "passage": row.passage_id,
        "text_hash": row.passage.text_hash if row.passage else None,
        "question": row.question,
        "stance": row.stance,
        "ground": row.ground,
        "note": row.note,
    }
    if match is None:
        return given
    return given | {
        "similarity": match.similarity,
        "signal": match.signal,
        "comparison": match.comparison,
        "origin": match.origin,
        "same_origin_as_claim": match.same_origin_as_claim,
        "basis": {"kind": match.basis_kind, "root": match.basis_root},
    }
