"""How two things that happened stand to each other: the same, opposite, one implying the other."""

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.values import Event
from workbench.domain.vocabulary import Modality, Relation

ATTRIBUTION = frozenset({"say", "deny", "accuse", "urge", "vow", "plan", "investigate"})
BACKGROUND = frozenset({"clash", "continue", "start", "end", "find", "support", "return", "leave"})
ATTRIBUTABLE = frozenset(
    {
        "strike",
        "attack",
        "use",
        "kill",
        "wound",
        "abduct",
        "down",
        "explode",
        "destroy",
        "damage",
        "displace",
    }
    | {"breach", "responsible", "arrest", "test", "block"}
)
ASPECT = frozenset({"start", "continue", "end"})
_SAME = (
    {"seize", "retake"},
    {"strike", "attack"},
    {"explode", "attack"},
    {"explode", "strike"},
    {"withdraw", "leave"},
    {"arrest", "capture"},
    {"use", "attack"},
    {"accept", "approve"},
    {"agree", "approve"},
    {"agree", "accept"},
    {"agree", "truce"},
    {"destroy", "explode"},
    {"arrive", "enter"},
    {"quitdeal", "withdraw"},
    {"receive", "arrive"},
    {"handover", "surrender"},
    {"handover", "withdraw"},
    {"handover", "lose"},
    {"sanction", "impose"},
    {"provide", "deliver"},
    {"provide", "support"},
    {"publish", "release"},
    {"found", "start"},
    {"start", "open"},
    {"end", "close"},
    {"meet", "discuss"},
    {"mediate", "agree"},
    {"elect", "win"},
    {"elect", "appoint"},
    {"visit", "arrive"},
    {"burn", "destroy"},
    {"move", "displace"},
    {"move", "deploy"},
    {"urge", "order"},
)
_OPPOSITE = (
    {"seize", "lose"},
    {"retake", "lose"},
    {"hold", "lose"},
    {"hold", "withdraw"},
    {"advance", "withdraw"},
    {"advance", "lose"},
    {"seize", "withdraw"},
    {"enter", "withdraw"},
    {"seize", "repel"},
    {"arrive", "leave"},
    {"arrive", "block"},
    {"enter", "block"},
    {"deliver", "block"},
    {"withdraw", "stay"},
    {"leave", "stay"},
    {"kill", "survive"},
    {"besiege", "unsiege"},
    {"arrest", "release"},
    {"abduct", "release"},
    {"displace", "return"},
    {"rise", "fall"},
    {"open", "close"},
    {"start", "end"},
    {"continue", "end"},
    {"deliver", "block"},
    {"support", "cutaid"},
    {"agree", "reject"},
    {"accept", "reject"},
    {"approve", "reject"},
    {"approve", "veto"},
    {"agree", "quitdeal"},
    {"truce", "breach"},
    {"agree", "breach"},
    {"truce", "collapse"},
    {"agree", "collapse"},
    {"win", "loseelection"},
    {"resign", "stay"},
    {"appoint", "dismiss"},
    {"dismiss", "stay"},
    {"ban", "allow"},
    {"sanction", "liftsanctions"},
    {"convict", "acquit"},
    {"charge", "acquit"},
    {"sentence", "acquit"},
    {"build", "destroy"},
    {"export", "import"},
    {"accept", "veto"},
    {"deploy", "withdraw"},
    {"block", "allow"},
    {"miss", "find"},
    {"extend", "end"},
    {"found", "dissolve"},
    {"impose", "remove"},
    {"provide", "withhold"},
    {"join", "quitdeal"},
    {"condemn", "praise"},
    {"plant", "demine"},
    {"damage", "repair"},
    {"destroy", "repair"},
    {"handover", "hold"},
    {"handover", "reject"},
    {"end", "extend"},
    {"deliver", "withhold"},
    {"close", "start"},
    {"resign", "remain"},
    {"leave", "remain"},
    {"withdraw", "remain"},
    {"defeat", "win"},
)
_IMPLIES = {
    "seize": {"enter", "advance", "hold"},
    "retake": {"enter", "advance", "hold", "seize"},
    "hold": {"seize"},
    "use": {"attack"},
    "strike": {"attack"},
    "lose": {"withdraw"},
    "withdraw": {"lose"},
    "convict": {"charge"},
    "sentence": {"convict", "charge"},
    "resign": {"leave"},
    "charge": {"arrest"},
    "deliver": {"arrive"},
    "displace": {"leave"},
    "win": {"vote"},
    "approve": {"vote"},
    "rescue": {"survive"},
    "destroy": {"damage"},
    "down": {"crash"},
    "surrender": {"capture"},
}
_SAME_PAIRS = frozenset(frozenset(pair) for pair in _SAME)
_OPPOSITE_PAIRS = frozenset(frozenset(pair) for pair in _OPPOSITE)


