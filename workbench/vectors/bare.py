"""One text through a BERT by its products alone: a search waits for nothing else as long.

What the libraries do around the products (masks, hooks, checks, other models' options) takes a
quarter of the time of one short text. The numbers are the model's own, to the last bit where the
same kernels run; a model of any other make, or one that this does not give the numbers of, goes
through the libraries.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

_TRIED = "Rebels seized the northern bridge at dawn, 3 days after the talks had failed."
_AS_NEAR = 1e-3  # what two vectors of one text under one encoder's name may differ by
Features = dict[str, Any]  # as a sentence-transformers model passes them from module to module
Pass = Callable[[Features], Features]


def bare_pass(model: "SentenceTransformer") -> Pass | None:
    """What gives for the features of one text what the model gives; None where nothing does."""
    import torch  # noqa: PLC0415 - slow to import
    from sentence_transformers.util import batch_to_device  # noqa: PLC0415

    first, *rest = model
    transformer: Any = getattr(first, "auto_model", None)
    if not _is_plain(transformer):
        return None

    states = _states_of(transformer)

    def through(features: Features) -> Features:
        features["token_embeddings"] = states(features["input_ids"])
        for module in rest:
            features = module(features)
        return features

    def tried(run: Pass) -> "Tensor":
        given = batch_to_device(model.preprocess([_TRIED]), model.device)
        return torch.nn.functional.normalize(run(given)["sentence_embedding"].float())

    with torch.inference_mode():
        off = (tried(through) - tried(model)).abs().max()
    return through if off.item() < _AS_NEAR else None


def _is_plain(transformer: Any) -> bool:  # noqa: ANN401 - of whatever library
    """Whether it is a BERT of whose making nothing is left to choose."""
    if type(transformer).__name__ != "BertModel":
        return False
    made = transformer.config
    return made.hidden_act == "gelu" and not made.is_decoder


def _states_of(transformer: Any) -> "Callable[[Tensor], Tensor]":  # noqa: ANN401
    """What gives the last states, (1, tokens, width), of one text's tokens, (1, tokens)."""
    from torch.nn.functional import gelu, scaled_dot_product_attention  # noqa: PLC0415

    layers = [_products(layer) for layer in transformer.encoder.layer]
    heads = transformer.config.num_attention_heads

    def states_of(ids: "Tensor") -> "Tensor":
        states: Tensor = transformer.embeddings(input_ids=ids)
        split = (1, ids.shape[1], heads, -1)
        for asks, mixes, settles, widens, narrows, ends in layers:
            parts = [ask(states).view(split).transpose(1, 2) for ask in asks]
            seen = scaled_dot_product_attention(*parts).transpose(1, 2).reshape(states.shape)
            states = settles(mixes(seen) + states)
            states = ends(narrows(gelu(widens(states))) + states)
        return states

    return states_of


def _products(layer: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """What one layer does to the states, in its order, without what surrounds a module's call."""
    from torch.nn import functional  # noqa: PLC0415

    def linear(of: Any) -> "Callable[[Tensor], Tensor]":  # noqa: ANN401
        return partial(functional.linear, weight=of.weight, bias=of.bias)

    def norm(of: Any) -> "Callable[[Tensor], Tensor]":  # noqa: ANN401
        return partial(
            functional.layer_norm,
            normalized_shape=of.normalized_shape,
            weight=of.weight,
            bias=of.bias,
            eps=of.eps,
        )

    inner, mixed, out = layer.attention.self, layer.attention.output, layer.output
    asks = [linear(of) for of in (inner.query, inner.key, inner.value)]
    mixes, settles = linear(mixed.dense), norm(mixed.LayerNorm)
    widens, narrows = linear(layer.intermediate.dense), linear(out.dense)
    return asks, mixes, settles, widens, narrows, norm(out.LayerNorm)
