"""Claims joined and separated, with the counts of all of them kept in step."""

from workbench.bootstrap import Services
from workbench.pipeline import catching_up
from workbench.stages import joining
from workbench.store.models import User


def join(services: Services, claim_id: int, other_id: int, *, by: int) -> list[int]:
    """The claims of the group; errors as `joining.join`."""
    with services.database.transaction() as session:
        together = joining.join(session, claim_id, other_id, by=session.get_one(User, by))
    _count(services, together)
    return together


def separate(services: Services, claim_id: int, *, by: int) -> list[int]:
    """The claims that were joined; errors as `joining.separate`."""
    with services.database.transaction() as session:
        apart = joining.separate(session, claim_id, by=session.get_one(User, by))
    _count(services, apart)
    return apart


def _count(services: Services, claim_ids: list[int]) -> None:
    for claim_id in claim_ids:
        catching_up.assess(services, claim_id)
