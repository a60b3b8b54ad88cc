"""A copy is a copy of a text, not of a copy's copy."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.copies import Held, Neighbourhood, Size, holds, originals, settle, size_of


def sizes_of(lengths: dict[int, int]) -> dict[int, Size]:
    return {r: size_of(r, sequences=n, content=f"{r:04d}") for r, n in lengths.items()}


def test_a_cut_text_is_a_copy_of_the_whole() -> None:
    found = originals(sizes_of({1: 300, 2: 90}), {(2, 1): Held(1.0), (1, 2): Held(0.3)})

    assert found == {1: None, 2: 1}


def test_a_chain_of_two_hundred_cuts_is_two_hundred_copies_of_the_first() -> None:
    lengths = {n: 1000 - 4 * n for n in range(201)}
    held = {(a, b): Held(1.0) for a in lengths for b in lengths if a > b}

    found = originals(sizes_of(lengths), held)

    assert found == {0: None} | dict.fromkeys(range(1, 201), 0)


def test_a_drifting_chain_breaks_where_the_likeness_to_the_first_is_lost() -> None:
    lengths = {n: 400 - n for n in range(4)}
    much, little = Held(0.7), Held(0.3)
    held = {(1, 0): much, (2, 1): much, (3, 2): much, (2, 0): little, (3, 1): little}

    found = originals(sizes_of(lengths), held)

    assert found == {0: None, 1: 0, 2: None, 3: 2}


def test_two_that_copy_each_other_are_one_original_and_one_copy() -> None:
    found = originals(sizes_of({1: 200, 2: 200}), {(1, 2): Held(1.0), (2, 1): Held(1.0)})

    assert found == {1: None, 2: 1}


def test_a_report_never_copies_itself() -> None:
    assert originals(sizes_of({1: 200}), {(1, 1): Held(1.0)}) == {1: None}


def test_a_one_sentence_report_must_be_held_almost_whole() -> None:
    assert not holds(Held(0.7), 12, 200)
    assert holds(Held(0.9), 12, 200)


@pytest.mark.parametrize(
    ("share", "own", "original", "copy"),
    [
        (0.60, 200, 200, True),  # half and more of a text as long: an update
        (0.50, 200, 200, False),
        (0.60, 200, 2000, False),  # a part of it stands in a long text: an excerpt
        (0.75, 200, 2000, True),  # most of it does: it was cut from there
        (1.00, 60, 200, True),  # cut to a third
    ],
)
def test_a_text_much_shorter_than_its_original_must_be_held_by_more(
    share: float, own: int, original: int, *, copy: bool
) -> None:
    assert holds(Held(share), own, original) is copy


def test_half_of_a_text_lightly_edited_under_one_lead_makes_it_a_copy() -> None:
    assert holds(Held(0.3, edited=0.5), 200, 2000)
    assert not holds(Held(0.3, edited=0.45), 200, 200)
    assert not holds(Held(0.5, edited=0.6), 12, 200)  # too short to tell


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[int, int], dict[tuple[int, int], Held]]:
    count = draw(st.integers(1, 8))
    lengths = {n: draw(st.integers(20, 40)) for n in range(count)}
    shares, edited = st.sampled_from([0.0, 0.2, 0.55, 0.6, 1.0]), st.sampled_from([0.0, 0.4, 0.6])
    held = {(a, b): Held(draw(shares), draw(edited)) for a in lengths for b in lengths if a != b}
    return lengths, {pair: each for pair, each in held.items() if each.share}


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(
    world: tuple[dict[int, int], dict[tuple[int, int], Held]], shuffle: random.Random
) -> None:
    lengths, held = world
    sizes = sizes_of(lengths)
    order = list(lengths)
    shuffle.shuffle(order)

    standing: dict[int, int | None] = {}
    for number, report in enumerate(order, start=1):
        present = set(order[:number])

        def near(of: int, present: set[int] = present) -> set[int]:
            return {n for n in present if n != of and {(of, n), (n, of)} & held.keys()}

        def share(a: int, b: int) -> Held:
            return held.get((a, b), Held(0.0))

        def copies(of: int, stored: dict[int, int | None] = standing) -> list[int]:
            return [n for n, original in stored.items() if original == of]

        standing |= settle([report], Neighbourhood(sizes, near, near, copies, share, standing))

    assert standing == originals(sizes, held)
