"""Bulk claims into the desk: checked row by row, stored batch by batch, once each."""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.domain.hashes import normalised, text_hash
from workbench.interchange.rows import Problem, Row
from workbench.language.particulars import particulars
from workbench.representations.claims import particulars_json
from workbench.store import events
from workbench.store.base import now
from workbench.store.models import (
    Claim,
    ClaimVersion,
    Import,
    ImportedClaim,
    ImportProblem,
)
from workbench.store.sources import source_named

LONGEST_TEXT = 5_000
CHECK_WORTHINESS = 0.5  # whoever imports a claim wants it checked; no rule has looked at it


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class BulkClaim:
    """A checked row."""

    row: int
    identity: str
    fields: dict[str, Any] = dataclasses.field(hash=False)
    source: str | None


def check(row: Row) -> BulkClaim | Problem:
    """A row as a claim, or what is wrong with it."""
    text = row.fields.get("text", "")
    if not text:
        return _problem(row, "text", text, "The text is empty.")
    if len(text) > LONGEST_TEXT:
        return _problem(
            row,
            "text",
            text[:80],
            f"The text has {len(text)} characters; {LONGEST_TEXT} are the most.",
        )
    if "\x00" in text:
        return _problem(row, "text", text[:80].replace("\x00", "�"), "The text has NUL characters.")
    claimed_at = row.fields.get("claimed_at") or None
    if claimed_at and not _is_date(claimed_at):
        return _problem(row, "claimed_at", claimed_at, "This is no ISO date (2017-06-02).")
    return BulkClaim(row.row, _identity(row.fields), _fields(row), row.fields.get("source") or None)


def preview(session: Session, claims: Sequence[BulkClaim]) -> Counter[Outcome]:
    """What storing a batch would do; nothing is stored."""
    known = _known(session, claims)
    first = {claim.identity: claim for claim in reversed(claims)}
    found = Counter(_outcome(known.get(identity), claim) for identity, claim in first.items())
    found[Outcome.SAME] += len(claims) - len(first)
    return found


def record(session: Session, batch_id: int, claims: Sequence[BulkClaim]) -> Counter[Outcome]:
    """Stores a batch, known claims included; safe to repeat. The first of equal rows is taken."""
    known = _known(session, claims)
    first = {claim.identity: claim for claim in reversed(claims)}
    outcomes = {claim: _outcome(known.get(i), claim) for i, claim in first.items()}
    for claim, outcome in outcomes.items():
        if outcome is Outcome.NEW:
            known[claim.identity] = _new(session, claim)
        elif outcome is Outcome.CHANGED:
            _update(session, known[claim.identity], claim, batch_id)
    session.flush()  # the new claims' ids
    named = {known[c.identity].id: (c.row, what) for c, what in outcomes.items()}
    _name(session, batch_id, named)
    found = Counter(outcomes.values())
    found[Outcome.SAME] += len(claims) - len(first)
    return found


def reject(session: Session, batch_id: int, problems: Sequence[Problem]) -> None:
    """Keeps what was not taken, with its reason."""
    session.add_all(
        ImportProblem(
            import_id=batch_id,
            row=p.row,
            line=p.line,
            field=p.field,
            value=p.value,
            reason=p.reason,
            raw=p.raw,
        )
        for p in problems
    )


def close(session: Session, batch: Import) -> None:
    """Seals the receipt into the event chain."""
    batch.finished_at = now()
    events.append(
        session,
        f"import {batch.state}",
        actor=batch.by,
        subject=f"import {batch.id}",
        file=batch.file,
        sha256=batch.sha256,
        rows=batch.rows,
        new=batch.new,
        same=batch.same,
        changed=batch.changed,
        rejected=batch.rejected,
    )


def _problem(row: Row, field: str, value: str, reason: str) -> Problem:
    return Problem(row.row, row.line, field, value, reason, {**row.fields, **row.extra})


def _identity(fields: Mapping[str, str]) -> str:
    """Same external id within a source, or else same normalised text and address."""
    if fields.get("external_id"):
        parts = ("id", normalised(fields.get("source", "")), fields["external_id"])
    else:
        parts = ("text", normalised(fields["text"]), fields.get("url", ""))
    return "import:" + hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _fields(row: Row) -> dict[str, Any]:
    given = row.fields
    speaker = given.get("speaker")
    return {
        "text": given["text"],
        "speaker": {"name": speaker, "as_written": speaker, "role": None, "for": None}
        if speaker
        else None,
        "claimed_at": given.get("claimed_at") or None,
        "url": given.get("url") or None,
        "language": given.get("language") or None,
        "external_id": given.get("external_id") or None,
        "tags": [tag.strip() for tag in given.get("tags", "").split(";") if tag.strip()],
        "note": given.get("note") or None,
        "extra": row.extra,
    }


def _new(session: Session, claim: BulkClaim) -> Claim:
    row = Claim(
        identity=claim.identity,
        check_worthiness=CHECK_WORTHINESS,
        priority=CHECK_WORTHINESS,
        source_id=source_named(session, claim.source),
        **claim.fields,
        **_derived(claim),
    )
    session.add(row)
    return row


def _known(session: Session, claims: Sequence[BulkClaim]) -> dict[str, Claim]:
    wanted = select(Claim).where(Claim.identity.in_([claim.identity for claim in claims]))
    return {row.identity: row for row in session.scalars(wanted)}


def _outcome(row: Claim | None, claim: BulkClaim) -> Outcome:
    if row is None:
        return Outcome.NEW
    return Outcome.SAME if _before(row, claim) == claim.fields else Outcome.CHANGED


def _before(row: Claim, claim: BulkClaim) -> dict[str, Any]:
    return {name: getattr(row, name) for name in claim.fields}


def _update(session: Session, row: Claim, claim: BulkClaim, batch_id: int) -> None:
    """A changed row updates the claim and keeps its old version."""
    by = f"import {batch_id}"
    session.add(
        ClaimVersion(
            claim_id=row.id, version=row.version, fields=_before(row, claim), replaced_by=by
        )
    )
    for name, value in {**claim.fields, **_derived(claim)}.items():
        setattr(row, name, value)
    row.version += 1
    row.matched_at = None
    events.append(
        session,
        "claim changed",
        actor=by,
        subject=f"claim {row.id}",
        claim_id=row.id,
        version=row.version,
    )


def _derived(claim: BulkClaim) -> dict[str, Any]:
    claimed_at = claim.fields["claimed_at"]
    published = datetime.fromisoformat(claimed_at).date() if claimed_at else None
    text = claim.fields["text"]
    return {
        "text_hash": text_hash(text),
        "particulars": particulars_json(particulars(text, published=published)),
    }


def _name(session: Session, batch_id: int, outcomes: Mapping[int, tuple[int, Outcome]]) -> None:
    there = set(
        session.scalars(
            select(ImportedClaim.claim_id).where(
                ImportedClaim.import_id == batch_id, ImportedClaim.claim_id.in_(outcomes)
            )
        )
    )
    session.add_all(
        ImportedClaim(import_id=batch_id, claim_id=claim_id, row=row, outcome=outcome)
        for claim_id, (row, outcome) in outcomes.items()
        if claim_id not in there
    )


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
