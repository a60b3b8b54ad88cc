"""Why two passages may come from one origin: certainly, or possibly."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from workbench.domain.bearings import Bearing
from workbench.domain.bodies import Bodies
from workbench.domain.numbers import is_odd
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind

_HAS_VOICES = frozenset(
    {"state", "army", "ministry", "police", "coalition", "armed-group", "party"}
)
UNNAMED_WITHIN = timedelta(hours=48)
ONE_REPORT = "Two sentences of one report, which names no second source."  # the plainest reason
_MARK = re.compile(r"^(?P<medium>[a-z ]+?)(?: \((?P<mark>[^)]*)\))?$")


class EdgeKind(StrEnum):
    """What makes two passages one."""

    JOINED = "joined"
    COPY = "same text"
    ROOT = "same root"
    SPEAKER = "same speaker"
    ARTEFACT = "same artefact"
    QUOTE = "same quote"
    RELAY = "passed on"
    OWNER = "one owner"
    UNNAMED = "unnamed officials of one body"
    INFERRED = "inferred root"
    FIGURE = "same odd figure"

    @property
    def rank(self) -> int:
        """Stronger reasons first."""
        return list(EdgeKind).index(self)


@dataclass(frozen=True, slots=True)
class Edge:
    """Two passages, why they may be one, and whether that is certain."""

    a: int
    b: int
    kind: EdgeKind
    certain: bool
    because: str


def edges_between(a: Bearing, b: Bearing, bodies: Bodies) -> list[Edge]:
    """The strongest reason for which two passages are or may be one, if there is any."""
    for reason in (
        _copy,
        _root,
        _artefact,
        _quote,
        _passed_on,
        _possible_root,
        _owner,
        _unnamed_party,
        _speaks_for_whom,
        _figure,
    ):
        found = reason(a, b, bodies)
        if found is not None:
            kind, certain, because = found
            return [Edge(a.id, b.id, kind, certain, because)]
    return []


def is_stated(basis: Basis) -> bool:
    """Whether a passage says on what it rests."""
    return basis.kind is not BasisKind.UNSTATED and basis.root is not None and not basis.inferred


Reason = tuple[EdgeKind, bool, str]


def _copy(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    if a.text_hash is not None and a.text_hash == b.text_hash:
        return EdgeKind.COPY, True, "The same sentence, word for word."
    same_report = a.report is not None and a.report == b.report
    same_text = a.copy_group is not None and a.copy_group == b.copy_group
    if not (same_report or same_text) or _counts_apart(a.basis, b.basis):
        return None
    if same_report:
        return EdgeKind.COPY, True, ONE_REPORT
    return EdgeKind.COPY, True, "Their reports are copies of one text."


def _counts_apart(a: Basis, b: Basis) -> bool:
    """A copy may carry a second counter with its own basis: that one is no copy."""
    if not (is_stated(a) and is_stated(b)):
        return False
    return not _roots(a) & _roots(b) and not (a.speaker and a.speaker == b.speaker)


def _root(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    if not (is_stated(a.basis) and is_stated(b.basis)):
        return None
    if a.basis.speaker is not None and a.basis.speaker == b.basis.speaker:
        return EdgeKind.SPEAKER, True, f"Both rest on what one person said ({a.basis.root})."
    shared = sorted(_roots(a.basis) & _roots(b.basis))
    if not shared or BasisKind.ARTEFACT in {a.basis.kind, b.basis.kind}:
        return None
    if a.basis.unnamed or b.basis.unnamed:
        return None
    if a.basis.also or b.basis.also:
        return EdgeKind.ROOT, _first(a) == _first(b), f"Both rest, in part, on {shared[0]}."
    return EdgeKind.ROOT, True, f"Both rest on {a.basis.root}."


def _artefact(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    for thing, other in ((a.basis, b.basis), (b.basis, a.basis)):
        if thing.kind is BasisKind.ARTEFACT and f"({other.root})" in (thing.root or ""):
            return EdgeKind.ARTEFACT, True, f"The {thing.root} is {other.root}’s own."
    if not (a.basis.kind is b.basis.kind is BasisKind.ARTEFACT):
        return None
    ours, theirs = _MARK.match(a.basis.root or ""), _MARK.match(b.basis.root or "")
    if ours is None or theirs is None or ours.group("medium") != theirs.group("medium"):
        return None
    marks = {m.group("mark") for m in (ours, theirs)} - {None}
    if len(marks) == 2:
        return None
    medium = ours.group("medium")
    if marks and ours.group("mark") == theirs.group("mark"):
        return EdgeKind.ARTEFACT, True, f"Both describe one {medium} ({marks.pop()})."
    return EdgeKind.ARTEFACT, False, f"Both describe a {medium}, perhaps the same."


def _quote(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    if a.quotes & b.quotes:
        return EdgeKind.QUOTE, True, "They share eight quoted words in a row or more."
    if not a.runs & b.runs:
        return None
    if _counts_apart(a.basis, b.basis):
        names = f"one names {a.basis.root}, the other {b.basis.root}"
        return EdgeKind.QUOTE, False, f"They share eight words in a row, but {names}."
    return EdgeKind.QUOTE, True, "They share eight words in a row or more."


def _passed_on(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    """A relay whose root goes no deeper than the outlet, beside that outlet's own passage."""
    for relay, original in ((a, b), (b, a)):
        basis = relay.basis
        if basis.kind is not BasisKind.RELAY or basis.root is None or basis.root != basis.via:
            continue
        outlets = {original.source, original.basis.via}
        if basis.root in outlets:
            return EdgeKind.RELAY, False, f"One passes on what {basis.root} reported."
    return None


