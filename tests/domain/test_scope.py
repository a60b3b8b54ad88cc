"""Figures that differ and were not counted of one thing show no conflict."""

import pytest

from workbench.domain.comparison import compare
from workbench.domain.vocabulary import Signal
from workbench.language.stating import Setting, known_world, state


def signal(a: str, b: str) -> Signal:
    found = compare(state(a, Setting()), state(b, Setting()), world=known_world())
    return found.signal


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Shells killed 12 people in Vel on {}.",
            "Shells killed 31 people across Vel province on {}.",
        ),
        ("Mortars killed 4 people in Homs on {}.", "A landmine killed 2 people in Homs on {}."),
        (
            "The first strike killed 3 in Sanaa on {}.",
            "The second strike killed 11 in Sanaa on {}.",
        ),
        (
            "Russian raids killed 10 people in Raqqa on {}.",
            "Coalition raids killed 41 people in Raqqa on {}.",
        ),
        ("A blast killed 6 soldiers in Homs on {}.", "A blast killed 3 policemen in Homs on {}."),
        ("Clashes killed 30 fighters in Homs on {}.", "Clashes killed 11 civilians in Homs on {}."),
        ("About 400 people left Zabadani on {}.", "About 2,000 are to leave Zabadani from {}."),
        ("Bombs killed 16 people in Raqqa on {}.", "Three days of bombs killed 60 in Raqqa by {}."),
    ],
)
def test_figures_of_different_scope_are_no_conflict(a: str, b: str) -> None:
    first, second = a.format("3 May 2017"), b.format("3 May 2017")

    assert signal(first, second) is signal(second, first) is Signal.UNCLEAR


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Across Vel province 20 were killed on {}.", "Across Vel province 55 were killed on {}."),
        ("Mortars killed 4 people in Homs on {}.", "Mortars killed 13 people in Homs on {}."),
        (
            "The second strike killed 3 people in Sanaa on {}.",
            "The second strike killed 11 people in Sanaa on {}.",
        ),
        (
            "Coalition raids killed 10 people in Raqqa on {}.",
            "U.S.-led raids killed 41 people in Raqqa on {}.",
        ),
        ("A blast killed 6 soldiers in Homs on {}.", "A blast killed 16 soldiers in Homs on {}."),
        ("Some 400 people left Zabadani on {}.", "Some 2,000 people left Zabadani on {}."),
    ],
)  # fmt: skip
def test_figures_of_one_scope_conflict(a: str, b: str) -> None:
    first, second = a.format("3 May 2017"), b.format("3 May 2017")

    assert signal(first, second) is signal(second, first) is Signal.CONFLICTS
