"""A claim split into parts, each matched at once as any other claim."""

from collections.abc import Sequence

from workbench.bootstrap import Services
from workbench.pipeline import catching_up
from workbench.stages import triaging
from workbench.store.models import User


def split(services: Services, claim_id: int, wordings: Sequence[str], *, by: int) -> list[int]:
    """The parts' ids; errors as `triaging.split`."""
    with services.database.transaction() as session:
        made = triaging.split(session, claim_id, wordings, by=session.get_one(User, by))
    for part in made:
        catching_up.match_one(services, part)
    return made
