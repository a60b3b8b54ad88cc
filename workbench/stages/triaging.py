"""Before anybody reviews: what is kept, what is set aside, what is worded anew or split."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import SetAside, State, TriageStep
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.store import events
from workbench.store.models import Claim, ClaimVersion, Event, Review, User

KEPT, NOT_KEPT = "kept", "kept no more"
LONGEST_WORDING = 2_000
_BEFORE_REVIEW = (State.NEW, State.WAITING)
_OPEN_AGAIN = "taken up again"
_EDITED, _TAKEN_BACK = "edited", "taken_back"


def keep(session: Session, claim_ids: Sequence[int], *, by: User) -> list[int]:
    """Says that these claims are worth reviewing; gives those that it was new for."""
    claims = [c for c in _claims(session, claim_ids) if c.state in _BEFORE_REVIEW]
    kept = _kept_of(session, [claim.id for claim in claims])
    new = [claim for claim in claims if claim.id not in kept]
    for claim in new:
        events.tell(session, KEPT, claim, by)
    return [claim.id for claim in new]


def set_aside(
    session: Session, claim_ids: Sequence[int], reason: SetAside, *, by: User
) -> list[int]:
    """Takes claims out of the queue; gives those that were before their review."""
    claims = [c for c in _claims(session, claim_ids) if c.state in _BEFORE_REVIEW]
    for claim in claims:
        claim.state, claim.set_aside = State.SET_ASIDE, reason
        events.tell(session, "set aside", claim, by, reason=reason)
    return [claim.id for claim in claims]


def word(session: Session, claim_id: int, wording: str, *, by: User) -> Claim:
    """Gives a claim the wording in which it is read alone; the exact quote stays.

    Raises:
        NotFoundError: there is no such claim.
        ConflictError: somebody reviewed it already.
        InputError: the wording is blank or too long.
    """
    [claim] = _claims(session, [claim_id])
    _hold_unreviewed(session, claim)
    wording = _worded(wording)
    if wording != claim.standalone:
        _reword(session, claim, wording, by)
    return claim


def split(session: Session, claim_id: int, wordings: Sequence[str], *, by: User) -> list[int]:
    """Makes a claim of each part, with the same quote, speaker and source; the whole steps back.

    Raises:
        NotFoundError: there is no such claim.
        ConflictError: somebody reviewed it already, or it is set aside.
        InputError: there are fewer than two parts, or two are the same.
    """
    [claim] = _claims(session, [claim_id])
    _hold_unreviewed(session, claim)
    if claim.state is State.SET_ASIDE:
        raise ConflictError(f"Claim {claim_id} is set aside. Undo that first.")
    parts = [_worded(wording) for wording in wordings if wording.strip()]
    if len(set(parts)) < max(2, len(parts)):
        raise InputError("Write at least two parts, each on a line of its own, no two the same.")
    made = select(func.count()).select_from(Claim).where(Claim.parent_id == claim_id)
    first = (session.scalar(made) or 0) + 1
    rows = [_part(claim, wording, number) for number, wording in enumerate(parts, start=first)]
    session.add_all(rows)
    session.flush()  # their ids go into the event
    claim.state, claim.set_aside = State.SET_ASIDE, None
    events.tell(session, "split", claim, by, parts=[row.id for row in rows])
    for row in rows:
        events.tell(session, "part of a split", row, by, of=claim_id, wording=row.text)
    return [row.id for row in rows]


def undo(
    session: Session, claim_ids: Sequence[int], *, by: User, step: TriageStep | None = None
) -> list[int]:
    """Takes back what triage last did to each of these claims; gives those it did something to.

    Where `step` is given, claims to which something else was done last are passed over.

    Raises:
        ConflictError: a part of a split claim was reviewed meanwhile, or the claim was before.
    """
    lasts = {claim: _last_step(session, claim) for claim in _claims(session, claim_ids)}
    meant = {claim: last for claim, last in lasts.items() if last and step in {None, last}}
    for claim, last in meant.items():
        _undo(session, claim, last, by)
    return [claim.id for claim in meant]


def parts_of(session: Session, claim_id: int) -> list[int]:
    """The parts of a split claim that are not set aside."""
    rows = select(Claim.id).where(Claim.parent_id == claim_id, Claim.state != State.SET_ASIDE)
    return list(session.scalars(rows.order_by(Claim.id)))


def split_into(session: Session, claim: Claim) -> list[int]:
    """The parts that stand in a claim's place; none where it was not split."""
    is_split = claim.state is State.SET_ASIDE and claim.set_aside is None
    return parts_of(session, claim.id) if is_split else []


