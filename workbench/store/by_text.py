"""Claims by the hashes of their texts.

Hashes come in no order: in one index of a million, each new claim would write a page of its own. So
the index is in parts, by id: an import writes the last one alone, a look-up goes through them all.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import Session

from workbench.store.models import CLAIMS_A_PART, Claim

_PART = literal_column(f"(claim.id / {CLAIMS_A_PART})", Claim.id.type)  # as the index has it


def saying(session: Session, hashes: Collection[str]) -> ColumnElement[bool]:
    """The claims whose texts have these hashes."""
    last = session.scalar(select(func.max(Claim.id))) or 0
    return _PART.in_(range(last // CLAIMS_A_PART + 1)) & Claim.text_hash.in_(hashes)
