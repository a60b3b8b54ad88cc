import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.ranking import (
    Overlap,
    compare,
    contributions,
    load_weights,
    relevance,
)

NOTHING = Overlap(words=0, letters=0, rare=0, names=0, numbers=0)
MUCH = Overlap(words=1.5, letters=0.9, rare=0.8, names=1, numbers=1)
SHARES = st.floats(0, 1)


def test_what_shares_meaning_and_words_is_likely_relevant_and_what_shares_neither_is_not() -> None:
    assert relevance(0.9, 0.8, MUCH) > 0.9
    assert relevance(0.0, 0.0, NOTHING) < 0.01


def test_a_report_without_a_title_is_judged_by_its_passage() -> None:
    assert relevance(0.7, None, MUCH) == relevance(0.7, 0.7, MUCH)


def test_every_weight_has_its_comparison() -> None:
    assert set(load_weights().by_comparison) == set(compare(0.5, None, NOTHING))


def test_the_parts_explain_the_whole() -> None:
    weights = load_weights()

    parts = contributions(compare(0.6, 0.5, MUCH), weights)

    assert parts["cosine"] == pytest.approx(weights.by_comparison["cosine"] * 0.6)
    assert set(parts) == set(weights.by_comparison)


@given(
    cosine=st.floats(-1, 1),
    shared=st.builds(Overlap, st.floats(0, 10), SHARES, SHARES, SHARES, SHARES),
)
def test_relevance_is_a_probability_and_rises_with_the_cosine(
    cosine: float, shared: Overlap
) -> None:
    low, high = relevance(cosine, None, shared), relevance(min(1.0, cosine + 0.1), None, shared)

    assert 0 <= low <= high <= 1
