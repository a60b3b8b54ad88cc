"""A reviewer as JSON."""

from workbench.store.base import Json
from workbench.store.models import User


def as_person(user: User) -> Json:
    """Who they are and what they may do; `disabled` once they may do nothing."""
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role.value,
        "disabled": user.disabled_at is not None,
    }
