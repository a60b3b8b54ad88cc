"""Who did it, in a sentence: the actor that an event's grammar points to."""

import re

from workbench.domain.stated import Stated
from workbench.domain.values import Actor, Event, Quantity
from workbench.domain.wordlists import words

_BY = re.compile(r"\b(?:by|to|of)\s+(?:the\s+|a\s+|an\s+|[\w.'’-]+\s+){0,3}$", re.IGNORECASE)
_SUFFERS = re.compile(r"los[et]|losing|die|dying|dead|death|perish|drown", re.IGNORECASE)
_AND = re.compile(r",?\s+and\s+(?:the\s+)?", re.IGNORECASE)
_TAKEN_UP = re.compile(r"\b(?:it|they|he|she)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\s+$", re.IGNORECASE)
_IS_BUILDING = re.compile(r" (?:stations?|headquarters|checkpoints?|barracks|posts?)\b")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_DONE_BY = re.compile(r"\w (?:\w+ed|held|led|run|set) by\b")
_CAPITAL = re.compile(r"[A-Z][\w'’-]*")
_LONGEST_NAME = 5  # words
_AGAINST = re.compile(r"\bagainst\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_STOP = words(
    "did does do the a an of in on at to for from by with and or but as is are was were be "
    "been being has have had will would could may might that this these those its his her "
    "their it he she they who which not no more than least most about over under after before "
    "during since until again earlier later said says also some new last first other then "
    "there into out up down off all any both each few many several two three four five six "
    "seven eight nine ten dozen dozens hundred hundreds thousand thousands million billion "
    "percent per cent km monday tuesday wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december"
)
_ONE_WORD = {
    "ceasefire": "truce",
    "cease-fire": "truce",
    "armistice": "truce",
    "agreement": "deal",
    "accord": "deal",
    "pact": "deal",
    "bill": "law",
    "demonstrators": "protester",
    "lorries": "truck",
    "lorry": "truck",
}
_EMPTY_SUBJECTS = words(
    "people person civilians civilian men man women woman children officials official sources "
    "source residents others group forces force troops fighters town city village area attack "
    "strike toll"
)


def agent_of(event: Event, stated: Stated) -> Actor | None:
    """Who did it, by grammar: the subject before an active verb, the name after "by"."""
    actors = [a for a in stated.own.actors if not _is_excluded(a, stated.text)]
    if _SUFFERS.match(event.text) and event.kind == "kill":
        return None
    accused = _accused(event, stated)
    if accused is not None:
        return accused
    after = next(
        (a for a in actors if a.start >= event.end and _follows_by(event, a, stated.text)), None
    )
    if after is not None or event.passive or event.text.endswith(" to"):
        return after
    before = [a for a in actors if a.end <= event.start]
    before = [a for a in before if not _AGAINST.search(stated.text[: a.start])] or before
    if event.noun:
        before = [a for a in before if _is_beside(a.end, event.start, stated)]
    return _owner_of(before, stated.text) if before else None


def agents_of(event: Event, stated: Stated) -> tuple[Actor, ...]:
    """The same with those named beside the first: "the army and the police"."""
    agent = agent_of(event, stated)
    if agent is None:
        return ()
    others = [a for a in stated.own.actors if _is_joined(a, agent, stated.text)]
    return (agent, *others)


def patient_of(event: Event, stated: Stated) -> Actor | None:
    """Who suffered it, by grammar."""
    actors = [a for a in stated.own.actors if not _is_excluded(a, stated.text)]
    if event.passive or (_SUFFERS.match(event.text) and event.kind == "kill"):
        near = [a for a in actors if a.end <= event.start and _is_clear(a.end, event.start, stated)]
        return near[-1] if near else None
    agent = agent_of(event, stated)
    return next(
        (
            a
            for a in actors
            if a.start >= event.end and a is not agent and _is_clear(event.end, a.start, stated)
        ),
        None,
    )


def subject_words(event: Event, stated: Stated) -> frozenset[str]:
    """The content words of what stands before the verb, where no actor is named there."""
    head = re.split(r"[,;:.]", stated.text[: event.start])[-1]
    words = [w for w in content_words(head) if w not in _EMPTY_SUBJECTS]
    return frozenset(words[-4:])


