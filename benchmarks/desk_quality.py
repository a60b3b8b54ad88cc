"""The figures that matter most, on labelled real clusters (docs/method.md, section 9).

python -m benchmarks.desk_quality [--reports FILE] [--claims N] [--json]

The desk is made by the product's own functions with its default settings. Claims of the question
`who` (parties that blame and deny) are measured apart. Every figure rests on gold made by reading.
"""

import argparse
import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import datetime
from pathlib import Path

from benchmarks.gold_desk import (
    HELD_BACK,
    LOOKED_AT,
    Assertion,
    Gold,
    GoldClaim,
    Trap,
    fair,
    half,
    load,
)
from benchmarks.gold_trial import RememberingEncoder, by_id, desk, put
from benchmarks.reports import Report, read_reports
from benchmarks.statistics import ratio, wilson
from workbench.domain.news import Find, material
from workbench.domain.vocabulary import Signal, Verdict
from workbench.representations.subjects import moment
from workbench.store.casework import Casework
from workbench.store.models import Match

REPORTS = Path(__file__).parents[2] / "shared" / "data" / "reports" / "syria_casualties.jsonl"
ROWS = 5  # origin-folded rows that a reviewer looks at first
HALVES = (LOOKED_AT, HELD_BACK)  # of the events: rules were mended on the first only
SUPPORT, REFUTES, UPDATE = "independent support", "refutes", "update"
_MATTERS = {Verdict.UNRESOLVED: {SUPPORT, REFUTES}, Verdict.CORROBORATED: {REFUTES, UPDATE}}
Json = dict[str, object]


@dataclass(slots=True)
class Tally:
    """What was counted over claim pages."""

    pages: int = 0
    supported: int = 0
    support_found: int = 0
    false_conflicts: int = 0
    wrong_pages: int = 0  # with at least one
    unlabelled_conflicts: int = 0
    supports: int = 0
    folded_away: int = 0
    read_until: list[int] = field(default_factory=list)
    relevances: list[tuple[float, bool]] = field(default_factory=list)
    rechecks: list[bool | None] = field(default_factory=list)  # does it matter; None: not read
    answered: list[bool] = field(default_factory=list)  # later answers: was the decision re-opened


def measure(gold: Gold, claims: Sequence[GoldClaim], cases: Mapping[str, Casework]) -> Tally:
    """Counts over the pages of these claims."""
    tally = Tally()
    for claim in claims:
        _look(tally, gold, claim, cases[claim.id])
    return tally


def _look(tally: Tally, gold: Gold, claim: GoldClaim, case: Casework) -> None:
    found = [relations(gold, claim, match) for match in case.matches]
    tally.pages += 1
    _count_support(tally, claim, case, found)
    _count_recheck(tally, gold, claim, case)
    before = tally.false_conflicts
    for match, relation in zip(case.matches, found, strict=True):
        if match.signal is Signal.CONFLICTS and REFUTES not in relation:
            tally.false_conflicts += bool(relation)
            tally.unlabelled_conflicts += not relation
        if match.relevance is not None:
            event = gold.events[claim.assertion.event or ""]
            here = match.passage.report.acquired_from in event
            tally.relevances.append((match.relevance, here))
    tally.wrong_pages += tally.false_conflicts > before


def _count_support(
    tally: Tally, claim: GoldClaim, case: Casework, found: Sequence[set[str]]
) -> None:
    first: dict[int, int] = {}
    for match, relation in zip(case.matches, found, strict=True):
        row = first.setdefault(match.origin, len(first) + 1)
        if SUPPORT in relation:
            tally.supports += 1
            tally.folded_away += match.same_origin_as_claim
        if relation & {SUPPORT, REFUTES} and not match.same_origin_as_claim:
            first.setdefault(-1, row)
        if SUPPORT in relation and not match.same_origin_as_claim:
            first.setdefault(-2, row)
    wanted = set(claim.links.values())
    if SUPPORT in wanted:
        tally.supported += 1
        tally.support_found += first.get(-2, ROWS + 1) <= ROWS
    if wanted & {SUPPORT, REFUTES}:
        tally.read_until.append(first.get(-1, len(case.matches) + 1))


def _count_recheck(tally: Tally, gold: Gold, claim: GoldClaim, case: Casework) -> None:
    """Whether what appeared after the claim's article would re-open its decision, and should.

    Whether it should is told by reading (`gold/rechecks.jsonl`).

    The claim is taken as decided by a careful person when its article appeared: corroborated where
    labelled independent support had appeared, else unresolved; what had appeared was in view. The
    product's rule (`domain.news`) looks at what came later. Apart is counted how often it re-opens
    where labels say that it must: an unresolved claim for independent support or a refutation, a
    corroborated one for a refutation or an update.
    """
    decided_at = moment(case.claim.claimed_at)
    if decided_at is None:
        return
    early = [match for match in case.matches if not _came_after(match, decided_at)]
    had = {relation for match in early for relation in relations(gold, claim, match)}
    verdict = Verdict.CORROBORATED if SUPPORT in had else Verdict.UNRESOLVED
    known = {match.origin for match in early}
    later = {m.passage_id: m for m in case.matches if m not in early and m.origin not in known}
    found = material(
        verdict,
        (
            Find(m.passage_id, m.signal, not m.same_origin_as_claim, m.origin_label, m.counted)
            for m in later.values()
        ),
    )
    if any(relations(gold, claim, match) & _MATTERS[verdict] for match in later.values()):
        tally.answered.append(found is not None)
    if found is not None:
        passage = later[found.passage_id].passage
        read = (claim.id, passage.report.acquired_from, passage.start)
        tally.rechecks.append(gold.rechecks.get(read))


