"""Second opinions: when reviews settle a claim, who may give one, who sees the others'."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.vocabulary import Role, State, Verdict

RULES = "opinions-1"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One reviewer's standing verdict."""

    reviewer: int
    verdict: Verdict
    adjudication: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a claim stands by its reviews; `by` is the opinion that settled it last."""

    state: State
    verdict: Verdict | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: their role, and whether they typed, imported or edited the claim."""

    id: int | None
    role: Role
    wrote_it: bool = False


def settle(opinions: Sequence[Opinion], required: int) -> Settled:
    """Goes through the standing opinions round by round; each round ends when it is settled."""
    settled, begun = Settled(State.NEW), 0
    for at, opinion in enumerate(opinions):
        state = outcome(opinions[begun : at + 1], required)
        if state is State.DECIDED:
            settled, begun = Settled(state, opinion.verdict, at), at + 1
    under_way = opinions[begun:]
    if not under_way:
        return settled
    return Settled(outcome(under_way, required), settled.verdict, settled.by)


def outcome(opinions: Sequence[Opinion], required: int) -> State:
    """Where one round of opinions stands."""
    if any(opinion.adjudication for opinion in opinions):
        return State.DECIDED
    if len(opinions) < required:
        return State.SECOND_REVIEW if opinions else State.NEW
    verdicts = {opinion.verdict for opinion in opinions}
    return State.DECIDED if len(verdicts) == 1 else State.ADJUDICATION


def refusal(person: Person, under_way: Sequence[Opinion], required: int) -> str | None:
    """Why this person may not give the next opinion of a round; None where they may."""
    if required < 2:
        return None
    disagree = outcome(under_way, required) is State.ADJUDICATION
    if person.wrote_it:
        does = "adjudicates" if disagree else "reviews"
        return f"You typed, imported or edited this claim: somebody else {does} it."
    if _has_given(person, under_way):
        if disagree:
            return "You reviewed this claim and the reviews disagree: another editor decides."
        return "Your verdict is given; the claim waits for another reviewer's."
    if disagree and not person.role.covers(Role.EDITOR):
        return "The reviews of this claim disagree: an editor decides."
    return None


def is_blind(person: Person, under_way: Sequence[Opinion], state: State, required: int) -> bool:
    """Whether others' stances and verdicts of this round are kept from this person."""
    if required < 2 or state is State.DECIDED or _has_given(person, under_way):
        return False
    disagree = outcome(under_way, required) is State.ADJUDICATION
    return not (disagree and person.role.covers(Role.EDITOR))


def _has_given(person: Person, under_way: Sequence[Opinion]) -> bool:
    return any(opinion.reviewer == person.id for opinion in under_way)
