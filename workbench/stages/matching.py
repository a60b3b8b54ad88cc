"""Claims against the passages of other reports: find, rank, compare, fold, keep."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, delete, func, select, update
from sqlalchemy.orm import Session

from workbench.domain.vocabulary import BasisKind, Signal, State
from workbench.store.base import now
from workbench.store.bulk import Into, insert_rows
from workbench.store.finds import Coverage, Found, Query
from workbench.store.guards import Withdrawal
from workbench.store.imprints import Imprint
from workbench.store.models import Claim, Embedding, Evidence, Match, Passage, Report, Source
from workbench.vectors.packing import unpack
from workbench.vectors.types import Hit, Vectors

IN_HASTE = 5  # matches stored of a claim in bulk, until it is ranked and compared
_PROPOSAL = ("claim_id", "passage_id", "rank", "similarity", "origin", "origin_label")
_UNASSESSED = {  # what is the same in every proposal that is not assessed, as SQL
    "relevance": None,
    "basis_kind": f"'{BasisKind.UNSTATED}'",
    "basis_root": None,
    "basis_because": "'Not assessed yet.'",
    "origin_because": "'[]'",
    "same_origin_as_claim": "false",
    "as_of": None,
    "comparison": "'[]'",
    "signal": f"'{Signal.UNCLEAR}'",
}
_PROMISE = 0.3  # below any claim that is assessed and has something bearing on it
_DIGITS = (
    3  # of a promise: the queue's indexes grow at a few places, not each row at one of its own
)
_STANDING = select(
    select(func.max(Report.id)).scalar_subquery(),
    select(func.count()).where(~Report.current).scalar_subquery(),
    select(func.max(Imprint.id)).scalar_subquery(),
)
_COVERED = select(
    func.count(),
    func.count(Report.source_id.distinct()),
    func.min(Report.published_at),
    func.max(Report.published_at),
    func.count() - func.count(Report.published_at),
).where(Report.current)
_CLAIM: Any = Claim.__table__
_MATCHED = (
    update(_CLAIM)
    .where(_CLAIM.c.id == bindparam("this"))
    .values(
        matched_at=bindparam("now"),
        assessed_at=None,
        searched=bindparam("record"),
        state=case(
            (
                (_CLAIM.c.state == State.NEW) | (_CLAIM.c.state == State.WAITING),
                bindparam("standing", type_=_CLAIM.c.state.type),
            ),
            else_=_CLAIM.c.state,
        ),
        priority=bindparam("promise"),  # the nearest are compared first
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may bear on a claim, in short."""

    passage_id: int
    report_id: int
    source: str


def pending(
    session: Session, encoder: int, *, after: int = 0, limit: int
) -> tuple[list[Query], Vectors | None]:
    """Claims that were never matched and have their vector, with the vectors, row by row."""
    rows = session.execute(
        select(Claim, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Claim.text_hash)
        .where(Embedding.encoder_id == encoder, Claim.matched_at.is_(None), Claim.id > after)
        .order_by(Claim.id)
        .limit(limit)
    ).all()
    return _queries(session, [row.Claim for row in rows]), _stacked([row.vector for row in rows])


def these(
    session: Session, encoder: int, claim_ids: Collection[int]
) -> tuple[list[Query], Vectors | None]:
    """The same for these claims, matched before or not."""
    rows = session.execute(
        select(Claim, Embedding.vector)
        .join(Embedding, Embedding.text_hash == Claim.text_hash)
        .where(Embedding.encoder_id == encoder, Claim.id.in_(claim_ids))
    ).all()
    return _queries(session, [row.Claim for row in rows]), _stacked([row.vector for row in rows])


def hasty(session: Session, claim_ids: Collection[int]) -> Sequence[int]:
    """Those of these claims that were matched in bulk: by meaning alone, and not ranked."""
    rows = select(Match.claim_id).where(
        Match.claim_id.in_(claim_ids), Match.relevance.is_(None), ~Match.by_hand
    )
    return session.scalars(rows.distinct()).all()


def candidates(session: Session, ids: Collection[int]) -> dict[int, list[Candidate]]:
    """The current passages behind these embeddings, without their reports' texts."""
    # In two steps: of a join SQLite reads every passage of the desk, looking for each in `ids`.
    texts = select(Embedding.text_hash, Embedding.id).where(Embedding.id.in_(ids))
    known = {row.text_hash: row.id for row in session.execute(texts)}
    rows = session.execute(
        select(Passage.text_hash, Passage.id, Passage.report_id, Source.name)
        .join(Report, Report.id == Passage.report_id)
        .outerjoin(Source, Source.id == Report.source_id)
        .where(Passage.text_hash.in_(known), Passage.current)
    )
    found: dict[int, list[Candidate]] = {}
    for text, passage_id, report_id, source in sorted(rows, key=itemgetter(1)):
        candidate = Candidate(passage_id, report_id, source or "unknown source")
        found.setdefault(known[text], []).append(candidate)
    return found


def nearest(
    hits: Sequence[Hit], behind: Mapping[int, Sequence[Candidate]]
) -> list[tuple[float, Candidate]]:
    """The passages that a search in haste proposes, with their similarity, the nearest first."""
    found = [(hit.similarity, each) for hit in hits for each in behind.get(hit.id, ())]
    return found[:IN_HASTE]


def standing(found: Sequence[tuple[float, Candidate]]) -> tuple[State, float]:
    """How a claim stands after that, until it is compared: the nearest are compared first."""
    if not found:
        return State.WAITING, 0.0
    return State.NEW, round(_PROMISE * max(0.0, found[0][0]), _DIGITS)


