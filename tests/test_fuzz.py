"""A small part of what the fuzzing benchmark does: bent inputs are read or refused, no more."""

import random

from benchmarks import fuzz
from workbench.errors import InputError


def test_whatever_is_bent_is_read_or_refused_with_a_sentence() -> None:
    figures = fuzz.run(250, seed=7)

    assert figures["failures"] == []
    assert figures["parsers"] >= 20
    assert figures["slowest_seconds"] < 10


def test_the_same_seed_bends_in_the_same_way() -> None:
    bends = [
        [fuzz.bent(random.Random(3), b"a sample of some length") for _ in range(5)] for _ in "ab"
    ]

    assert bends[0] == bends[1]
    assert max(map(len, bends[0])) <= fuzz.LONGEST


def test_a_failure_is_told_from_a_refusal() -> None:
    def refuse(_content: bytes) -> None:
        raise InputError("There is nothing in it.")

    def fail(_content: bytes) -> None:
        raise KeyError

    assert fuzz.outcome(refuse, b"") == "refused"
    assert fuzz.outcome(fail, b"").startswith("KeyError at test_fuzz.py:")
    assert fuzz.outcome(len, b"") == ""
