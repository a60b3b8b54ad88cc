"""Which passages come from one origin, with a reason for every edge, and how many that leaves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workbench.domain.bearings import CLAIM, Bearing
from workbench.domain.bodies import Bodies
from workbench.domain.origin_edges import Edge, EdgeKind, edges_between, is_stated
from workbench.domain.values import Basis
from workbench.domain.vocabulary import BasisKind

RULES = "origins 5"


class Decision(StrEnum):
    """What a person decided about two passages."""

    CUT = "cut"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people decided, oldest first: the latest word on a pair holds."""

    pairs: tuple[tuple[int, int, Decision], ...] = ()
    bases: Mapping[int, Basis] = field(default_factory=dict)

    def latest(self) -> dict[frozenset[int], Decision]:
        """The standing decision on each pair."""
        return {frozenset((a, b)): what for a, b, what in self.pairs if a != b}


@dataclass(frozen=True, slots=True)
class Origin:
    """Passages that come from one origin; `id` is the smallest passage id among them."""

    id: int
    label: str
    because: tuple[str, ...]
    perhaps: tuple[str, ...]  # why it may be one with another origin
    passages: tuple[int, ...]
    is_claims_own: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many independent origins, other than the claim's own, carry some passages."""

    at_least: int
    at_most: int
    kinds: Mapping[str, int]
    sides: Mapping[str, int]
    warning: str | None


@dataclass(frozen=True, slots=True)
class Folded:
    """The origins of a claim's passages and the edges they rest on."""

    origins: tuple[Origin, ...]
    edges: tuple[Edge, ...]
    bearings: Mapping[int, Bearing]
    certain: Mapping[int, int]  # passage -> its origin
    possible: Mapping[int, int]  # passage -> its origin where the possible edges hold too
    claim_root_known: bool
    rules: str = RULES

    def origin_of(self, passage: int) -> Origin:
        """The origin that holds a passage."""
        return next(o for o in self.origins if passage in o.passages)

    def may_be_own(self, passage: int) -> bool:
        """Whether a certain or a possible edge leads from a passage to the claim's own origin."""
        return self.possible[passage] == self.possible[CLAIM]

    def count(self, passages: Iterable[int]) -> Count:
        """How many independent origins these passages stand for."""
        return _count(self, sorted(set(passages) & set(self.bearings) - {CLAIM}))


_NOTHING_DECIDED = Corrections()


def fold(
    claim: Bearing,
    passages: Sequence[Bearing],
    *,
    bodies: Bodies | None = None,
    corrections: Corrections = _NOTHING_DECIDED,
) -> Folded:
    """The origins of a claim's passages under docs/method.md, section 3.

    The result does not depend on the order of `passages`.
    """
    known = bodies or Bodies()
    ours = replace(claim, id=CLAIM)
    ordered = [ours, *sorted(passages, key=lambda b: b.id)]
    nodes = [_corrected(bearing, corrections) for bearing in ordered]
    decided = corrections.latest()
    edges = _all_edges(nodes, known, decided)
    apart = frozenset(pair for pair, what in decided.items() if what is Decision.CUT)
    certain = _components(nodes, [e for e in edges if e.certain], apart)
    possible = _components(nodes, edges, apart)
    bearings = {node.id: node for node in nodes}
    return Folded(
        _origins(bearings, edges, certain),
        edges,
        bearings,
        certain,
        possible,
        ours.basis.root is not None and not ours.basis.inferred,
    )


def _corrected(bearing: Bearing, corrections: Corrections) -> Bearing:
    basis = corrections.bases.get(bearing.id)
    return bearing if basis is None else replace(bearing, basis=basis)


def _all_edges(
    nodes: Sequence[Bearing], bodies: Bodies, decided: Mapping[frozenset[int], Decision]
) -> tuple[Edge, ...]:
    found: list[Edge] = []
    for i, a in enumerate(nodes):
        for b in nodes[i + 1 :]:
            what = decided.get(frozenset((a.id, b.id)))
            if what is Decision.JOIN:
                found.append(Edge(a.id, b.id, EdgeKind.JOINED, True, "A reviewer joined the two."))
            elif what is None:
                found += edges_between(a, b, bodies)
    return tuple(sorted(found, key=lambda e: (not e.certain, e.kind.rank, e.a, e.b)))


def _components(
    nodes: Sequence[Bearing], edges: Sequence[Edge], apart: frozenset[frozenset[int]]
) -> dict[int, int]:
    """Each passage's component, named by its smallest id; what a person cut stays apart.

    A passage of no or of two roots joins one origin and never bridges two.
    """
    anchored = {node.id: is_stated(node.basis) and not node.basis.also for node in nodes}
    loose = {node_id for node_id, is_anchor in anchored.items() if not is_anchor}
    member_of = {node.id: node.id for node in nodes}
    members = {node.id: [node.id] for node in nodes}
    for edge in edges:
        a, b = member_of[edge.a], member_of[edge.b]
        if a == b or _is_cut(members[a], members[b], apart):
            continue
        bridges = anchored[a] and anchored[b] and not loose.isdisjoint((edge.a, edge.b))
        if bridges and edge.kind is not EdgeKind.JOINED:
            continue
        kept, gone = min(a, b), max(a, b)
        for each in members[gone]:
            member_of[each] = kept
        members[kept] += members.pop(gone)
        anchored[kept] = anchored[kept] or anchored[gone]
    return member_of


