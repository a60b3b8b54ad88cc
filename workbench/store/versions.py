"""Later texts at the same address, and earlier ones of a claim."""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workbench.store.models import Claim, ClaimVersion, Report


def newest(session: Session, reports: Iterable[Report]) -> dict[int, Report]:
    """The newest text of every report that was replaced, by the id of the one replaced.

    No statement where none was; else one for each version passed over.
    """
    found: dict[int, Report] = {}
    waiting = {report.id: {report.id} for report in reports if not report.current}
    while waiting:
        rows = session.scalars(
            select(Report)
            .where(Report.replaces_id.in_(waiting))
            .options(joinedload(Report.source))
            .order_by(Report.id)
        ).all()
        later: dict[int, set[int]] = {}
        for row in rows:
            later[row.id] = waiting[row.replaces_id or 0]
            found.update(dict.fromkeys(later[row.id], row))
        waiting = later
    return found


def texts_replaced(session: Session, claim: Claim) -> dict[int, str]:
    """What the claim read before, by the number of the version that first read otherwise."""
    rows = session.scalars(
        select(ClaimVersion).where(ClaimVersion.claim_id == claim.id).order_by(ClaimVersion.version)
    )
    earlier = [row for row in rows if "text" in row.fields]  # a person words it, and changes none
    texts = [*(row.fields["text"] for row in earlier), claim.text]
    return {
        row.version + 1: was
        for row, (was, then) in zip(earlier, pairwise(texts), strict=True)
        if was != then
    }