def _possible_root(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    shared = _roots(a.basis) & _roots(b.basis)
    if not shared:
        return None
    name = a.basis.root or b.basis.root
    if a.basis.inferred or b.basis.inferred:
        return EdgeKind.INFERRED, False, f"One may rest on {name}, as the sentence before it does."
    if a.published is None or b.published is None:
        return EdgeKind.UNNAMED, False, f"Perhaps the same unnamed source of {name}."
    if abs(a.published - b.published) <= UNNAMED_WITHIN:
        return EdgeKind.UNNAMED, False, f"Unnamed sources of {name} within two days."
    return EdgeKind.OWNER, False, f"Both speak for {name}."


def _owner(a: Bearing, b: Bearing, bodies: Bodies) -> Reason | None:
    ours = {owner for root in _roots(a.basis) for owner in _chain(root, bodies)}
    theirs = {owner for root in _roots(b.basis) for owner in _chain(root, bodies)}
    shared = sorted(ours & theirs)
    if not shared:
        return None
    body = bodies.get(shared[0])
    name = body.name if body is not None else shared[0]
    first, second = sorted((a.basis.root or "", b.basis.root or ""))
    return EdgeKind.OWNER, False, f"{first} and {second} belong to one body: {name}."


def _unnamed_party(a: Bearing, b: Bearing, bodies: Bodies) -> Reason | None:
    """Whom "the authorities" or "rebels" are is not said: any body of that kind may be meant."""
    for first in sorted(_roots(a.basis)):
        for second in sorted(_roots(b.basis)):
            ours, theirs = bodies.key_of(first), bodies.key_of(second)
            if ours is not None and theirs is not None and bodies.may_be(ours, theirs):
                names = sorted((a.basis.root or first, b.basis.root or second))
                return EdgeKind.OWNER, False, f"{names[0]} and {names[1]} may be one party."
    return None


def _speaks_for_whom(a: Bearing, b: Bearing, bodies: Bodies) -> Reason | None:
    """A named person whose body is not said may be the voice of a party that is quoted unnamed."""
    for person, party in ((a.basis, b.basis), (b.basis, a.basis)):
        if person.speaker is None or party.speaker is not None or person.root is None:
            continue
        body = bodies.get(bodies.key_of(party.root or ""))
        known = bodies.key_of(person.root) is not None
        if body is None or known or _HAS_VOICES.isdisjoint(body.covers or (body.kind,)):
            continue
        because = f"Whom {person.root} speaks for is not said: it may be {body.name}."
        return EdgeKind.OWNER, False, because
    return None


def _figure(a: Bearing, b: Bearing, _bodies: Bodies) -> Reason | None:
    if BasisKind.OBSERVATION in {a.basis.kind, b.basis.kind}:
        return None
    odd = sorted(figure for figure in a.figures & b.figures if is_odd(figure))
    if not odd:
        return None
    return EdgeKind.FIGURE, False, f"The same odd figure, {odd[0]:,.15g}, without own observation."


def _roots(basis: Basis) -> set[str]:
    return {root.casefold() for root in (basis.root, *basis.also) if root is not None}


def _first(bearing: Bearing) -> str:
    return (bearing.basis.root or "").casefold()


def _chain(root: str, bodies: Bodies) -> tuple[str, ...]:
    key = bodies.key_of(root)
    return bodies.chain(key) if key is not None else ()
