"""Selections of claims that people saved by name."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.errors import InputError, NotFoundError
from workbench.store.desks import SavedFilter

LONGEST_NAME, LONGEST_QUERY = 80, 4_000


def of(session: Session, user_id: int) -> Sequence[SavedFilter]:
    """What a person saved, by name."""
    mine = select(SavedFilter).where(SavedFilter.user_id == user_id)
    return session.scalars(mine.order_by(SavedFilter.name)).all()


def save(session: Session, user_id: int, name: str, query: str) -> SavedFilter:
    """Keeps a selection under a name; the same name again replaces it.

    Raises:
        InputError: there is no name, or name or selection is too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise InputError(f"Give the selection a name of at most {LONGEST_NAME} characters.")
    mine = select(SavedFilter).where(SavedFilter.user_id == user_id, SavedFilter.name == name)
    row = session.scalar(mine)
    if row is None:
        row = SavedFilter(user_id=user_id, name=name, query=query)
        session.add(row)
    row.query = query
    return row


def remove(session: Session, user_id: int, saved_id: int) -> None:
    """Forgets a selection of this person.

    Raises:
        NotFoundError: this person has none with that id.
    """
    row = session.get(SavedFilter, saved_id)
    if row is None or row.user_id != user_id:
        raise NotFoundError(f"You have no saved selection {saved_id}.")
    session.delete(row)
