"""Whether what a clause names happened, is planned, alleged, denied or negated."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.vocabulary import Modality
from workbench.domain.wordlists import words

_NEGATIONS = words("no not never none nobody neither nor without cannot hardly n't nothing")
_NOT_NEGATING = words("only fewer less doubt later sooner least immediate immediately yet")
_CLAUSE_ENDS = words(
    "but while although though whereas because when who which whose whether how what where and "
    "after before as since if that"
)
_SENTENCE_TURNS = words("but while although though whereas saying adding")
_WILL = words("will would shall 'll should must can could might may")
_ACHIEVED = words(
    "managed manage manages succeeded began begun begin begins started start starts continued "
    "continue continues helped help helps forced able went leading led go used come came"
)
_FORCED = words("forced forcing compelled compelling prompted prompting")  # whom to do it
_FAILED = words("failed fail fails failure failing unable refused refuses refuse declined yet")
_PLANNED_BEFORE_NOUN = words(
    "planned possible potential upcoming impending looming imminent future threatened proposed "
    "attempted expected anticipated further threatens threaten threatening discussed discuss "
    "discussing "
    "considered considering demanded demands urged proposes promised promises sought seeks debated"
)
_CALLED = words("call calls called calling push pushed asked ask appeal appealed appeals plea")
_ALLEGED = words(
    "allegedly alleged alleging reportedly reported suspected apparently apparent presumed "
    "purportedly purported accused accuses accuse accusing believed thought rumoured rumored "
    "unconfirmed probably blamed blames blaming allegations accusations"
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)(?! (?:[\w()]+ ){1,3}(?:the ability|access|entry|permission))|"
    r"denials?|refut(?:es?|ed|ing)|"
    r"(?:reject|dismiss)(?:s|es|ed|ing)?(?: as (?:false|untrue|lies))?"
    r"(?= (?:\w+ ){0,3}(?:claims?|reports?|accusations?|allegations?|charges?|suggestions?|"
    r"that)\b))",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:is|are|was|were|as)\s+(?:\w+\s+)?(?:false|untrue|fabricated|baseless|incorrect|lies|"
    r"wrong|fake|"
    r"not true|unfounded|a lie|a fabrication)\b",
    re.IGNORECASE,
)
_VERBS_OF_KNOWING = words(
    "say says said know knows known knew confirm confirmed clear think thinks thought believe "
    "believes believed rule ruled see seen"
)
_REACH = 7
_DENIAL_REACH = 30


class Token(NamedTuple):
    """A word or a mark, lower-cased, with its place in the sentence."""

    word: str
    start: int
    end: int


class Standing(NamedTuple):
    """How an event is put."""

    modality: Modality
    negated: bool


def standing(tokens: Sequence[Token], at: int, *, noun: bool, denied: frozenset[int]) -> Standing:
    """How the event at token `at` is put; `denied` holds the tokens inside a denial."""
    clause = _clause_before(tokens, at)
    negated = _is_negated(_noun_phrase(clause) if noun else clause) or _has_no_object(tokens, at)
    if at in denied:
        return Standing(Modality.DENIED, negated)
    if _is_planned(clause, tokens, at, noun=noun):
        return Standing(Modality.PLANNED, negated)
    if _ALLEGED.intersection(clause) or _perfect_possibility(clause):
        return Standing(Modality.ALLEGED, negated)
    return Standing(Modality.HAPPENED, negated)


def denied_tokens(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens that stand inside a denial: after "denied that", before "is untrue"."""
    denied: set[int] = set()
    for match in _DENYING.finditer(text):
        first = next((i for i, t in enumerate(tokens) if t.start >= match.end()), len(tokens))
        if {"not", "n't", "neither", "nor"}.isdisjoint(
            t.word for t in tokens[max(0, first - 5) : first]
        ):
            denied.update(_denied_after(tokens, first))
    untrue = _UNTRUE.search(text)
    if untrue and not _has_not(tokens, untrue):
        denied.update(i for i, t in enumerate(tokens) if t.end <= untrue.start())
    return frozenset(denied)


def _has_not(tokens: Sequence[Token], untrue: re.Match[str]) -> bool:
    return any(t.word == "not" for t in tokens if untrue.start() <= t.start < untrue.end()) and (
        "not true" not in untrue.group().lower()
    )


def _denied_after(tokens: Sequence[Token], first: int) -> range:
    last = first
    while last < min(len(tokens), first + _DENIAL_REACH):
        word = tokens[last].word
        if word in {",", ";", ":", "."} or word in _SENTENCE_TURNS:
            break
        last += 1
    return range(first, last)


def _clause_before(tokens: Sequence[Token], at: int) -> list[str]:
    """Up to seven words before the event, nearest last, within its clause."""
    words: list[str] = []
    for i in range(at - 1, max(0, at - _REACH) - 1, -1):
        token = tokens[i]
        if _is_inside_a_number(tokens, i):
            continue
        if token.word in _CLAUSE_ENDS or (not token.word[0].isalnum() and token.word != "'ll"):
            break
        words.append(token.word)
        if token.word in _VERBS_OF_KNOWING and len(words) > 1:
            words.pop()
            break
    return words[::-1]


def _is_inside_a_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma only parts thousands: "forced 21,000 people to flee"."""
    if tokens[at].word != "," or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return before.word.isdigit() and after.word.isdigit() and before.end + 1 == after.start


def _has_no_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the negation stands after the verb: they arrested no one."""
    after = [token.word for token in tokens[at + 1 : at + 3]]
    if not after or after[0] not in {"no", "nobody", "none", "neither", "nothing"}:
        return False
    return not (after[0] == "no" and len(after) > 1 and after[1] in _NOT_NEGATING)


def _noun_phrase(clause: Sequence[str]) -> list[str]:
    """The determiner and adjectives before a noun; a verb's own negation is not the noun's."""
    return [word for word in clause[-3:] if word in {"no", "without", "neither"}][-1:]


def _is_negated(clause: Sequence[str]) -> bool:
    for i, word in enumerate(clause):
        following = clause[i + 1] if i + 1 < len(clause) else ""
        if (word in _NEGATIONS or word.endswith(("n't", "n’t"))) and following not in _NOT_NEGATING:
            return True
        if word in _FAILED and following == "to":
            return True
        if word.startswith("prevent") and "from" in clause[i:]:
            return True
    return False


def _is_planned(clause: Sequence[str], tokens: Sequence[Token], at: int, *, noun: bool) -> bool:
    if noun:
        if "for" in clause[-3:] and _CALLED.intersection(clause):
            return True
        return bool(_PLANNED_BEFORE_NOUN.intersection(clause[-3:])) or bool(
            {"plan", "plans", "planned", "threat", "threats", "preparations"}.intersection(
                clause[-4:]
            )
        )
    if _WILL.intersection(clause) and not _perfect_possibility(clause):
        return True
    if clause and clause[-1] == "be" and not {"to", "would"}.intersection(clause):
        return True  # "demanded that they be released"
    if at > 1 and tokens[at - 1].word == "to" and clause:
        return _infinitive_is_planned(clause)
    return any(t.word in {"if", "unless"} for t in tokens[max(0, at - _REACH) : at])


def _infinitive_is_planned(clause: Sequence[str]) -> bool:
    before = clause[:-1]
    if not before or _FAILED.intersection(before):
        return False
    return not (_ACHIEVED.intersection(before[-2:]) or _FORCED.intersection(before))


def _perfect_possibility(clause: Sequence[str]) -> bool:
    return "have" in clause and bool({"may", "might", "could"}.intersection(clause))
