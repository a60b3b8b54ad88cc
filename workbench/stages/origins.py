"""Which reports are copies of which text: kept in step as reports arrive, in any order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from workbench.domain import copies
from workbench.domain.copies import Size
from workbench.language import shingles
from workbench.language.shingles import Sequences
from workbench.store.models import Report, Shingle

COMMON = 200  # reports that share a hash: boilerplate that nobody knew of, no sign of copying
MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Print:
    """A report's text as word sequences: how many, and the sample that is kept."""

    sequences: int
    sampled: list[int]


def compute(text: str) -> Print:
    """The fingerprint of a text."""
    hashes = shingles.shingles(text)
    return Print(len(hashes), shingles.sample(hashes))


def record(session: Session, report_id: int, print_: Print) -> None:
    """Keeps the fingerprint and settles whose copy the report is, and who its copies are."""
    session.execute(update(Report).where(Report.id == report_id).values(sequences=print_.sequences))
    if print_.sampled:
        session.execute(
            insert(Shingle), [{"hash": h, "report_id": report_id} for h in print_.sampled]
        )
    neighbourhood = _Neighbourhood(session)
    neighbourhood.meet([report_id])
    found = copies.settle(
        [report_id],
        sizes=neighbourhood.sizes,
        longer=neighbourhood.longer,
        standing=neighbourhood.standing,
    )
    for each, original in found.items():
        if each == report_id or neighbourhood.standing.get(each) != original:
            session.execute(update(Report).where(Report.id == each).values(original_id=original))


@dataclass(slots=True)
class _Neighbourhood:
    """The reports near one that arrived, loaded as the rule asks for them."""

    session: Session
    sizes: dict[int, Size] = field(default_factory=dict)
    standing: dict[int, int | None] = field(default_factory=dict)
    texts: dict[int, Sequences] = field(default_factory=dict)
    arrived: int | None = None

    def meet(self, reports: Sequence[int]) -> None:
        """Loads those that are not known yet; the first one ever met is the one that arrived."""
        new = [report for report in reports if report not in self.sizes]
        rows = select(
            Report.id, Report.sequences, Report.text_sha256, Report.original_id, Report.text
        ).where(Report.id.in_(new))
        for row in self.session.execute(rows):
            self.sizes[row.id] = copies.size_of(
                row.id, sequences=row.sequences, content=row.text_sha256
            )
            self.texts[row.id] = shingles.sequences(row.text)
            if self.arrived is not None:
                self.standing[row.id] = row.original_id
        if self.arrived is None:
            [self.arrived] = reports

    def longer(self, report: int) -> Mapping[int, float]:
        """Every candidate of a report, with the share of the report that it holds."""
        candidates = list(self._candidates(report))
        self.meet(candidates)
        return {other: shingles.held(self.texts[report], self.texts[other]) for other in candidates}

    def _candidates(self, report: int) -> Iterator[int]:
        mine = select(Shingle.hash).where(Shingle.report_id == report)
        rare = (
            select(Shingle.hash)
            .where(Shingle.hash.in_(mine))
            .group_by(Shingle.hash)
            .having(func.count() <= COMMON)
        )
        shared = (
            select(Shingle.report_id, func.count().label("shared"))
            .where(Shingle.hash.in_(rare), Shingle.report_id != report)
            .group_by(Shingle.report_id)
            .having(func.count() >= copies.SHARED_SAMPLES)
            .order_by(func.count().desc(), Shingle.report_id)
            .limit(MOST_CANDIDATES)
        )
        for row in self.session.execute(shared):
            yield row.report_id
