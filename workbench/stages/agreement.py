"""How the desk's people and the machine agree, and how fast and steady the work goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, not_, select, true
from sqlalchemy.orm import Session

from workbench.domain.agreement import Share, quantile
from workbench.domain.vocabulary import Question, Signal, Stance, State, Verdict
from workbench.store.models import Claim, Event, Evidence, Match, Review

LATEST = 10_000  # decisions that the times are taken from


@dataclass(frozen=True, slots=True)
class Taken:
    """What people said of passages that the machine gave one signal."""

    signal: Signal
    stances: dict[Stance, int]

    def of(self, stance: Stance) -> Share:
        """How many were given this stance."""
        return Share(self.stances.get(stance, 0), sum(self.stances.values()))


@dataclass(frozen=True, slots=True)
class Pace:
    """Hours from a claim's arrival to its decision, and how often something is turned round."""

    median: float | None
    slowest_tenth: float | None
    decisions: int
    edited: Share
    set_aside: Share
    overturned: Share


def units(session: Session, *, silent: bool | None = None) -> list[list[Verdict]]:
    """The verdicts on each settled claim that two people or more reviewed on their own.

    `silent`: only where the machine's signals were hidden, or only where they were shown.
    """
    rows = session.execute(
        select(Review.claim_id, Review.reviewer_id, Review.verdict)
        .join(Claim, Claim.id == Review.claim_id)
        .where(
            Review.undone_at.is_(None),
            Review.adjudication.is_(False),
            Claim.state == State.DECIDED,
            _heard(silent),
        )
        .order_by(Review.claim_id, Review.number)
    )
    found: dict[int, dict[int, Verdict]] = {}
    for claim_id, reviewer, verdict in rows:
        found.setdefault(claim_id, {})[reviewer] = verdict
    return [list(given.values()) for given in found.values() if len(given) > 1]


def pairs(units_: Sequence[Sequence[Verdict]]) -> list[tuple[Verdict, Verdict]]:
    """First and second verdict of each."""
    return [(unit[0], unit[1]) for unit in units_]


def _heard(silent: bool | None) -> ColumnElement[bool]:  # noqa: FBT001 (three-valued)
    if silent is None:
        return true()
    hidden = func.coalesce(Review.rests_on["signals_hidden"].as_boolean(), false())
    return hidden if silent else not_(hidden)


def taken(session: Session) -> list[Taken]:
    """By signal, what stances were given where it was shown; settled claims only."""
    rows = session.execute(
        select(Match.signal, Evidence.stance, func.count())
        .join(
            Evidence,
            (Evidence.claim_id == Match.claim_id) & (Evidence.passage_id == Match.passage_id),
        )
        .join(Claim, Claim.id == Match.claim_id)
        .where(
            Evidence.withdrawn_at.is_(None),
            Evidence.question == Question.CONTENT,
            Claim.state == State.DECIDED,
        )
        .group_by(Match.signal, Evidence.stance)
    )
    found: dict[Signal, dict[Stance, int]] = {}
    for signal, stance, count in rows:
        found.setdefault(signal, {})[stance] = count
    return [Taken(signal, found[signal]) for signal in Signal if signal in found]


def pace(session: Session) -> Pace:
    """Times over the latest decisions, rates over all claims."""
    rows = session.execute(
        select(Claim.created_at, Claim.decided_at)
        .where(Claim.decided_at.is_not(None))
        .order_by(Claim.decided_at.desc())
        .limit(LATEST)
    )
    hours = [(decided - created).total_seconds() / 3600 for created, decided in rows if decided]
    claims = session.scalar(select(func.count()).select_from(Claim)) or 0
    aside = select(func.count()).select_from(Claim).where(Claim.state == State.SET_ASIDE)
    edited = select(func.count(Event.claim_id.distinct())).where(Event.kind == "edited")
    reviewed = session.scalar(select(func.count(Review.claim_id.distinct()))) or 0
    undone = select(func.count(Review.claim_id.distinct())).where(Review.undone_at.is_not(None))
    return Pace(
        quantile(hours, 0.5),
        quantile(hours, 0.9),
        len(hours),
        Share(session.scalar(edited) or 0, claims),
        Share(session.scalar(aside) or 0, claims),
        Share(session.scalar(undone) or 0, reviewed),
    )
