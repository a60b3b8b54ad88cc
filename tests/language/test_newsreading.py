import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from tests.language.test_checkworthiness import WIDTH, small, token, weight
from workbench.errors import DeskError
from workbench.language import newsreading
from workbench.language.checkworthiness import LAYER, Vectors, head
from workbench.language.newsreading import ANSWER, Answer, answer, weigher


def plain(*, by_head: float = 0.0, shift: float = 0.0) -> Answer:
    """An answer that reads the second number of what the head sees."""
    return Answer(np.eye(WIDTH, dtype=np.float32)[1], by_head, shift)


def test_an_answer_reads_what_the_layer_sees() -> None:
    second = np.roll(token(1.0), 1)

    assert plain().weigh(small(), ["a"], [second]) == [weight(11**0.5)]
    assert plain(shift=-1.0).weigh(small(), ["a"], [token(0.0)]) == [weight(-1.0)]


def test_an_answer_counts_the_heads_own_logit() -> None:
    (found,) = plain(by_head=0.5).weigh(small(), ["a"], [token(1.0)])

    assert found == weight(0.5 * 11**0.5 - 11**-0.5)


def test_nothing_weighs_nothing() -> None:
    assert plain().weigh(small(), [], []) == []


def test_the_shipped_answer_belongs_to_the_shipped_head() -> None:
    assert answer().out.shape == head().out.shape


def test_a_weigher_asks_for_the_layer_that_the_head_was_trained_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(newsreading, "head", small)
    monkeypatch.setattr(newsreading, "answer", plain)
    asked: list[int] = []

    def inner(texts: Sequence[str], layer: int) -> list[Vectors]:
        asked.append(layer)
        return [token(0.0) for _ in texts]

    assert weigher(inner)(["one", "two"]) == [0.5, 0.5]
    assert asked == [LAYER]


@pytest.mark.parametrize(
    ("part", "other"),
    [("numbers", {"out": [0.0], "by_head": 1.0, "shift": 0.0}), ("head_sha256", "0" * 64)],
)
def test_changed_numbers_or_another_head_are_refused_with_a_sentence(
    part: str, other: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = json.loads((files("workbench.language") / ANSWER).read_text("utf-8"))
    (tmp_path / ANSWER).write_text(json.dumps(record | {part: other}), "utf-8")
    monkeypatch.setattr(newsreading, "files", lambda _package: tmp_path)
    answer.cache_clear()

    with pytest.raises(DeskError, match="install the workbench again"):
        answer()
