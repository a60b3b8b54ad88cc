"""A sentence and its surroundings, made ready to be compared, and what is known of the world."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from workbench.domain.asof import AsOf
from workbench.domain.events_relation import ATTRIBUTABLE
from workbench.domain.stated import Stated, World
from workbench.domain.values import Actor, DateSpan, Event, Particulars
from workbench.domain.vocabulary import Precision
from workbench.language.asof import as_of, day_of
from workbench.language.bodies import Directory, body_key, directory
from workbench.language.chrome import prose
from workbench.language.events import events
from workbench.language.gazetteer import Gazetteer, contains, gazetteer
from workbench.language.identify import foreign
from workbench.language.particulars import particulars, surroundings
from workbench.language.tables import edition

_PREPOSITION = re.compile(
    r"\b(?:in|of|from|at|near|to|on|with|against|for|into|across|around|over|off|via)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(
    r"(?:,? and [A-Z]\w+)?\s+"
    r"(?:(?:has|have|had|did|does|will|would|is|was|not|never|also|reportedly|again)\s+)*"
)
_WIDE = frozenset({"country", "continent", "region", "state"})
_Told = Callable[[], Sequence[Event]]  # what a text tells of, read only where it is asked for


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report around a sentence says of it."""

    context: str = ""  # the sentences before it, in their order
    published: date | None = None  # a datetime where the hour is known
    dateline: str | None = None  # the place the report was filed from
    as_of: AsOf | None = None
    root: str | None = None  # of its basis, where that is stated
    opening: str = ""  # the report's first sentences, for the date of its dateline
    after: str = ""  # the sentence after it, which may say of what moment its figures are
    reported: bool = False  # whether it stands in a report at all


_NOWHERE = Setting()


def state(text: str, setting: Setting = _NOWHERE) -> Stated:
    """What a sentence, its context and its report state, for `domain.comparison.compare`."""
    before, published = setting.context, day_of(setting.published)
    moment = setting.as_of or as_of(
        text, setting.published, opening=setting.opening, after=setting.after
    )
    return Stated(
        text,
        _read(text, published),
        _lent(before, published) if before else Particulars(),
        _report(setting.dateline, published),
        moment,
        setting.root,
        foreign(text),
        setting.reported,
    )


def known_world() -> World:
    """The tables of places and bodies, with a desk's own lines."""
    return _world(edition())


@cache
def _world(_edition: int) -> World:
    places = gazetteer()
    return World(
        is_known_place=places.sites.__contains__,
        is_inside=lambda inner, outer: _is_inside(inner, outer, places),
        is_wide=lambda key: _is_wide(key, places),
        bodies=directory().bodies,
    )


def _is_inside(inner: str, outer: str, places: Gazetteer) -> bool:
    """Whether a place lies in another, or in the province that goes by its chief town's name."""
    if contains(outer, inner, places) is True:
        return True
    town = places.sites.get(outer)
    province = places.known(f"{town.name} province") if town is not None else None
    return (
        province is not None
        and town is not None
        and town.inside == province.key
        and contains(province.key, inner, places) is True
        and inner != outer
    )


def _is_wide(key: str, places: Gazetteer) -> bool:
    site = places.sites.get(key)
    return site is not None and site.kind in _WIDE


def _read(text: str, published: date | None) -> Particulars:
    found = particulars(prose(text), published=published)
    return _naming(text, found, lambda: found.events)


def _lent(text: str, published: date | None) -> Particulars:
    return _naming(text, surroundings(text, published=published), partial(events, text))


def _naming(text: str, read: Particulars, told: _Told) -> Particulars:
    """The same with whom its names stand for, by the table of bodies."""
    known = directory()
    found = _with_acting_states(text, read, known, told)
    named = tuple(
        actor
        if known.bodies.get(actor.key) is not None
        else replace(actor, key=body_key(actor.name, known) or actor.key)
        for actor in found.actors
    )
    return replace(found, actors=named)


def _with_acting_states(text: str, found: Particulars, book: Directory, told: _Told) -> Particulars:
    """A state named as the subject of a verb is an actor there, not a place."""
    acting: dict[int, Actor] = {}
    for place in found.places:
        key = body_key(place.name, book)
        if key is None or _PREPOSITION.search(text[: place.start]) is not None:
            continue
        subject = _BEFORE_VERB.match(text, place.end)
        if subject and any(e.start == subject.end() and _is_a_deed(e) for e in told()):
            acting[place.start] = Actor(place.text, place.start, place.end, place.name, key)
    if not acting:
        return found
    actors = sorted((*found.actors, *acting.values()), key=lambda actor: actor.start)
    places = tuple(place for place in found.places if place.start not in acting)
    return replace(found, places=places, actors=tuple(actors))


def _is_a_deed(event: Event) -> bool:
    """Whether who stands before it is a party: Damascus bombed somebody, but was bombed a town."""
    return not event.noun and not (event.passive and event.kind in ATTRIBUTABLE)


def _report(dateline: str | None, published: date | None) -> Particulars:
    places = particulars(dateline).places if dateline else ()
    dates: tuple[DateSpan, ...] = ()
    if published is not None:
        day = published
        dates = (DateSpan(day.isoformat(), 0, 0, day, day, Precision.DAY),)
    return Particulars(dates=dates, places=places)
