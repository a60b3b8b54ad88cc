"""One claim into the desk, with a receipt of its own, as a file of one row would be."""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.domain.vocabulary import ImportState
from workbench.errors import InputError
from workbench.interchange.checking import BulkClaim, check
from workbench.interchange.rows import Problem, Row
from workbench.pipeline import catching_up
from workbench.stages import importing
from workbench.store.models import Claim, Import

NAMED = "one claim"


@dataclass(frozen=True, slots=True)
class Brought:
    """A claim that the desk has now, and whether it had it before."""

    claim_id: int
    is_new: bool


def create(services: Services, row: Row, *, by: str) -> Brought:
    """Stores one claim and matches it; a claim that the desk has is brought up to date.

    Raises:
        InputError: a field of it cannot be used.
    """
    claim = check(row)
    if isinstance(claim, Problem):
        raise InputError(claim.reason)
    brought = _store(services, claim, by)
    catching_up.match_one(services, brought.claim_id)
    return brought


def _store(services: Services, claim: BulkClaim, by: str) -> Brought:
    batch = _receipt(claim, by)
    with services.database.transaction() as session:
        session.add(batch)
        session.flush()  # its id names the claim
        tally = importing.record(session, batch.id, [claim], importing.NOT_SEARCHED)
        [(outcome, count)] = tally.outcomes.items()
        batch.rows, batch.state = count, ImportState.DONE
        setattr(batch, outcome.value, count)
        importing.close(session, batch)
        wanted = select(Claim.id).where(Claim.identity == claim.identity)
        return Brought(session.scalars(wanted).one(), outcome is importing.Outcome.NEW)


def _receipt(claim: BulkClaim, by: str) -> Import:
    sent = {**claim.row.fields, "extra": claim.row.extra}
    canonical = json.dumps(sent, sort_keys=True, ensure_ascii=False).encode()
    return Import(
        file=NAMED,
        sha256=hashlib.sha256(canonical).hexdigest(),
        encoding="utf-8",
        format="json",
        columns={name: name for name in claim.row.fields},
        by=by,
    )
