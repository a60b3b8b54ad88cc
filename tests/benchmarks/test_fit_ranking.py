import numpy as np
import pytest

from benchmarks.fit_ranking import FOLDS, Listed, Order, average_precision, folds


def listed(*wanted: str) -> Listed:
    return Listed(
        compared=np.zeros((3, 1)),
        right=np.array([False, True, False]),
        wanted=frozenset(wanted),
        query=np.array([1.0, 0.0]),
        passages=np.array([[0.0, 0.0], [0.0, 0.5], [0.5, 0.0]]),
    )


def test_queries_with_a_right_document_in_common_are_held_out_together() -> None:
    chain = [listed("a"), listed("b"), listed("a", "c"), listed("c", "b")]
    others = [listed(str(n)) for n in range(FOLDS * 4)]

    found = folds([*chain, *others])

    assert len(set(found[: len(chain)])) == 1
    assert set(found) == set(range(FOLDS))


def test_a_form_that_draws_a_query_elsewhere_changes_the_order() -> None:
    query = listed("a")
    drawn = Order(weights=np.zeros(1), form=np.array([[0.0, 1.0], [0.0, 0.0]]))

    assert drawn.sums(query).argmax() == 1
    assert average_precision(query, drawn.sums(query)) == 1.0


def test_right_documents_that_were_not_found_count() -> None:
    assert average_precision(listed("a", "b"), np.array([1.0, 2.0, 0.0])) == pytest.approx(0.5)
