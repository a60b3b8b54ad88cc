"""What the day and the place that two texts name show: one event, two, or nothing."""

from dataclasses import dataclass

from workbench.domain.slots import names_a_site
from workbench.domain.stated import SlotComparison, Stated, World
from workbench.domain.vocabulary import Provenance, Relation


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when two texts meet."""

    one_day: bool = False  # both say it; the day a report appeared is not said
    one_site: bool = False  # a place smaller than a country
    apart: bool = False  # another day, or other places on a day that is not said

    @property
    def shown(self) -> bool:
        """Whether a day or a site is shared and neither is another."""
        return (self.one_day or self.one_site) and not self.apart


def meeting(
    dates: SlotComparison | None,
    places: SlotComparison | None,
    texts: tuple[Stated, Stated],
    world: World,
) -> Meeting:
    """Where and when two texts meet, by their rows for day and place."""
    day, place = _relation(dates), _relation(places)
    one_day = day is Relation.AGREES and dates is not None and _is_said(dates)
    met = place in {Relation.AGREES, Relation.COMPATIBLE}
    elsewhere = place is Relation.NOT_COMPARABLE and not one_day
    return Meeting(
        one_day,
        met and all(names_a_site(text, world) for text in texts),
        Relation.DIFFERS in {day, place} or elsewhere,
    )


def _is_said(dates: SlotComparison) -> bool:
    return dates.found_in is not Provenance.REPORT


def _relation(row: SlotComparison | None) -> Relation | None:
    return row.relation if row is not None else None
