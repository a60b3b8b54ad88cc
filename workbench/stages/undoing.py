"""Takes an import back: what only it brought goes, what a person touched or another names stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from workbench.domain.hashes import text_hash
from workbench.domain.vocabulary import ImportState, State
from workbench.store import events
from workbench.store.desks import Draft
from workbench.store.models import (
    Claim,
    ClaimVersion,
    Event,
    Evidence,
    Import,
    ImportedClaim,
    Match,
    Review,
)

DECIDED = "somebody has worked on it"
NAMED = "another import names it"


@dataclass(frozen=True, slots=True)
class Stays:
    """A claim that is not removed, and why."""

    claim_id: int
    text: str
    because: str


def removable(session: Session, import_id: int, *, limit: int) -> list[int]:
    """Claims of this import that nobody worked on and no other import names."""
    rows = (
        select(ImportedClaim.claim_id)
        .join(Claim, Claim.id == ImportedClaim.claim_id)
        .where(ImportedClaim.import_id == import_id, ~_named_elsewhere(import_id), ~_worked_on())
        .limit(limit)
    )
    return list(session.scalars(rows))


def remove(session: Session, claim_ids: Sequence[int]) -> None:
    """Removes claims with all that the machine made of them."""
    for table in (Match, ClaimVersion, ImportedClaim):
        session.execute(delete(table).where(table.claim_id.in_(claim_ids)))
    session.execute(delete(Claim).where(Claim.id.in_(claim_ids)))


def restorable(session: Session, import_id: int, *, limit: int) -> Sequence[ClaimVersion]:
    """How claims that this import was the last to change read before it."""
    return session.scalars(
        select(ClaimVersion)
        .join(Claim, (Claim.id == ClaimVersion.claim_id))
        .where(
            ClaimVersion.replaced_by == f"import {import_id}",
            Claim.version == ClaimVersion.version + 1,
            ~_worked_on(),
        )
        .limit(limit)
    ).all()


def restore(session: Session, versions: Sequence[ClaimVersion], *, by: str) -> None:
    """Gives claims their earlier wording back, as a version of its own."""
    for old in versions:
        claim = session.get_one(Claim, old.claim_id)
        session.add(
            ClaimVersion(
                claim_id=claim.id,
                version=claim.version,
                fields={name: getattr(claim, name) for name in old.fields},
                replaced_by=f"undoing {old.replaced_by}",
            )
        )
        for name, value in old.fields.items():
            setattr(claim, name, value)
        claim.text_hash, claim.particulars = text_hash(claim.text), {}
        claim.version += 1
        claim.matched_at = claim.assessed_at = None
        events.append(
            session,
            "claim changed",
            actor=by,
            subject=f"claim {claim.id}",
            claim_id=claim.id,
            version=claim.version,
        )


def stays(session: Session, import_id: int, *, limit: int) -> tuple[list[Stays], int]:
    """What the import brought and stays, and how many there are."""
    named = ImportedClaim.import_id == import_id
    rows = session.execute(
        select(Claim.id, Claim.text, _worked_on())
        .join(ImportedClaim, ImportedClaim.claim_id == Claim.id)
        .where(named)
        .order_by(Claim.id)
        .limit(limit)
    )
    count = session.scalar(select(func.count()).select_from(ImportedClaim).where(named)) or 0
    found = [Stays(i, text, DECIDED if worked else NAMED) for i, text, worked in rows]
    return found, count


def close(session: Session, import_id: int, removed: int, *, by: str) -> None:
    """Marks the import as undone, in the event chain too."""
    session.execute(update(Import).where(Import.id == import_id).values(state=ImportState.UNDONE))
    events.append(
        session, "import undone", actor=by, subject=f"import {import_id}", removed=removed
    )


def _named_elsewhere(import_id: int) -> ColumnElement[bool]:
    other = aliased(ImportedClaim)
    return (
        exists()
        .where(other.claim_id == ImportedClaim.claim_id, other.import_id != import_id)
        .where(Import.id == other.import_id, Import.state != ImportState.UNDONE)
        .correlate(ImportedClaim)
    )


def _worked_on() -> ColumnElement[bool]:
    """Stances, verdicts and drafts, withdrawn ones too; any state but those the machine gives."""
    return (
        Claim.state.not_in((State.NEW, State.WAITING))
        | exists().where(Review.claim_id == Claim.id).correlate(Claim)
        | exists().where(Evidence.claim_id == Claim.id).correlate(Claim)
        | exists().where(Draft.claim_id == Claim.id).correlate(Claim)
        | exists().where(Event.claim_id == Claim.id, Event.kind != "claim changed").correlate(Claim)
    )
