"""One layer of a transformer over the tokens of one sentence, in plain arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

HEADS = 12  # of attention, as in the encoder whose layer it continues
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights after Vaswani et al. (2017), normed after each half, as BERT has them.

    Matrices are (into, out); the first holds queries, keys and values side by side.
    """

    attention: Array  # (width, 3 * width)
    attention_bias: Array
    joined: Array  # (width, width)
    joined_bias: Array
    first_norm: Array  # (2, width): scale, shift
    wide: Array  # (width, inside)
    wide_bias: Array
    narrow: Array  # (inside, width)
    narrow_bias: Array
    second_norm: Array  # (2, width)

    def run(self, states: Array) -> Array:
        """The states of a sentence's tokens after this layer, (tokens, width)."""
        seen = self._attended(states) @ self.joined + self.joined_bias
        middle = _normed(states + seen, self.first_norm)
        inside = gelu(middle @ self.wide + self.wide_bias)
        return _normed(middle + inside @ self.narrow + self.narrow_bias, self.second_norm)

    def gist(self, states: Array, attend: Array) -> Array:
        """The states after this layer as one, (width,): each token counts as `attend` has it."""
        last = self.run(states)
        return np.asarray(softmax(last @ attend) @ last, np.float32)

    def _attended(self, states: Array) -> Array:
        tokens, width = states.shape
        sides = (states @ self.attention + self.attention_bias).reshape(tokens, 3, HEADS, -1)
        queries, keys, values = sides.transpose(1, 2, 0, 3)
        looked = softmax(queries @ keys.transpose(0, 2, 1) / np.sqrt(np.float32(width / HEADS)))
        return (looked @ values).transpose(1, 0, 2).reshape(tokens, width)


def softmax(x: Array) -> Array:
    """Shares of one along the last axis."""
    risen: Array = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(risen / risen.sum(-1, keepdims=True), np.float32)


def gelu(x: Array) -> Array:
    """The tanh form of Hendrycks and Gimpel (2016)."""
    inner = np.float32(np.sqrt(2 / np.pi)) * (x + np.float32(0.044715) * (x * x * x))
    return np.asarray(np.float32(0.5) * x * (np.float32(1) + np.tanh(inner)), np.float32)


def _normed(x: Array, norm: Array) -> Array:
    even = x - x.mean(-1, keepdims=True)
    spread = np.sqrt((even * even).mean(-1, keepdims=True) + np.float32(_EPSILON))
    return np.asarray(even / spread * norm[0] + norm[1], np.float32)
