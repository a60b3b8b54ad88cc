"""Which reports are copies of which text: kept in step as reports arrive, in any order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, insert, select, update
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
    near = _Neighbours(session, report_id)
    near.meet(Report.id == report_id)
    found = copies.settle(
        [report_id],
        copies.Neighbourhood(
            near.sizes, near.longer, near.shorter, near.copies, near.held, near.standing
        ),
    )
    for each, original in found.items():
        if each == report_id or near.standing.get(each) != original:
            session.execute(update(Report).where(Report.id == each).values(original_id=original))


@dataclass(slots=True)
class _Neighbours:
    """The reports near one that arrived, loaded as the rule asks for them."""

    session: Session
    arrived: int
    sizes: dict[int, Size] = field(default_factory=dict)
    standing: dict[int, int | None] = field(default_factory=dict)
    texts: dict[int, Sequences] = field(default_factory=dict)
    near: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)

    def meet(self, which: ColumnElement[bool]) -> list[int]:
        """Loads where reports stand in the order of the rule, and what is stored of them."""
        columns = select(Report.id, Report.sequences, Report.text_sha256, Report.original_id)
        rows = self.session.execute(columns.where(which)).all()
        for row in rows:
            self.sizes[row.id] = copies.size_of(
                row.id, sequences=row.sequences, content=row.text_sha256
            )
            if row.id != self.arrived:
                self.standing[row.id] = row.original_id
        return [row.id for row in rows]

    def longer(self, report: int) -> list[int]:
        """The originals near a report."""
        originals, _ = self._near(report)
        self._read(originals)
        return originals

    def shorter(self, report: int) -> list[int]:
        """Whatever is near to a report; the originals of that are met, too."""
        originals, copied = self._near(report)
        if theirs := {self.standing[each] for each in copied} - self.sizes.keys():
            self.meet(Report.id.in_(theirs))
        self._read([*originals, *copied])
        return [*originals, *copied]

    def copies(self, report: int) -> list[int]:
        """Those that are stored as copies of a report."""
        return self.meet(Report.original_id == report)

    def held(self, report: int, other: int) -> Held:
        """What another holds of a report."""
        self._read([report, other])
        return holding.held(self.texts[report], self.texts[other])

    def _read(self, reports: Iterable[int]) -> None:
        if new := set(reports) - self.texts.keys():
            texts = select(Report.id, Report.text).where(Report.id.in_(new))
            for row in self.session.execute(texts):
                self.texts[row.id] = shingles.sequences(row.text)

    def _near(self, report: int) -> tuple[list[int], list[int]]:
        """Those that share most with a report: originals, and copies of any."""
        if report not in self.near:
            given = {"report": report, "common": COMMON, "most": MOST_CANDIDATES}
            rows = self.session.execute(_NEAR, given).all()
            if new := {row.id for row in rows} - self.sizes.keys():
                self.meet(Report.id.in_(new))
            self.near[report] = (
                [row.id for row in rows if row.original_id is None],
                [row.id for row in rows if row.original_id is not None],
            )
        return self.near[report]


def _is_common() -> ColumnElement[bool]:
    """Whether a hash stands in so many texts; the copies of one text are one.

    Most hashes stand in few reports: this is told without looking at the reports.
    """
    elsewhere = aliased(Shingle)
    common = bindparam("common", type_=Integer)
    others = select(elsewhere.report_id).where(elsewhere.hash == Shingle.hash).correlate(Shingle)
    texts = others.join(Report, Report.id == elsewhere.report_id).where(
        Report.original_id.is_(None)
    )
    return others.offset(common).limit(1).exists() & texts.offset(common).limit(1).exists()


def _those_near() -> Select[tuple[int, int | None]]:
    """The originals that share most with a report, and as many copies."""
    report = bindparam("report", type_=Integer)
    mine = select(Shingle.hash).where(Shingle.report_id == report, ~_is_common())
    sharing = (
        select(Shingle.report_id, func.count().label("shared"))
        .where(Shingle.hash.in_(mine), Shingle.report_id != report)
        .group_by(Shingle.report_id)
        .having(func.count() >= copies.SHARED_SAMPLES)
        .subquery()
    )
    most = (sharing.c.shared.desc(), Report.sequences.desc(), Report.id)
    place = func.row_number().over(partition_by=Report.original_id.is_(None), order_by=most)
    ranked = (
        select(Report.id, Report.original_id, place.label("place"))
        .join(sharing, sharing.c.report_id == Report.id)
        .subquery()
    )
    near = select(ranked.c.id, ranked.c.original_id).order_by(ranked.c.place)
    return near.where(ranked.c.place <= bindparam("most"))


_NEAR = _those_near()
