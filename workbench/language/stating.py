"""A sentence and its surroundings, made ready to be compared."""

from dataclasses import dataclass, replace
from datetime import date

from workbench.domain.asof import AsOf
from workbench.domain.stated import Stated
from workbench.domain.values import Actor, DateSpan, Particulars
from workbench.domain.vocabulary import Precision
from workbench.language.bodies import Directory, bodies_in, body_key, directory
from workbench.language.particulars import particulars


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report around a sentence says of it."""

    context: str = ""  # the sentences before it, in their order
    published: date | None = None
    dateline: str | None = None  # the place the report was filed from
    as_of: AsOf | None = None
    root: str | None = None


_NOWHERE = Setting()


def state(text: str, setting: Setting = _NOWHERE, *, book: Directory | None = None) -> Stated:
    """What a sentence, its context and its report state, for `domain.comparison.compare`."""
    known = book or directory()
    before = setting.context
    return Stated(
        text,
        _read(text, setting.published, known),
        _read(before, setting.published, known) if before else Particulars(),
        _report(setting),
        setting.as_of,
        setting.root,
    )


def _read(text: str, published: date | None, book: Directory) -> Particulars:
    found = particulars(text, published=published)
    return replace(found, actors=_actors(text, found.actors, book))


def _actors(text: str, named: tuple[Actor, ...], book: Directory) -> tuple[Actor, ...]:
    """The named actors under their bodies' keys, and the parties that have no name."""
    bodies = bodies_in(text, book)
    kept = [
        replace(actor, key=body_key(actor.name, book) or actor.key)
        for actor in named
        if not any(actor.start < body.end and body.start < actor.end for body in bodies)
    ]
    return tuple(sorted((*kept, *bodies), key=lambda actor: (actor.start, actor.end)))


def _report(setting: Setting) -> Particulars:
    places = particulars(setting.dateline).places if setting.dateline else ()
    dates: tuple[DateSpan, ...] = ()
    if setting.published is not None:
        day = setting.published
        dates = (DateSpan(day.isoformat(), 0, 0, day, day, Precision.DAY),)
    return Particulars(dates=dates, places=places)
