"""Tolls: which of a report's numbers is the event's death toll."""

from datetime import date

import pytest

from benchmarks.tolls import killed, rank_killed
from workbench.domain.values import Particulars
from workbench.language.particulars import particulars


@pytest.mark.parametrize(
    ("sentences", "first"),
    [
        (["Air strike kills 18", "Some 400,000 people have died since 2011."], 18),
        (["The raid killed 20 people, including eight children."], 20),
        (["The raid killed 12 civilians and 30 fighters."], 12),
        (["Dozens died in the blast.", "At least 34 people were killed, a doctor said."], 34),
        (["A toll of 40 was given.", "Nine were killed.", "Nine people were killed."], 9),
        (["Ten people were wounded.", "Two people were killed."], 2),
    ],
)
def test_the_likeliest_toll_stands_first(sentences: list[str], first: float) -> None:
    ranked = rank_killed(_read(sentences))
    assert ranked[0].low == first


def test_a_figure_told_twice_is_ranked_once() -> None:
    ranked = rank_killed(_read(["Blast kills 18.", "The blast killed 18 civilians and 3 guards."]))
    assert [one.low for one in ranked] == [18, 3]


def test_the_wounded_and_the_missing_are_no_toll() -> None:
    (sentence,) = _read(["The raid killed 12, wounded 30 and left 5 missing; 20 were casualties."])
    assert [one.low for one in killed(sentence.quantities)] == [12]


def test_nobody_killed_gives_no_toll() -> None:
    assert rank_killed(_read(["Ten people were wounded."])) == []
    assert rank_killed([]) == []


def _read(sentences: list[str]) -> list[Particulars]:
    return [particulars(sentence, published=date(2016, 2, 18)) for sentence in sentences]
