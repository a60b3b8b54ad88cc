from collections.abc import Sequence

import numpy as np
import pytest

from workbench.language import checkworthiness
from workbench.language.checkworthiness import LAYER, Head, fits, head, weigher
from workbench.language.features import BUCKETS, hashed, tokens


def small(shift: float = 0.0) -> Head:
    return Head(
        words=np.zeros(BUCKETS, np.float32),
        state=np.array([2.0, 0.0], np.float32),
        hidden=np.array([[0.0], [4.0]], np.float32),
        hidden_bias=np.array([0.0], np.float32),
        out=np.array([1.0], np.float32),
        shift=shift,
    )


def test_a_weight_is_the_sum_of_words_states_and_hidden_layer() -> None:
    along, across = small().weigh(["a", "b"], np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))

    assert along == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert across == pytest.approx(1 / (1 + np.exp(-4.0)), abs=1e-3)


def test_the_shift_moves_the_threshold() -> None:
    (weight,) = small(shift=-2.0).weigh(["a"], np.array([[1.0, 0.0]], np.float32))

    assert weight == pytest.approx(0.5)


def test_words_add_their_weights() -> None:
    words = np.zeros(BUCKETS, np.float32)
    words[list(hashed("killed")[0])] = 3.0
    head_of_words = Head(
        words, *(getattr(small(), n) for n in ("state", "hidden", "hidden_bias", "out", "shift"))
    )

    (weight,) = head_of_words.weigh(["killed"], np.zeros((1, 2), np.float32))

    assert weight == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_nothing_weighs_nothing() -> None:
    assert small().weigh([], np.zeros((0, 2), np.float32)) == []


def test_the_shipped_weights_are_those_of_their_record() -> None:
    shipped = head()

    assert shipped.words.shape == (BUCKETS,)
    assert shipped.state.shape == (384,)
    assert shipped.hidden.shape[1] == shipped.out.shape[0]


def test_the_head_fits_the_encoder_it_was_trained_on() -> None:
    assert fits("all-MiniLM-L6-v2@53aa51172d14/bfloat16")
    assert not fits("some-other-model@1/float32")


def test_a_weigher_asks_for_the_layer_that_the_head_was_trained_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checkworthiness, "head", small)
    asked: list[int] = []

    def inner(texts: Sequence[str], layer: int) -> checkworthiness.Vectors:
        asked.append(layer)
        return np.zeros((len(texts), 2), np.float32)

    assert weigher(inner)(["one", "two"]) == [0.5, 0.5]
    assert asked == [LAYER]


def test_figures_years_money_and_names_are_marked() -> None:
    found = tokens("In 2014 they paid $3.5 million to Omar Faris, 12% more")

    assert " ".join(found) == (
        "in _year_ they paid _money_ million to omar faris _name_ _share_ more"
    )


def test_hashed_features_have_unit_length() -> None:
    _, values = hashed("At least five people were killed, he said, five.")

    assert sum(value**2 for value in values) == pytest.approx(1)
    assert hashed("") == ([], [])
