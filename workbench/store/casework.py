"""What stands on a claim for one person: matches, evidence, reviews, and their revision."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import BindParameter, ColumnElement, bindparam, select, true, union
from sqlalchemy.orm import Session, joinedload

from workbench.domain.opinions import Opinion, Person, is_blind
from workbench.domain.verdicts import Exhibit
from workbench.domain.vocabulary import Role, State
from workbench.errors import NotFoundError
from workbench.store import joined
from workbench.store.base import Json
from workbench.store.models import (
    Claim,
    ClaimVersion,
    Event,
    Evidence,
    Import,
    ImportedClaim,
    Match,
    Passage,
    Report,
    Review,
)

Row = TypeVar("Row", Match, Evidence, Review)
WRITING = ("typed", "edited", "split", "part of a split")  # events that make somebody its author
_NOTE_ORIGINS = -1  # each off-platform note is an origin of its own, numbered downwards
_VIEWER = "viewer"
_NOT_YET = (State.NEW, State.WAITING, State.IN_REVIEW, State.SECOND_REVIEW)  # one to who is blind
_TELLING = {"decided", "undone"}
COMMENTED, UNCOMMENTED = "commented", "comment taken back"
TALK = (COMMENTED, UNCOMMENTED)
_STANCES = {"evidence given", "evidence withdrawn", *TALK}

_CLAIM = (
    select(Claim)
    .where(Claim.id == bindparam("claim"))
    .options(joinedload(Claim.source), joinedload(Claim.report).joinedload(Report.source))
)
_THEIRS: BindParameter[int] = bindparam("claims", expanding=True)
_MATCHES = (  # the texts come apart from the rows: each report's once, however many passages it has
    select(Match)
    .where(Match.claim_id.in_(_THEIRS))
    .options(
        joinedload(Match.passage, innerjoin=True)
        .selectinload(Passage.report)
        .joinedload(Report.source)
    )
    .order_by(Match.rank)
)
_EVIDENCE = (
    select(Evidence)
    .where(Evidence.claim_id.in_(_THEIRS), Evidence.withdrawn_at.is_(None))
    .options(
        joinedload(Evidence.reviewer),
        joinedload(Evidence.passage).selectinload(Passage.report).joinedload(Report.source),
    )
    .order_by(Evidence.id)
)
_MARKS = (
    select(Evidence.id)
    .where(Evidence.claim_id.in_(_THEIRS), Evidence.withdrawn_at.is_(None))
    .order_by(Evidence.id)
)
_REVIEWS = (
    select(Review)
    .where(Review.claim_id.in_(_THEIRS))
    .options(joinedload(Review.reviewer))
    .order_by(Review.number)
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at claims, and how many reviews this desk asks for; no id is nobody's."""

    id: int | None
    name: str = ""
    role: Role = Role.READER
    reviewers_required: int = 1


@dataclass(frozen=True, slots=True)
class Casework:
    """A claim with everything that this person may see on it."""

    claim: Claim
    matches: Sequence[Match]
    evidence: Sequence[Evidence]
    reviews: Sequence[Review]
    blind: bool = False
    under_way: tuple[Opinion, ...] = ()
    numbers: int = 0  # how many reviews there are, seen or not
    viewer: Viewer | None = None
    joined: tuple[Claim, ...] = ()  # claims that say the same: their evidence is shared

    @property
    def revision(self) -> str:
        """Names this state; whoever decides says which one was in view."""
        state = State.NEW if self.blind and self.claim.state in _NOT_YET else self.claim.state
        seen = (
            self.claim.version,
            state.value,
            sorted(match.passage_id for match in self.matches),
            [row.id for row in self.evidence],
            [(row.number, row.undone_at is None) for row in self.reviews],
        )
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    def told(self, happened: Sequence[Json]) -> list[Json]:
        """A claim's history without what is kept from its viewer."""
        if self.viewer is None or not self.blind:
            return list(happened)
        name, seen = self.viewer.name, {row.number for row in self.reviews}
        return [e for e in happened if _is_told(e, name, seen, self.claim.decided_at)]

    def may_hear(self, actor: str, at: datetime) -> bool:
        """Whether its viewer may read what somebody said about the claim then."""
        if self.viewer is None or not self.blind or actor == self.viewer.name:
            return True
        return self.claim.decided_at is not None and at <= self.claim.decided_at

    def exhibits(self) -> list[Exhibit]:
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
        ]


def look_as(session: Session, viewer: Viewer) -> None:
    """From here on this session opens claims as this person may see them."""
    session.info[_VIEWER] = viewer


def viewer_of(session: Session) -> Viewer | None:
    """As whom a session looks; None is the machine, which sees everything."""
    found = session.info.get(_VIEWER)
    return found if isinstance(found, Viewer) else None


def open_case(session: Session, claim_id: int, viewer: Viewer | None = None) -> Casework:
    """A claim's casework as the viewer, or else the session's, may see it, in few statements.

    Raises:
        NotFoundError: there is no such claim.
    """
    claim = session.scalar(_CLAIM, {"claim": claim_id})
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    return open_cases(session, [claim], viewer)[0]