def object_words(event: Event, stated: Stated) -> frozenset[str]:
    """The content words of what the verb acts on: after an active verb, before a passive one."""
    text = stated.text
    if event.passive:
        part = re.split(r"[,;:.]", text[: event.start])[-1]
        offset = event.start - len(part)
    else:
        offset = event.start + len(event.text.split()[0])
        part = re.split(r"[,;:]", text[offset:])[0]
    own = stated.own
    taken = [(d.start, d.end) for d in own.dates] + [(p.start, p.end) for p in own.places]
    taken += [(a.start, a.end) for a in own.actors] + [(q.start, q.end) for q in own.quantities]
    letters = list(part)
    for start, end in taken:
        begin, finish = max(0, start - offset), min(len(letters), end - offset)
        if begin < finish:
            letters[begin:finish] = " " * (finish - begin)
    return frozenset(content_words("".join(letters)))


def content_words(text: str) -> list[str]:
    """The words that carry meaning, lower-cased and without plural endings."""
    return [
        _ONE_WORD.get(word.lower(), stem(word.lower()))
        for word in _WORD.findall(text)
        if len(word) > 2 and word.lower() not in _STOP
    ]


def is_bare_name(stated: Stated) -> bool:
    """Whether a text names somebody or something and says nothing of it: "Talas al-Salamah"."""
    own, said = stated.own, content_words(stated.text)
    if own.events or own.quantities or len(said) > _LONGEST_NAME:
        return False
    named = topic_words(stated) - {stem(word.lower()) for word in _CAPITAL.findall(stated.text)}
    of_few_words = len(said) <= 2 and stated.text.rstrip()[-1:] not in set(".!?")
    return not named or of_few_words


def topic_words(stated: Stated, main: Event | None = None) -> frozenset[str]:
    """What the sentence is about besides its events (or the main one), figures, dates, names."""
    own = stated.own
    taken = [(e.start, e.end) for e in ((main,) if main is not None else own.events)] + [
        (d.start, d.end) for d in own.dates
    ]
    taken += [(p.start, p.end) for p in own.places] + [(a.start, a.end) for a in own.actors]
    taken += [(q.start, q.end) for q in own.quantities]
    letters = list(stated.text)
    for start, end in taken:
        letters[start:end] = " " * len(letters[start:end])
    return frozenset(content_words("".join(letters)))


def nearest_event(quantity: Quantity, events: tuple[Event, ...]) -> Event | None:
    """The event a figure belongs to: the nearest one."""
    return min(
        events, key=lambda e: max(e.start - quantity.end, quantity.start - e.end), default=None
    )


def stem(word: str) -> str:
    """A word without plural, past or -ing ending: enough to see that two words are one."""
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "'s", "’s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending in {"ied", "ies"} else "")
    return word


def _accused(event: Event, stated: Stated) -> Actor | None:
    """Who is accused of it, where somebody is."""
    charge = next(
        (e for e in stated.own.events if e.kind == "accuse" and e.end <= event.start), None
    )
    if charge is None or charge is event or charge.noun:
        return None
    return patient_of(charge, stated)


def _is_beside(start: int, end: int, stated: Stated) -> bool:
    return len(stated.text[start:end].split()) <= 2 and _is_clear(start, end, stated)


def _is_clear(start: int, end: int, stated: Stated) -> bool:
    """Whether no other event stands between two places of the text, or "it" takes the name up."""
    if _TAKEN_UP.search(stated.text[start:end]):
        return True
    return not any(start <= e.start < end for e in stated.own.events)


def _is_joined(actor: Actor, agent: Actor, text: str) -> bool:
    first, second = sorted((actor, agent), key=lambda a: a.start)
    return actor is not agent and _AND.fullmatch(text[first.end : second.start]) is not None


def _is_excluded(actor: Actor, text: str) -> bool:
    """Whether an actor is ruled out (the militia, not the army) or names a building."""
    ruled_out = re.search(r"\bnot (?:the )?$", text[: actor.start]) is not None
    return ruled_out or _IS_BUILDING.match(text, actor.end) is not None


def _owner_of(before: list[Actor], text: str) -> Actor:
    """Whose they are: where Russia denied something of its jets, Russia."""
    last = before[-1]
    if len(before) > 1 and _POSSESSIVE.search(text[: last.start]):
        return before[-2]
    return last


def _follows_by(event: Event, actor: Actor, text: str) -> bool:
    between = text[event.end : actor.start]
    if event.text.endswith(" to") and len(between.split()) <= 3:
        return True
    found = _BY.search(between)
    if found is None or any(mark in between for mark in ";:."):
        return False
    if not (event.noun or event.passive) and _DONE_BY.search(between):
        return False  # "broke the blockade maintained by rebels"
    return found.group().lower().startswith("by") or (
        event.noun and found.start() <= 1 and event.kind == "lose"
    )
