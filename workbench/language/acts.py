"""What is said to have happened to those a number counts: killed, wounded, displaced, captured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.language.act_forms import act_forms, counted_act, form_at, form_ending
from workbench.language.counted import Counter
from workbench.language.tables import word_list
from workbench.language.words import Word

JOINT = "casualties"  # killed and wounded counted together
_REACH = 30  # tokens: how far a verb may stand from its number
_THINGS_TOO = frozenset(
    {"captured", "destroyed", "damaged", "fired", "missing", "trapped", "evacuated", "returned"}
)
_THINGS_ONLY = frozenset({"fired"})
_PERSONS_SURELY = frozenset({"released", "returned", "hospitalised", "recruited", "infected"})
_TAKEN_LIVES = frozenset(
    {
        "claimed",
        "claiming",
        "claims",
        "claim",
        "cost",
        "costing",
        "costs",
        "took",
        "taken",
        "taking",
    }
    | {"takes", "loss", "ended", "ending", "lost", "losing"}
)


@dataclass(frozen=True, slots=True)
class Counting:
    """A number with its noun at `tokens[first:last]`, as far as it is known before its act."""

    first: int
    last: int
    of: str | None
    kind: Counter | None
    measured: bool = False
    act: str | None = None

    def may_be(self, act: str | None) -> bool:
        """Whether such things can suffer the act: people are not fired, air strikes not killed."""
        if act is None or (self.measured and act not in _THINGS_TOO):
            return False
        if self.kind is Counter.THINGS:
            return act in _THINGS_TOO
        if act in _PERSONS_SURELY and self.kind is None and self.of is not None:
            return False
        return act not in _THINGS_ONLY or self.kind is None


class Found(NamedTuple):
    """The act of one counting; `part` where the number is some of another."""

    act: str | None = None
    part: bool = False
    active: bool = False


def acts(tokens: Sequence[Word], countings: Sequence[Counting]) -> list[Found]:
    """The act of each counting, in order."""
    starts = {counting.first: place for place, counting in enumerate(countings)}
    scene = _Scene(tokens, countings, starts)
    found = [_own(scene, place) for place in range(len(countings))]
    for place in range(len(countings) - 2, -1, -1):
        found[place] = _from_next(scene, place, found)
    for place in range(len(countings)):
        found[place] = _from_before(scene, place, found)
    return found


class _Scene(NamedTuple):
    tokens: Sequence[Word]
    countings: Sequence[Counting]
    starts: dict[int, int]

    def low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""


def _own(scene: _Scene, place: int) -> Found:
    """What the words around the number say, the surest first."""
    counting = scene.countings[place]
    if counting.act is not None:
        return Found(counting.act, _is_part(scene, counting))
    if _is_whole(scene, place):
        return Found()
    tries = (_direct, _active, _nominal, _passive, _modified, _among, _toll)
    for attempt in tries:
        act = attempt(scene, place)
        if counting.may_be(act):
            active = attempt is _active
            return Found(act, not active and _is_part(scene, counting), active)
    return Found(None, _is_part(scene, counting))


def _is_whole(scene: _Scene, place: int) -> bool:
    """Whether a number is the whole in "12 of the 15 on board died": the act befell the 12."""
    at = scene.countings[place].first
    at -= scene.low(at - 1) in word_list("determiners")
    previous = scene.countings[place - 1] if place else None
    return (
        previous is not None
        and scene.low(at - 1) == "of"
        and previous.first < at - 1 <= previous.last + 1
    )


def _direct(scene: _Scene, place: int) -> str | None:
    """As in "12 killed", "12 people dead", "12 people injured in"."""
    counting = scene.countings[place]
    at = counting.last
    if scene.low(at).endswith("ly"):
        at += 1
    form = form_at(scene.tokens, at)
    if form is None or not form.uses & {"participle", "state", "died"}:
        return None
    behind = at + form.size
    if "died" in form.uses:
        # "gunmen who killed five people fled": the gunmen did
        return None if _active(scene, place) else form.act
    if _has_object(scene, behind, counting):
        return None
    return _joined(scene, behind, form.act)


def _has_object(scene: _Scene, at: int, subject: Counting) -> bool:
    """Whether a participle is in truth a verb with its object: "three gunmen killed five"."""
    if at in scene.starts:
        other = scene.countings[scene.starts[at]]
        return subject.of is not None and form_at(scene.tokens, other.last) is None
    return scene.low(at) in word_list("objects")


def _joined(scene: _Scene, at: int, act: str) -> str:
    """Widens an act by the one beside it: "175 killed, injured" counts both."""
    link = scene.low(at) in {"and", "or", ",", "/", "&"}
    step = at + 1 if link else at
    if link and scene.low(step) in {"and", "or"}:
        step += 1
    form = form_at(scene.tokens, step)
    if form is None or {act, form.act} != {"killed", "wounded"} or "verb" in form.uses:
        return act
    behind = step + form.size
    if behind in scene.starts or scene.low(behind) in word_list("objects"):
        return act
    return JOINT


def _active(scene: _Scene, place: int) -> str | None:
    """As in "killed at least 12", "killing and wounding 12", "shot dead 5"."""
    counting = scene.countings[place]
    end = _before_fillers(scene, counting.first)
    form = form_ending(scene.tokens, end)
    if form is None:
        return None
    if scene.low(end - 1) == "dead" and form.act == "killed" and form.size == 1:
        return None
    begin = end - form.size
    if "verb" not in form.uses and _is_passive(scene, begin):
        return None
    other = form_ending(scene.tokens, begin - 1) if scene.low(begin - 1) in {"and", "or"} else None
    if other is not None and {other.act, form.act} == {"killed", "wounded"}:
        return JOINT
    return form.act


def _is_passive(scene: _Scene, at: int) -> bool:
    while scene.low(at - 1).endswith("ly"):
        at -= 1
    return scene.low(at - 1) in word_list("be")


def _before_fillers(scene: _Scene, at: int) -> int:
    """The end of what stands before a number, without "a total of", "another"."""
    for _ in range(4):
        word = scene.low(at - 1)
        total = word == "of" and scene.low(at - 2) in {"total", "number", "group", "some"}
        if total:
            at -= 2
        elif word in word_list("fillers") or (word.endswith("ly") and len(word) > 4):
            at -= 1
        else:
            break
    return at


def _nominal(scene: _Scene, place: int) -> str | None:
    """As in "the deaths of 12", "the lives of at least 12", "claimed 12 lives"."""
    counting = scene.countings[place]
    named = counted_act(counting.of)
    if named is not None:
        return named
    end = _before_fillers(scene, counting.first)
    if counting.of == "lives" and scene.low(end - 1) in {"claimed", "claiming", "cost", "took"}:
        return "killed"
    if scene.low(end - 1) not in {"of", "to"}:
        return None
    for size in (2, 1):
        begin = max(end - 1 - size, 0)
        known = act_forms().get(tuple(word.low for word in scene.tokens[begin : end - 1]))
        if known is not None and "of" in known[1]:
            lives = scene.low(end - 2) in {"lives", "life"}
            return known[0] if not lives or _takes_lives(scene, begin) else None
    return None


def _takes_lives(scene: _Scene, at: int) -> bool:
    """Whether lives were lost: "claimed the lives of" does, "changed the lives of" does not."""
    return any(scene.low(step) in _TAKEN_LIVES for step in range(at - 3, at))


def _passive(scene: _Scene, place: int) -> str | None:
    """As in "12 people had reportedly been killed", "12 were among the dead"."""
    return _chain(scene, scene.countings[place].last)


def _chain(scene: _Scene, at: int) -> str | None:
    """The act behind helping words; "had killed" is active and none."""
    passive, start = False, at
    for _ in range(12):
        form = form_at(scene.tokens, at)
        word = scene.low(at)
        if passive and at in scene.starts and "among" in {scene.low(at - 1), scene.low(at - 2)}:
            return _direct(scene, scene.starts[at])
        if form is not None and at > start:
            if "died" in form.uses or (passive and form.uses & {"participle", "state"}):
                return _joined(scene, at + form.size, form.act)
            return None
        if word in word_list("be") or word in {"left", "found", "among", "remain", "remained"}:
            passive = True
        elif not (
            word in word_list("helping") or word in word_list("standing") or word.endswith("ly")
        ):
            return None
        at += 1
    return None


def _modified(scene: _Scene, place: int) -> str | None:
    """As in "12 people, most of them women, were killed", "12 men in the town were killed"."""
    at = scene.countings[place].last
    opening = scene.low(at)
    if opening in {",", "(", "-", "\u2013", "\u2014"}:
        return _past_insertion(scene, at + 1)
    if opening not in word_list("modifiers"):
        return None
    inner = opening in {"including", "mostly", "mainly", "most", "some", "many", "among"}
    for step in range(at + 1, min(at + 16, len(scene.tokens))):
        if _closes(scene, step, inner=inner):
            return None
        if scene.low(step) in word_list("be") or scene.low(step) in {"have", "had", "has"}:
            return _chain(scene, step)
        form = form_at(scene.tokens, step)
        if form is not None and form.uses == {"died"}:
            return form.act
    return None


def _closes(scene: _Scene, at: int, *, inner: bool) -> bool:
    """Whether a new clause, or others than those counted, begin at a token."""
    word = scene.low(at)
    if word in word_list("clause ends") or word in word_list("sentence ends") or word == ",":
        return True
    kind = scene.countings[scene.starts[at]].kind if at in scene.starts else None
    return not inner and kind not in {Counter.THINGS, None}


def _past_insertion(scene: _Scene, at: int) -> str | None:
    for step in range(at, min(at + _REACH, len(scene.tokens))):
        word = scene.low(step)
        if word in word_list("sentence ends"):
            return None
        if word in {",", ")", "-", "\u2013", "\u2014"}:
            act = _chain(scene, step + 1)
            if act is not None:
                return act
            form = form_at(scene.tokens, step + 1)
            if form is not None and form.uses & {"died"}:
                return form.act
    return None


def _among(scene: _Scene, place: int) -> str | None:
    """As in "among the dead were 4 children", "those killed included 3 women"."""
    at = _before_fillers(scene, scene.countings[place].first) - 1
    if scene.low(at) not in {"were", "was", "are", "is", "include", "included", "includes", ":"}:
        return None
    form = form_at(scene.tokens, at - 1)
    if form is None or not form.uses & {"participle", "state", "noun"}:
        return None
    lead = [scene.low(step) for step in range(max(at - 6, 0), at - 1)]
    return form.act if {"among", "those", "the"} & set(lead) else None


_TOLL_REACH = 16  # tokens between "toll" and its figure; twice as many before "rose to"
_REACHED = frozenset({"to", "at", "reached", "reaches", "hit", "passed", "topped", "exceeded"})


def _toll(scene: _Scene, place: int) -> str | None:
    """As in "the death toll rose to 12", "the number of wounded reached 40"."""
    counting = scene.countings[place]
    if counting.measured:
        return None
    seen: str | None = None
    led = scene.low(_before_fillers(scene, counting.first) - 1) in _REACHED
    reach = _TOLL_REACH * (2 if led else 1)
    for step in range(counting.first - 1, max(counting.first - reach, -1), -1):
        word = scene.low(step)
        if word in {".", ";"} or (step in scene.starts and scene.low(step - 1) != "from"):
            return None
        if word == "toll":
            return {"injury": "wounded", "casualty": JOINT}.get(scene.low(step - 1), "killed")
        if word == "number" and scene.low(step + 1) == "of":
            return seen
        form = form_at(scene.tokens, step)
        if form is not None and form.uses & {"participle", "state", "noun"}:
            seen = form.act
    return None


def _is_part(scene: _Scene, counting: Counting) -> bool:
    """Whether "including", "among them" or "of whom" makes the number some of another."""
    end = _before_fillers(scene, counting.first)
    if scene.low(end - 1) in {"including", "includes", "included", "include", "incl"}:
        return True
    if scene.low(end - 1) in {"them", "whom"} and scene.low(end - 2) in {"among", "of"}:
        return True
    inside = {scene.low(step) for step in range(counting.first, counting.last)}
    return bool({"them", "whom"} & inside)


def _from_next(scene: _Scene, place: int, found: list[Found]) -> Found:
    """As in "12 civilians and 3 fighters were killed": the first shares the act of the second."""
    own, following = found[place], found[place + 1]
    counting, follower = scene.countings[place], scene.countings[place + 1]
    if own.act is not None or following.active or following.part:
        return own
    between = [scene.low(step) for step in range(counting.last, follower.first)]
    if not between or not all(word in word_list("links") for word in between):
        return own
    if follower.of is None or not counting.may_be(following.act):
        return own
    return Found(following.act, own.part)


def _from_before(scene: _Scene, place: int, found: list[Found]) -> Found:
    """As in "killed 12 civilians and 3 fighters", "12, including three children"."""
    own, counting = found[place], scene.countings[place]
    previous = found[place - 1] if place else None
    if own.act is not None or counting.measured:
        return own._replace(part=own.part or _shares_part(scene, place, own, previous))
    if own.part:
        act = previous.act if previous is not None else None
        act = act or _last_act(scene, counting.first)
        return Found(act, own.part) if counting.may_be(act) else own
    if previous is None or not counting.may_be(previous.act):
        return own
    between = range(scene.countings[place - 1].last, counting.first)
    return Found(previous.act, previous.part) if _continues(scene, between) else own


def _shares_part(scene: _Scene, place: int, own: Found, previous: Found | None) -> bool:
    """As in "including four children and a woman": the woman is part of the whole too."""
    if previous is None or not previous.part or own.act != previous.act or own.active:
        return False
    between = range(scene.countings[place - 1].last, scene.countings[place].first)
    return len(between) == 1 and scene.low(between[0]) in {"and", ","}


def _continues(scene: _Scene, between: Iterable[int]) -> bool:
    """Whether a list goes on: only names, "in" and the like before the last "and" or comma."""
    steps = list(between)
    if not steps or len(steps) > 8:
        return False
    linked = False
    for step in steps:
        word = scene.low(step)
        if word in word_list("links") or word in word_list("fillers"):
            linked = linked or word in {"and", ",", "plus"}
        elif linked or not (word in {"in", "near", "at", "from"} or scene.tokens[step].is_name):
            return False
    return linked


def _last_act(scene: _Scene, at: int) -> str | None:
    for step in range(at - 1, max(at - 14, -1), -1):
        form = form_at(scene.tokens, step)
        if form is not None:
            return form.act
        if scene.low(step) in {".", ";"}:
            return None
    return None
