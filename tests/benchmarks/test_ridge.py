"""The small regression weighs what it is told to weigh."""

import numpy as np

from benchmarks.ridge import fit, fit_order

DRAWING = np.random.default_rng(3)
X = DRAWING.normal(size=(200, 3))
KEPT = np.array([True, False, True])


def test_columns_left_out_weigh_nothing_though_they_would_tell() -> None:
    labels = X[:, 1] + X[:, 0] > 0
    weights, _ = fit(X, labels, kept=KEPT)
    assert weights[1] == 0.0
    assert weights[0] > abs(weights[2])
    assert fit(X, labels)[0][1] > 0


def test_an_order_is_learnt_from_pairs_whatever_all_of_a_pair_share() -> None:
    shared = DRAWING.normal(size=(200, 1)) * 9
    above, below = X + shared + [1.0, 1.0, 0.0], X[::-1] + shared
    weights = fit_order(above, below, KEPT)
    assert weights[1] == 0.0
    assert weights[0] > abs(weights[2])
