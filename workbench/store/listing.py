"""Lists for programs, by cursor: imports and events."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.store import casework
from workbench.store.base import Json
from workbench.store.models import Event, Import, ImportedClaim


def imports(session: Session, *, before: int | None = None, limit: int) -> Sequence[Import]:
    """One page of the imports, the latest first."""
    rows = select(Import).order_by(Import.id.desc()).limit(limit)
    if before is not None:
        rows = rows.where(Import.id < before)
    return session.scalars(rows).all()


def events(session: Session, *, after: int = 0, limit: int) -> list[Json]:
    """One page of the record, the oldest first, as the session's viewer may see it."""
    seen = casework.told_to(casework.viewer_of(session))
    rows = select(Event).where(Event.id > after, seen).order_by(Event.id).limit(limit)
    return [
        {
            "id": row.id,
            "at": row.at.isoformat(timespec="microseconds"),
            "actor": row.actor,
            "kind": row.kind,
            "claim": row.claim_id,
            "subject": row.subject,
            "detail": row.detail,
            "previous": row.previous,
            "hash": row.hash,
        }
        for row in session.scalars(rows)
    ]


def naming(session: Session, claims: Sequence[int]) -> dict[int, list[int]]:
    """The imports that name each of these claims."""
    found: dict[int, list[int]] = {}
    rows = select(ImportedClaim.claim_id, ImportedClaim.import_id).where(
        ImportedClaim.claim_id.in_(claims)
    )
    for claim_id, import_id in session.execute(rows.order_by(ImportedClaim.import_id)):
        found.setdefault(claim_id, []).append(import_id)
    return found
