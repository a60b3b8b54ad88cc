"""Claims that say the same: joined by a person they share evidence, never verdicts."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from workbench.domain.vocabulary import State
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.store import by_hand, events, joined
from workbench.store.desks import JoinedClaim
from workbench.store.models import Claim, Evidence, Match, Passage, Report, User

JOINED, SEPARATED = "joined", "separated"
MOST = 20  # claims of one group


def join(session: Session, claim_id: int, other_id: int, *, by: User) -> list[int]:
    """Joins two claims, and the groups that they are in; gives all claims of the group.

    Raises:
        NotFoundError: there is no such claim.
        InputError: it is the same claim, or the group would be too large.
        ConflictError: they are joined already, or one of them is set aside.
    """
    first, second = _claims(session, [claim_id, other_id])
    here, there = joined.group(session, first.id), joined.group(session, second.id)
    if second.id in here:
        raise ConflictError(f"Claims {first.id} and {second.id} are joined already.")
    if len(here) + len(there) > MOST:
        raise InputError(f"At most {MOST} claims are joined to one another.")
    group_id = _group_of(session, here) or _group_of(session, there) or _free(session)
    session.execute(
        update(JoinedClaim).where(JoinedClaim.claim_id.in_(there)).values(group_id=group_id)
    )
    members = sorted([*here, *there])
    known = set(
        session.scalars(select(JoinedClaim.claim_id).where(JoinedClaim.claim_id.in_(members)))
    )
    session.add_all(JoinedClaim(claim_id=i, group_id=group_id) for i in members if i not in known)
    session.flush()
    _share(session, members)
    for claim, partner in ((first, second), (second, first)):
        _tell(session, JOINED, claim, by, partner.id)
    return members


def separate(session: Session, claim_id: int, *, by: User) -> list[int]:
    """Takes a claim out of its group; gives it and those that it was joined to.

    What was shared goes back: each keeps only the stances that were given on it.

    Raises:
        NotFoundError: there is no such claim.
        ConflictError: it is joined to no other.
    """
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    others = joined.partners(session, [claim_id]).get(claim_id, [])
    if not others:
        raise ConflictError(f"Claim {claim_id} is joined to no other claim.")
    leaving = [claim_id] if len(others) > 1 else [claim_id, *others]
    session.execute(delete(JoinedClaim).where(JoinedClaim.claim_id.in_(leaving)))
    _unshare(session, claim_id, others)
    _tell(session, SEPARATED, claim, by, *others)
    for partner in session.scalars(select(Claim).where(Claim.id.in_(others)).order_by(Claim.id)):
        _tell(session, SEPARATED, partner, by, claim_id)
    return [claim_id, *others]


def _share(session: Session, members: Sequence[int]) -> None:
    """Every passage that a stance was given on stands among the matches of all."""
    claims = session.scalars(select(Claim).where(Claim.id.in_(members))).all()
    judged = select(Evidence.passage_id).where(
        Evidence.claim_id.in_(members),
        Evidence.passage_id.is_not(None),
        Evidence.withdrawn_at.is_(None),
    )
    passages = session.scalars(
        select(Passage)
        .where(Passage.id.in_(judged))
        .options(joinedload(Passage.report).joinedload(Report.source))
        .order_by(Passage.id)
    ).all()
    for claim in claims:
        claim.assessed_at = None
        for passage in passages:
            if not by_hand.is_own(claim, passage):
                by_hand.include(session, claim, passage)


def _unshare(session: Session, claim_id: int, others: Sequence[int]) -> None:
    """Drops what came from beyond: on the leaving claim, and from it on those that stay."""
    given = select(Evidence.id).where(
        Evidence.claim_id == Match.claim_id, Evidence.passage_id == Match.passage_id
    )
    staying = select(Evidence.passage_id).where(
        Evidence.claim_id.in_(others if len(others) > 1 else []), Evidence.passage_id.is_not(None)
    )
    shared_on = Match.claim_id.in_(others) & Match.passage_id.in_(staying)
    session.execute(
        delete(Match)
        .where(
            Match.claim_id.in_([claim_id, *others]), Match.by_hand, ~(given.exists() | shared_on)
        )
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Claim)
        .where(Claim.id.in_([claim_id, *others]))
        .values(assessed_at=None)
        .execution_options(synchronize_session=False)
    )


def _claims(session: Session, claim_ids: Sequence[int]) -> list[Claim]:
    if len(set(claim_ids)) < len(claim_ids):
        raise InputError("A claim is joined to another claim, not to itself.")
    rows = {c.id: c for c in session.scalars(select(Claim).where(Claim.id.in_(claim_ids)))}
    for claim_id in claim_ids:
        if claim_id not in rows:
            raise NotFoundError(f"There is no claim {claim_id}.")
        if rows[claim_id].state is State.SET_ASIDE:
            raise ConflictError(f"Claim {claim_id} is set aside. Take it up again first.")
    return [rows[claim_id] for claim_id in claim_ids]


def _group_of(session: Session, members: Sequence[int]) -> int | None:
    return session.scalar(
        select(JoinedClaim.group_id).where(JoinedClaim.claim_id.in_(members)).limit(1)
    )


def _free(session: Session) -> int:
    return (session.scalar(select(func.max(JoinedClaim.group_id))) or 0) + 1


def _tell(session: Session, kind: str, claim: Claim, by: User, *others: int) -> None:
    events.append(
        session,
        kind,
        actor=by.name,
        subject=f"claim {claim.id}",
        claim_id=claim.id,
        claims=list(others),
    )
