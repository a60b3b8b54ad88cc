"""What an import's receipt and the desk say after it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from workbench.bootstrap import Services
from workbench.store import events
from workbench.store.models import Claim, Embedding

Write = Callable[..., Path]
Bring = Callable[..., dict[str, Any]]


class Killed(Exception):  # noqa: N818 (what happens, not an error)
    """Stands for the process's end."""


def counts(receipt: dict[str, Any]) -> tuple[int, int, int, int, int]:
    names = ("rows", "new", "same", "changed", "rejected")
    rows, new, same, changed, rejected = (int(receipt[name]) for name in names)
    return rows, new, same, changed, rejected


def many(count: int) -> str:
    lines = (f"Shell {n} fell on Orvel and killed {n} people.,K-{n}\n" for n in range(count))
    return "text,external_id\n" + "".join(lines)


def total(services: Services, model: type) -> int:
    with services.database.snapshot() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def whole(services: Services) -> None:
    """No claim without its vector, none unmatched, none named twice."""
    with services.database.snapshot() as session:
        vectors = set(session.scalars(select(Embedding.text_hash)))
        claims = session.scalars(select(Claim)).all()
        assert {claim.text_hash for claim in claims} <= vectors
        assert [claim.id for claim in claims if claim.matched_at is None] == []
        assert not list(events.verify(session))
