"""A reviewer's word on origins: passages cut or joined, a basis corrected; signed and undoable."""

from collections.abc import Mapping, Sequence
from itertools import groupby, product

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.bearings import CLAIM
from workbench.domain.origins import Decision
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.representations.origins import Correction, basis_json
from workbench.store import events
from workbench.store.base import now
from workbench.store.models import Event, Match, OriginCorrection, User

BASIS = "basis"
CORRECTED = "origin corrected"
LONGEST_ROOT = 200
LONGEST_REASON = 2_000


def decide(
    session: Session,
    claim_id: int,
    pair: tuple[int, int | None],
    decision: Decision,
    *,
    by: User,
    why: str = "",
) -> None:
    """A passage is of one origin with another, or is not, whatever the machine proposes.

    Joined, their whole origins are one; with no other, the claim's own. Cut from no other in
    particular, the passage stands alone.

    Raises:
        NotFoundError: a passage is not among the claim's matches.
        InputError: it is twice the same passage, stands alone already, or `why` is too long.
    """
    passage, other = pair
    if passage == other:
        raise InputError("Choose two different passages.")
    origin_of = _origins(session, claim_id)
    _hold_matched(origin_of, passage, *([other] if other else []))
    if decision is Decision.JOIN:
        overruled = _cut_between(session, claim_id, origin_of, passage, other or CLAIM)
        pairs = [(passage, other or CLAIM), *overruled]
    else:
        pairs = [(passage, each) for each in ([other] if other else _with(origin_of, passage))]
    if not pairs:
        raise InputError("This passage stands alone already.")
    rows = _rows(claim_id, pairs, decision, by)
    _keep(session, rows, by, why, passage=passage, other=other, decision=decision.value)


def rebase(
    session: Session,
    claim_id: int,
    passage_id: int,
    rests_on: tuple[BasisKind, str],
    *,
    by: User,
    why: str = "",
) -> None:
    """What a passage rests on, and on whom.

    Raises:
        NotFoundError: the passage is not among the claim's matches.
        InputError: the name or `why` is too long.
    """
    kind, root = rests_on
    _hold_matched(_origins(session, claim_id), passage_id)
    if len(root) > LONGEST_ROOT:
        raise InputError(f"Name whom it rests on in at most {LONGEST_ROOT} characters.")
    basis = basis_json(Basis(kind, root.strip() or None, f"corrected by {by.name}"))
    row = OriginCorrection(
        claim_id=claim_id, passage_id=passage_id, decision=BASIS, basis=basis, reviewer_id=by.id
    )
    said = {"kind": kind.value, "root": basis["root"]}
    _keep(session, [row], by, why, passage=passage_id, decision=BASIS, basis=said)


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
    given = next(each for each in standing(session, claim_id) if row in each.rows)
    at = now()
    for each in given.rows:
        each.withdrawn_at = at
    events.append(
        session,
        "origin correction taken back",
        actor=by.name,
        subject=f"correction {given.id}",
        claim_id=claim_id,
        passage=given.passage,
        other=given.other,
        decision=given.decision,
    )


def standing(session: Session, claim_id: int) -> list[Correction]:
    """The corrections that hold, oldest first, each with who made it and why."""
    rows = session.execute(
        select(OriginCorrection, User.name)
        .join(User, User.id == OriginCorrection.reviewer_id)
        .where(OriginCorrection.claim_id == claim_id, OriginCorrection.withdrawn_at.is_(None))
        .order_by(OriginCorrection.id)
    ).all()
    why = _reasons(session, claim_id) if rows else {}
    said_at_once = groupby(rows, key=lambda each: (each[0].at, each[1]))
    grouped = [(by, tuple(row for row, _ in together)) for (_, by), together in said_at_once]
    return [Correction(group, by, why.get(group[0].id, "")) for by, group in grouped]


def _rows(
    claim_id: int, pairs: Sequence[tuple[int, int]], decision: Decision, by: User
) -> list[OriginCorrection]:
    at = now()  # one moment: it is one word of one person
    return [
        OriginCorrection(
            claim_id=claim_id,
            passage_id=passage or other,
            other_id=(other if passage else None) or None,
            decision=decision.value,
            reviewer_id=by.id,
            at=at,
        )
        for passage, other in pairs
    ]


def _keep(
    session: Session, rows: Sequence[OriginCorrection], by: User, why: str, **detail: object
) -> None:
    if len(why) > LONGEST_REASON:
        raise InputError(f"Say why in at most {LONGEST_REASON} characters.")
    session.add_all(rows)
    session.flush()  # their ids go into the event
    events.append(
        session,
        CORRECTED,
        actor=by.name,
        subject=f"correction {rows[0].id}",
        claim_id=rows[0].claim_id,
        **detail,
        **({"why": why.strip()} if why.strip() else {}),
        **({"others": [row.other_id for row in rows]} if len(rows) > 1 else {}),
    )


def _reasons(session: Session, claim_id: int) -> dict[int, str]:
    """Why each correction was made, by the first of its rows."""
    made = select(Event).where(Event.claim_id == claim_id, Event.kind == CORRECTED)
    said = {event.subject: event.detail.get("why", "") for event in session.scalars(made)}
    return {int(subject.removeprefix("correction ")): why for subject, why in said.items()}


def _origins(session: Session, claim_id: int) -> dict[int, int]:
    """The origin of each matched passage and of the claim, under whose id its own passages are."""
    found = session.execute(
        select(Match.passage_id, Match.origin, Match.same_origin_as_claim)
        .where(Match.claim_id == claim_id)
        .order_by(Match.passage_id)
    )
    matched = {passage: CLAIM if is_own else origin for passage, origin, is_own in found}
    return {**matched, CLAIM: CLAIM}


def _with(origin_of: Mapping[int, int], passage: int) -> list[int]:
    """What else is of a passage's origin."""
    return [i for i, o in origin_of.items() if o == origin_of[passage] and i != passage]


def _cut_between(
    session: Session, claim_id: int, origin_of: Mapping[int, int], passage: int, other: int
) -> list[tuple[int, int]]:
    """The further pairs of two origins that were cut apart: who joins the two overrules that."""
    latest = {
        frozenset((row.passage_id, row.other_id or CLAIM)): row.decision
        for given in standing(session, claim_id)
        for row in given.rows
        if row.decision != BASIS
    }
    ours = [passage, *_with(origin_of, passage)]
    theirs = [other, *_with(origin_of, other)]
    apart = [(a, b) for a, b in product(ours, theirs) if (a, b) != (passage, other)]
    return [(a, b) for a, b in apart if latest.get(frozenset((a, b))) == Decision.CUT]


def _hold_matched(origin_of: Mapping[int, int], *passages: int) -> None:
    missing = set(passages) - (origin_of.keys() - {CLAIM})
    if missing:
        raise NotFoundError(f"Passage {min(missing)} is not among the matches of this claim.")