def _is_cut(a: list[int], b: list[int], apart: frozenset[frozenset[int]]) -> bool:
    return bool(apart) and any(frozenset((x, y)) in apart for x in a for y in b)


def _origins(
    bearings: Mapping[int, Bearing], edges: Sequence[Edge], certain: Mapping[int, int]
) -> tuple[Origin, ...]:
    groups: dict[int, list[int]] = {}
    for passage in bearings:
        if passage != CLAIM:
            groups.setdefault(certain[passage], []).append(passage)
    inside: dict[int, list[str]] = {}
    between: dict[int, list[str]] = {}
    for edge in edges:
        a, b = certain[edge.a], certain[edge.b]
        if a == b:
            inside.setdefault(a, []).append(edge.because)
        else:
            between.setdefault(a, []).append(edge.because)
            between.setdefault(b, []).append(edge.because)
    return tuple(
        Origin(
            min(passages),
            _label(bearings[min(passages)]),
            _reasons(inside.get(component, ()), bearings[min(passages)]),
            tuple(dict.fromkeys(between.get(component, ()))),
            tuple(sorted(passages)),
            component == certain[CLAIM],
        )
        for component, passages in sorted(groups.items(), key=lambda item: min(item[1]))
    )


def _reasons(because: Iterable[str], first: Bearing) -> tuple[str, ...]:
    return tuple(dict.fromkeys(because)) or (first.basis.because,)


def _label(bearing: Bearing) -> str:
    root = bearing.basis.root
    if root is None or bearing.basis.inferred:
        return f"unknown, in {bearing.source}" if bearing.source else "unknown"
    crowd = "(to " in root or root.endswith("activists")
    return f"{root}, unnamed official" if bearing.basis.unnamed and not crowd else root


def _count(folded: Folded, passages: Sequence[int]) -> Count:
    own_certain, own_possible = folded.certain[CLAIM], folded.possible[CLAIM]
    counted = [folded.bearings[p] for p in passages if folded.certain[p] != own_certain]
    at_most = {folded.certain[b.id] for b in counted}
    joint = _joint_roots(folded, counted)
    stated = [b for b in counted if is_stated(b.basis) and folded.possible[b.id] != own_possible]
    elsewhere = [b for b in stated if b.report != folded.bearings[CLAIM].report or b.report is None]
    least = {folded.possible[b.id] for b in elsewhere}
    at_least = len(least) if folded.claim_root_known else _surely_others(folded, elsewhere)
    first = _one_each(folded, counted)
    return Count(
        min(at_least, len(at_most) + joint),
        len(at_most) + joint,
        dict(sorted(Counter(b.kind or "unknown" for b in first).items())),
        dict(sorted(Counter(b.side or "no side" for b in first).items())),
        _warning(first),
    )


def _joint_roots(folded: Folded, counted: Sequence[Bearing]) -> int:
    """A figure given jointly may stand for each further root that nobody else here carries."""
    roots = {(b.basis.root or "").casefold() for b in counted}
    roots.add((folded.bearings[CLAIM].basis.root or "").casefold())
    return len({root.casefold() for b in counted for root in b.basis.also} - roots)


def _surely_others(folded: Folded, stated: Sequence[Bearing]) -> int:
    """Where the claim's origin is unknown, any one origin may be the claim's own.

    An origin counts at once if it cannot be: another body, and another figure or source. Of the
    others at most one can be the claim's, so all but one of them count.
    """
    claim = folded.bearings[CLAIM]
    groups: dict[int, list[Bearing]] = {}
    for bearing in stated:
        groups.setdefault(folded.possible[bearing.id], []).append(bearing)
    sure = sum(all(_cannot_be_source(claim, b) for b in group) for group in groups.values())
    return sure + max(0, len(groups) - sure - 1)


def _cannot_be_source(claim: Bearing, passage: Bearing) -> bool:
    if claim.source is None or passage.source is None or passage.source == claim.source:
        return False
    if passage.basis.root is not None and passage.basis.root == claim.source:
        return False
    if passage.basis.kind is BasisKind.OBSERVATION:
        return True
    return bool(claim.figures and passage.figures) and not (claim.figures & passage.figures)


def _one_each(folded: Folded, counted: Sequence[Bearing]) -> list[Bearing]:
    first: dict[int, Bearing] = {}
    for bearing in counted:
        first.setdefault(folded.certain[bearing.id], bearing)
    return list(first.values())


def _warning(first: Sequence[Bearing]) -> str | None:
    sides = {bearing.side for bearing in first}
    if len(first) > 1 and len(sides) == 1 and None not in sides:
        return f"All of it comes from one side: {first[0].side}."
    return None
