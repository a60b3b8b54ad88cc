from typing import TYPE_CHECKING, Any

import pytest
import torch

from workbench.vectors.bare import bare_pass
from workbench.vectors.encoder import NumberFormat, SentenceEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TEXTS = [
    "Rebels seized the bridge at dawn.",
    "",
    "🔥🔥🔥",
    "Fighters took control of the crossing early in the morning, residents said. " * 9,
    "The price of bread doubled within a week. " * 400,
]


@pytest.fixture(scope="module", params=list(NumberFormat))
def model(request: pytest.FixtureRequest) -> "SentenceTransformer":
    return SentenceEncoder(precision=request.param)._loaded()


def test_texts_of_any_length_get_the_vector_that_the_model_gives(
    model: "SentenceTransformer",
) -> None:
    through = bare_pass(model)
    assert through is not None

    with torch.inference_mode():
        for text in TEXTS:
            ours = through(model.preprocess([text]))["sentence_embedding"]
            theirs = model(model.preprocess([text]))["sentence_embedding"]
            assert ours.dtype == theirs.dtype
            assert (ours.float() - theirs.float()).abs().max().item() < 1e-3


@pytest.mark.parametrize(("setting", "other"), [("hidden_act", "relu"), ("is_decoder", True)])
def test_a_bert_of_another_make_is_left_to_its_library(
    model: "SentenceTransformer",
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    other: object,
) -> None:
    transformer: Any = model[0].auto_model
    monkeypatch.setattr(transformer.config, setting, other)

    assert bare_pass(model) is None


def test_a_model_that_is_no_bert_is_left_to_its_library(
    model: "SentenceTransformer", monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(torch.nn.Module):
        """A transformer that is made otherwise."""

    monkeypatch.setitem(model[0]._modules, next(iter(model[0]._modules)), Other())

    assert bare_pass(model) is None


def test_a_model_that_does_more_than_its_products_is_left_to_its_library(
    model: "SentenceTransformer",
) -> None:
    transformer: Any = model[0].auto_model
    added = transformer.encoder.layer[2].register_forward_hook(lambda _made, _given, out: out + 1)

    try:
        assert bare_pass(model) is None
    finally:
        added.remove()


def test_an_encoder_of_such_a_model_gives_the_same_vectors_as_before() -> None:
    bare = SentenceEncoder(precision=NumberFormat.FLOAT32)
    plain = SentenceEncoder(precision=NumberFormat.FLOAT32)
    vars(plain)["_bare"] = None

    assert abs(bare.encode(TEXTS[:1]) - plain.encode(TEXTS[:1])).max() < 1e-5
    assert bare._bare is not None
