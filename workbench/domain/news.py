"""What re-opens a decision: material news only (docs/method.md, section 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.vocabulary import Signal, Verdict

RULES = "news-2"


class Reason(StrEnum):
    """Why a decision is to be looked at again."""

    CONTRARY = "independent contrary evidence"
    FIRST_SUPPORT = "first independent support"
    REPLACED = "evidence was corrected at its source"
    RESTATED = "a report's source or date was put right"
    WITHDRAWN = "a report it rests on was withdrawn"
    TAKEN_BACK = "a mark it rests on was taken back"
    REWORDED = "an import changed its text"


@dataclass(frozen=True, slots=True)
class Find:
    """A passage that came after the decision; `origin` is its label for people.

    `counted`: as support, and it says what it rests on. What agrees and is not counted would not
    raise the number that the decision is read by.
    """

    passage_id: int
    signal: Signal
    independent: bool
    origin: str
    counted: bool


class Quiet(StrEnum):
    """What a passage that re-opens nothing adds to a decision."""

    SUPPORT = "agrees, from elsewhere"
    CONTRARY = "conflicts, as the decision says"
    KNOWN = "another passage of an origin that was known"
    NEAR = "near, and not told apart"


@dataclass(frozen=True, slots=True)
class News:
    """The passage that re-opens a decision, and why."""

    reason: Reason
    passage_id: int
    origin: str


def material(verdict: Verdict, finds: Iterable[Find]) -> News | None:
    """The first find, best first, that would change a careful person's mind."""
    for find in finds:
        reason = _reason(verdict, find) if find.independent else None
        if reason is not None:
            return News(reason, find.passage_id, find.origin)
    return None


def quiet(verdict: Verdict, find: Find) -> Quiet | None:
    """What a find adds without re-opening the decision; None where it is material."""
    if not find.independent:
        return Quiet.KNOWN
    if _reason(verdict, find) is not None:
        return None
    return {Signal.AGREES: Quiet.SUPPORT, Signal.CONFLICTS: Quiet.CONTRARY}.get(
        find.signal, Quiet.NEAR
    )


def _reason(verdict: Verdict, find: Find) -> Reason | None:
    if find.signal is Signal.UNCLEAR:
        return None
    if find.signal is Signal.AGREES:
        if not find.counted:
            return None
        return {Verdict.UNRESOLVED: Reason.FIRST_SUPPORT, Verdict.DISPUTED: Reason.CONTRARY}.get(
            verdict
        )
    return Reason.CONTRARY if verdict is not Verdict.DISPUTED else None
