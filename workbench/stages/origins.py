"""Which reports are copies of which text: kept in step as reports arrive, in any order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from workbench.domain import copies
from workbench.domain.copies import Held, Size
from workbench.language import holding, shingles
from workbench.language.shingles import Sequences
from workbench.store.models import Report, Shingle

COMMON = 200  # texts that share a hash: boilerplate that nobody knew of, no sign of copying
MOST_CANDIDATES = 60  # originals, and as many copies


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
    near = _Neighbours(session)
    near.meet([report_id])
    found = copies.settle(
        [report_id],
        copies.Neighbourhood(near.sizes, near.longer, near.shorter, near.held, near.standing),
    )
    for each, original in found.items():
        if each == report_id or near.standing.get(each) != original:
            session.execute(update(Report).where(Report.id == each).values(original_id=original))


@dataclass(slots=True)
class _Neighbours:
    """The reports near one that arrived, loaded as the rule asks for them."""

    session: Session
    sizes: dict[int, Size] = field(default_factory=dict)
    standing: dict[int, int | None] = field(default_factory=dict)
    texts: dict[int, Sequences] = field(default_factory=dict)
    arrived: int | None = None

    def meet(self, reports: Iterable[int]) -> None:
        """Loads those that are not known yet; the first one ever met is the one that arrived."""
        new = [report for report in reports if report not in self.sizes]
        rows = select(Report.id, Report.sequences, Report.text_sha256, Report.original_id)
        for row in self.session.execute(rows.where(Report.id.in_(new))):
            self.sizes[row.id] = copies.size_of(
                row.id, sequences=row.sequences, content=row.text_sha256
            )
            if self.arrived is not None:
                self.standing[row.id] = row.original_id
        if self.arrived is None:
            [self.arrived] = new

    def longer(self, report: int) -> list[int]:
        """The originals near a report; where it stood already, also copies that may be none now."""
        around = self._near(report, copied=False)
        if report != self.arrived:
            around += self._near(report, copied=True)
        self.meet(around)
        return around

    def shorter(self, report: int) -> list[int]:
        """The report's copies, and whatever is near to it."""
        own = self.session.scalars(select(Report.id).where(Report.original_id == report)).all()
        around = [*own, *self._near(report, copied=False), *self._near(report, copied=True)]
        self.meet(around)
        return around

    def held(self, report: int, other: int) -> Held:
        """What another holds of a report."""
        if new := {report, other} - self.texts.keys():
            texts = select(Report.id, Report.text).where(Report.id.in_(new))
            for row in self.session.execute(texts):
                self.texts[row.id] = shingles.sequences(row.text)
        return holding.held(self.texts[report], self.texts[other])

    def _near(self, report: int, *, copied: bool) -> list[int]:
        """Those that share most with a report: originals, or copies of any."""
        mine = select(Shingle.hash).where(Shingle.report_id == report, ~_is_common())
        sharing = (
            select(Shingle.report_id, func.count().label("shared"))
            .where(Shingle.hash.in_(mine), Shingle.report_id != report)
            .group_by(Shingle.report_id)
            .having(func.count() >= copies.SHARED_SAMPLES)
            .subquery()
        )
        is_copy = Report.original_id.is_not(None)
        return list(
            self.session.scalars(
                select(Report.id)
                .join(sharing, sharing.c.report_id == Report.id)
                .where(is_copy if copied else ~is_copy)
                .order_by(sharing.c.shared.desc(), Report.sequences.desc(), Report.id)
                .limit(MOST_CANDIDATES)
            )
        )


def _is_common() -> ColumnElement[bool]:
    """Whether a hash stands in so many texts; the copies of one text are one.

    Most hashes stand in few reports: this is told without looking at the reports.
    """
    elsewhere = aliased(Shingle)
    others = select(elsewhere.report_id).where(elsewhere.hash == Shingle.hash).correlate(Shingle)
    texts = others.join(Report, Report.id == elsewhere.report_id).where(
        Report.original_id.is_(None)
    )
    return others.offset(COMMON).limit(1).exists() & texts.offset(COMMON).limit(1).exists()
