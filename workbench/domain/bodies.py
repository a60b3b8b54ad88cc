"""Who is who: agencies, monitors, parties, states, and who belongs to or speaks for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workbench.domain.vocabulary import Relation

_OPPOSED = frozenset({"army", "state", "ministry", "police", "armed-group", "coalition"})
_LONGEST_CHAIN = 8  # a table that names itself as its own owner ends here


@dataclass(frozen=True, slots=True)
class Body:
    """A row of the table of bodies; `part_of` is the key of its owner or larger body."""

    key: str
    name: str
    kind: str
    side: str | None = None
    part_of: str | None = None
    covers: tuple[str, ...] = ()  # of a party without a name ("rebels"): the kinds it may be
    never: tuple[str, ...] = ()  # and the bodies of those kinds that it is not a word for


@dataclass(frozen=True, slots=True)
class Bodies:
    """The table by key; what it does not know stays unknown."""

    table: Mapping[str, Body] = field(default_factory=lambda: MappingProxyType({}))
    _keys: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        keys = {body.name.casefold(): key for key, body in reversed(list(self.table.items()))}
        object.__setattr__(self, "_keys", MappingProxyType(keys))

    def get(self, key: str | None) -> Body | None:
        """The body of that key, if the table has it."""
        return self.table.get(key) if key else None

    def key_of(self, name: str) -> str | None:
        """The key of the body of that name in the table's own spelling."""
        return self._keys.get(name.casefold())

    def chain(self, key: str) -> tuple[str, ...]:
        """The key and everything it belongs to, nearest first."""
        keys = [key]
        while len(keys) < _LONGEST_CHAIN:
            body = self.table.get(keys[-1])
            if body is None or body.part_of is None or body.part_of in keys:
                break
            keys.append(body.part_of)
        return tuple(keys)

    def owner(self, key: str) -> str:
        """The body at the end of the chain: whose organ it is."""
        return self.chain(key)[-1]

    def side(self, key: str | None) -> str | None:
        """The side of the body or of the nearest owner that has one."""
        for link in self.chain(key) if key else ():
            body = self.table.get(link)
            if body is not None and body.side is not None:
                return body.side
        return None

    def includes(self, whole: str, part: str) -> bool:
        """Whether the second acts for the first, or is one of those a general word names."""
        general, named = self.get(whole), self.get(part)
        if whole in self.chain(part):
            return True
        if general is None or named is None or self._is_no_word_for(general, named):
            return False
        return not named.covers and named.kind in general.covers

    def may_be(self, a: str, b: str) -> bool:
        """Whether a general word ("rebels") may stand for the other body, or for the same one."""
        first, second = self.get(a), self.get(b)
        if first is None or second is None or not (first.covers or second.covers):
            return False
        if self.are_apart(a, b):
            return False
        kinds = set(first.covers or (first.kind,)) & set(second.covers or (second.kind,))
        return bool(kinds)

    def relate(self, a: str, b: str) -> Relation:
        """How one actor stands to another; only known bodies of different chains differ."""
        if a == b:
            return Relation.AGREES
        chain_a, chain_b = set(self.chain(a)), set(self.chain(b))
        if chain_a & chain_b:
            return Relation.COMPATIBLE
        first, second = self.get(a), self.get(b)
        if first is None or second is None:
            return Relation.NOT_COMPARABLE
        if first.covers or second.covers:
            apart = self.are_apart(a, b)
            return Relation.NOT_COMPARABLE if apart else _relate_unnamed(first, second)
        if first.side is not None and first.side == second.side:
            return Relation.NOT_COMPARABLE
        return Relation.DIFFERS

    def are_apart(self, a: str, b: str) -> bool:
        """Whether one is a general word ("rebels") that is no word for the other."""
        first, second = self.get(a), self.get(b)
        if first is None or second is None:
            return False
        return self._is_no_word_for(first, second) or self._is_no_word_for(second, first)

    def _is_no_word_for(self, general: Body, named: Body) -> bool:
        return not set(general.never).isdisjoint(self.chain(named.key))


def _relate_unnamed(a: Body, b: Body) -> Relation:
    ours, theirs = set(a.covers or (a.kind,)), set(b.covers or (b.kind,))
    if ours & theirs:
        return Relation.COMPATIBLE
    return Relation.DIFFERS if ours | theirs <= _OPPOSED else Relation.NOT_COMPARABLE
