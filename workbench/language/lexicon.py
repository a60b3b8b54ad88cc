"""The table of event words, read once and inflected."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.domain.wordlists import words

TABLE = "events.tsv"
NOT_AN_EVENT = "-"

_BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_NO_OBJECTS = words(
    "out off down up back to from in on at over of into away through hands under ahead forward "
    "dead alive behind apart free home city with fire captive hostage prisoner force effect "
    "fighting about for against aground by office ground control responsible lives life"
)
_VOWEL_CONSONANT = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprtvz]")


@dataclass(frozen=True, slots=True)
class Form:
    """One way a word of the table can appear in a text."""

    kind: str
    noun: bool
    participle: bool
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """What must follow a first word; `None` stands for up to four words of any kind."""

    kind: str
    rest: tuple[str | None, ...]
    noun: bool = False
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Event words by their forms; phrases by every form of their first word."""

    verbs: Mapping[str, Form]
    nouns: Mapping[str, Form]
    phrases: Mapping[str, tuple[Phrase, ...]]
    classes: Mapping[str, frozenset[str]]
    participles: frozenset[str]
    kinds: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The table that ships with the workbench."""
    return parse_lexicon((files("workbench.language") / TABLE).read_text(encoding="utf-8"))


def parse_lexicon(table: str) -> Lexicon:
    """Read a table in the form that the head of `events.tsv` describes."""
    rows = list(_rows(table))
    irregular = {kind: tuple(forms) for kind, part, forms in rows if part == "irregular"}
    classes = {kind: tuple(members) for kind, part, members in rows if part == "class"}
    verbs: dict[str, Form] = {}
    nouns: dict[str, Form] = {}
    phrases: dict[str, list[Phrase]] = {}
    for kind, part, written in rows:
        if part == "verb":
            for word in written:
                verbs.update(_verb_forms(kind, word, irregular))
        elif part in {"noun", "word"}:
            _add_nouns(kind, written, nouns, phrases)
        elif part in {"phrase", "not"}:
            for words_of in written:
                _add_phrase(kind, words_of, irregular, phrases)
                if part == "phrase":
                    _add_passive(kind, words_of, (irregular, classes), phrases)
    return Lexicon(
        verbs,
        nouns,
        {first: _longest_first(choices) for first, choices in phrases.items()},
        {kind: frozenset(members) for kind, members in classes.items()} | {"@be": _BE},
        _participles(rows, irregular),
        frozenset(kind for kind, part, _ in rows if part in {"verb", "noun", "word", "phrase"}),
    )


def _rows(table: str) -> Iterator[tuple[str, str, list[str]]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            kind, part, words = line.split("\t")
            yield kind, part, words.split("|")


def inflect(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and -ing form of an English verb."""
    third = _third_person(lemma)
    if lemma in irregular:
        past, participle, present = irregular[lemma]
        return lemma, third, past, participle, present
    if lemma.endswith("e"):
        return lemma, third, lemma + "d", lemma + "d", lemma.removesuffix("e") + "ing"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma, third, lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    stem = lemma + lemma[-1] if _VOWEL_CONSONANT.fullmatch(lemma) else lemma
    return lemma, third, stem + "ed", stem + "ed", stem + "ing"


def _third_person(lemma: str) -> str:
    if lemma in {"be", "have"}:
        return {"be": "is", "have": "has"}[lemma]
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if re.search(r"(s|sh|ch|x|z|o)$", lemma) else "s")


def _verb_forms(kind: str, lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> dict[str, Form]:
    base, third, past, participle, present = inflect(lemma, irregular)
    forms = {form: Form(kind, noun=False, participle=False) for form in (base, third, past)}
    forms[present] = Form(kind, noun=False, participle=False)
    forms[participle] = Form(kind, noun=False, participle=True)
    return forms


def _add_nouns(
    kind: str, words: list[str], nouns: dict[str, Form], phrases: dict[str, list[Phrase]]
) -> None:
    for word in words:
        for form in (word, _third_person(word)):
            first, _, rest = form.partition(" ")
            if rest:
                steps = tuple(rest.split())
                phrases.setdefault(first, []).append(Phrase(kind, steps, noun=True))
            else:
                nouns[form] = Form(kind, noun=True, participle=False)


def _add_phrase(
    kind: str,
    words: str,
    irregular: Mapping[str, tuple[str, ...]],
    phrases: dict[str, list[Phrase]],
) -> None:
    first, *rest = words.split()
    steps = tuple(None if step == ".." else step for step in rest)
    forms = {first} if kind == NOT_AN_EVENT else set(inflect(first, irregular))
    if first == "be" and kind != NOT_AN_EVENT:
        forms |= {"are", "were", "remain", "remained", "remains"}
    for form in forms:
        phrases.setdefault(form, []).append(Phrase(kind, steps))


def _add_passive(
    kind: str,
    phrase: str,
    tables: tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]],
    phrases: dict[str, list[Phrase]],
) -> None:
    """Of "lift .. curfew" also the passive: curfew .. was lifted."""
    irregular, classes = tables
    first, *rest = phrase.split()
    if first == "be" or not rest or rest[-1] in _NO_OBJECTS or rest[-1] in {"@Name", "@place"}:
        return
    if len(rest) > 2 or (len(rest) == 2 and rest[0] not in {"..", "the"}):
        return
    participle = inflect(first, irregular)[3]
    for noun in classes.get(rest[-1], (rest[-1],)):
        phrases.setdefault(noun, []).append(
            Phrase(kind, (None, "@be", None, participle), passive=True)
        )


def _longest_first(choices: list[Phrase]) -> tuple[Phrase, ...]:
    return tuple(sorted(choices, key=lambda p: (p.kind != NOT_AN_EVENT, -len(p.rest))))


def _participles(
    rows: list[tuple[str, str, list[str]]], irregular: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    lemmas = {word for _, part, words in rows if part == "verb" for word in words}
    lemmas |= {word.split()[0] for _, part, words in rows if part == "phrase" for word in words}
    return frozenset(inflect(lemma, irregular)[3] for lemma in lemmas)
