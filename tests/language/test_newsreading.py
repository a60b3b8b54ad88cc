import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from tests.language.test_checkworthiness import WIDTH, still, token, weight
from workbench.errors import DeskError
from workbench.language import checkworthiness, newsreading
from workbench.language.checkworthiness import LAYER, Vectors
from workbench.language.newsreading import RECORD, WEIGHTS, Answer, answer, weigher


def plain(shift: float = 0.0, *, attend: float = 0.0) -> Answer:
    """An answer that reads the first number of a state."""
    first = np.eye(WIDTH, dtype=np.float32)[0]
    return Answer(still(), first * attend, first, shift)


def test_a_weight_is_what_the_layer_makes_of_the_states() -> None:
    up, down = plain().weigh([token(1.0), token(-1.0)])

    assert up == weight(11**0.5)
    assert down == weight(-(11**0.5))


def test_tokens_count_as_the_answer_attends_to_them() -> None:
    both = np.vstack([token(1.0), token(-1.0)])

    assert plain().weigh([both]) == [weight(0.0)]
    assert plain(attend=9.0).weigh([both]) == [weight(11**0.5)]


def test_the_shift_is_added() -> None:
    assert plain(-1.0).weigh([token(0.0)]) == [weight(-1.0)]


def test_nothing_weighs_nothing() -> None:
    assert plain().weigh([]) == []


def test_the_shipped_weights_are_those_of_their_record() -> None:
    shipped = answer()

    assert shipped.layer.attention.shape == (384, 3 * 384)
    assert shipped.attend.shape == shipped.out.shape == (384,)


def test_a_weigher_asks_for_the_layer_that_was_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsreading, "answer", plain)
    asked: list[int] = []

    def inner(texts: Sequence[str], layer: int) -> list[Vectors]:
        asked.append(layer)
        return [token(0.0) for _ in texts]

    assert weigher(inner)(["one", "two"]) == [0.5, 0.5]
    assert asked == [LAYER]


def test_changed_weights_are_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = files("workbench.language")
    record = json.loads((shipped / RECORD).read_text("utf-8"))
    (tmp_path / RECORD).write_text(json.dumps(record), "utf-8")
    (tmp_path / WEIGHTS).write_bytes((shipped / WEIGHTS).read_bytes()[:-1])
    monkeypatch.setattr(checkworthiness, "files", lambda _package: tmp_path)
    answer.cache_clear()

    with pytest.raises(DeskError, match=r"newsreading\.npz is damaged: install the workbench"):
        answer()
