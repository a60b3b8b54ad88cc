"""Whether two names stand for one party, and why, in the words of both texts."""

from workbench.domain.stated import World
from workbench.domain.values import Actor, Place
from workbench.domain.vocabulary import Relation

_REPORTERS = frozenset({"agency", "broadcaster", "newspaper", "site"})


def relate_names(a: Actor, b: Actor, world: World) -> tuple[Relation, str]:
    """How a claim's party and a passage's stand to each other, with one sentence why."""
    relation = world.bodies.relate(a.key, b.key)
    if relation is Relation.DIFFERS and any(is_reporter(x, world) for x in (a, b)):
        return Relation.NOT_COMPARABLE, "One of them reports it: who did it is not said."
    if relation is Relation.COMPATIBLE:
        return _perhaps_one(a, b, world)
    if world.bodies.are_apart(a.key, b.key):
        return relation, f"“{b.text}” and “{a.text}” are hardly one: such parties fight each other."
    why = {
        Relation.AGREES: one_name(a, b),
        Relation.DIFFERS: f"“{b.text}” is not “{a.text}”.",
    }
    return relation, why.get(relation, f"Whether “{b.text}” and “{a.text}” are one is not known.")


def _perhaps_one(a: Actor, b: Actor, world: World) -> tuple[Relation, str]:
    """One of a chain or a general word: a claim is met by whom its own word includes."""
    included = world.bodies.includes(a.key, b.key)
    relation = Relation.AGREES if included else Relation.COMPATIBLE
    if world.bodies.owner(a.key) == world.bodies.owner(b.key):
        how = "acts for or is a part of" if included else "belongs together with"
        return relation, f"“{b.text}” {how} “{a.text}”."
    if included:
        return relation, f"“{a.text}” is a general word that can mean “{b.text}”."
    return relation, f"Whether “{b.text}” and “{a.text}” mean the same here is not said."


def one_name(a: Place | Actor, b: Place | Actor) -> str:
    """Why two names stand for one; only where both are written alike do both name it."""
    if a.text.casefold() == b.text.casefold():
        return f"Both name {b.text}."
    return f"“{a.text}” and “{b.text}” are taken for one: {a.name}."


def is_reporter(actor: Actor, world: World) -> bool:
    """Whether an actor is an outlet, which tells of what others did."""
    body = world.bodies.get(actor.key)
    return body is not None and not _REPORTERS.isdisjoint((body.kind, *body.covers))
