"""Figures by counter and date: the table, and the step chart with its places."""

import itertools
from types import SimpleNamespace
from typing import Any

import pytest

from tests.web.conftest import Visitor
from workbench.bootstrap import Services
from workbench.store.models import Match
from workbench.web import figures
from workbench.web.figures import Figures

MATCHES = (
    ("40 soldiers", "Northwire", "2019-03-04", "agrees"),
    ("1,200 soldiers", "State Wire", "2019-03-06", "differs"),
    ("60 soldiers", "Northwire", "2019-03-05T18:00+02:00", "compatible"),
    ("many", "Daily Post", "2019-03-05", "differs"),
    ("7 tanks", "Daily Post", "2019-03-05", "not comparable"),
)


def of(*rows: tuple[str, str, str | None, str]) -> Figures:
    matches: list[Any] = [
        SimpleNamespace(
            comparison=[
                {"slot": "number", "claim": "40 soldiers", "passage": words, "relation": relation},
                {"slot": "place", "claim": "x", "passage": "9 y", "relation": "agrees"},
            ],
            origin_label=counter,
            as_of=as_of,
            passage=SimpleNamespace(report=SimpleNamespace(published=None)),
            passage_id=number,
            same_origin_as_claim=False,
        )
        for number, (words, counter, as_of, relation) in enumerate(rows, start=1)
    ]
    found = figures.of_case(SimpleNamespace(matches=matches))  # type: ignore[arg-type]
    return found[0] if found else Figures(None, (), None)


def test_only_figures_that_are_compared_are_listed_the_earliest_first() -> None:
    rows = of(*MATCHES).rows

    assert [(row.value, row.counter) for row in rows] == [
        (40.0, "Northwire"),
        (60.0, "Northwire"),
        (1200.0, "State Wire"),
    ]


def test_each_counter_is_a_line_that_holds_a_figure_until_the_next() -> None:
    chart = of(*MATCHES).chart

    assert chart is not None
    lines = {one.counter: one for one in chart.series}
    assert [dot.x for dot in lines["Northwire"].dots] == [44.0, 415.7]  # 40 of 48 hours
    assert lines["Northwire"].path.endswith("H490")
    assert lines["State Wire"].dots[0].y == figures.TOP
    assert chart.claimed is not None
    assert chart.claimed.words == "the claim: 40 soldiers"
    assert [level.words for level in chart.levels] == ["0", "10", "100", "1,200"]


def test_one_large_figure_does_not_lay_the_small_ones_on_the_floor() -> None:
    small = [("40 soldiers", "Northwire", "2019-03-04", "agrees")]
    small += [("60 soldiers", "Hill Radio", "2019-03-05", "differs")]
    even = of(*small).chart
    uneven = of(*small, ("9,000 soldiers", "State Wire", "2019-03-06", "differs")).chart

    assert even is not None
    assert uneven is not None
    assert (even.by_order, uneven.by_order) == (False, True)
    assert [level.words for level in uneven.levels] == ["0", "10", "100", "1,000", "9,000"]
    heights = [dot.y for one in uneven.series for dot in one.dots]
    assert max(heights) < figures.HEIGHT - figures.BOTTOM - 50
    assert len(set(heights)) == 3


@pytest.mark.parametrize(
    "rows",
    [(), MATCHES[:1], (MATCHES[0], ("50 soldiers", "B", "2019-03-04", "differs"))],
    ids=["none", "one", "one moment"],
)
def test_without_two_moments_there_is_no_chart(
    rows: tuple[tuple[str, str, str | None, str], ...],
) -> None:
    assert of(*rows).chart is None


def test_figures_of_two_claimed_figures_stand_apart() -> None:
    rows = [
        {"slot": "number", "claim": claim, "passage": words, "relation": "agrees"}
        for claim, words in (("83", "87 killed"), ("212", "196 wounded"), ("83", "91 killed"))
    ]
    match = SimpleNamespace(
        comparison=rows,
        origin_label="A",
        as_of="2019-03-04",
        passage_id=1,
        same_origin_as_claim=False,
    )
    found = figures.of_case(SimpleNamespace(matches=[match]))  # type: ignore[arg-type]

    assert [(one.claimed, [row.value for row in one.rows]) for one in found] == [
        ("83", [87.0, 91.0])
    ]


def test_labels_do_not_stand_on_each_other_and_further_counters_are_counted() -> None:
    rows = [(f"{40 + n} men", f"Source {n}", f"2019-03-0{n + 1}", "differs") for n in range(8)]
    chart = of(*rows).chart

    assert chart is not None
    assert chart.left_out == 2
    at = sorted(one.label_y for one in chart.series)
    assert min(b - a for a, b in itertools.pairwise(at)) >= 13


def test_the_page_shows_the_chart_with_its_table(
    services: Services, ana: Visitor, claim_id: int
) -> None:
    with services.database.transaction() as session:
        for number, match in enumerate(session.query(Match).filter_by(claim_id=claim_id)):
            match.as_of = f"2019-03-{number + 1:02}"
            match.comparison = [
                {
                    "slot": "number",
                    "claim": "at least 40",
                    "passage": f"{40 + number} soldiers",
                    "relation": "differs",
                    "why": "",
                    "from": "passage",
                }
            ]

    page = ana.get(f"/claims/{claim_id}").text

    assert '<svg class="steps"' in page
    assert "As a table" in page
    assert "41 soldiers</a>" in page
    assert " style=" not in page
