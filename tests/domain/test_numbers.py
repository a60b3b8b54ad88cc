"""Agreement and conflict of figures are two tests."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.numbers import Counter, Figure, relate_figures
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Relation

AGREES, COMPATIBLE = Relation.AGREES, Relation.COMPATIBLE
DIFFERS, NOT_COMPARABLE = Relation.DIFFERS, Relation.NOT_COMPARABLE


def figure(
    low: float | None,
    high: float | None,
    *,
    act: str | None = "killed",
    group: str | None = "people",
    unit: str | None = None,
    increment: bool = False,
    window: str | None = None,
) -> Figure:
    quantity = Quantity("n", 0, 1, low, high, unit=unit)
    return Figure(quantity, Counter(act, group, unit, increment, window))


def relation(a: Figure, b: Figure) -> Relation:
    return relate_figures(a, b)[0]


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ((117, None), (120, 120), AGREES),  # at least 117: 117 to 146
        ((117, None), (146, 146), AGREES),
        ((117, None), (107, 107), AGREES),  # a bare figure is widened by a tenth
        ((117, None), (200, 200), COMPATIBLE),  # meets the minimum
        ((117, None), (80, None), COMPATIBLE),  # does not support it
        ((117, None), (58, 58), DIFFERS),
        ((None, 100), (90, 90), AGREES),  # up to 100: 75 to 100
        ((None, 100), (40, 40), COMPATIBLE),
        ((None, 100), (180, 180), DIFFERS),
        ((20, 20), (22, 22), AGREES),
        ((20, 20), (30, 30), DIFFERS),
        ((3, 3), (4, 4), AGREES),
        ((3, 3), (6, 6), DIFFERS),
        ((36, 36), (24, 99), COMPATIBLE),  # "dozens" is too wide to support 36
        ((24, 99), (36, 36), AGREES),
    ],
)
def test_figures_of_one_counter(
    claim: tuple[float | None, float | None],
    passage: tuple[float | None, float | None],
    expected: Relation,
) -> None:
    assert relation(figure(*claim), figure(*passage)) is expected


def test_killed_and_wounded_are_not_comparable() -> None:
    assert relation(figure(30, 30), figure(60, 60, act="wounded")) is NOT_COMPARABLE


def test_a_total_and_an_increase_are_not_comparable() -> None:
    assert relation(figure(30, 30), figure(17, 17, increment=True)) is NOT_COMPARABLE


def test_different_windows_are_not_comparable() -> None:
    assert (
        relation(figure(900, 900, window="since"), figure(30, 30, window="this week"))
        is NOT_COMPARABLE
    )


def test_a_part_and_its_whole_are_not_comparable_unless_the_part_is_larger() -> None:
    whole = figure(30, 30)

    assert relation(whole, figure(12, 12, group="children")) is NOT_COMPARABLE
    assert relation(whole, figure(50, 50, group="civilians")) is DIFFERS


def test_sixteen_civilians_and_sixteen_people_agree() -> None:
    assert relation(figure(16, 16, group="civilians"), figure(16, 16)) is AGREES
    assert relation(figure(18, 18, group="civilians"), figure(19, 19)) is AGREES
    assert relation(figure(18, 18, group="children"), figure(19, 19)) is not AGREES


def test_percent_and_money_are_held_tighter() -> None:
    assert relation(figure(19, 19, unit="percent"), figure(21, 21, unit="percent")) is DIFFERS
    assert relation(figure(3e9, 3e9, unit="USD"), figure(3.3e9, 3.3e9, unit="USD")) is DIFFERS
    assert relation(figure(3e9, 3e9, unit="USD"), figure(3.1e9, 3.1e9, unit="USD")) is AGREES


@pytest.mark.parametrize(
    ("claim", "passage", "said"),
    [
        (figure(12, 12), figure(12, 12), "“n” agrees with “n”."),
        (figure(12, None), figure(13, 13), "“n” agrees with “n”."),
        (figure(12, 12), figure(13, 13), "“n” agrees with “n”: up to 1 apart is taken"),
        (figure(1200, 1200), figure(1234, 1234), "up to 123 apart is taken for the same."),
        (figure(3, 3, unit="km"), figure(3.2, 3.2, unit="km"), "up to 0.32 apart"),
    ],
    ids=range(5),
)
def test_figures_that_only_nearly_agree_say_so(claim: Figure, passage: Figure, said: str) -> None:
    assert said in relate_figures(claim, passage)[1]


def test_different_units_are_not_comparable() -> None:
    assert relation(figure(250, 250, unit="km²"), figure(250, 250, unit="km")) is NOT_COMPARABLE


@pytest.mark.parametrize("absurd", [math.inf, -math.inf, math.nan])
def test_absurd_numbers_are_not_comparable(absurd: float) -> None:
    assert relation(figure(30, 30), figure(absurd, absurd)) is NOT_COMPARABLE
    assert relation(figure(absurd, absurd), figure(30, 30)) is NOT_COMPARABLE


ENDS = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True))


@given(ENDS, ENDS, ENDS, ENDS)
def test_any_figures_are_related(
    a: float | None, b: float | None, c: float | None, d: float | None
) -> None:
    assert relation(figure(a, b), figure(c, d)) in set(Relation)


@given(st.integers(0, 10**9))
def test_a_figure_agrees_with_itself(number: int) -> None:
    assert relation(figure(number, number), figure(number, number)) is AGREES
