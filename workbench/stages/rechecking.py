"""Standing decisions and what came after them: material news re-opens, the rest is kept quietly."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, update
from sqlalchemy.orm import Session

from workbench.domain import news
from workbench.domain.news import Find, Reason
from workbench.domain.vocabulary import State
from workbench.store import by_text, joined
from workbench.store.models import Claim, Embedding, Evidence, Match, Passage, Review
from workbench.store.reopening import reopen

CLAIMS_WOKEN = 8  # standing claims that one new passage may wake
NEAR = 0.5  # similarity from which a passage may bear on a claim
MACHINE = "workbench"


def wake(session: Session, embedding_ids: Collection[int], encoder: int) -> int:
    """Lets the claims with these vectors be matched again; how many they are."""
    wanted = select(Embedding.text_hash).where(
        Embedding.id.in_(embedding_ids), Embedding.encoder_id == encoder
    )
    texts = session.scalars(wanted).all()
    return _match_again(session, by_text.saying(session, texts))


def wake_by_known_words(session: Session, report_id: int) -> int:
    """The same for claims that are, or matched elsewhere, a sentence which this report repeats.

    Such a sentence has its vector already, so no new one tells of it.
    """
    known = _known_words(session, report_id)
    if not known:
        return 0
    near = {claim for words in known for claim in _nearest(session, words)}
    elsewhere = Claim.report_id.is_distinct_from(report_id)
    is_said = and_(by_text.saying(session, known), elsewhere)
    return _match_again(session, or_(Claim.id.in_(near), is_said))


def look(session: Session, claim_id: int) -> Reason | None:
    """Puts a decided claim up for recheck where its matches hold material news."""
    claim = session.get_one(Claim, claim_id)
    if claim.state is not State.DECIDED or claim.verdict is None:
        return None
    found = news.material(claim.verdict, _finds(session, claim_id))
    if found is None:
        return None
    detail = {"passage": found.passage_id, "origin": found.origin}
    reopen(session, claim, found.reason, by=MACHINE, **detail)
    return found.reason


def gone(session: Session, report_id: int, reason: Reason, *, by: str = MACHINE) -> list[int]:
    """Puts up every decision that rests on a report which was replaced or withdrawn.

    Joined claims share what was marked, so that each of their decisions rests on it.
    """
    resting = (
        select(Evidence.claim_id)
        .join(Passage, Passage.id == Evidence.passage_id)
        .where(Passage.report_id == report_id, Evidence.withdrawn_at.is_(None))
    )
    marked = session.scalars(resting.distinct()).all()
    shared = {i for others in joined.partners(session, marked).values() for i in others}
    rows = session.scalars(
        select(Claim)
        .where(Claim.id.in_(shared.union(marked)), Claim.state == State.DECIDED)
        .order_by(Claim.id)
    ).all()
    for claim in rows:
        reopen(session, claim, reason, by=by, report=report_id)
    return [claim.id for claim in rows]


def put_right(session: Session, report_id: int, claims: Collection[int], *, by: str) -> None:
    """Has everything compared anew that a report with another source or date bears on.

    Decisions that rest on it, and those on its `claims` that read otherwise now, are put up.
    """
    resting = gone(session, report_id, Reason.RESTATED, by=by)
    rows = select(Claim).where(Claim.id.in_(claims), Claim.state == State.DECIDED)
    for claim in session.scalars(rows.order_by(Claim.id)):
        if claim.id not in resting:
            reopen(session, claim, Reason.RESTATED, by=by, report=report_id)
    session.flush()
    _match_again(session, Claim.report_id == report_id)
    passages = select(Passage.id).where(Passage.report_id == report_id)
    beside = select(Match.claim_id).where(Match.passage_id.in_(passages))
    session.execute(
        update(Claim)
        .where(Claim.id.in_(beside))
        .values(assessed_at=None)
        .execution_options(synchronize_session=False)
    )


def _known_words(session: Session, report_id: int) -> Collection[str]:
    here = select(Passage.text_hash).where(Passage.report_id == report_id)
    elsewhere = Passage.text_hash.in_(here), Passage.report_id != report_id
    return session.scalars(select(Passage.text_hash).where(*elsewhere).distinct()).all()


def _nearest(session: Session, words: str) -> Collection[int]:
    rows = (
        select(Match.claim_id)
        .join(Passage, Passage.id == Match.passage_id)
        # Written out, as the index on what is near has it.
        .where(Passage.text_hash == words, Match.similarity >= literal_column(str(NEAR)))
        .group_by(Match.claim_id)
        .order_by(func.max(Match.similarity).desc(), Match.claim_id)
        .limit(CLAIMS_WOKEN)
    )
    return session.scalars(rows).all()


def _match_again(session: Session, these: ColumnElement[bool]) -> int:
    woken = session.execute(
        update(Claim)
        .where(these, Claim.state != State.SET_ASIDE)
        .values(matched_at=None)
        .execution_options(synchronize_session=False)
    )
    return int(woken.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result counts rows


def _finds(session: Session, claim_id: int) -> list[Find]:
    """What is matched now and was not in view when the claim was decided."""
    seen = _in_view(session, claim_id)
    known = _origins(session, claim_id, seen)
    rows = session.scalars(select(Match).where(Match.claim_id == claim_id).order_by(Match.rank))
    return [
        Find(
            row.passage_id,
            row.signal,
            not row.same_origin_as_claim,
            row.origin_label,
            row.counted,
        )
        for row in rows
        if row.passage_id not in seen and row.origin not in known
    ]


def _in_view(session: Session, claim_id: int) -> frozenset[int]:
    last = session.scalar(
        select(Review)
        .where(Review.claim_id == claim_id, Review.undone_at.is_(None))
        .order_by(Review.number.desc())
        .limit(1)
    )
    return frozenset(last.rests_on.get("in_view", ())) if last else frozenset()


def _origins(session: Session, claim_id: int, seen: frozenset[int]) -> set[int]:
    """The origins that were in view: another copy of one of them is no news."""
    rows = select(Match.origin).where(Match.claim_id == claim_id, Match.passage_id.in_(seen))
    return set(session.scalars(rows))
