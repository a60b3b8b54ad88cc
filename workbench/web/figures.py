"""The figures that matched passages give: who counted what, as of when, as table and step chart."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from workbench.domain.vocabulary import Relation, SlotName
from workbench.store.base import Json
from workbench.store.casework import Casework
from workbench.store.models import Match

WIDTH, HEIGHT = 640, 170
LEFT, RIGHT, TOP, BOTTOM = 44, 150, 14, 26
SERIES_SHOWN = 6
WIDE = 8  # times the middle figure: beside one so large the small ones would lie on the floor
_NUMBER = re.compile(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?")
_COMPARED = {Relation.AGREES, Relation.COMPATIBLE, Relation.DIFFERS}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one passage; `as_of` is its own date, or else that of its report."""

    words: str
    value: float
    counter: str
    as_of: str | None
    passage_id: int
    relation: Relation
    is_own: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure in the chart."""

    x: float
    y: float
    figure: Figure


@dataclass(frozen=True, slots=True)
class Series:
    """One counter's figures in the order of time, as a path that holds each until the next."""

    counter: str
    path: str
    dots: tuple[Dot, ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the chart, with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How high a figure stands; by its order of size where figures are of very different size."""

    top: float
    by_order: bool

    def y(self, value: float) -> float:
        """The place of a figure, from the chart's upper edge."""
        share = math.log1p(value) / math.log1p(self.top) if self.by_order else value / self.top
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    @property
    def levels(self) -> list[float]:
        """The figures that a line across the chart stands for, apart far enough to be read."""
        tens = [10.0**n for n in range(1, int(math.log10(self.top)) + 1)] if self.by_order else []
        return [0.0, *(ten for ten in tens if 3 * ten < self.top), self.top]


@dataclass(frozen=True, slots=True)
class Chart:
    """A step chart in pixels of its own; `left_out` counters stand in the table only."""

    series: tuple[Series, ...]
    levels: tuple[Line, ...]
    days: tuple[Line, ...]
    claimed: Line | None
    left_out: int
    by_order: bool  # each line across is ten times the one below: to be said beside the chart


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands beside one figure of the claim, the earliest first; a chart of two moments on."""

    claimed: str | None
    rows: tuple[Figure, ...]
    chart: Chart | None


def of_case(case: Casework) -> tuple[Figures, ...]:
    """The passages' figures by the figure of the claim that they are compared with."""
    found: dict[str | None, list[Figure]] = {}
    for match in case.matches:
        for slot in match.comparison:
            value = _value(slot["passage"])
            if _is_compared(slot) and value is not None:
                found.setdefault(slot["claim"], []).append(_figure(match, slot, value))
    return tuple(_figures(claimed, rows) for claimed, rows in found.items() if len(rows) > 1)


def _figure(match: Match, slot: Json, value: float) -> Figure:
    return Figure(
        slot["passage"],
        value,
        match.origin_label,
        match.as_of or match.passage.report.published,
        match.passage_id,
        Relation(slot["relation"]),
        match.same_origin_as_claim,
    )


def _figures(claimed: str | None, found: Sequence[Figure]) -> Figures:
    rows = sorted(found, key=lambda row: (row.as_of is None, _moment(row.as_of), row.counter))
    return Figures(claimed, tuple(rows), _chart(rows, claimed))


def _is_compared(slot: Json) -> bool:
    return slot["slot"] == SlotName.NUMBER and Relation(slot["relation"]) in _COMPARED


def _value(words: str | None) -> float | None:
    number = _NUMBER.search(words or "")
    return float(number[0].replace(",", "")) if number else None


def _moment(as_of: str | None) -> datetime:
    if as_of is None:
        return datetime.max.replace(tzinfo=UTC)
    at = datetime.fromisoformat(as_of)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _chart(rows: Sequence[Figure], claimed: str | None) -> Chart | None:
    dated = [row for row in rows if row.as_of is not None]
    moments = sorted({_moment(row.as_of) for row in dated})
    if len(moments) < 2:
        return None
    own = _value(claimed)
    scale = _scale([row.value for row in dated] + ([own] if own is not None else []))
    counters = list(dict.fromkeys(row.counter for row in dated))
    series = [
        _series(counter, [row for row in dated if row.counter == counter], moments, scale)
        for counter in counters[:SERIES_SHOWN]
    ]
    return Chart(
        series=_labelled(series),
        levels=tuple(Line(scale.y(level), f"{level:,.0f}") for level in scale.levels),
        days=(
            Line(LEFT, f"{moments[0].day} {moments[0]:%b %Y}"),
            Line(WIDTH - RIGHT, f"{moments[-1].day} {moments[-1]:%b %Y}"),
        ),
        claimed=Line(scale.y(own), f"the claim: {claimed}") if own is not None else None,
        left_out=max(0, len(counters) - SERIES_SHOWN),
        by_order=scale.by_order,
    )


def _scale(values: Sequence[float]) -> Scale:
    top, counted = max(values) or 1.0, [value for value in values if value > 0]
    return Scale(top, by_order=bool(counted) and top > WIDE * median(counted))


def _series(
    counter: str, rows: Sequence[Figure], moments: Sequence[datetime], scale: Scale
) -> Series:
    first, last = moments[0], moments[-1]
    span = (last - first).total_seconds()
    dots = []
    for row in rows:
        share = (_moment(row.as_of) - first).total_seconds() / span
        x = LEFT + share * (WIDTH - LEFT - RIGHT)
        dots.append(Dot(round(x, 1), scale.y(row.value), row))
    path = f"M{dots[0].x} {dots[0].y}" + "".join(f"H{dot.x}V{dot.y}" for dot in dots[1:])
    return Series(counter, f"{path}H{WIDTH - RIGHT}", tuple(dots), dots[-1].y)


def _labelled(series: Sequence[Series]) -> tuple[Series, ...]:
    """Labels at the lines' ends, moved apart where two would stand in one place."""
    placed: list[Series] = []
    at = float(TOP) - 13
    for one in sorted(series, key=lambda one: one.label_y):
        at = max(at + 13, one.label_y)
        placed.append(Series(one.counter, one.path, one.dots, round(at, 1)))
    return tuple(placed)