def propose(
    session: Session, matched: Sequence[tuple[int, Sequence[tuple[float, Candidate]]]]
) -> None:
    """Keeps what was found for claims, by their ids, that have no proposals yet."""
    rows = (
        (claim_id, each.passage_id, rank, similarity, each.report_id, each.source)
        for claim_id, found in matched
        for rank, (similarity, each) in enumerate(found, start=1)
    )
    insert_rows(session, Into(Match, _PROPOSAL, constants=_UNASSESSED), rows)


def record_imported(
    session: Session,
    matched: Sequence[tuple[int, Sequence[tuple[float, Candidate]]]],
    searched: dict[str, object],
) -> None:
    """`record` for imported claims, whose own report is not on the desk, many at a time."""
    ids = [claim_id for claim_id, _ in matched]
    session.execute(delete(Match).where(Match.claim_id.in_(ids), _unjudged()))
    propose(session, matched)
    _drop_withdrawn(session, ids)
    stand = {claim_id: standing(found) for claim_id, found in matched}
    session.execute(
        _MATCHED,
        [
            {"this": i, "now": now(), "record": searched, "standing": state, "promise": promise}
            for i, (state, promise) in stand.items()
        ],
    )


def record(
    session: Session, matched: Sequence[tuple[Query, Sequence[Found]]], searched: dict[str, object]
) -> None:
    """Replaces the machine's proposals for these claims; what people found and gave stays.

    A claim that was taken back or reworded since it was read is passed over.
    """
    ids = [query.claim_id for query, _ in matched]
    texts = {query.claim_id: query.text for query, _ in matched}
    rows = session.scalars(select(Claim).where(Claim.id.in_(ids)))
    claims = {claim.id: claim for claim in rows if claim.text == texts[claim.id]}
    session.execute(delete(Match).where(Match.claim_id.in_(claims), _unjudged()))
    judged = {
        (row.claim_id, row.passage_id): row
        for row in session.scalars(select(Match).where(Match.claim_id.in_(claims)))
    }
    for query, found in matched:
        claim = claims.get(query.claim_id or 0)
        if claim is None:
            continue
        claim.matched_at, claim.assessed_at, claim.searched = now(), None, searched
        if claim.state in {State.NEW, State.WAITING}:
            claim.state = State.NEW if found else State.WAITING
        for rank, each in enumerate(found, start=1):
            kept = judged.get((claim.id, each.passage.id))
            if kept is None:
                session.add(as_match(claim.id, rank, each))
            else:
                kept.rank, kept.similarity, kept.relevance = rank, each.similarity, each.relevance
    _drop_withdrawn(session, claims)


def as_match(claim_id: int, rank: int, found: Found) -> Match:
    """What was found, as the proposal that is kept or shown."""
    source = found.passage.report.source
    return Match(
        claim_id=claim_id,
        passage_id=found.passage.id,
        rank=rank,
        similarity=found.similarity,
        relevance=found.relevance,
        basis_kind=BasisKind.UNSTATED,
        basis_because="Not assessed yet.",
        origin=found.passage.report_id,
        origin_label=source.name if source else "unknown source",
        origin_because=[],
        same_origin_as_claim=False,
        comparison=[],
        signal=Signal.UNCLEAR,
    )


def search_record(
    session: Session, behind: int, counted: Coverage | None = None
) -> dict[str, object]:
    """What a search covers: how many reports of how many sources, between which dates or of none.

    It is kept in `counted`, where one is given.
    """
    held = counted or Coverage()
    standing = session.execute(_STANDING).one()
    return {**held.since(tuple(standing), lambda: _covered(session)), "behind": behind}


def _covered(session: Session) -> dict[str, object]:
    reports, sources, first, last, undated = session.execute(_COVERED).one()
    return {
        "reports": reports,
        "sources": sources,
        "from": _day(first),
        "to": _day(last),
        "undated": undated,
    }


def _unjudged() -> ColumnElement[bool]:
    """Proposals that nobody found or gave a stance on: those the machine may drop."""
    stance = select(Evidence.id).where(
        Evidence.claim_id == Match.claim_id,
        Evidence.passage_id == Match.passage_id,
        Evidence.withdrawn_at.is_(None),
    )
    return ~Match.by_hand & ~stance.exists()


def _drop_withdrawn(session: Session, claim_ids: Collection[int | None]) -> None:
    """What was found in a report and is proposed after somebody withdrew it."""
    session.flush()  # the new proposals are among them
    gone = select(Passage.id).join(Withdrawal, Withdrawal.report_id == Passage.report_id)
    session.execute(
        delete(Match).where(Match.claim_id.in_(claim_ids), Match.passage_id.in_(gone), _unjudged())
    )


def _queries(session: Session, claims: Sequence[Claim]) -> list[Query]:
    wanted = {claim.report_id for claim in claims if claim.report_id}
    versions = _versions(session, wanted)
    return [
        Query(claim.text, claim.id, versions.get(claim.report_id or 0, frozenset()))
        for claim in claims
    ]


def _versions(session: Session, report_ids: set[int]) -> dict[int, frozenset[int]]:
    """Each report with those it replaces and those that replace it."""
    found = {}
    for report_id in report_ids:
        family, fresh = {report_id}, {report_id}
        while fresh:
            near = select(Report.id, Report.replaces_id).where(
                Report.replaces_id.in_(fresh) | Report.id.in_(fresh)
            )
            ids = {i for row in session.execute(near) for i in row if i is not None}
            fresh, family = ids - family, family | ids
        found[report_id] = frozenset(family)
    return found


def _stacked(vectors: Sequence[bytes]) -> Vectors | None:
    return unpack(vectors, len(vectors[0]) // 4) if vectors else None


def _day(at: datetime | None) -> str | None:
    return at.date().isoformat() if at else None
