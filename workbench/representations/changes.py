"""What changed in a report: as JSON, and for whoever quoted what it said before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.domain import difference
from workbench.domain.difference import Change, Step
from workbench.language import sentences
from workbench.store.casework import Casework
from workbench.store.models import Report

Json = dict[str, Any]
Newest = dict[int, Report]  # by the id of the report that it is the newest version of


@dataclass(frozen=True, slots=True)
class Changed:
    """That a quoted report has a newer text: whether the words stand in it, else what does."""

    report: Report
    stands: bool
    reads_now: str | None


def changed(report: Report | None, words: str, newest: Newest) -> Changed | None:
    """What became of words quoted from a report; None where it was not replaced."""
    newer = newest.get(report.id) if report else None
    if newer is None:
        return None
    if difference.stands(words, newer.text):
        return Changed(newer, stands=True, reads_now=None)
    return Changed(newer, stands=False, reads_now=difference.nearest(words, _sentences(newer.text)))


def changed_json(found: Changed | None) -> Json | None:
    """The same as JSON."""
    if found is None:
        return None
    return {
        "report": found.report.id,
        "acquired_at": found.report.acquired_at.isoformat(),
        "stands": found.stands,
        "reads_now": found.reads_now,
    }


def quoted(case: Casework) -> Iterator[Report]:
    """The reports that a claim's page quotes."""
    if case.claim.report is not None:
        yield case.claim.report
    yield from (match.passage.report for match in case.matches)
    yield from (row.passage.report for row in case.evidence if row.passage is not None)


def steps(before: Report, after: Report) -> list[Step]:
    """How one version's text differs from another's, in reading order."""
    return difference.difference(_sentences(before.text), _sentences(after.text))


def difference_json(before: Report, after: Report) -> list[Json]:
    """What was taken out, came or changed, in reading order."""
    return [
        {"change": step.change.value, "before": step.before, "after": step.after}
        for step in steps(before, after)
        if step.change is not Change.SAME
    ]


def _sentences(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in sentences.split(text)]
