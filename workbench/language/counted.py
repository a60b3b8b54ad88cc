"""What a number counts: the noun behind it, and the kind of people or things it names."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from workbench.language.act_forms import form_at
from workbench.language.tables import phrase, rows, word_list
from workbench.language.words import HYPHENS, Word, joined

_LONGEST = 9
_EXTRA = frozenset({"more", "other", "others", "further", "additional", "fellow", "new"})
_PARTS = frozenset({"them", "whom", "which", "us"})


class Counter(StrEnum):
    """The kind of people or things a number counts."""

    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    FIGHTERS = "fighters"
    PEOPLE = "people"
    THINGS = "things"


class Counted(NamedTuple):
    """The head noun and where its phrase ends; `part` where the number is some of a whole."""

    of: str | None
    last: int
    more: bool = False
    part: bool = False


def counter_of(noun: str | None) -> Counter | None:
    """The class of a counted noun ("rebel fighters", "boys"); None where the table is silent."""
    if not noun:
        return None
    key = phrase(noun)
    return next((_nouns()[key[at:]][0] for at in range(len(key)) if key[at:] in _nouns()), None)


def counted(tokens: Sequence[Word], at: int, *, single: bool) -> Counted:
    """The noun phrase that begins at `tokens[at]`, right behind a number or its unit."""
    at, more, part = _to_phrase(tokens, at)
    if at < len(tokens) and part and tokens[at].low in _PARTS:
        head = _head(tokens, at + 1, single=False)
        return Counted(_noun(tokens, head), head[1] if head else at + 1, more, part=True)
    head = _head(tokens, at, single=single)
    if head is None:
        return Counted(None, at, more, part)
    return Counted(_noun(tokens, head), head[1], more, part)


def _to_phrase(tokens: Sequence[Word], at: int) -> tuple[int, bool, bool]:
    """Steps over "more", "of his", "other"; says whether "more" and whether "of the" was there."""
    more = part = False
    start = at
    while at < len(tokens):
        word = tokens[at].low
        if word in _EXTRA and word != "others":
            more = more or word in {"more", "further", "additional"}
            at += 1
        elif word == "of" and not part:
            at += 1
        elif at > start and tokens[at - 1].low == "of" and word in word_list("determiners"):
            part, at = True, at + 1
        elif at > start and tokens[at - 1].low == "of" and word in _PARTS:
            return at, more, True
        elif part and tokens[at].is_number:  # "15 of the 350 hostages"
            at += 1
        else:
            break
    return at, more, part


def _noun(tokens: Sequence[Word], head: tuple[int, int] | None) -> str | None:
    if head is None:
        return None
    return " ".join(
        word.text if word.is_name and not word.text.isupper() else word.low
        for word in tokens[head[0] : head[1]]
    )


def _head(tokens: Sequence[Word], at: int, *, single: bool) -> tuple[int, int] | None:
    """The head noun as token bounds."""
    end = _phrase_end(tokens, at)
    for place in range(at, end):
        known = _known(tokens, place, end, single=single)
        if known is not None:
            return known
    plural = next((place for place in range(at, end) if _looks_plural(tokens[place])), None)
    if plural is None:
        plural = next((place for place in range(at, end) if _is_people(tokens[place])), None)
    if plural is not None:
        while plural + 1 < end and _looks_plural(tokens[plural + 1]):
            plural += 1
        return plural, plural + 1
    return _single(tokens, at, end) if single else None


def _single(tokens: Sequence[Word], at: int, end: int) -> tuple[int, int] | None:
    """The noun behind "one", which no list and no plural shows: the last before a verb."""
    end = next((place for place in range(at, end) if form_at(tokens, place)), end)
    if end > at and tokens[end - 1].is_word and not tokens[end - 1].is_name:
        return end - 1, end
    return None


def _known(tokens: Sequence[Word], at: int, end: int, *, single: bool) -> tuple[int, int] | None:
    """The last of the consecutive listed nouns that begin at `at`."""
    found = None
    while at < end:
        length = next(
            (
                size
                for size in (3, 2, 1)
                if (entry := _nouns().get(tuple(word.low for word in tokens[at : at + size])))
                and at + size <= end
                and (entry[1] or single)
            ),
            0,
        )
        if not length:
            break
        found = (at, at + length)
        at += length
    return found


def _phrase_end(tokens: Sequence[Word], at: int) -> int:
    end = at
    while end < len(tokens) and end - at < _LONGEST and _goes_on(tokens, at, end):
        end += 1
    return end


def _goes_on(tokens: Sequence[Word], at: int, end: int) -> bool:
    """Whether a token still belongs to the noun phrase: "3 T-72 tanks", "2 of the group's men"."""
    word = tokens[end]
    if end == at:
        return word.is_word and not _ends(word) and not _is_doing(tokens, at)
    if word.is_word:
        compound = tokens[end - 1].text in HYPHENS and joined(tokens[end - 1], word)
        return compound or not _ends(word)
    if word.text in HYPHENS:
        return joined(tokens[end - 1], word)
    behind_hyphen = tokens[end - 1].text in HYPHENS and joined(tokens[end - 1], word)
    return word.low in {"'s", "'"} or (word.is_number and behind_hyphen)


def _ends(word: Word) -> bool:
    """Whether a word cannot stand inside a noun phrase; IS and US in capitals are names."""
    return word.low in word_list("phrase ends") and not (word.text.isupper() and len(word.text) > 1)


def _is_doing(tokens: Sequence[Word], at: int) -> bool:
    """As in "dozens suffering from burns", unlike "dozens fighting men"."""
    word = tokens[at]
    after = tuple(token.low for token in tokens[at + 1 : at + 2])
    return word.low.endswith("ing") and len(word.low) > 5 and after not in _nouns()


def _looks_plural(word: Word) -> bool:
    return (
        word.is_word
        and not word.is_name
        and len(word.low) > 3
        and word.low.endswith("s")
        and not word.low.endswith(("ss", "us", "is"))
        and word.low not in word_list("not plural")
    )


def _is_people(word: Word) -> bool:
    """A capitalised plural: Assyrians, Rohingyas."""
    return word.is_name and len(word.text) > 4 and word.low.endswith(("ans", "is", "ians", "yas"))


@cache
def _nouns() -> dict[tuple[str, ...], tuple[Counter, bool]]:
    """Each listed noun with its class and whether it is a plural."""
    found: dict[tuple[str, ...], tuple[Counter, bool]] = {}
    for name, plurals, singulars in rows("counters.tsv", 3):
        for forms, plural in ((singulars, False), (plurals, True)):
            for form in filter(None, forms.split("|")):
                found[phrase(form)] = (Counter(name), plural)
    return found
