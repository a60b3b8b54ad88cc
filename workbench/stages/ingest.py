"""Reports into the desk: one row a text, its sentences as passages; nothing stored twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, aliased

from workbench.domain.hashes import normalised, text_hash
from workbench.domain.spans import Span
from workbench.domain.values import Basis
from workbench.language import sentences
from workbench.language.basis import bases
from workbench.language.outlets import Outlet
from workbench.reading.addresses import canonical
from workbench.reading.record import Known, ReportRecord
from workbench.representations.origins import basis_json
from workbench.representations.subjects import moment
from workbench.store import events, lexical
from workbench.store.guards import Withdrawal
from workbench.store.imprints import Imprint
from workbench.store.models import Passage, Report, Source
from workbench.store.sources import source_named


class Outcome(StrEnum):
    """What became of a report that was read."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage to be: where it stands, and what it rests on."""

    span: Span
    basis: Basis


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the report is, and whether it was news."""

    report_id: int
    outcome: Outcome
    replaced_id: int | None = None


def held(session: Session, known: Known) -> int | None:
    """The current report that these bytes were read as, or None.

    A document that came from an address stands for that address only.
    """
    rows = select(Report.id).where(Report.sha256 == known.sha256, Report.current)
    if known.url:
        there = Report.url.in_([canonical(known.url), known.url])
        rows = rows.where(there | (Report.acquired_from == known.input))
    return session.scalar(rows.order_by(Report.id).limit(1))


def unchanged(session: Session, report: ReportRecord) -> int | None:
    """The current report that has this text already; None where it is news."""
    earlier = _earlier(session, report)
    if earlier is None or earlier.text_sha256 != report.text_sha256:
        return None
    return earlier.id


def withdrawn(session: Session, report: ReportRecord) -> Withdrawal | None:
    """That this report was taken out of use: its bytes, or what its address held.

    A text without an address is known by its words. An address that holds another report since
    is open.
    """
    later = aliased(Report)
    is_held = select(later.id).where(later.current, later.url == Report.url).exists()
    same = Report.sha256 == report.sha256
    if report.url:
        same |= (Report.url == report.url) & ~is_held
    else:
        same |= Report.url.is_(None) & (Report.text_sha256 == report.text_sha256)
    rows = select(Withdrawal).join(Report, Report.id == Withdrawal.report_id).where(same)
    return session.scalar(rows.order_by(Withdrawal.id.desc()).limit(1))


def compute(report: ReportRecord) -> list[Sentence]:
    """The sentences that become passages, headings left out, each with what it rests on."""
    split = sentences.split(report.text)
    rests_on = bases(report.text, Outlet(report.source, report.agency), sentences=split)
    return [
        Sentence(sentence.span, basis)
        for sentence, basis in zip(split, rests_on, strict=True)
        if not sentence.heading
    ]


def record(
    session: Session, report: ReportRecord, found: Sequence[Sentence], *, by: str, is_article: bool
) -> Stored:
    """Stores a report with its passages; safe to repeat."""
    source_id = source_named(session, report.source)
    earlier = _earlier(session, report)
    if earlier is not None and earlier.text_sha256 == report.text_sha256:
        earlier.is_article = earlier.is_article or is_article
        return Stored(earlier.id, Outcome.UNCHANGED)
    row = _row(report, source_id, by, is_article=is_article)
    if earlier is not None:
        _retire(session, earlier)
        row.replaces_id = earlier.id
    session.add(row)
    session.flush()  # its id goes into the passages
    passages = [_passage(row.id, report.text, sentence) for sentence in found]
    session.add_all(passages)
    session.flush()  # their ids go with their words
    lexical.index(session, _worded(passages, report.text, report.title))
    outcome = Outcome.ADDED if earlier is None else Outcome.NEW_VERSION
    events.append(
        session,
        f"report {outcome}",
        actor=by,
        subject=f"report {row.id}",
        sha256=report.sha256,
        text_sha256=report.text_sha256,
    )
    return Stored(row.id, outcome, row.replaces_id)


def _earlier(session: Session, report: ReportRecord) -> Report | None:
    """The current report that this one repeats or replaces: same address, else same text."""
    here = select(Report).where(Report.current).order_by(Report.id.desc()).limit(1)
    if report.url:
        return session.scalar(here.where(Report.url == report.url))
    named = normalised(report.source or "")[:200]
    of_its_source = Report.source.has(Source.key == named) if named else Report.source_id.is_(None)
    same = here.where(Report.url.is_(None), Report.text_sha256 == report.text_sha256)
    return session.scalar(same.where(of_its_source)) or _put_right(session, same, named)


def _put_right(session: Session, same: Select[Report], named: str) -> Report | None:
    """The report of this text that had this source until somebody stated another."""
    rows = session.execute(same.add_columns(Imprint.source_was).join(Imprint).limit(None))
    return next(
        (row.Report for row in rows if normalised(row.source_was or "")[:200] == named), None
    )


def _row(report: ReportRecord, source_id: int | None, by: str, *, is_article: bool) -> Report:
    return Report(
        source_id=source_id,
        title=report.title,
        title_hash=text_hash(report.title) if report.title else None,
        authors=list(report.authors),
        agency=report.agency,
        dateline_place=report.dateline_place,
        published=report.published,
        published_at=moment(report.published),
        language=report.language,
        url=report.url,
        media_type=report.media_type,
        text=report.text,
        text_sha256=report.text_sha256,
        sha256=report.sha256,
        problems=list(report.problems),
        acquired_from=report.input,
        acquired_by=by,
        is_article=is_article,
    )


def _retire(session: Session, earlier: Report) -> None:
    """An older version is quoted on, but neither found by its vectors nor by its words."""
    here = select(Passage).where(Passage.report_id == earlier.id, Passage.current)
    lexical.forget(session, _worded(session.scalars(here), earlier.text, earlier.title))
    earlier.current = False
    session.execute(update(Passage).where(Passage.report_id == earlier.id).values(current=False))


def _worded(passages: Iterable[Passage], text: str, title: str | None) -> Iterator[lexical.Worded]:
    for passage in passages:
        yield lexical.Worded(passage.id, text[passage.start : passage.end], title)


def _passage(report_id: int, text: str, sentence: Sentence) -> Passage:
    span = sentence.span
    return Passage(
        basis=basis_json(sentence.basis),
        report_id=report_id,
        start=span.start,
        end=span.end,
        splitter=sentences.SPLITTER,
        text_hash=text_hash(span.of(text)),
    )
