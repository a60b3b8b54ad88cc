from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.errors import EncoderError
from workbench.vectors.encoder import NumberFormat, SentenceEncoder, best_precision

TEXTS = [
    "Rebels seized the bridge at dawn.",
    "The price of bread doubled within a week.",
    "Fighters took control of the crossing early in the morning, residents and officials said.",
    "",
    "🔥🔥🔥",
    "x" * 100_000,
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(precision=NumberFormat.FLOAT32)


def test_rows_are_unit_length_float32_in_the_order_given(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    again = encoder.encode(TEXTS[::-1])[::-1]

    assert vectors.shape == (6, encoder.width) == (6, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.abs(vectors - again).max() < 1e-4


def test_sentences_of_like_meaning_point_the_same_way(encoder: SentenceEncoder) -> None:
    bridge, bread, crossing = encoder.encode(TEXTS[:3])

    assert bridge @ crossing > 0.2 + bridge @ bread


def test_bfloat16_gives_nearly_the_same_directions(encoder: SentenceEncoder) -> None:
    short = SentenceEncoder(precision=NumberFormat.BFLOAT16)

    near = np.einsum("ij,ij->i", short.encode(TEXTS), encoder.encode(TEXTS))

    assert near.min() > 0.99
    assert np.linalg.norm(short.encode(TEXTS), axis=1) == pytest.approx(1, abs=1e-5)


def test_many_threads_may_use_one_encoder_at_once(encoder: SentenceEncoder) -> None:
    texts = [f"{'In the morning ' * (n % 7)}the {n}th bridge was seized." for n in range(40)]
    wanted = encoder.encode(texts)

    def ask(start: int) -> float:
        mine = slice(start, start + 24)
        assert all(np.isfinite(each).all() for each in encoder.inner(texts[mine], 2))
        return float(np.abs(encoder.encode(texts[mine]) - wanted[mine]).max())

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(ask, range(16))) < 1e-4


def test_the_name_says_model_revision_and_precision() -> None:
    fresh = SentenceEncoder(precision=NumberFormat.BFLOAT16)

    assert fresh.name == "all-MiniLM-L6-v2@53aa51172d14/bfloat16"
    assert fresh.width == 384
    assert "_model" not in vars(fresh)


def test_no_texts_give_no_rows_and_load_nothing() -> None:
    fresh = SentenceEncoder(precision=NumberFormat.FLOAT32)

    assert fresh.encode([]).shape == (0, 384)
    assert "_model" not in vars(fresh)


def test_a_precision_is_always_known() -> None:
    assert best_precision() in set(NumberFormat)


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not numbers")
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    wrong = SentenceEncoder(str(tmp_path), precision=NumberFormat.FLOAT32)

    with pytest.raises(EncoderError, match=r"cannot be loaded .*WORKBENCH_MODEL"):
        wrong.encode(["a text"])


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    wrong = SentenceEncoder(str(tmp_path), precision=NumberFormat.FLOAT32)

    with pytest.raises(EncoderError, match="holds no sentence-transformers model"):
        wrong.encode(["a text"])


def test_a_model_that_computes_no_numbers_is_refused(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch  # noqa: PLC0415

    def broken(_features: object) -> dict[str, torch.Tensor]:
        return {"sentence_embedding": torch.full((1, 384), float("nan"))}

    monkeypatch.setattr(encoder._model, "forward", broken)
    monkeypatch.setitem(vars(encoder), "_bare", broken)

    for texts in (["a text"], ["a text", "and another"]):
        with pytest.raises(EncoderError, match="not numbers"):
            encoder.encode(texts)


def test_inner_states_are_the_same_alone_and_beside_longer_texts(encoder: SentenceEncoder) -> None:
    states = encoder.inner(TEXTS, 3)

    assert len(states) == 6
    assert {state.dtype for state in states} == {np.dtype(np.float32)}
    for text, state in zip(TEXTS, states, strict=True):
        (alone,) = encoder.inner([text], 3)
        assert alone.shape == state.shape
        assert np.abs(alone - state).max() < 1e-3


def test_the_last_layer_points_where_the_vector_does(encoder: SentenceEncoder) -> None:
    last = np.stack([states.mean(0) for states in encoder.inner(TEXTS[:3], 6)])
    directions = last / np.linalg.norm(last, axis=1, keepdims=True)

    assert np.abs(directions - encoder.encode(TEXTS[:3])).max() < 1e-4


def test_an_inner_layer_is_the_one_that_the_whole_model_passes_through(
    encoder: SentenceEncoder,
) -> None:
    import torch  # noqa: PLC0415

    given = encoder._loaded().preprocess(TEXTS[:1])
    transformer: Any = encoder._loaded()[0].auto_model
    with torch.inference_mode():
        passed = transformer(
            input_ids=given["input_ids"],
            attention_mask=given["attention_mask"],
            output_hidden_states=True,
        ).hidden_states

    for layer in (0, 3, 5):
        (states,) = encoder.inner(TEXTS[:1], layer)
        assert np.abs(passed[layer][0].numpy() - states).max() < 1e-4


def test_no_texts_have_no_states(encoder: SentenceEncoder) -> None:
    assert encoder.inner([], 3) == []
