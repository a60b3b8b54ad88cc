"""What a sentence states, as values; offsets are code points in the sentence's own text."""

from dataclasses import dataclass
from datetime import date

from workbench.domain.spans import Span
from workbench.domain.vocabulary import BasisKind, Modality, Precision


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; `low` and `high` are in `unit`, None is open.

    `increment` is added to an earlier total ("17 more"), `part` is some of another number.
    """

    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    of: str | None = None
    act: str | None = None
    increment: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stretch of days; unresolved has neither end."""

    text: str
    start: int
    end: int
    earliest: date | None
    latest: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; `key` is equal for spelling variants of one name."""

    text: str
    start: int
    end: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A named person, group or body; `key` is equal for spelling variants of one name."""

    text: str
    start: int
    end: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: a predicate class, with its direction inside the class's name."""

    text: str
    start: int
    end: int
    kind: str
    modality: Modality = Modality.HAPPENED
    negated: bool = False
    noun: bool = False  # named by a noun ("the capture of"), so perhaps only background
    passive: bool = False  # what stands before the verb suffered it


@dataclass(frozen=True, slots=True)
class Particulars:
    """Everything comparable that one sentence states."""

    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    negated: bool = False
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is reported to have said it; `name` is the fullest form the article gives."""

    name: str
    as_written: str
    role: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a passage rests on, followed to the end; `root` None is unknown."""

    kind: BasisKind
    root: str | None
    because: str
    also: tuple[str, ...] = ()  # further roots of a figure given jointly
    speaker: str | None = None  # the key of the person who said it, where one is named
    via: str | None = None  # the outlet that passes it on
    inferred: bool = False  # the root is that of a neighbouring sentence: possible, not certain
    unnamed: bool = False  # an unnamed official of the root


@dataclass(frozen=True, slots=True)
class PulledClaim:
    """One checkable sentence of an article; `span` is in the article's text."""

    span: Span
    text: str
    standalone: str | None
    check_worthiness: float
    because: str
    speaker: Speaker | None
    cue: str | None
    particulars: Particulars
    relay: str | None = None  # the outlet it was told to, or that passes it on
