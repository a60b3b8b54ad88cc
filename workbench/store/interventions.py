"""What people put right in reports, or took out of use: whoever computes meanwhile looks again."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench.store.guards import Withdrawal
from workbench.store.imprints import Imprint

Mark = tuple[int | None, int | None]
_LAST = select(
    select(func.max(Imprint.id)).scalar_subquery(),
    select(func.max(Withdrawal.id)).scalar_subquery(),
)


def last(session: Session) -> Mark:
    """The last of both; another one later says that there was one in between."""
    stated, withdrawn = session.execute(_LAST).one()
    return stated, withdrawn
