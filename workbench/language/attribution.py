"""Who says it, by which verb, and who passes it on, from a sentence whose quotes are hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.language import lost_commas, mentions
from workbench.language.cues import BODIES, CUES, LISTENERS, NEED_A_CLAUSE, OUTLETS, ROLES, listed
from workbench.language.mentions import Kind, Mention
from workbench.language.tokens import Token, tokenize

_BETWEEN = listed("between")
_NOT_SPOKEN = listed("not spoken after")
_CLAUSE_STARTS = listed("clause start")
_PREPOSITIONS = listed("preposition")
_BEFORE_ARTICLE = _PREPOSITIONS | {"and", "or", "all", "both", "who", "which", "that", "between"}
_STRONG = frozenset({"said", "says", "say", "told", "tells", "tell", "added", "adds", "add"})
_MOST_CUES = 8  # looked at in a sentence; prose has two or three
_LONGEST_SUBJECT = 60  # tokens, with all its appositions
_SHORT_CLAUSE = 10  # words; in prose without commas a longer one has ended somewhere
_BREAKS = frozenset(";:()[]—–")
_ACCORDING = re.compile(r"\b(?:according to|as per|in the words of)\b", re.IGNORECASE)
_ASIDE = re.compile(r"(?<=\w )\([^()]{1,60}\)")
_CITING = re.compile(r"\b(?:citing|quoting|quoted|cited|cites|quotes)\b")
_AS_SAYING = re.compile(r"\b(?:as saying|as having said|as telling)\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, the verb, and the outlet that it was told to or that passes it on."""

    mention: Mention
    cue: str
    beside_quote: bool
    leads: bool
    relay: str | None = None


def find(words: str) -> Attribution | None:
    """The attribution that carries the sentence, None where it names no speaker."""
    words = _ASIDE.sub(lambda aside: " " * len(aside[0]), words)
    tokens = tokenize(words)
    best = _best(words, tokens)
    parted = lost_commas.put_back(tokens)
    if len(parted) == len(tokens) or (best is not None and best.leads and _may_speak(best.mention)):
        return best
    return _best(words, parted) or best


def _best(words: str, tokens: Sequence[Token]) -> Attribution | None:
    found = list(_candidates(words, tokens))
    spoken = [a for a in found if a.mention.kind is not Kind.OUTLET]
    outlets = [a for a in found if a.mention.kind is Kind.OUTLET]
    best = min(spoken or outlets, key=_rank, default=None)
    if best is None or best.mention.kind is Kind.OUTLET or best.relay or not outlets:
        return best
    return Attribution(
        best.mention, best.cue, best.beside_quote, best.leads, outlets[0].mention.name
    )


def _rank(found: Attribution) -> tuple[bool, bool, int]:
    return not found.beside_quote, not found.leads, found.mention.start


def _candidates(words: str, tokens: Sequence[Token]) -> Iterator[Attribution]:
    yield from _quoted_as_saying(words, tokens)
    yield from _by_preposition(words, tokens)
    cues = [n for n, token in enumerate(tokens) if token.low in CUES and _is_spoken(tokens, n)]
    for number in cues[:_MOST_CUES]:
        token = tokens[number]
        found = _around(tokens, number)
        if found is not None:
            mention, beside, leads = found
            yield Attribution(mention, _cue(tokens, number), beside, leads, _told(words, token))


