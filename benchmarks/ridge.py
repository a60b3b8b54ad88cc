"""A ridge logistic regression: how the desk's small sums are fitted."""

import hashlib

import numpy as np
from numpy.typing import NDArray

STRENGTH = 0.1  # of the weights' freedom: the inverse of the ridge penalty
Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]


def fit(
    x: Floats, labels: Labels, stands_for: Floats | None = None, *, kept: Labels | None = None
) -> tuple[Floats, float]:
    """The weights of the features, the columns of `x`, and the intercept.

    `stands_for` says for how many examples each row stands: one where nothing is said. Columns that
    are not `kept` weigh nothing.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    used = np.ones(x.shape[1], np.bool_) if kept is None else kept
    model = LogisticRegression(C=STRENGTH, max_iter=2_000).fit(x[:, used], labels, stands_for)
    return _spread(model.coef_[0], used), float(model.intercept_[0])


def fit_order(above: Floats, below: Floats, kept: Labels) -> Floats:
    """The weights by which each row of the first comes before the same row of the second."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    is_turned = np.arange(len(above)) % 2 == 1
    signs = np.where(is_turned, -1.0, 1.0)[:, None]
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2_000)
    model.fit((above - below)[:, kept] * signs, ~is_turned)
    return _spread(model.coef_[0], kept)


def drawn(seed: str, stands_for: Floats, count: int) -> NDArray[np.int64]:
    """The places of so many rows, each drawn as often as what it stands for."""
    drawing = np.random.default_rng(list(hashlib.sha256(seed.encode()).digest()))
    return drawing.choice(len(stands_for), count, p=stands_for / stands_for.sum())


def _spread(weights: Floats, kept: Labels) -> Floats:
    spread = np.zeros(len(kept))
    spread[kept] = weights
    return spread
