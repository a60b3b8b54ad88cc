from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from workbench.language import checkworthiness
from workbench.language.checkworthiness import LAYER, Head, Vectors, fits, head, weigher
from workbench.language.features import BUCKETS, hashed, tokens
from workbench.language.layer import Layer

WIDTH = 12


def still() -> Layer:
    """A layer that adds nothing to what it is given but evens it out."""
    return Layer(
        attention=np.zeros((WIDTH, 3 * WIDTH), np.float32),
        attention_bias=np.zeros(3 * WIDTH, np.float32),
        joined=np.zeros((WIDTH, WIDTH), np.float32),
        joined_bias=np.zeros(WIDTH, np.float32),
        first_norm=np.stack([np.ones(WIDTH), np.zeros(WIDTH)]).astype(np.float32),
        wide=np.zeros((WIDTH, 4), np.float32),
        wide_bias=np.zeros(4, np.float32),
        narrow=np.zeros((4, WIDTH), np.float32),
        narrow_bias=np.zeros(WIDTH, np.float32),
        second_norm=np.stack([np.ones(WIDTH), np.zeros(WIDTH)]).astype(np.float32),
    )


def small(shift: float = 0.0, *, attend: float = 0.0) -> Head:
    """A head that looks at the first number of a state."""
    first = np.eye(WIDTH, dtype=np.float32)[0]
    return Head(still(), first * attend, first, np.zeros(BUCKETS, np.float32), shift)


def token(sign: float) -> Vectors:
    """A state whose first number stands out; evened out it is the root of 11, with the sign."""
    return np.asarray(np.eye(WIDTH)[:1] * sign, np.float32)


def weight(logit: float) -> object:
    return pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-3)


def test_a_weight_is_what_the_layer_makes_of_the_states() -> None:
    up, down = small().weigh(["a", "b"], [token(1.0), token(-1.0)])

    assert up == weight(11**0.5)
    assert down == weight(-(11**0.5))


def test_tokens_count_alike_unless_the_head_attends_to_some() -> None:
    both = np.vstack([token(1.0), token(-1.0)])

    assert small().weigh(["a"], [both]) == [weight(0.0)]
    assert small(attend=9.0).weigh(["a"], [both]) == [weight(11**0.5)]


def test_the_shift_moves_the_threshold() -> None:
    assert small(shift=-(11**0.5)).weigh(["a"], [token(1.0)]) == [weight(0.0)]


def test_words_add_their_weights() -> None:
    words = np.zeros(BUCKETS, np.float32)
    words[list(hashed("killed")[0])] = 3.0

    assert replace(small(), words=words).weigh(["killed"], [token(0.0)]) == [weight(3.0)]


def test_nothing_weighs_nothing() -> None:
    assert small().weigh([], []) == []


def test_the_shipped_weights_are_those_of_their_record() -> None:
    shipped = head()

    assert shipped.words.shape == (BUCKETS,)
    assert shipped.layer.attention.shape == (384, 3 * 384)
    assert shipped.attend.shape == shipped.out.shape == (384,)


def test_the_head_fits_the_encoder_it_was_trained_on() -> None:
    assert fits("all-MiniLM-L6-v2@53aa51172d14/bfloat16")
    assert not fits("some-other-model@1/float32")


def test_a_weigher_asks_for_the_layer_that_the_head_was_trained_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checkworthiness, "head", small)
    asked: list[int] = []

    def inner(texts: Sequence[str], layer: int) -> list[Vectors]:
        asked.append(layer)
        return [token(0.0) for _ in texts]

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
