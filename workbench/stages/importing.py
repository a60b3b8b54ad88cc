"""Bulk claims into the desk: stored batch by batch, once each, all statements in bulk."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from workbench.domain.hashes import text_hash
from workbench.domain.news import Reason
from workbench.domain.vocabulary import Saying, State
from workbench.interchange.checking import BulkClaim
from workbench.interchange.rows import Problem
from workbench.store import events
from workbench.store.base import Base, now
from workbench.store.bulk import Into, insert_rows, next_ids
from workbench.store.models import Claim, ClaimVersion, Import, ImportedClaim, ImportProblem
from workbench.store.reopening import reopen
from workbench.store.sources import sources_named

CHECK_WORTHINESS = 0.5  # whoever imports a claim wants it checked; no rule has looked at it
_ROW_BITS = 40
_ABSENT: dict[str, Any] = {
    **dict.fromkeys(("speaker", "claimed_at", "url", "language", "external_id", "note")),
    "tags": [],
    "extra": {},
}
_INSERTED = ("id", "identity", "text_hash", "source_id", "text", "state", "priority", *_ABSENT)
_UNSEARCHED = (State.NEW, CHECK_WORTHINESS)  # a claim's state and priority until it is matched
Values = dict[str, Any]


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Known:
    """A claim that the desk has; `row` is the one of this same file that brought it."""

    values: Values
    source_id: int | None
    id: int
    version: int
    row: int | None = None


class Seen:
    """The claims that a file's earlier rows brought, in a few bytes each."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}

    def first(self, claim: BulkClaim) -> int | None:
        """Takes a claim down; the row that brought it before, negative if its contents differ."""
        key, contents = int(claim.identity[-16:], 16), _contents(claim)
        there = self._rows.setdefault(key, contents << _ROW_BITS | claim.row.row)
        row = there & (1 << _ROW_BITS) - 1
        if row == claim.row.row:
            return None
        return row if there >> _ROW_BITS == contents else -row


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a claim to be matched."""

    claim_id: int
    text: str
    hash: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched, and how a claim stands by its text's hash: its state and priority."""

    covered: dict[str, object]
    standing: Mapping[str, tuple[State, float]]


NOT_SEARCHED = Search({}, {})


