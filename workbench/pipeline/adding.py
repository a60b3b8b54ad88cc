"""Reports into the desk, one after the other; with `article`, their claims too."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from workbench.bootstrap import Services
from workbench.domain.news import Reason
from workbench.domain.values import PulledClaim
from workbench.reading.record import Known, Rejected, ReportRecord
from workbench.stages import carrying_over, ingest, origins, pulling, rechecking
from workbench.stages.ingest import Outcome, Sentence
from workbench.stages.origins import Print
from workbench.store import captures, events, interventions
from workbench.store.guards import Withdrawal
from workbench.store.imprints import Imprint
from workbench.store.interventions import Mark

Json = dict[str, Any]


@dataclass(slots=True)
class Receipt:
    """What became of everything that one `add` read."""

    inputs: Sequence[str]
    counts: Counter[Outcome] = field(default_factory=Counter)
    begun: float = field(default_factory=time.monotonic)
    finished: bool = False

    def count(self, done: Json) -> None:
        """One more."""
        self.counts[Outcome(done["outcome"])] += 1

    def as_json(self) -> Json:
        """As it is kept with the desk's events; `finished` is false where it was stopped."""
        return {
            "inputs": list(self.inputs[:_INPUTS]),
            "reports": self.counts.total(),
            **{outcome.value: self.counts[outcome] for outcome in Outcome},
            "finished": self.finished,
            "seconds": round(time.monotonic() - self.begun, 1),
        }


@dataclass(frozen=True, slots=True)
class _Before:
    """How the desk stands to a report that was read."""

    last: Mark
    gone: Withdrawal | None
    same: int | None  # the report that has its text; an article's claims may be new all the same
    carried: Imprint | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A report with all that its text tells."""

    report: ReportRecord
    found: Sequence[Sentence]
    print: Print
    pulled: Sequence[PulledClaim]
    article: bool


_INPUTS = 100  # named in a receipt


def add(
    services: Services,
    reports: Iterable[ReportRecord | Rejected | Known],
    *,
    by: str,
    article: bool,
) -> Iterator[Json]:
    """Stores each report as it comes; what cannot be read is said and the rest goes on."""
    for report in reports:
        if isinstance(report, Rejected):
            yield outcome_json(report)
        elif isinstance(report, Known):
            yield _unchanged(report.input, _held(services, report))
        else:
            yield _add(services, report, by=by, article=article)


def known_to(services: Services) -> Callable[[Known], bool]:
    """Tells which documents the desk has, byte for byte."""
    return lambda known: _held(services, known) is not None


def keep(services: Services, receipt: Receipt, *, by: str) -> None:
    """Writes a receipt down among the events."""
    with services.database.transaction() as session:
        events.append(session, "reports added", actor=by, subject="desk", **receipt.as_json())


def outcome_json(rejected: Rejected) -> Json:
    """What `add` says of something it could not read."""
    return {
        "input": rejected.input,
        "report": None,
        "outcome": Outcome.REJECTED.value,
        "claims": [],
        "problems": [rejected.reason],
    }


def _held(services: Services, known: Known) -> int | None:
    with services.database.snapshot() as session:
        return ingest.held(session, known)


def _unchanged(name: str, report_id: int | None, problems: Sequence[str] = ()) -> Json:
    return {
        "input": name,
        "report": report_id,
        "outcome": Outcome.UNCHANGED.value,
        "claims": [],
        "problems": list(problems),
    }


def _withdrawn(name: str, gone: Withdrawal) -> Json:
    """What `add` says of a report that was taken out of use; it is not added again."""
    said = (
        f"It was withdrawn on {gone.at:%Y-%m-%d}, as report {gone.report_id}, "
        "and is not added again."
    )
    return {
        "input": name,
        "report": None,
        "outcome": Outcome.WITHDRAWN.value,
        "claims": [],
        "problems": [said],
    }


def _look(services: Services, report: ReportRecord, *, article: bool) -> _Before:
    with services.database.snapshot() as session:
        last = interventions.last(session)
        gone = ingest.withdrawn(session, report)
        same = ingest.unchanged(session, report) if not (gone or article) else None
        carried = carrying_over.compute(session, report) if not (gone or same) else None
    return _Before(last, gone, same, carried)


def _add(services: Services, report: ReportRecord, *, by: str, article: bool) -> Json:
    before = _look(services, report, article=article)
    if before.gone is not None:
        return _withdrawn(report.input, before.gone)
    if before.same is not None:
        return _unchanged(report.input, before.same, report.problems)
    read = _read(services, carrying_over.applied(report, before.carried), article=article)
    captures.keep(services.settings.captures, report.raw)
    with services.database.transaction() as session:
        is_news = interventions.last(session) != before.last
        done = None if is_news else _record(session, read, before.carried, by=by)
    return done or _add(services, report, by=by, article=article)


def _read(services: Services, report: ReportRecord, *, article: bool) -> _Read:
    found, print_ = ingest.compute(report), origins.compute(report.text)
    pulled = pulling.compute(report.text, report.published, services.weigh) if article else []
    return _Read(report, found, print_, pulled, article)


def _record(session: Session, read: _Read, carried: Imprint | None, *, by: str) -> Json:
    report = read.report
    stored = ingest.record(session, report, read.found, by=by, is_article=read.article)
    is_new = stored.outcome is not Outcome.UNCHANGED
    if is_new:
        origins.record(session, stored.report_id, read.print)
    if stored.replaced_id is not None:
        rechecking.gone(session, stored.replaced_id, Reason.REPLACED)
        if carried is not None:
            carrying_over.record(session, stored.report_id, carried, by=by)
    claims = pulling.record(session, stored.report_id, read.pulled, by=by) if read.pulled else []
    if is_new:
        rechecking.wake_by_known_words(session, stored.report_id)
    return {
        "input": report.input,
        "report": stored.report_id,
        "outcome": stored.outcome.value,
        "claims": claims,
        "problems": [*report.problems, *(pulling.problems(report.text) if read.article else [])],
    }
