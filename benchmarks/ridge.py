"""A ridge logistic regression: how the desk's small sums are fitted."""

import numpy as np
from numpy.typing import NDArray

STRENGTH = 0.1  # of the weights' freedom: the inverse of the ridge penalty
Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]


def fit(x: Floats, labels: Labels, stands_for: Floats | None = None) -> tuple[Floats, float]:
    """The weights of the features, the columns of `x`, and the intercept.

    `stands_for` says for how many examples each row stands: one where nothing is said.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to import

    model = LogisticRegression(C=STRENGTH, max_iter=2_000).fit(x, labels, stands_for)
    return model.coef_[0], float(model.intercept_[0])
