"""The labelled real clusters, as `benchmarks/gold/README.md` describes them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOOKED_AT, HELD_BACK = "looked at", "held back"
GOLD = Path(__file__).parent / "gold" / "desk.jsonl"
RECHECKS = GOLD.with_name("rechecks.jsonl")


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that one sentence of a report says."""

    id: str
    event: str | None
    report: str
    start: int
    end: int
    question: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An assertion under review, with how each labelled passage stands to it."""

    id: str
    assertion: Assertion
    links: Mapping[str, str]  # assertion id -> relation


@dataclass(frozen=True, slots=True)
class Edit:
    """A figure put for another in one report's text."""

    report: str
    start: int
    end: int
    replace: str


@dataclass(frozen=True, slots=True)
class Trap:
    """A desk on which none of the claims named has independent support."""

    kind: str
    id: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """Everything labelled, by id."""

    events: Mapping[str, frozenset[str]]  # event -> its reports
    assertions: Mapping[str, Assertion]
    claims: Mapping[str, GoldClaim]
    traps: tuple[Trap, ...]
    rechecks: Mapping[tuple[str, str, int], bool] = field(
        default_factory=dict
    )  # claim, report, start: does it matter?


def fair(gold: Gold, trap: Trap) -> list[GoldClaim]:
    """The trap's claims, but for those whose sentence also asserts what is supported on that desk.

    What is put to the desk is a sentence: a support of the other thing it says is no error.
    """
    return [gold.claims[each] for each in trap.claims if not _has_support(gold, trap, each)]


def _has_support(gold: Gold, trap: Trap, claim_id: str) -> bool:
    said = gold.claims[claim_id].assertion
    beside = (
        claim
        for claim in gold.claims.values()
        if (claim.assertion.report, claim.assertion.start) == (said.report, said.start)
        and claim.id != claim_id
    )
    return any(
        relation == "independent support" and gold.assertions[passage].report in trap.reports
        for claim in beside
        for passage, relation in claim.links.items()
    )


def half(event: str | None) -> str:
    """Which half of the events one belongs to: rules are mended on one and measured on both."""
    odd = int(hashlib.sha256((event or "").encode()).hexdigest(), 16) % 2
    return HELD_BACK if odd else LOOKED_AT


def load(path: Path = GOLD) -> Gold:
    """The labels."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    of = {kind: [r for r in rows if r["type"] == kind] for kind in ("event", "assertion")}
    assertions = {
        r["id"]: Assertion(r["id"], r["event"], r["report_id"], r["start"], r["end"], r["question"])
        for r in of["assertion"]
    }
    claims = {
        r["id"]: GoldClaim(
            r["id"],
            assertions[r["assertion"]],
            {link["passage"]: link["relation"] for link in r["links"]},
        )
        for r in rows
        if r["type"] == "claim"
    }
    events = {r["id"]: frozenset(r["reports"]) for r in of["event"]}
    traps = tuple(_trap(r) for r in rows if r["type"] == "trap")
    return Gold(events, assertions, claims, traps, load_rechecks())


def load_rechecks(path: Path = RECHECKS) -> Mapping[tuple[str, str, int], bool]:
    """By claim, report and start of the sentence: would it change a careful person's mind?"""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {(r["claim"], r["report_id"], r["start"]): r["matters"] for r in rows}


def _trap(row: dict[str, list[dict[str, str]]]) -> Trap:
    edits = tuple(
        Edit(str(e["report_id"]), int(e["start"]), int(e["end"]), str(e["replace"]))
        for e in row.get("edits", ())
    )
    reports, claims = tuple(map(str, row["reports"])), tuple(map(str, row["claims"]))
    return Trap(str(row["kind"]), str(row["id"]), reports, claims, edits)
