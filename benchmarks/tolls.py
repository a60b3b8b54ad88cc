"""Which of a report's numbers is its death toll: killed-quantities ranked, the likeliest first."""

from collections.abc import Iterator, Sequence

from workbench.domain.values import Particulars, Quantity
from workbench.domain.vocabulary import Precision
from workbench.language.counted import Counter, counter_of

_DEATHS = frozenset({"killed", "executed"})
_NEAR = 12  # sentences after which position says nothing more
_LONG = 200  # days: a toll over so long a time is of a war, not of an event
_WAR = 20_000  # dead: more than any one event of the reports this was read on
_KINDS = {
    Counter.CIVILIANS: 0.0,
    Counter.PEOPLE: 1.0,
    None: 2.0,
    Counter.CHILDREN: 3.0,
    Counter.WOMEN: 3.0,
    Counter.MEN: 2.0,
    Counter.FIGHTERS: 3.0,
    Counter.THINGS: 6.0,
}


def killed(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that count dead people; "killed or wounded" together does not."""
    return [one for one in quantities if one.act in _DEATHS and one.unit is None]


def rank_killed(sentences: Sequence[Particulars]) -> list[Quantity]:
    """The killed-quantities of a report's sentences, in reading order, the event's toll first.

    Earlier stands before later, civilians before people before those nobody names before fighters,
    a whole before its part, a figure before a vague word, an event's toll before a war's; a figure
    told again gains.
    """
    told = list(_told(sentences))
    figures = [_figure(quantity) for _, quantity in told]
    scored = [
        (_cost(place, quantity) - 0.8 * min(figures.count(_figure(quantity)) - 1, 3), order)
        for order, (place, quantity) in enumerate(told)
    ]
    ranked: list[Quantity] = []
    seen: set[float | None] = set()
    for _, order in sorted(scored):
        if figures[order] not in seen:
            ranked.append(told[order][1])
            seen.add(figures[order])
    return ranked


def _told(sentences: Sequence[Particulars]) -> Iterator[tuple[float, Quantity]]:
    for place, sentence in enumerate(sentences):
        late = 6.0 if _is_history(sentence) else 0.0
        for quantity in killed(sentence.quantities):
            yield min(place, _NEAR) * 0.5 + late, quantity


def _is_history(sentence: Particulars) -> bool:
    """Whether the sentence sums up a long time ("since March 2011")."""
    return any(
        day.precision in {Precision.RANGE, Precision.YEAR}
        and day.earliest is not None
        and (day.latest is None or (day.latest - day.earliest).days > _LONG)
        for day in sentence.dates
    )


def _figure(quantity: Quantity) -> float | None:
    return quantity.low if quantity.low is not None else quantity.high


def _cost(place: float, quantity: Quantity) -> float:
    vague = quantity.approximate and quantity.low != quantity.high
    return (
        place
        + _KINDS[counter_of(quantity.of)]
        + 3.0 * quantity.part
        + 2.0 * quantity.increment
        + 4.0 * vague
        + (8.0 if (_figure(quantity) or 0) >= _WAR else 0.0)
    )
