"""Second opinions, for every combination of reviewers, verdicts, roles and authors."""

from itertools import product

import pytest

from workbench.domain.opinions import (
    Opinion,
    Person,
    Settled,
    is_blind,
    outcome,
    refusal,
    settle,
)
from workbench.domain.vocabulary import Role, State, Verdict

CORROBORATED, DISPUTED, UNRESOLVED = Verdict
REVIEWERS = [Role.REVIEWER, Role.EDITOR, Role.ADMIN]


def given(*verdicts: Verdict) -> list[Opinion]:
    return [Opinion(number, verdict) for number, verdict in enumerate(verdicts, start=1)]


@pytest.mark.parametrize("required", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_every_combination_of_verdicts_ends_where_it_must(required: int, count: int) -> None:
    for verdicts in product(Verdict, repeat=count):
        state = outcome(given(*verdicts), required)
        if count == 0:
            assert state is State.NEW
        elif count < required:
            assert state is State.SECOND_REVIEW
        elif len(set(verdicts)) == 1:
            assert state is State.DECIDED
        else:
            assert state is State.ADJUDICATION


@pytest.mark.parametrize("required", [1, 2, 3])
def test_an_adjudication_ends_any_round(required: int) -> None:
    for verdicts in product(Verdict, repeat=required):
        last = Opinion(9, UNRESOLVED, adjudication=True)
        settled = settle([*given(*verdicts), last], required)
        assert (settled.state, settled.verdict) == (State.DECIDED, UNRESOLVED)


def test_one_reviewer_settles_with_every_verdict() -> None:
    assert settle(given(CORROBORATED, DISPUTED), 1) == Settled(State.DECIDED, DISPUTED, 1)


def test_a_new_round_keeps_the_settled_verdict_until_it_is_settled_itself() -> None:
    first = given(CORROBORATED, CORROBORATED)

    assert settle([*first, Opinion(3, DISPUTED)], 2) == Settled(
        State.SECOND_REVIEW, CORROBORATED, 1
    )
    assert settle([*first, Opinion(3, DISPUTED), Opinion(1, CORROBORATED)], 2) == Settled(
        State.ADJUDICATION, CORROBORATED, 1
    )
    assert settle([*first, Opinion(3, DISPUTED), Opinion(1, DISPUTED)], 2) == Settled(
        State.DECIDED, DISPUTED, 3
    )


def test_nothing_given_is_new() -> None:
    assert settle([], 3) == Settled(State.NEW)


@pytest.mark.parametrize("role", REVIEWERS)
@pytest.mark.parametrize("wrote", [True, False])
def test_where_one_review_is_asked_for_everybody_reviews_and_sees(
    role: Role, *, wrote: bool
) -> None:
    for opinions in ([], given(DISPUTED), given(DISPUTED, CORROBORATED)):
        assert refusal(Person(1, role, wrote), opinions, 1) is None
        assert not is_blind(Person(7, role, wrote), opinions, State.NEW, 1)


@pytest.mark.parametrize("required", [2, 3])
@pytest.mark.parametrize("role", REVIEWERS)
def test_who_wrote_a_claim_neither_reviews_nor_adjudicates_it(role: Role, required: int) -> None:
    writer = Person(7, role, wrote_it=True)
    split = given(*[CORROBORATED] * (required - 1), DISPUTED)

    assert "somebody else reviews it" in (refusal(writer, [], required) or "")
    assert "somebody else adjudicates it" in (refusal(writer, split, required) or "")


@pytest.mark.parametrize("required", [2, 3])
def test_nobody_gives_two_opinions_in_a_round(required: int) -> None:
    once = given(DISPUTED)

    assert "Your verdict is given" in (refusal(Person(1, Role.EDITOR), once, required) or "")
    assert refusal(Person(2, Role.REVIEWER), once, required) is None


@pytest.mark.parametrize("required", [2, 3])
@pytest.mark.parametrize("role", REVIEWERS)
def test_only_an_editor_who_did_not_review_adjudicates(role: Role, required: int) -> None:
    split = given(*[CORROBORATED] * (required - 1), DISPUTED)

    assert (refusal(Person(9, role), split, required) is None) == role.covers(Role.EDITOR)
    assert "another editor decides" in (refusal(Person(1, role), split, required) or "")


@pytest.mark.parametrize("required", [2, 3])
@pytest.mark.parametrize("role", list(Role))
def test_others_opinions_are_seen_after_giving_ones_own_or_when_settled(
    role: Role, required: int
) -> None:
    once = given(DISPUTED)
    split = given(*[CORROBORATED] * (required - 1), DISPUTED)

    assert is_blind(Person(9, role), once, State.SECOND_REVIEW, required)
    assert is_blind(Person(9, role), [], State.NEW, required)
    assert is_blind(Person(None, role), once, State.SET_ASIDE, required)
    assert not is_blind(Person(1, role), once, State.SECOND_REVIEW, required)
    assert not is_blind(Person(9, role), [], State.DECIDED, required)
    editors = role.covers(Role.EDITOR)
    assert is_blind(Person(9, role), split, State.ADJUDICATION, required) != editors
