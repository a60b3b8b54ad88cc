"""Sources by name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import normalised
from workbench.store.models import Source


def source_named(session: Session, name: str | None) -> int | None:
    """The id of the source of that name in any case, made when it is new; None without a name."""
    if not name or not name.strip():
        return None
    key = normalised(name)[:200]
    found = session.scalar(select(Source.id).where(Source.key == key))
    if found is not None:
        return found
    row = Source(name=name.strip()[:200], key=key)
    session.add(row)
    session.flush()  # its id is the answer
    return row.id
