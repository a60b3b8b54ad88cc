"""Why two texts that seem to rule each other out may both be true."""

import re

from workbench.domain.events_relation import ATTRIBUTABLE, ATTRIBUTION, is_opposite
from workbench.domain.roles import agent_of, object_words, subject_words
from workbench.domain.stated import Stated, World
from workbench.domain.values import Actor, Event
from workbench.domain.vocabulary import Modality, Relation

_REACH = 60  # code points before an event
_WHO_DID_IT = re.compile(
    r"\b(?:behind|responsib\w+ for|(?:role|hand|part|involve\w*) in|carr(?:y|ied|ying) out|"
    r"conduct(?:ed|ing))\W+(?:[\w'’-]+\W+){0,4}$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad (?:\w+ly |also |already |not )?$")
_LIFE = frozenset({"kill", "survive"})


def why_both_may_be(
    event: Event, other: Event, texts: tuple[Stated, Stated], world: World
) -> str | None:
    """One sentence why the events of two texts do not exclude each other; None where they do."""
    if {event.kind, other.kind} == _LIFE:
        return _of_other_people(event, other, texts)
    if is_opposite(event.kind, other.kind) and _is_before(event, texts[0]) != _is_before(
        other, texts[1]
    ):
        return f"“{event.text}” and “{other.text}”: one was so before (“had”), and may have ended."
    if is_off(event) != is_off(other) and not is_opposite(event.kind, other.kind):
        return _only_who(event, other, texts, world)
    return None


def _is_before(event: Event, stated: Stated) -> bool:
    """Whether it is put before what the text is about: "had remained", unless that is quoted."""
    if any(each.kind in ATTRIBUTION for each in stated.own.events):
        return False
    return _HAD.search(stated.text[max(0, event.start - _REACH) : event.start]) is not None


def is_off(event: Event) -> bool:
    """Whether the event is said not to have happened."""
    return event.negated or event.modality is Modality.DENIED


def _of_other_people(event: Event, other: Event, texts: tuple[Stated, Stated]) -> str | None:
    """A boy who survived rules out no other's death."""
    pair = ((event, texts[0]), (other, texts[1]))
    (killed, telling), (alive, sparing) = pair if event.kind == "kill" else pair[::-1]
    if object_words(killed, telling) & subject_words(alive, sparing):
        return None
    return f"“{event.text}” and “{other.text}” are not said of the same people."


def _only_who(event: Event, other: Event, texts: tuple[Stated, Stated], world: World) -> str | None:
    """A denial of having done it rules out nothing where the other names nobody, or another."""
    pairs = ((event, texts[0]), (other, texts[1]))
    (off, denying), (_, telling) = pairs if is_off(event) else pairs[::-1]
    said = other if is_off(event) else event
    if off.kind not in ATTRIBUTABLE:
        return None
    accused = agent_of(said, telling)
    denies_role = _WHO_DID_IT.search(denying.text[max(0, off.start - _REACH) : off.start])
    ruled_out = agent_of(off, denying)
    if denies_role is None and ruled_out is None:
        return None
    if _is_one(accused, ruled_out, world):
        return None
    return f"What is ruled out is who did it, not “{said.text}”."


def _is_one(accused: Actor | None, ruled_out: Actor | None, world: World) -> bool:
    if accused is None or ruled_out is None:
        return False
    body = world.bodies.get(accused.key)
    if accused.key != ruled_out.key and body is not None and body.covers:
        return False  # "warplanes" may be anybody's
    return world.bodies.relate(accused.key, ruled_out.key) in {
        Relation.AGREES,
        Relation.COMPATIBLE,
    }
