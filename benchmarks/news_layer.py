"""A layer over the encoder's states, trained further on labelled sentences of news."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from workbench.language.layer import HEADS, Layer
from workbench.language.newsreading import Answer

ROUNDS = 4  # over the sentences
AT_ONCE, EVENED = 32, 512  # sentences a step; those sorted by length together
STEP, STEP_OF_OUT = 2e-4, 6e-4
DROPPED = 0.2
SOFTENED = 0.05  # labels are noisy: none is taken for sure
FREEDOM = 0.1  # of the regression begun with: the inverse of its ridge penalty
READ = 128  # tokens of a sentence; few are longer

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentences as their tokens' states, (tokens, width) each, and what a reader said of them."""

    states: Sequence[Floats]
    claim: Rows
    trust: Floats  # in the label

    def of(self, rows: Rows) -> "Lessons":
        """Some of them."""
        return Lessons([self.states[row] for row in rows], self.claim[rows], self.trust[rows])


class Trained(torch.nn.Module):
    """The same sums as `Answer`, over batches and with gradients."""

    def __init__(self, start: Answer) -> None:
        super().__init__()
        for field in fields(Layer):
            setattr(self, field.name, _weights(getattr(start.layer, field.name)))
        self.attend, self.out = _weights(start.attend), _weights(start.out)
        self.shift = _weights(np.array(start.shift, np.float32))
        self.drop = torch.nn.Dropout(DROPPED)

    def forward(self, states: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """Logits, (sentences,), of states (sentences, tokens, width), of which some are `real`."""
        hidden = (1 - real) * -1e4
        last = self._run(states, hidden)
        looked = (last @ self.attend + hidden).softmax(1)
        logits: torch.Tensor = self.drop((looked[:, :, None] * last).sum(1)) @ self.out
        return logits + self.shift

    def answer(self) -> Answer:
        """The same in plain arrays."""
        arrays = {name: each.detach().numpy() for name, each in self.named_parameters()}
        layer = Layer(**{field.name: arrays[field.name] for field in fields(Layer)})
        return Answer(layer, arrays["attend"], arrays["out"], float(arrays["shift"]))

    def _run(self, states: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        own: Any = self
        seen = self._attended(states, hidden) @ own.joined + own.joined_bias
        middle = _normed(states + self.drop(seen), own.first_norm)
        inside = torch.nn.functional.gelu(middle @ own.wide + own.wide_bias, approximate="tanh")
        return _normed(middle + self.drop(inside @ own.narrow + own.narrow_bias), own.second_norm)

    def _attended(self, states: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        own: Any = self
        some, tokens, width = states.shape
        sides = (states @ own.attention + own.attention_bias).reshape(some, tokens, 3, HEADS, -1)
        queries, keys, values = sides.permute(2, 0, 3, 1, 4)
        near = queries @ keys.transpose(-1, -2) / (width / HEADS) ** 0.5
        looked = (near + hidden[:, None, None]).softmax(-1)
        found: torch.Tensor = (self.drop(looked) @ values).transpose(1, 2)
        return found.reshape(some, tokens, width)


def fit(lessons: Lessons, start: Answer) -> Answer:
    """AdamW from the layer given, its answer begun by a regression over what that layer sees."""
    torch.use_deterministic_algorithms(mode=True)
    torch.set_num_threads(1)
    torch.manual_seed(0)
    short = replace(lessons, states=[of[:READ] for of in lessons.states])
    reader = Trained(_begun(short, start))
    batches = [rows for n in range(ROUNDS) for rows in _shuffled(short, n)]
    ends = [reader.out, reader.shift]
    rest = [each for name, each in reader.named_parameters() if name not in ("out", "shift")]
    groups = [{"params": rest, "lr": STEP}, {"params": ends, "lr": STEP_OF_OUT}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [STEP, STEP_OF_OUT], len(batches) + 1, pct_start=0.1
    )
    reader.train()
    for rows in batches:
        optimizer.zero_grad()
        _loss(reader, short.of(rows)).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    return reader.answer()


def _begun(lessons: Lessons, start: Answer) -> Answer:
    seen = np.array([start.layer.gist(of, start.attend) for of in lessons.states])
    model = LogisticRegression(C=FREEDOM, max_iter=5000)
    model.fit(seen, lessons.claim, sample_weight=lessons.trust)
    out = np.asarray(model.coef_[0], np.float32)
    return replace(start, out=out, shift=float(model.intercept_[0]))


def _shuffled(lessons: Lessons, seed: int) -> Iterator[Rows]:
    """Batches of sentences about as long as each other, in no order."""
    random = np.random.default_rng(seed)
    lengths = np.array([len(of) for of in lessons.states])
    batches = []
    for some in np.array_split(random.permutation(len(lengths)), len(lengths) // EVENED or 1):
        even = some[np.argsort(lengths[some], kind="stable")]
        batches += [even[start : start + AT_ONCE] for start in range(0, len(even), AT_ONCE)]
    return (batches[n] for n in random.permutation(len(batches)))


def _loss(reader: Trained, lessons: Lessons) -> torch.Tensor:
    longest, width = max(len(of) for of in lessons.states), lessons.states[0].shape[1]
    states = np.zeros((len(lessons.states), longest, width), np.float32)
    real = np.zeros(states.shape[:2], np.float32)
    for n, of in enumerate(lessons.states):
        states[n, : len(of)], real[n, : len(of)] = of, 1
    wanted = (lessons.claim * (1 - 2 * SOFTENED) + SOFTENED).astype(np.float32)
    loss: torch.Tensor = torch.nn.functional.binary_cross_entropy_with_logits(
        reader(torch.from_numpy(states), torch.from_numpy(real)),
        torch.from_numpy(wanted),
        weight=torch.from_numpy(lessons.trust),
    )
    return loss


def _weights(array: Floats) -> torch.nn.Parameter:
    return torch.nn.Parameter(torch.tensor(np.asarray(array, np.float32)))


def _normed(states: torch.Tensor, norm: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.layer_norm(states, states.shape[-1:], norm[0], norm[1], 1e-12)