def _came_after(match: Match, decided_at: datetime) -> bool:
    appeared = match.passage.report.published_at
    return appeared is not None and appeared > decided_at


def relations(gold: Gold, claim: GoldClaim, match: Match) -> set[str]:
    """How the labelled assertions in this passage stand to the claim."""
    passage = match.passage
    return {
        relation
        for other, relation in claim.links.items()
        if _overlaps(gold.assertions[other], passage.report.acquired_from, match)
    }


def _overlaps(said: Assertion, report: str, match: Match) -> bool:
    passage = match.passage
    return said.report == report and said.start < passage.end and passage.start < said.end


def false_corroborations(
    gold: Gold, reports: Mapping[str, Report], encoder: RememberingEncoder
) -> dict[str, list[bool]]:
    """For each kind of trap desk: whether each claim was falsely proposed as corroborated."""
    found: dict[str, list[bool]] = {}
    for trap in gold.traps:
        with desk(encoder, _edited(trap, reports)) as services:
            cases = put(services, fair(gold, trap))
        wrong = [case.claim.proposed_at_least >= 1 for case in cases.values()]
        found.setdefault(trap.kind, []).extend(wrong)
    return found


def _edited(trap: Trap, reports: Mapping[str, Report]) -> list[Report]:
    kept = {each: reports[each] for each in trap.reports}
    for edit in sorted(trap.edits, key=lambda e: -e.start):
        text = kept[edit.report].text
        text = text[: edit.start] + edit.replace + text[edit.end :]
        kept[edit.report] = changed(kept[edit.report], text=text)
    return list(kept.values())


def calibration(found: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """The expected calibration error (Naeini and others 2015): 0 is perfect."""
    rows = list(found)
    error = 0.0
    for low in range(bins):
        inside = [(p, right) for p, right in rows if min(bins - 1, int(p * bins)) == low]
        if inside:
            said = sum(p for p, _ in inside) / len(inside)
            was = sum(right for _, right in inside) / len(inside)
            error += len(inside) / len(rows) * abs(said - was)
    return round(error, 4)


def summary(tally: Tally) -> Json:
    """The figures of a set of claim pages, with what each rests on."""
    unread = tally.rechecks.count(None)
    median = statistics.median(tally.read_until) if tally.read_until else None
    return {
        "pages": tally.pages,
        "support_within_first_rows": _share(tally.support_found, tally.supported),
        "false_conflicts_per_page": round(tally.false_conflicts / max(1, tally.pages), 4),
        "pages_with_a_false_conflict": _share(tally.wrong_pages, tally.pages),
        "unlabelled_conflicts_per_page": round(tally.unlabelled_conflicts / max(1, tally.pages), 4),
        "support_folded_away": _share(tally.folded_away, tally.supports),
        "rows_read_until_bearing_median": median,
        "rows_read_rests_on": len(tally.read_until),
        "relevance_calibration_error": calibration(tally.relevances),
        "relevance_rests_on": len(tally.relevances),
        "rechecks_that_matter": _share(tally.rechecks.count(True), len(tally.rechecks) - unread),
        "rechecks_not_read": unread,
        "answers_that_reopen": _share(sum(tally.answered), len(tally.answered)),
    }


def _share(hits: int, count: int) -> Json:
    return {"share": ratio(hits, count), "of": count, "interval": list(wilson(hits, count))}


def main() -> None:
    """Makes the desks, measures, prints one object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("--claims", type=int, help="a random sample of so many claims")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, the default")
    given = parser.parse_args()
    started = time.monotonic()
    gold, reports = load(), by_id(read_reports(given.reports))
    encoder = RememberingEncoder()
    claims = [c for c in gold.claims.values() if c.assertion.event is not None]
    if given.claims:
        claims = random.Random(0).sample(claims, given.claims)
    with desk(encoder, list(reports.values())) as services:
        cases = put(services, claims)
    told = [c for c in claims if not _who(c)]
    traps = false_corroborations(gold, reports, encoder)
    wrong = [each for kind in traps.values() for each in kind]
    found = {
        "reports": len(reports),
        "claims": Counter(c.assertion.question == "who" for c in claims)[False],
        "false_corroboration": _share(sum(wrong), len(wrong)),
        "false_corroboration_by_trap": {k: _share(sum(v), len(v)) for k, v in traps.items()},
        "figures": summary(measure(gold, told, cases)),
        **{which: summary(measure(gold, _of_half(told, which), cases)) for which in HALVES},
        "who": summary(measure(gold, [c for c in claims if _who(c)], cases)),
        "seconds": round(time.monotonic() - started, 1),
    }
    print(json.dumps(found, indent=2))


def _of_half(claims: Iterable[GoldClaim], which: str) -> list[GoldClaim]:
    return [claim for claim in claims if half(claim.assertion.event) == which]


def _who(claim: GoldClaim) -> bool:
    return claim.assertion.question == "who"


if __name__ == "__main__":
    main()
