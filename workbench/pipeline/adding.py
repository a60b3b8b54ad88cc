"""Reports into the desk, one after the other; with `article`, their claims too."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.bootstrap import Services
from workbench.domain.news import Reason
from workbench.reading.record import Known, Rejected, ReportRecord
from workbench.stages import carrying_over, ingest, origins, pulling, rechecking
from workbench.stages.ingest import Outcome
from workbench.store import captures, events

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
            gone = _withdrawn(services, report)
            yield gone or _add(services, report, by=by, article=article)


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


def _withdrawn(services: Services, report: ReportRecord) -> Json | None:
    """What `add` says of a report that was taken out of use; it is not added again."""
    with services.database.snapshot() as session:
        gone = ingest.withdrawn(session, report)
        if gone is None:
            return None
        said = (
            f"It was withdrawn on {gone.at:%Y-%m-%d}, as report {gone.report_id}, "
            "and is not added again."
        )
    return {
        "input": report.input,
        "report": None,
        "outcome": Outcome.WITHDRAWN.value,
        "claims": [],
        "problems": [said],
    }


def _held(services: Services, known: Known) -> int | None:
    with services.database.snapshot() as session:
        return ingest.held(session, known)


def _same(services: Services, report: ReportRecord) -> int | None:
    with services.database.snapshot() as session:
        return ingest.unchanged(session, report)


def _unchanged(name: str, report_id: int | None, problems: Sequence[str] = ()) -> Json:
    return {
        "input": name,
        "report": report_id,
        "outcome": Outcome.UNCHANGED.value,
        "claims": [],
        "problems": list(problems),
    }


def _add(services: Services, report: ReportRecord, *, by: str, article: bool) -> Json:
    same = None if article else _same(services, report)  # an article's claims may be new
    if same is not None:
        return _unchanged(report.input, same, report.problems)
    with services.database.snapshot() as session:
        carried = carrying_over.compute(session, report)
    report = carrying_over.applied(report, carried)
    found, print_ = ingest.compute(report), origins.compute(report.text)
    pulled = pulling.compute(report.text, report.published, services.weigh) if article else []
    captures.keep(services.settings.captures, report.raw)
    with services.database.transaction() as session:
        stored = ingest.record(session, report, found, by=by, is_article=article)
        if stored.outcome is not Outcome.UNCHANGED:
            origins.record(session, stored.report_id, print_)
        if stored.replaced_id is not None:
            rechecking.gone(session, stored.replaced_id, Reason.REPLACED)
            if carried is not None:
                carrying_over.record(session, stored.report_id, carried, by=by)
        claims = pulling.record(session, stored.report_id, pulled, by=by) if pulled else []
        if stored.outcome is not Outcome.UNCHANGED:
            rechecking.wake_by_known_words(session, stored.report_id)
    return {
        "input": report.input,
        "report": stored.report_id,
        "outcome": stored.outcome.value,
        "claims": claims,
        "problems": [*report.problems, *(pulling.problems(report.text) if article else [])],
    }
