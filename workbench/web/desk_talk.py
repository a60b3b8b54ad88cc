"""What stands beside a claim of the desk's own: whose it is, comments, what says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import Role, State
from workbench.stages import talking
from workbench.stages.talking import Comment
from workbench.store import by_text
from workbench.store.casework import Casework
from workbench.store.desks import Assignment
from workbench.store.models import Claim
from workbench.web.people import Person


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything of it, as this person may see it."""

    assignment: Assignment | None
    reviewers: Sequence[str]
    comments: Sequence[Comment]
    joined: Sequence[Claim]
    same_words: int  # claims that say the same word for word, and are not joined


def of(session: Session, case: Casework, person: Person) -> Talk:
    """In as many statements, whatever there is."""
    able = person.role.covers(Role.REVIEWER)
    return Talk(
        talking.assignee(session, case.claim.id),
        talking.reviewers(session) if able else (),
        talking.comments(session, case.claim.id, case),
        case.joined,
        _same_words(session, case),
    )


def _same_words(session: Session, case: Casework) -> int:
    known = [case.claim.id, *(claim.id for claim in case.joined)]
    count = session.scalar(
        select(func.count()).where(
            by_text.saying(session, [case.claim.text_hash]),
            Claim.id.not_in(known),
            Claim.state != State.SET_ASIDE,
        )
    )
    return count or 0
