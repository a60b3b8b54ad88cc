"""What can be decided now comes first; consequence orders the rest; every place says why."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.queue import Bearing, prioritise, unforeseen

NOTHING = Bearing(0, 0, 0, check_worthiness=1.0, people=5_000)
ALIKE = Bearing(0, 0, 1, check_worthiness=0.0)
SUPPORTED = Bearing(0, 1, 1, check_worthiness=0.0)
CONFLICTING = Bearing(1, 0, 0, check_worthiness=0.0)


def test_conflict_then_support_then_likeness_then_nothing() -> None:
    values = [prioritise(each).value for each in (NOTHING, ALIKE, SUPPORTED, CONFLICTING)]

    assert all(lower < higher for lower, higher in pairwise(values))


def test_more_people_weigh_more() -> None:
    few, many = (prioritise(Bearing(0, 0, 0, 0.5, people=n)).value for n in (2, 300))

    assert few < many


def test_the_reason_is_said() -> None:
    assert prioritise(CONFLICTING).because == "1 independent passage conflicts with it"
    assert prioritise(SUPPORTED).because == "1 independent origin supports it"


@given(
    st.builds(
        Bearing,
        conflicting=st.integers(0, 50),
        supporting=st.integers(0, 50),
        agreeing=st.integers(0, 50),
        check_worthiness=st.floats(0, 1),
        people=st.floats(0, 1e12),
    )
)
def test_consequence_never_outweighs_what_can_be_decided(bearing: Bearing) -> None:
    value = prioritise(bearing).value

    assert 0 <= value < 4
    assert int(value) == (
        3 if bearing.conflicting else 2 if bearing.supporting else 1 if bearing.agreeing else 0
    )


def test_a_place_that_is_drawn_is_the_same_whatever_was_found() -> None:
    places = {unforeseen(replace(NOTHING, conflicting=n, supporting=n), 0.6) for n in range(3)}

    assert len(places) == 1
    assert int(places.pop().value) == 2
    assert unforeseen(CONFLICTING, 0.1).because is None
