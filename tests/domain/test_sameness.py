"""What a comparison shows of one event and one question, as two probabilities."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.sameness import (
    Likelihood,
    Nearness,
    Opened,
    Shared,
    at_their_level,
    features_of,
    likelihood,
    load_sums,
)
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Provenance, Relation, Signal, SlotName


def row(
    slot: SlotName, relation: Relation, found_in: Provenance = Provenance.PASSAGE
) -> SlotComparison:
    return SlotComparison(slot, "a", "b", found_in, relation, "so")


NEAR = Nearness(0.8, 0.8)
SAME = [row(slot, Relation.AGREES) for slot in SlotName]
OTHER = [row(slot, Relation.DIFFERS) for slot in (SlotName.DATE, SlotName.PLACE, SlotName.EVENT)]
ROWS = st.lists(
    st.builds(
        row, st.sampled_from(SlotName), st.sampled_from(Relation), st.sampled_from(Provenance)
    ),
    max_size=8,
)


def test_what_agrees_in_every_slot_is_likelier_than_what_differs() -> None:
    in_time, later = Nearness(0.8, 0.8, 1.0), Nearness(0.8, 0.8, 90.0)
    same, other = likelihood(SAME, Signal.AGREES, in_time), likelihood(OTHER, Signal.UNCLEAR, later)

    assert same.event > 0.5 > other.event
    assert same.answer > other.answer


def test_every_feature_has_a_weight_in_both_sums() -> None:
    names = set(features_of([], Signal.UNCLEAR, NEAR))

    assert {name: set(each.weights) for name, each in load_sums().items()} == {
        "event": names,
        "answer": names,
    }


def test_the_day_a_report_appeared_is_told_from_a_day_that_is_said() -> None:
    said = features_of([row(SlotName.DATE, Relation.AGREES)], Signal.UNCLEAR, NEAR)
    appeared = features_of(
        [row(SlotName.DATE, Relation.AGREES, Provenance.REPORT)], Signal.UNCLEAR, NEAR
    )

    assert (said["date agrees"], said["published that day"]) == (1.0, 0.0)
    assert (appeared["date agrees"], appeared["published that day"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("days", "within", "weeks"), [(None, 0.0, 0.0), (1.0, 1.0, 0.0), (7.0, 0.0, 0.0), (90, 0, 1)]
)
def test_how_far_apart_two_reports_appeared_is_weighed(
    days: float | None, within: float, weeks: float
) -> None:
    told = features_of([], Signal.UNCLEAR, Nearness(0.5, 0.5, days))

    assert (told["published within days"], told["published weeks apart"]) == (within, weeks)


@pytest.mark.parametrize("also", [Relation.AGREES, Relation.MISSING])
def test_a_compatible_figure_beside_one_that_agrees_says_nothing_more(also: Relation) -> None:
    rows = [row(SlotName.NUMBER, Relation.COMPATIBLE), row(SlotName.NUMBER, also)]

    told = features_of(rows, Signal.UNCLEAR, NEAR)["number compatible"]
    assert told == float(also is not Relation.AGREES)


def test_who_shares_rare_words_with_a_claim_likelier_answers_it() -> None:
    plain = likelihood([], Signal.UNCLEAR, NEAR)
    shares = likelihood([], Signal.UNCLEAR, Nearness(0.8, 0.8, shared=Shared(0.4, 6.0)))

    assert shares.answer > 2 * plain.answer


def test_what_stands_in_a_report_that_begins_like_the_claims_article_likelier_answers_it() -> None:
    plain = likelihood([], Signal.UNCLEAR, NEAR)
    alike = likelihood([], Signal.UNCLEAR, Nearness(0.8, 0.8, opened=Opened(0.3, 6.0)))

    assert alike.answer > 2 * plain.answer
    assert alike.event == plain.event


@given(rows=ROWS, near=st.floats(-1, 1), report=st.floats(-1, 1))
def test_both_are_probabilities(rows: list[SlotComparison], near: float, report: float) -> None:
    found = likelihood(rows, Signal.UNCLEAR, Nearness(near, report))

    assert 0 <= found.event <= 1
    assert 0 <= found.answer <= 1


EVENTS = st.dictionaries(st.integers(1, 200), st.floats(0.0, 1.0), max_size=80)


def at_level(*events: float) -> list[float]:
    found = {i: Likelihood(event, 0.3) for i, event in enumerate(events)}
    return [each.event for each in at_their_level(found).values()]


def test_beside_many_of_one_event_each_is_likelier_to_be_of_it() -> None:
    of_many, of_few = at_level(0.4, *[0.9] * 60)[0], at_level(0.4, *[0.01] * 60)[0]

    assert of_many > 0.4 > of_few
    assert at_level() == []


@given(EVENTS)
def test_the_level_keeps_the_order_and_what_answers(events: dict[int, float]) -> None:
    found = {i: Likelihood(event, 0.3) for i, event in events.items()}

    leveled = at_their_level(found | {0: Likelihood(1.0, 0.3)})

    assert all(0 <= each.event <= 1 and each.answer == 0.3 for each in leveled.values())
    order = sorted(found, key=lambda i: found[i].event)
    assert all(leveled[a].event <= leveled[b].event for a, b in pairwise(order))
