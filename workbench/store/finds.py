"""What a search asks for, among which reports, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement

from workbench.language.literal import NOTHING, Literal
from workbench.store.models import Passage, Report

# A passage that is current, said so that SQLite, which takes any equality for a rare one, looks
# passages up by what else is asked and does not read all that are.
STANDING = Passage.current.is_not(False)


@dataclass(frozen=True, slots=True)
class Query:
    """One claim to be matched: stored (with its id), or only searched for."""

    text: str
    claim_id: int | None = None
    report_ids: frozenset[int] = frozenset()  # its own report in every version
    before: datetime | None = None
    not_source_id: int | None = None
    language: str | None = None
    literal: Literal = NOTHING  # what holds it stands first; of a claim nothing is sought so

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """What a report must be to be looked at; nothing where all are."""
        if self.report_ids:
            yield Report.id.not_in(self.report_ids)
        if self.before is not None:
            yield Report.published_at < self.before
        if self.not_source_id is not None:
            yield Report.source_id.is_distinct_from(self.not_source_id)
        if self.language is not None:
            yield Report.language == self.language


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may bear on a claim."""

    passage: Passage
    similarity: float
    relevance: float | None
    held: int | None = None  # how much of what is sought to the letter; None: nothing was


@dataclass(slots=True)
class Coverage:
    """What a search covers, as long as no report has come, been replaced, withdrawn or put right.

    The last report's id, how many are outdated and the last imprint stated say so: ids only grow,
    and nothing else changes a report's source and dates.
    """

    kept: tuple[tuple[int | None, ...], dict[str, object]] | None = None

    def since(
        self, at: tuple[int | None, ...], count: Callable[[], dict[str, object]]
    ) -> dict[str, object]:
        """What still holds, or counted anew; searches beside each other may ask."""
        kept = self.kept
        if kept is None or kept[0] != at:
            kept = self.kept = (at, count())
        return kept[1]
