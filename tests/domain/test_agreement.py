"""Agreement, checked against published examples and a library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.agreement import Share, alpha, kappa, quantile, raw

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), examples A and C.
BINARY = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
OBSERVERS: list[list[int | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_alpha_of_two_judges_is_the_published_one() -> None:
    assert alpha(BINARY) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_four_judges_with_gaps_is_the_published_one() -> None:
    units = [[v for v in unit if v is not None] for unit in zip(*OBSERVERS, strict=True)]

    assert alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_kappa_is_the_one_of_the_textbook() -> None:
    # Two judges, fifty applications: 20 both yes, 15 both no, 5 and 10 apart.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10

    assert kappa(pairs) == pytest.approx(0.4)
    assert raw(pairs).value == pytest.approx(0.7)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=60))
def test_agreement_never_exceeds_one(pairs: list[tuple[str, str]]) -> None:
    for found in (kappa(pairs), alpha(pairs)):
        assert found is None or found <= 1 + 1e-9


def test_who_always_agrees_on_more_than_one_word_agrees_wholly() -> None:
    pairs = [("a", "a"), ("b", "b")] * 20

    assert (kappa(pairs), alpha(pairs), raw(pairs).value) == (1.0, 1.0, 1.0)


def test_where_nothing_differs_nothing_is_said() -> None:
    assert kappa([]) is None
    assert alpha([("a", "a")] * 40) is None
    assert kappa([("a", "a")] * 40) is None


def test_a_share_knows_its_interval_and_when_there_are_too_few() -> None:
    share = Share(81, 100)

    assert share.enough
    assert not Share(29, 29).enough
    assert share.interval == pytest.approx((0.722, 0.875), abs=5e-4)
    assert Share(0, 0).interval == (0.0, 1.0)


@pytest.mark.parametrize(("share", "value"), [(0.5, 5), (0.9, 9), (1.0, 10), (0.01, 1)])
def test_a_quantile_is_the_nearest_rank(share: float, value: float) -> None:
    assert quantile(list(range(10, 0, -1)), share) == value
    assert quantile([], share) is None
