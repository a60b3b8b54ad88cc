"""Sources by name."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import normalised
from workbench.errors import InputError
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


def known(session: Session, name: str) -> int:
    """The id of the source of that name in any case.

    Raises:
        InputError: there is none.
    """
    found = session.scalar(select(Source.id).where(Source.key == normalised(name)[:200]))
    if found is None:
        raise InputError(f"The desk has no source named “{name[:200]}”.")
    return found


def sources_named(session: Session, names: Iterable[str]) -> dict[str, int]:
    """The ids of many sources at once, by the names given."""
    keys = {name: normalised(name)[:200] for name in names}
    found = _ids(session, set(keys.values()))
    missing = {key: name for name, key in keys.items() if key not in found}
    if missing:
        session.add_all(
            Source(name=name.strip()[:200], key=key) for key, name in sorted(missing.items())
        )
        session.flush()  # their ids are the answer
        found.update(_ids(session, missing))
    return {name: found[key] for name, key in keys.items()}


def _ids(session: Session, keys: Collection[str]) -> dict[str, int]:
    rows = session.execute(select(Source.key, Source.id).where(Source.key.in_(keys)))
    return {row.key: row.id for row in rows}
