"""A reviewer's word on origins: passages cut or joined, a basis corrected; signed and undoable."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.origins import Decision
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.representations.origins import basis_json
from workbench.store import events
from workbench.store.base import now
from workbench.store.models import Match, OriginCorrection, User

BASIS = "basis"
LONGEST_ROOT = 200


def decide(
    session: Session, claim_id: int, pair: tuple[int, int], decision: Decision, *, by: User
) -> OriginCorrection:
    """Two passages rest on the same thing, or do not, whatever the machine proposes.

    Raises:
        NotFoundError: a passage is not among the claim's matches.
        InputError: it is twice the same passage.
    """
    if pair[0] == pair[1]:
        raise InputError("Choose two different passages.")
    _hold_matched(session, claim_id, *pair)
    row = OriginCorrection(
        claim_id=claim_id,
        passage_id=pair[0],
        other_id=pair[1],
        decision=decision.value,
        reviewer_id=by.id,
    )
    return _keep(session, row, by, passage=pair[0], other=pair[1], decision=decision.value)


def rebase(
    session: Session, claim_id: int, passage_id: int, kind: BasisKind, root: str, *, by: User
) -> OriginCorrection:
    """What a passage rests on, and on whom.

    Raises:
        NotFoundError: the passage is not among the claim's matches.
        InputError: the name is too long.
    """
    _hold_matched(session, claim_id, passage_id)
    if len(root) > LONGEST_ROOT:
        raise InputError(f"Name whom it rests on in at most {LONGEST_ROOT} characters.")
    basis = basis_json(Basis(kind, root.strip() or None, f"corrected by {by.name}"))
    row = OriginCorrection(
        claim_id=claim_id, passage_id=passage_id, decision=BASIS, basis=basis, reviewer_id=by.id
    )
    said = {"kind": kind.value, "root": basis["root"]}
    return _keep(session, row, by, passage=passage_id, decision=BASIS, basis=said)


def take_back(session: Session, claim_id: int, correction_id: int, *, by: User) -> None:
    """Undoes a correction; that it was made stays in the history.

    Raises:
        NotFoundError: this claim has no such correction.
        ConflictError: it was taken back already.
    """
    row = session.get(OriginCorrection, correction_id)
    if row is None or row.claim_id != claim_id:
        raise NotFoundError(f"Claim {claim_id} has no correction {correction_id}.")
    if row.withdrawn_at is not None:
        raise ConflictError("This correction was already taken back.")
    row.withdrawn_at = now()
    events.append(
        session,
        "origin correction taken back",
        actor=by.name,
        subject=f"correction {row.id}",
        claim_id=claim_id,
        passage=row.passage_id,
        other=row.other_id,
        decision=row.decision,
    )


def standing(session: Session, claim_id: int) -> list[tuple[OriginCorrection, str]]:
    """The corrections that hold, oldest first, each with who made it."""
    rows = session.execute(
        select(OriginCorrection, User.name)
        .join(User, User.id == OriginCorrection.reviewer_id)
        .where(OriginCorrection.claim_id == claim_id, OriginCorrection.withdrawn_at.is_(None))
        .order_by(OriginCorrection.id)
    )
    return [(row, name) for row, name in rows]


def _keep(session: Session, row: OriginCorrection, by: User, **detail: object) -> OriginCorrection:
    session.add(row)
    session.flush()  # its id goes into the event
    events.append(
        session,
        "origin corrected",
        actor=by.name,
        subject=f"correction {row.id}",
        claim_id=row.claim_id,
        **detail,
    )
    return row


def _hold_matched(session: Session, claim_id: int, *passages: int) -> None:
    known = select(Match.passage_id).where(
        Match.claim_id == claim_id, Match.passage_id.in_(passages)
    )
    missing = set(passages) - set(session.scalars(known))
    if missing:
        raise NotFoundError(f"Passage {min(missing)} is not among the matches of this claim.")
