"""What a search asks for, and what it finds."""

from dataclasses import dataclass
from datetime import datetime

from workbench.store.models import Passage


@dataclass(frozen=True, slots=True)
class Query:
    """One claim to be matched: stored (with its id), or only searched for."""

    text: str
    claim_id: int | None = None
    report_ids: frozenset[int] = frozenset()  # its own report in every version
    before: datetime | None = None

    def admits(self, passage: Passage) -> bool:
        """Whether a passage may be found for it: another report, published in time."""
        if passage.report_id in self.report_ids:
            return False
        published = passage.report.published_at
        return self.before is None or (published is not None and published < self.before)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may bear on a claim."""

    passage: Passage
    similarity: float
    relevance: float | None
