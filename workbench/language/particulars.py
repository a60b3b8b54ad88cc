"""Everything comparable that one sentence states, found by rules that can be read."""

import re
from datetime import date
from functools import lru_cache

from workbench.domain.values import DateSpan, Particulars, Quantity
from workbench.language.actors import actors
from workbench.language.bodies import bodies_in, directory
from workbench.language.dates import dates
from workbench.language.events import events
from workbench.language.places import places
from workbench.language.quantities import quantities
from workbench.language.tables import edition

_HARMLESS = re.compile(
    r"\b(?:no (?:fewer|less|more|later) than|not (?:less|fewer|more) than|not only|no doubt"
    r"|no comment|not been (?:independently )?(?:verified|confirmed)"
    r"|(?:could|can|cannot|was|were) ?(?:not)? (?:immediately |independently |be |possible to )*"
    r"(?:verified|confirmed|verify|confirm))\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|\w{2,6}n['\u2019]t"
    r"|denie[sd]|deny|denying)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|purportedly|supposedly|possibly|presumably|alleged"
    r"|unconfirmed|(?:is|are|was|were) suspected|believed to|thought to|likely"
    r"|(?:appear|seem)(?:s|ed)? to"
    r"|(?:may|might|could) have|initial reports"
    r"|(?:could|can) ?not (?:immediately |independently |be )*"
    r"(?:verified|confirmed|verify|confirm))\b",
    re.IGNORECASE,
)


_REMEMBERED = 8_192  # sentences: a desk compares one with many claims of the same event


def particulars(text: str, *, published: date | None = None) -> Particulars:
    """The events, quantities, dates, places and actors of one sentence, spans in its own text.

    Relative dates ("last year", "Tuesday") are resolved only where `published` is known.
    """
    return _read(text, published, edition())


def surroundings(text: str, *, published: date | None = None) -> Particulars:
    """What sentences lend to the one after them: when, where and who, and no more."""
    return _lent(text, published, edition())


def figures(text: str, *, published: date | None = None) -> frozenset[float]:
    """The figures that one sentence gives; sooner had than all its particulars."""
    _, found = _counted(text, published, edition())
    return frozenset(quantity.low for quantity in found if quantity.low is not None)


@lru_cache(maxsize=_REMEMBERED)
def _counted(
    text: str, published: date | None, _edition: int
) -> tuple[tuple[DateSpan, ...], tuple[Quantity, ...]]:
    days = dates(text, published=published)
    return days, quantities(text, named=days)


@lru_cache(maxsize=_REMEMBERED)
def _lent(text: str, published: date | None, _edition: int) -> Particulars:
    bodies = bodies_in(text, directory())
    sites = places(text, bodies=bodies)
    named = actors(text, places=sites, bodies=bodies)
    return Particulars(dates=dates(text, published=published), places=sites, actors=named)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, published: date | None, tables: int) -> Particulars:
    bodies = bodies_in(text, directory())
    sites = places(text, bodies=bodies)
    days, counted = _counted(text, published, tables)
    return Particulars(
        events=events(text),
        quantities=counted,
        dates=days,
        places=sites,
        actors=actors(text, places=sites, bodies=bodies),
        negated=is_negated(text),
        hedged=is_hedged(text),
    )


def is_negated(text: str) -> bool:
    """Whether the sentence denies something; "no fewer than" and its kind deny nothing."""
    return _NEGATION.search(_HARMLESS.sub(" ", text)) is not None


def is_hedged(text: str) -> bool:
    """Whether the sentence holds what it says at arm's length: "reportedly", "is believed to"."""
    return _HEDGE.search(text) is not None