def _is_spoken(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form of "say" reports speech here: not "to say", "is said to", "the claims"."""
    token = tokens[at]
    if token.is_capital and at > 0:
        return False
    if at == 0 and token.is_capital and len(tokens) > 1 and tokens[1].is_capital:
        return False  # "Said Seif, an official, ..." is a man
    return not _is_bound(tokens, at) and _has_object(tokens, at)


def _is_bound(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands before makes it a noun, a passive or something yet to be said."""
    before = tokens[at - 1].low if at else ""
    if before in _NOT_SPOKEN or _is_possessive(before):
        return True
    adverb = before in _BETWEEN or before == "been"
    return at > 1 and adverb and tokens[at - 2].low in ("is", "was", "are", "were", "be")


def _is_possessive(before: str) -> bool:
    """Whether it is of something: "the ministry's reported toll", not "he's said"."""
    plain = before.replace("’", "'")
    return plain.endswith("'s") and plain not in ("he's", "she's", "it's", "who's", "that's")


def _has_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows is said: some verbs report speech only with a clause after them."""
    before = tokens[at - 1].text if at else ","
    following = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if tokens[at].low not in NEED_A_CLAUSE:
        return tokens[at].low != "told" or following != "to"
    ends = following in (".", ",") and (before == "," or tokens[at - 1].is_capital)
    return following in _CLAUSE_STARTS or ends


def _cue(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low


def _around(tokens: Sequence[Token], at: int) -> tuple[Mention, bool, bool] | None:
    before = _before(tokens, at)
    inverted = _may_be_inverted(tokens, at)
    if inverted and (before is None or not before[2]) and (at == 0 or _is_quote_end(tokens, at)):
        return _after(tokens, at) or before
    return before or (_after(tokens, at) if inverted else None)


def _may_be_inverted(tokens: Sequence[Token], at: int) -> bool:
    if at and not (tokens[at - 1].text in ",”\"'" or tokens[at - 1].is_quote):
        return False
    if at + 1 >= len(tokens) or tokens[at].low in ("told", "tells", "tell"):
        return False
    following = tokens[at + 1]
    if any(t.is_capital for t in tokens[at + 2 : at + 4]) and following.text.isalpha():
        return True
    return (
        following.is_capital
        or following.low in mentions.PRONOUNS
        or following.low in ("the", "a", "an", "one", "another", "his", "her", "its", "their")
        or following.low in ROLES
    )


def _is_quote_end(tokens: Sequence[Token], at: int) -> bool:
    behind = [t for t in tokens[max(0, at - 2) : at] if t.text not in (",", ".")]
    return bool(behind) and behind[-1].is_quote


def _before(tokens: Sequence[Token], at: int) -> tuple[Mention, bool, bool] | None:
    """The subject left of the verb; whether a quote is before it; whether it opens the sentence."""
    end = at
    while end and (tokens[end - 1].low in _BETWEEN or tokens[end - 1].is_adverb):
        end -= 1
    if end and tokens[end - 1].low in ("and", "but", "or"):
        return None  # a second verb, whose subject stands further off
    furthest = max(0, end - _LONGEST_SUBJECT)
    start = next(
        (n + 1 for n in range(end - 1, furthest - 1, -1) if _is_break(tokens[n])), furthest
    )
    segments = _by_commas(tokens[start:end])
    beside = start > 0 and tokens[start - 1].is_quote and len(segments) <= 4
    mention = _subject(segments, strong=tokens[at].low in _STRONG)
    if mention is None or _is_free_relative(tokens, mention):
        return None
    return mention, beside, mention.start == tokens[0].start or _only_an_opening(tokens, mention)


def _is_free_relative(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether "what" stands before it: "in what he said were ambushes" attributes two words."""
    before = [t for t in tokens if t.end <= mention.start]
    return bool(before) and before[-1].low == "what"


def _is_break(token: Token) -> bool:
    return token.is_quote or token.text in _BREAKS


def _only_an_opening(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether nothing but "On Tuesday," or "In a statement" stands before the mention."""
    before = [t for t in tokens if t.end <= mention.start]
    return (
        bool(before)
        and len(before) <= 9
        and (before[0].low in _PREPOSITIONS or before[0].low.endswith("ly") or len(before) <= 2)
        and not any(t.is_quote for t in before)
    )


def _by_commas(tokens: Sequence[Token]) -> list[list[Token]]:
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            segments.append([])
        else:
            segments[-1].append(token)
    return segments


def _subject(segments: list[list[Token]], *, strong: bool) -> Mention | None:
    if segments and not segments[-1]:  # a comma right before the verb: who, what he is, said
        return _with_roles(segments[:-1])
    if not segments:
        return None
    last = segments[-1]
    if len(segments) > 1 and [token.low for token in last] == ["who"]:
        return _who(segments[:-1])
    if len(segments) > 1 and last[0].low in ("who", "which"):
        return None
    return _noun_phrase(last, strong=strong)


def _who(segments: list[list[Token]]) -> Mention | None:
    """The person before ", who said": "Noor, who said", "Noor, the mayor of the town, who said"."""
    nearest = _noun_phrase(segments[-1], strong=False)
    for found in (nearest, _with_roles(segments)):
        if found is not None and found.kind is Kind.PERSON and found.name[0].isupper():
            return found
    return None


def _with_roles(segments: list[list[Token]]) -> Mention | None:
    """The earliest words after which only descriptions follow: "Noor, a guard, of the X group,"."""
    for first in range(max(0, len(segments) - 4), len(segments)):
        described = segments[first + 1 :]
        introduced = first > 0 and any(t.low in ROLES for t in segments[first - 1])
        if not (described or introduced) or not all(map(mentions.is_apposition, described)):
            continue
        mention = _noun_phrase(segments[first], strong=bool(described))
        if mention is not None and mention.kind is not Kind.PRONOUN:
            return mentions.with_apposition(mention, described)
    return None


def _noun_phrase(tokens: Sequence[Token], *, strong: bool) -> Mention | None:
    """The mention that a segment is, or that it ends with."""
    tokens = tokens[_phrase_start(tokens) :]
    whole = mentions.read(tokens, strong=strong)
    if whole is not None and _reaches(tokens, whole) and tokens[0].low not in _PREPOSITIONS:
        return whole
    for start in range(1, _relative_clause(tokens)):
        if not _may_start(tokens, start):
            continue
        found = mentions.read(tokens[start:], strong=strong)
        if found is not None and _reaches(tokens, found):
            return found
    return None


def _relative_clause(tokens: Sequence[Token]) -> int:
    """Where "who fled the town" begins: nobody named in it is the subject of the verb after it."""
    furthest = max(1, len(tokens) - _SHORT_CLAUSE)
    found = (n for n in range(furthest, len(tokens)) if tokens[n].low == "who")
    return next(found, len(tokens))


def _phrase_start(tokens: Sequence[Token]) -> int:
    clause = _relative_clause(tokens)
    if clause != len(tokens) - 1:
        return _last_article(tokens[:clause])
    behind = (n for n in range(clause - 1, 0, -1) if tokens[n - 1].low in _PREPOSITIONS)
    return next(behind, 0)  # "asked among voters who said"


def _last_article(tokens: Sequence[Token]) -> int:
    """Where the last "the" opens a phrase of its own: "killing two civilians the monitor"."""
    for at in range(len(tokens) - 1, 0, -1):
        opens = tokens[at].low in ("the", "a", "an")
        if opens and tokens[at - 1].low not in _BEFORE_ARTICLE:
            return at
    return 0


def _may_start(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if before.low in _PREPOSITIONS or before.low in ("the", "a", "an"):
        return False
    if before.is_capital and token.is_capital and at > 1 and not before.low.endswith("day"):
        return False
    return (
        token.is_capital
        or token.low in mentions.PRONOUNS
        or token.low
        in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "its",
            "their",
            "one",
            "another",
            "some",
            "two",
            "several",
        )
        or before.low in ("and", "but", "as", "while", "because", "that", "where", "when")
    )


def _reaches(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the mention runs up to the verb, but for a "who" clause or an occasion."""
    rest = [t for t in tokens if t.start >= mention.end]
    if not rest or rest[0].low in ("who", "which", "whose"):
        return True
    if any(t.low in _NOT_SPOKEN or t.low in CUES for t in rest):
        return False
    occasion = rest[0].low in ("on", "late", "in", "during", "at", "from")
    return occasion or (
        len(rest) <= 2 and all(t.low.endswith("day") or t.low in _BETWEEN for t in rest)
    )


def _after(tokens: Sequence[Token], at: int) -> tuple[Mention, bool, bool] | None:
    """The subject right of the verb: "said Talas al Salameh, the commander of the X"."""
    end = next(
        (n for n in range(at + 1, len(tokens)) if _is_break(tokens[n]) or tokens[n].text == "."),
        len(tokens),
    )
    segments = _by_commas(tokens[at + 1 : end])
    mention = mentions.read(segments[0], strong=_is_quote_end(tokens, at))
    if mention is None:
        return None
    described: list[list[Token]] = []
    for segment in segments[1:4]:
        if not mentions.is_apposition(segment):
            break
        described.append(segment)
    return mentions.with_apposition(mention, described), _is_quote_end(tokens, at), at == 0


def _by_preposition(words: str, tokens: Sequence[Token]) -> Iterator[Attribution]:
    for match in _ACCORDING.finditer(words):
        rest = [t for t in tokens if t.start >= match.end()]
        end = next((n for n, t in enumerate(rest) if _is_break(t) or t.text == "."), len(rest))
        segments = _by_commas(rest[:end])
        mention = mentions.read(segments[0], strong=True)
        if mention is None:
            continue
        leads = match.start() == 0
        described = [] if leads and len(segments) < 3 else segments[1:2]
        if described and mentions.is_apposition(described[0]):
            mention = mentions.with_apposition(mention, described)
        yield Attribution(mention, match[0].lower(), beside_quote=False, leads=leads, relay=None)
    yield from _cited(words, tokens)


def _cited(words: str, tokens: Sequence[Token]) -> Iterator[Attribution]:
    for match in _CITING.finditer(words):
        if (
            match[0] in ("quoted", "quotes")
            or "was quoted" in words[max(0, match.start() - 4) : match.end()]
        ):
            continue
        rest = [t for t in tokens if t.start >= match.end()]
        if not rest or rest[0].low in ("from", "as"):
            continue
        end = next(
            (n for n, t in enumerate(rest) if _is_break(t) or t.text in (".", ",")), len(rest)
        )
        mention = mentions.read(rest[:end], strong=True)
        if mention is not None and _may_speak(mention):
            yield Attribution(mention, match[0], beside_quote=False, leads=False)


def _may_speak(mention: Mention) -> bool:
    """Whether it is somebody: "citing a conflict of interest" names a ground, no speaker."""
    words = {word.strip(",.").lower() for word in mention.name.split()}
    named = any(map(str.isupper, mention.name))
    return named or bool(words & (ROLES | BODIES)) or mention.kind is Kind.PRONOUN


def _quoted_as_saying(words: str, tokens: Sequence[Token]) -> Iterator[Attribution]:
    """Read "X was quoted by Y as saying" and "Y quoted X as saying"."""
    saying = _AS_SAYING.search(words)
    at = next((n for n, t in enumerate(tokens) if t.low in ("quoted", "quotes", "cited")), None)
    if saying is None or at is None or tokens[at].start > saying.start():
        return
    between = [t for t in tokens[at + 1 :] if t.end <= saying.start()]
    passive = at > 0 and tokens[at - 1].low in ("was", "were", "is", "are", "been")
    left = _subject(_by_commas(tokens[: at - 1 if passive else at]), strong=True)
    right = mentions.read([t for t in between if t.low != "by"], strong=True) if between else None
    if not passive:
        left, right = right, left
    if left is not None:
        relay = right.name if right is not None else None
        yield Attribution(left, "quoted as saying", beside_quote=True, leads=True, relay=relay)


def _told(words: str, cue: Token) -> str | None:
    """The outlet it was told to."""
    if cue.low not in ("told", "tells", "tell"):
        return None
    heard = words[cue.end : cue.end + 60]
    outlet = OUTLETS.search(heard)
    listeners = LISTENERS.search(heard)
    if outlet is not None and (listeners is None or outlet.start() <= listeners.start()):
        return outlet[0]
    return listeners[0] if listeners is not None else None
