"""What a comparison shows of one event and one question, as two probabilities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.sameness import features_of, likelihood, load_sums
from workbench.domain.stated import SlotComparison
from workbench.domain.vocabulary import Provenance, Relation, SlotName


def row(
    slot: SlotName, relation: Relation, found_in: Provenance = Provenance.PASSAGE
) -> SlotComparison:
    return SlotComparison(slot, "a", "b", found_in, relation, "so")


SAME = [row(slot, Relation.AGREES) for slot in SlotName]
OTHER = [row(slot, Relation.DIFFERS) for slot in (SlotName.DATE, SlotName.PLACE, SlotName.EVENT)]
ROWS = st.lists(
    st.builds(
        row, st.sampled_from(SlotName), st.sampled_from(Relation), st.sampled_from(Provenance)
    ),
    max_size=8,
)


def test_what_agrees_in_every_slot_is_likelier_than_what_differs() -> None:
    same, other = likelihood(SAME, 0.8, 0.8), likelihood(OTHER, 0.8, 0.8)

    assert same.event > 0.5 > other.event
    assert same.answer > other.answer


def test_every_feature_has_a_weight_in_both_sums() -> None:
    names = set(features_of([], 0.5, 0.5))

    assert {name: set(each.weights) for name, each in load_sums().items()} == {
        "event": names,
        "answer": names,
    }


def test_the_day_a_report_appeared_is_told_from_a_day_that_is_said() -> None:
    said = features_of([row(SlotName.DATE, Relation.AGREES)], 0.5, 0.5)
    appeared = features_of([row(SlotName.DATE, Relation.AGREES, Provenance.REPORT)], 0.5, 0.5)

    assert (said["date agrees"], said["published that day"]) == (1.0, 0.0)
    assert (appeared["date agrees"], appeared["published that day"]) == (0.0, 1.0)


@pytest.mark.parametrize("also", [Relation.AGREES, Relation.MISSING])
def test_a_compatible_figure_beside_one_that_agrees_says_nothing_more(also: Relation) -> None:
    rows = [row(SlotName.NUMBER, Relation.COMPATIBLE), row(SlotName.NUMBER, also)]

    told = features_of(rows, 0.5, 0.5)["number compatible"]
    assert told == float(also is not Relation.AGREES)


@given(rows=ROWS, near=st.floats(-1, 1), report=st.floats(-1, 1))
def test_both_are_probabilities(rows: list[SlotComparison], near: float, report: float) -> None:
    found = likelihood(rows, near, report)

    assert 0 <= found.event <= 1
    assert 0 <= found.answer <= 1
