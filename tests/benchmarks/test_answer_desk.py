"""The desk that the sums are fitted on gives invented reports their share of the weight."""

import numpy as np
import pytest

from benchmarks.answer_desk import SHARE, balanced


def test_invented_rows_have_their_share_of_an_unchanged_sum() -> None:
    stands_for = np.array([1.0, 3.0, 40.0, 6.0])
    invented = np.array([True, True, False, False])
    weights = balanced(stands_for, invented)
    assert weights.sum() == pytest.approx(50)
    assert weights[:2].sum() == pytest.approx(50 * SHARE)
    assert weights[1] == pytest.approx(3 * weights[0])


@pytest.mark.parametrize("all_are", [False, True])
def test_rows_of_one_kind_keep_their_weights(*, all_are: bool) -> None:
    stands_for = np.array([1.0, 3.0])
    assert balanced(stands_for, np.full(2, all_are)).tolist() == [1.0, 3.0]