def is_kept() -> ColumnElement[bool]:
    """Whether a claim was kept last."""
    last = (
        select(Event.kind)
        .where(Event.claim_id == Claim.id, Event.kind.in_((KEPT, NOT_KEPT)))
        .order_by(Event.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, "") == KEPT


def _last_step(session: Session, claim: Claim) -> TriageStep | None:
    """What triage did last; None where nothing, or where that was taken back."""
    if claim.state is State.SET_ASIDE:
        return TriageStep.SPLIT if claim.set_aside is None else TriageStep.SET_ASIDE
    last = session.scalar(
        select(Event)
        .where(Event.claim_id == claim.id, Event.kind.in_((KEPT, NOT_KEPT, _EDITED)))
        .order_by(Event.id.desc())
        .limit(1)
    )
    if last is None or last.kind == NOT_KEPT or last.detail.get(_TAKEN_BACK):
        return None
    return TriageStep.WORDED if last.kind == _EDITED else TriageStep.KEPT


def _undo(session: Session, claim: Claim, last: TriageStep, by: User) -> None:
    match last:
        case TriageStep.KEPT:
            events.tell(session, NOT_KEPT, claim, by)
        case TriageStep.WORDED:
            _hold_unreviewed(session, claim)
            _reword(session, claim, _earlier(session, claim), by, **{_TAKEN_BACK: True})
        case _:
            _take_up_again(session, claim, by)


def _take_up_again(session: Session, claim: Claim, by: User) -> None:
    _hold_unreviewed(session, claim, "take it up again on its own page")
    for part in session.scalars(select(Claim).where(Claim.parent_id == claim.id)):
        _take_back_part(session, part, by)
    claim.state, claim.set_aside = State.NEW, None
    claim.matched_at = None  # no new report was compared with it meanwhile
    events.tell(session, _OPEN_AGAIN, claim, by)


def _take_back_part(session: Session, part: Claim, by: User) -> None:
    if part.state is State.SET_ASIDE:
        return
    _hold_unreviewed(session, part)
    part.state, part.set_aside = State.SET_ASIDE, SetAside.DUPLICATE
    events.tell(session, "set aside", part, by, reason=SetAside.DUPLICATE)


def _earlier(session: Session, claim: Claim) -> str | None:
    rows = session.scalars(
        select(ClaimVersion)
        .where(ClaimVersion.claim_id == claim.id, ClaimVersion.version < claim.version)
        .order_by(ClaimVersion.version.desc())
    )
    return next((row.fields["standalone"] for row in rows if "standalone" in row.fields), None)


def _reword(session: Session, claim: Claim, wording: str | None, by: User, **more: object) -> None:
    session.add(
        ClaimVersion(
            claim_id=claim.id,
            version=claim.version,
            fields={"standalone": claim.standalone},
            replaced_by=by.name,
        )
    )
    events.tell(session, _EDITED, claim, by, was=claim.standalone, wording=wording, **more)
    claim.standalone = wording
    claim.version += 1


def _part(whole: Claim, wording: str, number: int) -> Claim:
    return Claim(
        identity=f"split:{whole.id}:{number}",
        parent_id=whole.id,
        report_id=whole.report_id,
        start=whole.start,
        end=whole.end,
        text=wording,
        text_hash=text_hash(wording),
        check_worthiness=whole.check_worthiness,
        because=whole.because,
        speaker=whole.speaker,
        cue=whole.cue,
        language=whole.language,
        claimed_at=whole.claimed_at,
        source_id=whole.source_id,
        url=whole.url,
        tags=whole.tags,
        priority=whole.priority,
    )


def _worded(wording: str) -> str:
    wording = " ".join(wording.split())
    if not wording:
        raise InputError("The wording is empty: write the claim so that it can be read alone.")
    if len(wording) > LONGEST_WORDING:
        raise InputError(f"A wording has at most {LONGEST_WORDING} characters.")
    return wording


def _claims(session: Session, claim_ids: Sequence[int]) -> Sequence[Claim]:
    rows = session.scalars(select(Claim).where(Claim.id.in_(claim_ids)).order_by(Claim.id)).all()
    missing = set(claim_ids) - {row.id for row in rows}
    if missing:
        raise NotFoundError(f"There is no claim {min(missing)}.")
    return rows


def _kept_of(session: Session, claim_ids: Sequence[int]) -> set[int]:
    rows = select(Claim.id).where(Claim.id.in_(claim_ids), is_kept())
    return set(session.scalars(rows))


def _hold_unreviewed(session: Session, claim: Claim, so: str = "its wording stays") -> None:
    given = select(Review.id).where(Review.claim_id == claim.id, Review.undone_at.is_(None))
    if session.scalar(given.limit(1)) is not None:
        raise ConflictError(f"Claim {claim.id} was reviewed already; {so}.")
