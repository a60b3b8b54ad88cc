"""Reports into the desk, one after the other; with `article`, their claims too."""

from collections.abc import Iterable, Iterator
from typing import Any

from workbench.bootstrap import Services
from workbench.reading.record import Rejected, ReportRecord
from workbench.stages import ingest, origins, pulling, rechecking
from workbench.store import captures

Json = dict[str, Any]


def add(
    services: Services, reports: Iterable[ReportRecord | Rejected], *, by: str, article: bool
) -> Iterator[Json]:
    """Stores each report as it comes; what cannot be read is said and the rest goes on."""
    for report in reports:
        if isinstance(report, Rejected):
            yield outcome_json(report)
        else:
            yield _add(services, report, by=by, article=article)


def outcome_json(rejected: Rejected) -> Json:
    """What `add` says of something it could not read."""
    return {
        "input": rejected.input,
        "report": None,
        "outcome": ingest.Outcome.REJECTED.value,
        "claims": [],
        "problems": [rejected.reason],
    }


def _add(services: Services, report: ReportRecord, *, by: str, article: bool) -> Json:
    found, print_ = ingest.compute(report), origins.compute(report.text)
    pulled = pulling.compute(report.text, report.published, services.weigh) if article else []
    captures.keep(services.settings.captures, report.raw)
    with services.database.transaction() as session:
        stored = ingest.record(session, report, found, by=by, is_article=article)
        if stored.outcome is not ingest.Outcome.UNCHANGED:
            origins.record(session, stored.report_id, print_)
        if stored.replaced_id is not None:
            rechecking.replaced(session, stored.replaced_id)
        claims = pulling.record(session, stored.report_id, pulled, by=by) if pulled else []
    return {
        "input": report.input,
        "report": stored.report_id,
        "outcome": stored.outcome.value,
        "claims": claims,
        "problems": list(report.problems),
    }
