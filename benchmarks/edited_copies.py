"""Reports made from another by editing, as desks do: copies, and what only looks like one.

Each maker takes a text, another report's text and a source of chance.
"""

import random
import re

EDITS = 0.08  # the share of words that a light hand changes
LEAST_KEPT, MOST_KEPT = 0.55, 0.7  # of a copy that also has sentences of its own
LEAST_SHARED, MOST_SHARED = 0.4, 0.6  # of a report of other news with the same background
LEAD = 2  # sentences

SENTENCE_END = re.compile(r"(?<=[.!?][”\"]) +|(?<=[.!?]) +(?=[A-Z“\"])")
_ATTRIBUTED = re.compile(r"^(?P<said>[A-Z][^,\"“”]{30,}), (?P<who>[^,\"“”]{3,60} said)\.$")
_FIGURE = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_NAMES = ("Arden", "Borlo", "Carrick", "Dunmere", "Elstow", "Farrow", "Gantry", "Holm", "Inver")
_HOUSE_STYLE = {
    "said": "stated",
    "killed": "slain",
    "after": "following",
    "about": "around",
    "many": "numerous",
    "more": "further",
    "while": "as",
    "also": "too",
    "because": "since",
    "attack": "assault",
    "people": "persons",
    "people,": "persons,",
    "government": "authorities",
    "police": "officers",
    "according": "as",
    "began": "started",
    "near": "close to",
    "percent": "per cent",
    "U.S.": "US",
    "which": "that",
    "against": "on",
    "last": "past",
    "told": "informed",
    "several": "some",
    "including": "among them",
    "before": "ahead of",
    "would": "will",
}


def sentences(text: str) -> list[str]:
    """The sentences of a text, cut as simply as will do."""
    return [s for line in text.splitlines() for s in SENTENCE_END.split(line) if s.strip()]


def lightly_edited(text: str, _other: str, chance: random.Random) -> str:
    """Words put into house style, left out or put in, in every sentence."""
    return " ".join(_edited(each, chance) for each in sentences(text))


def merged_and_split(text: str, _other: str, chance: random.Random) -> str:
    """Two sentences made one, and one made two, all through the text."""
    made: list[str] = []
    for each in sentences(text):
        if made and chance.random() < 1 / 3:
            made[-1] = f"{made[-1].rstrip('.')} and {each[:1].lower()}{each[1:]}"
        elif chance.random() < 1 / 2:
            made.append(each.replace(", ", ". It is ", 1))
        else:
            made.append(each)
    return " ".join(made)


def attribution_moved(text: str, _other: str, chance: random.Random) -> str:
    """Whoever said it stands before what was said, lightly edited."""
    moved = (_ATTRIBUTED.sub(r"\g<who> \g<said>.", each) for each in sentences(text))
    return " ".join(_edited(each, chance) for each in moved)


def figures_updated(text: str, _other: str, chance: random.Random) -> str:
    """The same story with later figures."""
    return _FIGURE.sub(lambda _: str(chance.randint(2, 400)), text)


def half_kept(text: str, other: str, chance: random.Random) -> str:
    """The lead and most of the story, lightly edited, among sentences of the desk's own."""
    share = chance.uniform(LEAST_KEPT, MOST_KEPT)
    kept = [_edited(each, chance) for each in _part(sentences(text), share)]
    own = _as_long(sentences(other), round(_words(kept) * (1 - share) / share))
    places = sorted(chance.randrange(1, len(kept) + 1) for _ in own)
    for place, each in reversed(list(zip(places, own, strict=True))):
        kept.insert(place, each)
    return " ".join(kept)


def in_a_roundup(text: str, other: str, chance: random.Random) -> str:
    """The lead and most of the story as one item of a long page."""
    kept = _part(sentences(text), chance.uniform(LEAST_KEPT, MOST_KEPT))
    around = sentences(other)
    while _words(around) < 2 * _words(sentences(text)):
        around += [_renamed(each, chance) for each in around]
    place = len(around) // 4
    return "\n".join((" ".join(around[:place]), " ".join(kept), " ".join(around[place:])))


def background_under_other_news(text: str, other: str, chance: random.Random) -> str:
    """Other news with the end of the story below it."""
    told = sentences(text)
    below = told[len(told) // 3 :]
    shared = chance.uniform(LEAST_SHARED, MOST_SHARED)
    own = _as_long(sentences(other), round(_words(below) * (1 - shared) / shared))
    return " ".join([*own, *below])


def quoted_at_length(text: str, other: str, chance: random.Random) -> str:
    """Another's report that quotes the story, block by block."""
    told = sentences(text.replace('"', "").replace("“", "").replace("”", ""))
    blocks = [" ".join(told[n : n + 3]) for n in range(0, len(told), 3)]
    quoted = [f"“{each}”" for each in blocks[: max(1, len(blocks) * 2 // 3)]]
    own = _as_long(sentences(other), round(_words(quoted) * chance.uniform(0.5, 1)))
    return "\n".join([*own[:2], *quoted, *own[2:]])


def told_of_another_event(text: str, _other: str, chance: random.Random) -> str:
    """The same formulas with other names and figures: not the same news."""
    return " ".join(_renamed(each, chance) for each in sentences(text))


def _edited(sentence: str, chance: random.Random) -> str:
    words: list[str] = []
    for word in sentence.split():
        if chance.random() >= EDITS and not (word in _HOUSE_STYLE and chance.random() < EDITS * 4):
            words.append(word)
        elif word in _HOUSE_STYLE:
            words.append(_HOUSE_STYLE[word])
        elif word[0].isupper() or chance.random() < 1 / 2:
            words += [word, chance.choice(("now", "reportedly", "already", "then"))]
    return " ".join(words)


def _renamed(sentence: str, chance: random.Random) -> str:
    figures = _FIGURE.sub(lambda _: str(chance.randint(2, 400)), sentence)
    return _NAME.sub(lambda _: chance.choice(_NAMES), figures)


def _part(told: list[str], share: float) -> list[str]:
    """The lead and what follows it, up to a share of the words."""
    wanted, kept = share * _words(told), told[:LEAD]
    for each in told[LEAD:]:
        if _words(kept) >= wanted:
            break
        kept.append(each)
    return kept


def _as_long(told: list[str], words: int) -> list[str]:
    kept: list[str] = []
    for each in told:
        if _words(kept) >= words:
            break
        kept.append(each)
    return kept


def _words(told: list[str]) -> int:
    return sum(len(each.split()) for each in told)
