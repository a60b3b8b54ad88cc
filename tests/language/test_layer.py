import numpy as np
import pytest

from workbench.language.layer import HEADS, Layer, gelu, softmax

WIDTH, INSIDE = 2 * HEADS, 40


def drawn(*shape: int, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.random.default_rng(seed).normal(0, 0.3, shape).astype(np.float32)


def layer() -> Layer:
    return Layer(
        attention=drawn(WIDTH, 3 * WIDTH, seed=1),
        attention_bias=drawn(3 * WIDTH, seed=2),
        joined=drawn(WIDTH, WIDTH, seed=3),
        joined_bias=drawn(WIDTH, seed=4),
        first_norm=drawn(2, WIDTH, seed=5),
        wide=drawn(WIDTH, INSIDE, seed=6),
        wide_bias=drawn(INSIDE, seed=7),
        narrow=drawn(INSIDE, WIDTH, seed=8),
        narrow_bias=drawn(WIDTH, seed=9),
        second_norm=drawn(2, WIDTH, seed=10),
    )


def test_a_layer_computes_what_the_plain_library_does() -> None:
    import torch  # noqa: PLC0415 - slow to import

    ours, states = layer(), drawn(7, WIDTH, seed=11)
    theirs = torch.nn.TransformerEncoderLayer(
        WIDTH,
        HEADS,
        INSIDE,
        dropout=0.0,
        activation=lambda x: torch.nn.functional.gelu(x, approximate="tanh"),
        layer_norm_eps=1e-12,
        batch_first=True,
    ).eval()
    given = {
        "self_attn.in_proj_weight": ours.attention.T,
        "self_attn.in_proj_bias": ours.attention_bias,
        "self_attn.out_proj.weight": ours.joined.T,
        "self_attn.out_proj.bias": ours.joined_bias,
        "norm1.weight": ours.first_norm[0],
        "norm1.bias": ours.first_norm[1],
        "linear1.weight": ours.wide.T,
        "linear1.bias": ours.wide_bias,
        "linear2.weight": ours.narrow.T,
        "linear2.bias": ours.narrow_bias,
        "norm2.weight": ours.second_norm[0],
        "norm2.bias": ours.second_norm[1],
    }
    theirs.load_state_dict({name: torch.from_numpy(w.copy()) for name, w in given.items()})

    with torch.no_grad():
        wanted = theirs(torch.from_numpy(states)[None])[0].numpy()

    assert np.abs(ours.run(states) - wanted).max() < 1e-5


def test_the_order_of_tokens_is_theirs() -> None:
    states = drawn(5, WIDTH, seed=12)

    assert layer().run(states[::-1]) == pytest.approx(layer().run(states)[::-1], abs=1e-5)


def test_shares_are_of_one_however_large_the_numbers() -> None:
    assert softmax(np.array([1e4, 1e4, -1e4], np.float32)) == pytest.approx([0.5, 0.5, 0.0])


def test_the_bend_lets_large_numbers_through_and_stops_small_ones() -> None:
    bent = gelu(np.array([-20.0, 0.0, 1.0, 20.0], np.float32))

    assert bent == pytest.approx([0.0, 0.0, 0.8412, 20.0], abs=1e-4)