@dataclass(slots=True)
class Tally:
    """What became of a batch; `matched` are its new claims of texts that were searched for."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    matched: list[tuple[int, str]] = field(default_factory=list)


def preview(session: Session, claims: Sequence[BulkClaim], seen: Seen) -> list[Outcome | Problem]:
    """What storing a batch would do, row by row; `seen` goes through the whole file."""
    return list(_sorted(claims, _known(session, claims), seen))


def unknown(session: Session, claims: Sequence[BulkClaim]) -> list[BulkClaim]:
    """Those of a batch that the desk does not have, as yet."""
    wanted = select(Claim.identity).where(Claim.identity.in_({c.identity for c in claims}))
    known = set(session.scalars(wanted))
    return [claim for claim in claims if claim.identity not in known]


def record(session: Session, batch_id: int, claims: Sequence[BulkClaim], search: Search) -> Tally:
    """Stores a batch, known claims included; new ones stand as their search has left them."""
    known = _known(session, claims)
    _mark_named(session, batch_id, known)
    tally = Tally()
    kept: dict[str, tuple[BulkClaim, Outcome]] = {}
    for claim, verdict in zip(claims, _sorted(claims, known, Seen()), strict=True):
        if isinstance(verdict, Problem):
            tally.problems.append(verdict)
            continue
        tally.outcomes[verdict] += 1
        kept.setdefault(claim.identity, (claim, verdict))
    _store(session, batch_id, kept, known, tally, search)
    return tally


def reject(session: Session, batch_id: int, problems: Sequence[Problem]) -> None:
    """Keeps what was not taken, with its reason."""
    if problems:
        session.execute(
            insert(_table(ImportProblem)),
            [
                {
                    "import_id": batch_id,
                    "row": each.row,
                    "line": each.line,
                    "field": each.field,
                    "value": each.value,
                    "reason": each.reason,
                    "raw": each.raw,
                }
                for each in problems
            ],
        )


def unmatched(session: Session, batch_id: int, *, after: int = 0, limit: int) -> list[Text]:
    """Claims of a batch that were not matched as they are now, in the order of their ids."""
    rows = session.execute(
        select(Claim.id, Claim.text, Claim.text_hash)
        .join(ImportedClaim, ImportedClaim.claim_id == Claim.id)
        .where(ImportedClaim.import_id == batch_id, Claim.matched_at.is_(None), Claim.id > after)
        .order_by(Claim.id)
        .limit(limit)
    )
    return [Text(*row) for row in rows]


def close(session: Session, batch: Import) -> None:
    """Seals the receipt into the event chain."""
    batch.finished_at = now()
    events.append(
        session,
        f"import {batch.state}",
        actor=batch.by,
        subject=f"import {batch.id}",
        file=batch.file,
        sha256=batch.sha256,
        rows=batch.rows,
        new=batch.new,
        same=batch.same,
        changed=batch.changed,
        rejected=batch.rejected,
    )


def _known(session: Session, claims: Sequence[BulkClaim]) -> dict[str, Known]:
    columns = (getattr(Claim, name) for name in ("text", *_ABSENT))
    wanted = select(Claim.identity, Claim.id, Claim.version, Claim.source_id, *columns).where(
        Claim.identity.in_({claim.identity for claim in claims})
    )
    return {row[0]: _as_known(row) for row in session.execute(wanted)}


def _as_known(row: Row[Any]) -> Known:
    named: Values = dict(zip(("text", *_ABSENT), row[4:], strict=True))
    return Known(named, row.source_id, row.id, row.version)


def _mark_named(session: Session, batch_id: int, known: dict[str, Known]) -> None:
    """Which of them an earlier batch of this same file brought, by which row."""
    identities = {claim.id: identity for identity, claim in known.items()}
    rows = session.execute(
        select(ImportedClaim.claim_id, ImportedClaim.row).where(
            ImportedClaim.import_id == batch_id, ImportedClaim.claim_id.in_(identities)
        )
    )
    for claim_id, row in rows:
        claim = known[identities[claim_id]]
        known[identities[claim_id]] = Known(
            claim.values, claim.source_id, claim.id, claim.version, row
        )


def _sorted(
    claims: Sequence[BulkClaim], known: Mapping[str, Known], seen: Seen
) -> Iterator[Outcome | Problem]:
    for claim in claims:
        there, row = known.get(claim.identity), seen.first(claim)
        if row is not None:
            yield Outcome.SAME if row > 0 else claim.problem(*_twice(claim, -row))
        elif there is None:
            yield Outcome.NEW
        elif _is_same(claim, there):
            yield Outcome.SAME
        elif there.row is not None:
            yield claim.problem(*_twice(claim, there.row))
        else:
            yield Outcome.CHANGED


def _is_same(claim: BulkClaim, there: Known) -> bool:
    values = there.values
    for name, value in claim.values.items():
        if name == "extra":
            if not value.items() <= values["extra"].items():
                return False
        elif values[name] != value:
            return False
    return True


def _contents(claim: BulkClaim) -> int:
    row = claim.row
    return hash((tuple(row.fields.values()), frozenset(row.extra.items()))) & 0xFFFFFFFF


def _twice(claim: BulkClaim, row: int) -> tuple[str, str]:
    if claim.values.get("external_id"):
        return "external_id", f"Row {row} has the same external_id and other contents."
    reason = f"Row {row} has the same text and address and other contents: "
    return "text", reason + "give each an external_id if both are meant."


def _store(
    session: Session,
    batch_id: int,
    kept: Mapping[str, tuple[BulkClaim, Outcome]],
    known: Mapping[str, Known],
    tally: Tally,
    search: Search,
) -> None:
    names = {claim.source for claim, _ in kept.values() if claim.source}
    sources = sources_named(session, names) if names else {}
    new = [claim for claim, outcome in kept.values() if outcome is Outcome.NEW]
    changed = [claim for claim, outcome in kept.values() if outcome is Outcome.CHANGED]
    fresh = list(zip(next_ids(session, Claim, len(new)), new, strict=True))
    tally.matched += _insert(session, fresh, sources, search)
    if changed:
        _update(session, batch_id, [(claim, known[claim.identity]) for claim in changed], sources)
    ids = {identity: claim.id for identity, claim in known.items()}
    ids.update((claim.identity, claim_id) for claim_id, claim in fresh)
    _name(session, batch_id, kept, {i for i, claim in known.items() if claim.row}, ids)


def _insert(
    session: Session,
    claims: Sequence[tuple[int, BulkClaim]],
    sources: Mapping[str, int],
    search: Search,
) -> list[tuple[int, str]]:
    """Stores new claims under these ids; gives those whose text was searched for, by its hash."""
    moment = now()
    same_for_all = {
        "check_worthiness": CHECK_WORTHINESS,
        "particulars": {},  # read from the text when it is assessed or shown
        "version": 1,
        "created_at": moment,
        "saying": Saying.UNCHECKED,
        "proposed_at_least": 0,
        "proposed_at_most": 0,
    }
    matched, waiting, searched = [], [], list[tuple[int, str]]()
    for claim_id, claim in claims:
        values, hashed = claim.values, text_hash(claim.values["text"])
        named = (claim_id, claim.identity, hashed, sources.get(claim.source or ""), values["text"])
        own = (values.get(name, absent) for name, absent in _ABSENT.items())
        if (standing := search.standing.get(hashed)) is None:
            waiting.append((*named, *_UNSEARCHED, *own))
        else:
            matched.append((*named, *standing, *own))
            searched.append((claim_id, hashed))
    insert_rows(session, Into(Claim, _INSERTED, same=same_for_all), waiting)
    same_for_all |= {"matched_at": moment, "searched": search.covered}
    insert_rows(session, Into(Claim, _INSERTED, same=same_for_all), matched)
    return searched


def _update(
    session: Session,
    batch_id: int,
    changed: Sequence[tuple[BulkClaim, Known]],
    sources: Mapping[str, int],
) -> None:
    """A changed row updates the claim, keeps its old version, and asks a decision to be seen to."""
    by, at = f"import {batch_id}", now()
    session.execute(
        insert(_table(ClaimVersion)),
        [
            {
                "claim_id": there.id,
                "version": there.version,
                "fields": {**there.values, "source_id": there.source_id},
                "replaced_at": at,
                "replaced_by": by,
            }
            for _, there in changed
        ],
    )
    for claim, there in changed:
        merged = {**there.values, **claim.values}
        merged["extra"] = {**there.values["extra"], **claim.values.get("extra", {})}
        merged["source_id"] = sources.get(claim.source or "", there.source_id)
        _replace(session, there.id, merged, there.version + 1)
        events.append(
            session,
            "claim changed",
            actor=by,
            subject=f"claim {there.id}",
            claim_id=there.id,
            version=there.version + 1,
        )
    ids = [there.id for claim, there in changed if claim.values["text"] != there.values["text"]]
    _reopen(session, ids, by)


def _reopen(session: Session, claim_ids: Sequence[int], by: str) -> None:
    """Asks the decisions on these claims to be seen to: they were made on another text."""
    decided = select(Claim).where(Claim.id.in_(claim_ids), Claim.state == State.DECIDED)
    for claim in session.scalars(decided.order_by(Claim.id)):
        reopen(session, claim, Reason.REWORDED, by=by)


def _replace(session: Session, claim_id: int, values: Values, version: int) -> None:
    """A claim's fields anew; what the machine made of the old ones is to be made again."""
    session.execute(
        update(_table(Claim)).where(_table(Claim).c.id == bindparam("this")),
        [
            {
                **values,
                "this": claim_id,
                "text_hash": text_hash(values["text"]),
                "particulars": {},
                "version": version,
                "matched_at": None,
                "assessed_at": None,
            }
        ],
    )


def _name(
    session: Session,
    batch_id: int,
    kept: Mapping[str, tuple[BulkClaim, Outcome]],
    named: set[str],
    ids: Mapping[str, int],
) -> None:
    rows = [
        (batch_id, ids[identity], claim.row.row, outcome.value)
        for identity, (claim, outcome) in kept.items()
        if identity not in named
    ]
    insert_rows(session, Into(ImportedClaim, ("import_id", "claim_id", "row", "outcome")), rows)


def _table(model: type[Base]) -> Any:  # noqa: ANN401 (a Table; the mapper's attribute is wider)
    return model.__table__
