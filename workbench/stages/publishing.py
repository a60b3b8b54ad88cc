"""An editor's mark on a decided claim: published, published anew as a correction, or withdrawn."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Publication, Role, State
from workbench.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from workbench.store import events
from workbench.store.models import Claim, Event, Review, User

PUBLISHED, WITHDRAWN = "published", "publication withdrawn"
LONGEST_REASON = 2_000


def publish(
    session: Session, claim_id: int, *, by: User, why: str = "", number: int | None = None
) -> Claim:
    """Publishes the verdict that stands; where another was published, that is a correction.

    `number` is the review that is meant, the last that stands.

    Raises:
        ConflictError: the claim is not decided, is published as it stands, or another review
            stands than is meant.
        InputError: a correction without words on what was wrong, or too many of them.
    """
    claim = _claim(session, claim_id, by)
    _hold_to_review(session, claim_id, number)
    if claim.state is not State.DECIDED or claim.verdict is None:
        raise ConflictError(f"Claim {claim_id} is not decided: only a decided claim is published.")
    last = _last(session, claim_id)
    corrects = last is not None and last.detail.get("verdict") != claim.verdict.value
    if claim.publication is Publication.PUBLISHED and not corrects:
        raise ConflictError(f"Claim {claim_id} is published as it stands.")
    why = _reason(why)
    if corrects and not why:
        raise InputError("Another verdict was published before: say what is corrected, and why.")
    claim.publication = Publication.PUBLISHED
    detail = {"verdict": claim.verdict.value, "correction": corrects, "why": why}
    events.tell(session, PUBLISHED, claim, by, **detail)
    return claim


def withdraw(
    session: Session, claim_id: int, *, by: User, why: str, number: int | None = None
) -> Claim:
    """Takes a published claim back; that it was published stays in the history.

    Raises:
        ConflictError: the claim is not published, or another review stands than is meant.
        InputError: no reason is given, or too long a one.
    """
    claim = _claim(session, claim_id, by)
    _hold_to_review(session, claim_id, number)
    if claim.publication is not Publication.PUBLISHED:
        raise ConflictError(f"Claim {claim_id} is not published.")
    why = _reason(why)
    if not why:
        raise InputError("Say why it is withdrawn: the reason is shown.")
    claim.publication = Publication.WITHDRAWN
    events.tell(session, WITHDRAWN, claim, by, why=why)
    return claim


def notices(session: Session, claim_id: int) -> list[Event]:
    """Every publication and withdrawal of a claim, oldest first."""
    rows = (
        select(Event)
        .where(Event.claim_id == claim_id, Event.kind.in_((PUBLISHED, WITHDRAWN)))
        .order_by(Event.id)
    )
    return list(session.scalars(rows))


def _last(session: Session, claim_id: int) -> Event | None:
    return session.scalar(
        select(Event)
        .where(Event.claim_id == claim_id, Event.kind == PUBLISHED)
        .order_by(Event.id.desc())
        .limit(1)
    )


def _claim(session: Session, claim_id: int, by: User) -> Claim:
    if not by.role.covers(Role.EDITOR):
        raise ForbiddenError("Publishing takes an editor.")
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    return claim


def _hold_to_review(session: Session, claim_id: int, number: int | None) -> None:
    """Whoever looked at another decision than the one that stands looks again first."""
    standing = select(func.max(Review.number)).where(
        Review.claim_id == claim_id, Review.undone_at.is_(None)
    )
    if number is not None and number != session.scalar(standing):
        raise ConflictError(
            "The decision that you looked at does not stand any more. "
            "Look at the claim as it is now."
        )


def _reason(why: str) -> str:
    why = why.strip()
    if len(why) > LONGEST_REASON:
        raise InputError(f"Give the reason in at most {LONGEST_REASON} characters.")
    return why