def open_cases(
    session: Session, claims: Sequence[Claim], viewer: Viewer | None = None
) -> list[Casework]:
    """The same for many loaded claims in as many statements as for one."""
    claim_ids = [claim.id for claim in claims]
    together = joined.partners(session, claim_ids)
    known = {claim.id: claim for claim in claims}
    known |= _others(session, {i for row in together.values() for i in row} - known.keys())
    matches = _by_claim(session.scalars(_MATCHES, {"claims": claim_ids}))
    evidence = _by_claim(session.scalars(_EVIDENCE, {"claims": list(known)}))
    reviews = _by_claim(session.scalars(_REVIEWS, {"claims": list(known)}))
    looks = viewer or viewer_of(session)
    seen = {
        i: _as_seen(
            Casework(claim, matches.get(i, []), evidence.get(i, []), reviews.get(i, [])), looks
        )
        for i, claim in known.items()
    }
    return [_shared(seen[i], [seen[other] for other in together.get(i, ())]) for i in claim_ids]


def _others(session: Session, claim_ids: set[int]) -> dict[int, Claim]:
    """The claims that others were joined to; no statement where there are none."""
    if not claim_ids:
        return {}
    return {c.id: c for c in session.scalars(select(Claim).where(Claim.id.in_(claim_ids)))}


def _shared(case: Casework, partners: Sequence[Casework]) -> Casework:
    """With the evidence of the claims joined to it, each as far as this viewer may see it."""
    if not partners:
        return case
    evidence = sorted((row for c in (case, *partners) for row in c.evidence), key=lambda r: r.id)
    found = {row.passage_id for row in evidence}
    matches = case.matches
    if any(partner.blind for partner in partners):  # what a hidden reviewer found tells of them
        matches = [row for row in matches if not row.by_hand or row.passage_id in found]
    return replace(
        case,
        matches=matches,
        evidence=evidence,
        joined=tuple(partner.claim for partner in partners),
    )


def marks(session: Session, claim_id: int) -> list[int]:
    """The stances that stand on a claim and on those joined to it, by their ids."""
    return list(session.scalars(_MARKS, {"claims": joined.group(session, claim_id)}))


def authors(session: Session, claim_id: int) -> set[str]:
    """Who typed, imported or edited a claim, by name."""
    imported = (
        select(Import.by)
        .join(ImportedClaim, ImportedClaim.import_id == Import.id)
        .where(ImportedClaim.claim_id == claim_id)
    )
    changed = select(ClaimVersion.replaced_by).where(ClaimVersion.claim_id == claim_id)
    written = select(Event.actor).where(Event.claim_id == claim_id, Event.kind.in_(WRITING))
    return set(session.scalars(union(imported, changed, written)))


def told_to(viewer: Viewer | None) -> ColumnElement[bool]:
    """The events that this person may read: of claims not settled, their own stances only."""
    if viewer is None or viewer.reviewers_required < 2:
        return true()
    unsettled = select(Claim.id).where(Claim.state != State.DECIDED)
    telling = Event.kind.in_((*_TELLING, *_STANCES)) & (Event.actor != viewer.name)
    return Event.claim_id.is_(None) | ~(telling & Event.claim_id.in_(unsettled))


def open_to(*, required: int, settles: bool) -> ColumnElement[bool]:
    """The claims that :reviewer, called :name, may review next, as far as the queue can tell.

    `required` is how many reviews a claim takes; `settles`, whether this person adjudicates.
    """
    if required < 2:
        return true()
    reviewer = bindparam("reviewer", type_=Review.reviewer_id.type)
    name = bindparam("name", type_=Event.actor.type)
    reviewed = select(Review.claim_id).where(
        Review.reviewer_id == reviewer,
        Review.undone_at.is_(None),
        Review.claim_id == Claim.id,
        Claim.decided_at.is_(None) | (Review.at > Claim.decided_at),
    )
    imported = (
        select(ImportedClaim.claim_id)
        .join(Import, Import.id == ImportedClaim.import_id)
        .where(Import.by == name)
    )
    written = select(Event.claim_id).where(
        Event.actor == name, Event.kind.in_(WRITING), Event.claim_id.is_not(None)
    )
    theirs = Claim.id.not_in(imported) & Claim.id.not_in(written) & ~reviewed.exists()
    return theirs if settles else theirs & (Claim.state != State.ADJUDICATION)


def _as_seen(whole: Casework, viewer: Viewer | None) -> Casework:
    since = whole.claim.decided_at
    under_way = tuple(
        Opinion(row.reviewer_id, row.verdict, row.adjudication)
        for row in whole.reviews
        if row.undone_at is None and (since is None or row.at > since)
    )
    whole = replace(whole, under_way=under_way, numbers=len(whole.reviews), viewer=viewer)
    if viewer is None:
        return whole
    person = Person(viewer.id, viewer.role)
    if not is_blind(person, under_way, whole.claim.state, viewer.reviewers_required):
        return whole
    evidence = [row for row in whole.evidence if _is_seen(row, viewer, since)]
    found = {row.passage_id for row in evidence}
    return replace(
        whole,
        blind=True,
        matches=[row for row in whole.matches if not row.by_hand or row.passage_id in found],
        evidence=evidence,
        reviews=[row for row in whole.reviews if _is_seen(row, viewer, since)],
    )


def _is_seen(row: Evidence | Review, viewer: Viewer, since: datetime | None) -> bool:
    return row.reviewer_id == viewer.id or (since is not None and row.at <= since)


def _is_told(event: Json, name: str, numbers: set[int], since: datetime | None) -> bool:
    if event["actor"] == name:
        return True
    if event["kind"] in _TELLING:
        return event["detail"].get("number") in numbers
    if event["kind"] in _STANCES:
        return since is not None and datetime.fromisoformat(event["at"]) <= since
    return True


def _by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.claim_id, []).append(row)
    return found
