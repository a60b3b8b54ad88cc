"""What a desk says to each other about a claim: whose it is, its tags, comments; all signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.domain.vocabulary import Role
from workbench.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from workbench.store import casework, events
from workbench.store.desks import Assignment
from workbench.store.models import Claim, Event, User

ASSIGNED, UNASSIGNED = "assigned", "assignment taken back"
TAGGED, UNTAGGED = "tagged", "tag removed"
LONGEST_TAG, MOST_TAGS, LONGEST_COMMENT = 60, 30, 5_000


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about a claim; its id is that of its event."""

    id: int
    at: datetime
    by: str
    text: str


def assign(session: Session, claim_id: int, person: str, *, by: User) -> Assignment:
    """Gives a claim to a person, whoever had it before.

    Raises:
        NotFoundError: there is no such claim.
        InputError: nobody of that name reviews on this desk.
    """
    claim = _claim(session, claim_id)
    user = session.scalar(select(User).where(User.name == person, User.disabled_at.is_(None)))
    if user is None or not user.role.covers(Role.REVIEWER):
        raise InputError("Nobody of that name reviews here: choose one of the list.")
    row = session.get(Assignment, claim_id)
    if row is None:
        row = Assignment(claim_id=claim_id)
        session.add(row)
    if row.user_id != user.id:
        row.user_id, row.by = user.id, by.name
        events.tell(session, ASSIGNED, claim, by, to=user.name)
    return row


def unassign(session: Session, claim_id: int, *, by: User) -> None:
    """Takes a claim off whoever it was given to.

    Raises:
        NotFoundError: there is no such claim.
        ConflictError: it was given to nobody.
    """
    claim = _claim(session, claim_id)
    row = session.get(Assignment, claim_id, options=[joinedload(Assignment.person)])
    if row is None:
        raise ConflictError("This claim is given to nobody.")
    session.delete(row)
    events.tell(session, UNASSIGNED, claim, by, to=row.person.name)


def assignee(session: Session, claim_id: int) -> Assignment | None:
    """Whose a claim is, with the person loaded."""
    return session.scalar(
        select(Assignment)
        .where(Assignment.claim_id == claim_id)
        .options(joinedload(Assignment.person))
    )


def assignees(session: Session, claim_ids: Sequence[int]) -> dict[int, str]:
    """Whose these claims are, by name; in one statement."""
    rows = session.execute(
        select(Assignment.claim_id, User.name)
        .join(User, User.id == Assignment.user_id)
        .where(Assignment.claim_id.in_(claim_ids))
    )
    return {claim_id: name for claim_id, name in rows}  # noqa: C416 (rows, not pairs, to mypy)


def reviewers(session: Session) -> list[str]:
    """Everybody whom a claim can be given to, by name."""
    able = [role for role in Role if role.covers(Role.REVIEWER)]
    rows = select(User.name).where(User.disabled_at.is_(None), User.role.in_(able))
    return list(session.scalars(rows.order_by(User.name)))


def tag(session: Session, claim_id: int, word: str, *, by: User) -> Claim:
    """Adds a tag by hand; one that is there already stays as it is.

    Raises:
        NotFoundError: there is no such claim.
        InputError: the tag is blank or too long, or there are too many.
    """
    claim, word = _claim(session, claim_id), " ".join(word.split())
    if not word or len(word) > LONGEST_TAG:
        raise InputError(f"A tag has between 1 and {LONGEST_TAG} characters.")
    if word.casefold() in {str(there).casefold() for there in claim.tags}:
        return claim
    if len(claim.tags) >= MOST_TAGS:
        raise InputError(f"A claim has at most {MOST_TAGS} tags: remove one first.")
    claim.tags = [*claim.tags, word]
    events.tell(session, TAGGED, claim, by, tag=word)
    return claim


def untag(session: Session, claim_id: int, word: str, *, by: User) -> Claim:
    """Removes a tag, given by hand or imported.

    Raises:
        NotFoundError: there is no such claim.
        ConflictError: it has no such tag.
    """
    claim = _claim(session, claim_id)
    if word not in claim.tags:
        raise ConflictError("This claim does not have that tag any more.")
    claim.tags = [there for there in claim.tags if there != word]
    events.tell(session, UNTAGGED, claim, by, tag=word)
    return claim


def comment(session: Session, claim_id: int, text: str, *, by: User) -> Event:
    """Says something about a claim, to whoever may see it.

    Raises:
        NotFoundError: there is no such claim.
        InputError: it is blank or too long.
    """
    text = text.strip()
    if not text:
        raise InputError("The comment is empty: write something first.")
    if len(text) > LONGEST_COMMENT:
        raise InputError(f"The comment has {len(text)} characters; {LONGEST_COMMENT} are the most.")
    return events.tell(session, casework.COMMENTED, _claim(session, claim_id), by, comment=text)


def take_back(session: Session, claim_id: int, comment_id: int, *, by: User) -> None:
    """Takes one's own comment off the page; that it was said stays in the history.

    Raises:
        NotFoundError: there is no such comment.
        ForbiddenError: it is somebody else's.
        ConflictError: it was taken back already.
    """
    said = session.get(Event, comment_id)
    if said is None or said.claim_id != claim_id or said.kind != casework.COMMENTED:
        raise NotFoundError(f"Claim {claim_id} has no comment {comment_id}.")
    if said.actor != by.name:
        raise ForbiddenError("Only the person who wrote a comment takes it back.")
    if comment_id not in {row.id for row in comments(session, claim_id)}:
        raise ConflictError("This comment was taken back already.")
    events.tell(session, casework.UNCOMMENTED, _claim(session, claim_id), by, of=comment_id)


def comments(
    session: Session, claim_id: int, case: casework.Casework | None = None
) -> list[Comment]:
    """What was said about a claim and not taken back, oldest first, as the case's viewer may see.

    While a review is blind, what others said of it is kept back with their stances.
    """
    rows = session.scalars(
        select(Event)
        .where(Event.claim_id == claim_id, Event.kind.in_(casework.TALK))
        .order_by(Event.id)
    ).all()
    gone = {row.detail["of"] for row in rows if row.kind == casework.UNCOMMENTED}
    return [
        Comment(row.id, row.at, row.actor, row.detail["comment"])
        for row in rows
        if row.kind == casework.COMMENTED
        and row.id not in gone
        and (case is None or case.may_hear(row.actor, row.at))
    ]


def _claim(session: Session, claim_id: int) -> Claim:
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFoundError(f"There is no claim {claim_id}.")
    return claim