def telling(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that carry what is asserted, the main one first.

    The saying of it counts only where nothing else is there; "the truce began" and "the toll rose
    to 41" assert the truce and the toll.
    """
    found = tuple(events)
    content = tuple(e for e in found if e.kind not in ATTRIBUTION)
    verbs = tuple(e for e in content if not e.noun)
    front = tuple(e for e in verbs if e.kind not in BACKGROUND and not _moves_a_toll(e, content))
    only_aspect = all(e.kind in ASPECT or _moves_a_toll(e, content) for e in verbs)
    if only_aspect and any(e.noun for e in content):
        return tuple(_in_the_mood_of(noun, verbs) for noun in content if noun.noun)
    chosen = front or verbs or content or found
    return tuple(sorted(chosen, key=lambda e: e.modality is Modality.PLANNED))


def in_their_moods(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, each noun as planned, denied or negated as the "began" that follows it."""
    found = tuple(events)
    aspects = tuple(e for e in found if e.kind in ASPECT and not e.noun)
    return tuple(_in_the_mood_of(e, aspects) if e.noun else e for e in found)


def _moves_a_toll(event: Event, content: tuple[Event, ...]) -> bool:
    return event.kind in {"rise", "fall"} and any(
        e.noun and e.kind == "kill" and e.end <= event.start for e in content
    )


def _in_the_mood_of(noun: Event, verbs: tuple[Event, ...]) -> Event:
    """A noun is as planned, denied or negated as the verb after it."""
    verb = next((v for v in verbs if v.start >= noun.end), None)
    if verb is None or verb.kind == "end":
        return noun
    return replace(noun, modality=verb.modality, negated=noun.negated or verb.negated)


def relate(claim: Event, passage: Event) -> tuple[Relation, str]:
    """How the passage's event stands to the claim's, with one sentence why."""
    if is_same(claim.kind, passage.kind):
        return _same_kind(claim, passage)
    if frozenset((claim.kind, passage.kind)) in _OPPOSITE_PAIRS:
        return _opposite_kinds(claim, passage)
    if passage.kind in _IMPLIES.get(claim.kind, ()):
        return _claim_implies(claim, passage)
    if claim.kind in _IMPLIES.get(passage.kind, ()):
        return _passage_implies(claim, passage)
    return (
        Relation.NOT_COMPARABLE,
        f"“{claim.text}” and “{passage.text}” are different kinds of event.",
    )


def is_same(a: str, b: str) -> bool:
    """Whether two predicate classes name one kind of event."""
    return a == b or frozenset((a, b)) in _SAME_PAIRS


def is_opposite(a: str, b: str) -> bool:
    """Whether two predicate classes are opposite directions of one thing."""
    return frozenset((a, b)) in _OPPOSITE_PAIRS


def _is_off(event: Event) -> bool:
    """Whether the event is said not to have happened; "denied that it did not" stays open."""
    return event.negated or event.modality is Modality.DENIED


def _same_kind(claim: Event, passage: Event) -> tuple[Relation, str]:
    if _is_off(claim) != _is_off(passage):
        return Relation.DIFFERS, _one_is_off(claim, passage)
    if claim.modality is passage.modality or _is_off(claim):
        return Relation.AGREES, _of_one_kind(claim.text, passage.text)
    if claim.modality is Modality.ALLEGED and passage.modality is Modality.HAPPENED:
        why = f"The claim calls “{claim.text}” alleged, the passage says “{passage.text}” outright."
        return Relation.AGREES, why
    ours, theirs = (f"“{event.text}” ({event.modality})" for event in (claim, passage))
    return Relation.COMPATIBLE, f"{ours} in the claim, {theirs} in the passage."


def _one_is_off(claim: Event, passage: Event) -> str:
    off, which = (claim, "claim") if _is_off(claim) else (passage, "passage")
    said, other = (passage, "passage") if off is claim else (claim, "claim")
    how = "denies" if Modality.DENIED in {claim.modality, passage.modality} else "negates"
    return f"The {other} says “{said.text}”, the {which} {how} “{off.text}”."


def _of_one_kind(claim: str, passage: str) -> str:
    if claim.casefold() == passage.casefold():
        return f"Both say “{passage}”."
    return f"“{claim}” and “{passage}” tell of one kind of event."


def _opposite_kinds(claim: Event, passage: Event) -> tuple[Relation, str]:
    if {claim.modality, passage.modality} & {Modality.PLANNED}:
        return (
            Relation.COMPATIBLE,
            f"“{claim.text}” and “{passage.text}”: one of them is only planned.",
        )
    if _is_off(claim) != _is_off(passage):
        return (
            Relation.COMPATIBLE,
            f"“{passage.text}” and “{claim.text}” do not exclude each other here.",
        )
    return Relation.DIFFERS, f"“{claim.text}” and “{passage.text}” are opposite directions."


def _claim_implies(claim: Event, passage: Event) -> tuple[Relation, str]:
    if not _is_off(claim) and _is_off(passage) and claim.modality is Modality.HAPPENED:
        return (
            Relation.DIFFERS,
            f"“{claim.text}” cannot be without “{passage.text}”, which is ruled out.",
        )
    return Relation.COMPATIBLE, f"“{passage.text}” is less than “{claim.text}”."


def _passage_implies(claim: Event, passage: Event) -> tuple[Relation, str]:
    if _is_off(passage) or passage.modality is not Modality.HAPPENED:
        return Relation.COMPATIBLE, f"“{passage.text}” leaves “{claim.text}” open."
    if _is_off(claim):
        return (
            Relation.DIFFERS,
            f"“{passage.text}” includes “{claim.text}”, which the claim rules out.",
        )
    return Relation.AGREES, f"“{passage.text}” includes “{claim.text}”."
