"""The standalone benchmark: its ranking and its figures on made-up passages."""

import numpy as np
import pytest

from benchmarks.casualties import day
from benchmarks.gold_desk import Assertion, Gold, GoldClaim
from benchmarks.standalone import Passage, figures, passages_of, questions, ranked

TEXT = "Omar Faris, the mayor, said 14 people died. He said the bridge had been closed."
SAID = {
    "a1": Assertion("a1", "e", "one", 5, 9, "toll"),
    "a2": Assertion("a2", "e", "two", 0, 9, "toll"),
}
GOLD = Gold(
    {"e": frozenset({"one", "two"})},
    SAID,
    {"c1": GoldClaim("c1", SAID["a1"], {"a2": "update"}), "c2": GoldClaim("c2", SAID["a2"], {})},
    (),
)
PASSAGES = [
    Passage("one", 0, 10, "he said so", "Omar Faris said so"),
    Passage("two", 0, 10, "fourteen died", "fourteen died"),
    Passage("two", 11, 20, "the bridge", "the bridge"),
]


def test_a_passage_has_the_wording_that_a_claim_of_it_would_have() -> None:
    first, second = passages_of("one", TEXT, day("4/5/17"))

    assert first.words == first.wording
    assert second.words.startswith("He said")
    assert second.wording.startswith("Omar Faris said")


def test_a_claim_without_a_bearing_passage_asks_nothing() -> None:
    assert questions(GOLD, PASSAGES) == [(0, {1})]


def test_other_reports_are_ranked_by_the_vectors_asked_for() -> None:
    words = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    wording = np.array([[0.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    vectors = {"words": words, "wording": wording}

    plain = ranked(PASSAGES, [(0, {1})], vectors, "words", "words")
    told = ranked(PASSAGES, [(0, {1})], vectors, "wording", "words")

    assert plain[0] == pytest.approx([0.5, 1.0])
    assert told[0] == pytest.approx([1.0, 1.0])


def test_what_a_wording_wins_is_told_with_its_interval() -> None:
    found = figures({"words against words": np.array([[0.5, 1.0]]), "x": np.array([[0.75, 1.0]])})

    assert found["claims"] == 1
    assert found["x"] == {"map": 0.75, "recall@20": 1.0, "map_won": [0.25, 0.25, 0.25]}
