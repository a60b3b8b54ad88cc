"""Who is named in a noun phrase: name, role and whom the role speaks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.language.cues import BODIES, OUTLETS, ROLES, listed
from workbench.language.noun_phrases import after_time, is_noun_phrase
from workbench.language.tokens import Token

PRONOUNS = frozenset({"he", "she", "they", "it"})
_DETERMINERS = listed("determiner")
_PARTICLES = listed("name particle")
_TITLES = listed("title")
_WOMEN = listed("woman")
_MEN = listed("man")
_SPEAKS_FOR_NONE = listed("role for nobody")
_LINKS = frozenset({"of", "for", "in", "at", "with", "from"})
_STOPS = listed("ends a speaker")
_OCCASIONS = listed("occasion")
_AUXILIARIES = listed("auxiliary")
_LEADING = listed("leads in")
_TRAILING = frozenset({"also", "later", "has", "had", "have", "then"})
_ASIDES = frozenset({"however", "too", "meanwhile", "though", "instead", "nevertheless"})
_NATIONAL = (
    "ian",
    "ish",
    "ese",
    "ean",
    "aqi",
    "eli",
    "can",
    "nch",
    "man",
    "ani",
    "ench",
    "udi",
    "emeni",
)
_OFFICES = frozenset({"state", "defense", "defence", "energy", "education", "commerce", "labor"})
_OFFICE_AND_NAME = 3  # words at least after "Secretary of"
_LONG_ASIDE = 12  # words; a longer stretch between commas is a clause of its own
_OPENS_CLAUSE = frozenset(
    {"who", "which", "whose", "where", "former", "then", "himself", "herself", "also"}
)
_DESCRIBES = frozenset({"r", "d", "r-ky", "based", "of", "from"})
_PARTIES = frozenset({"republican", "democrat", "independent"})  # "Noor, Ohio Republican, said"
_RANKS = frozenset({"senior", "top", "former", "deputy", "chief", "local", "an", "a", "the"})
_LINKS = frozenset({"of", "for", "in", "at", "with"})
_ENDS_BODY = frozenset({"in", "at", "from", "who", "which", "that"})
_ANOTHER = frozenset({"another", "other", "one"})


class Kind(StrEnum):
    """What sort of speaker a mention names."""

    PERSON = "person"
    GROUP = "group"
    BODY = "body"
    OUTLET = "outlet"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker as one sentence names them, `[start, end)` in the sentence."""

    start: int
    end: int
    text: str
    name: str
    kind: Kind
    role: str | None = None
    speaks_for: str | None = None
    woman: bool | None = None


def read(tokens: Sequence[Token], *, strong: bool = True) -> Mention | None:
    """The speaker that a run of tokens names, None where it is no such phrase.

    `strong`: the verb leaves no doubt that a speaker stands here, so that an unknown noun will do.
    """
    phrase = _trimmed(tokens)
    if not phrase or len(phrase) > 22 or phrase[0].low == "no":
        return None
    if len(phrase) == 1 and phrase[0].low in PRONOUNS:
        return _pronoun(phrase[0])
    counted = len(phrase) > 1 and phrase[1].low == "of"  # "one of the drivers"
    body = phrase[1:] if phrase[0].low in _DETERMINERS and not counted else phrase
    if not body or any(_is_auxiliary(t) for t in body) or not is_noun_phrase(body):
        return None
    titled = _office(body) or _titled(body) or _introduced(body)
    if titled is not None:
        return _at(titled, phrase)
    described = _described(body)
    if described is not None:
        return _at(described, phrase)
    return _named(phrase, body, strong=strong)


def _is_auxiliary(token: Token) -> bool:
    """Said, May and Will are also names."""
    return token.low in _AUXILIARIES and (
        token.text.islower() or token.low not in ("said", "may", "will", "must")
    )


def with_apposition(mention: Mention, appositions: Sequence[Sequence[Token]]) -> Mention:
    """The mention with the role that the words between its commas give."""
    role = _words(_without_determiner(appositions[0])) if appositions else ""
    first = appositions[0][0].low if appositions else ""
    aside = first in _ASIDES or first.isdigit() or first.endswith("ing") or _is_party_tag(first)
    if not role or aside:
        return with_apposition(mention, appositions[1:]) if appositions else mention
    if mention.kind is Kind.PRONOUN or first in ("who", "which", "whose"):
        return mention
    speaks_for = _speaks_for(appositions[0])
    if len(appositions) > 1 and (speaks_for is None or _is_unnamed(speaks_for)):
        better = _without_determiner(appositions[1])
        if any(t.is_capital for t in better):
            speaks_for = _words(better)
    return replace(
        mention,
        role=role if mention.role is None else mention.role,
        speaks_for=mention.speaks_for or speaks_for,
        woman=mention.woman if mention.woman is not None else _gender(appositions[0]),
    )


def is_apposition(tokens: Sequence[Token]) -> bool:
    """Whether words between commas describe whoever stands before them."""
    if not tokens:
        return False
    first = tokens[0].low
    if _opens_aside(tokens) or (first in _DETERMINERS and any(t.low in ROLES for t in tokens[1:5])):
        return True
    if any(t.low in _AUXILIARIES for t in tokens):
        return False
    if first in _DETERMINERS:
        named = any(t.low in ROLES or t.low in BODIES or t.is_capital for t in tokens)
        return named or len(tokens) <= _LONG_ASIDE
    party = _is_party_tag(first) or (tokens[-1].low in _PARTIES and len(tokens) <= 4)
    return party or any(t.low in ROLES for t in tokens[:4]) or first in _DESCRIBES


def _is_party_tag(word: str) -> bool:
    return word.startswith(("r-", "d-", "i-"))  # "Noor, R-Ohio, said"


def _opens_aside(tokens: Sequence[Token]) -> bool:
    """An age, "speaking on condition of anonymity", "who heads the group"."""
    first = tokens[0].low
    speaking = first.endswith("ing") and tokens[0].text.islower()
    age = first.isdigit() and len(tokens) == 1
    return first in _ASIDES or speaking or age or first in _OPENS_CLAUSE


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    kept = list(after_time(tokens))
    while kept and (not kept[0].is_word or kept[0].low in _LEADING):
        kept = kept[1:]
    dated = max((n for n, t in enumerate(kept[:-1]) if _is_year(t)), default=-1)
    kept = kept[dated + 1 :]
    end = next((n for n in range(1, len(kept)) if _stops(kept, n)), len(kept))
    made = end < len(kept) and kept[end].low == "by"  # "documents filed by"
    kept = kept[:end]
    while kept and (_trails(kept[-1]) or (made and _is_participle(kept[-1]))):
        kept = kept[:-1]
    return kept


def _trails(token: Token) -> bool:
    low = token.low
    return not token.is_word or low in _TRAILING or low.endswith("day") or token.is_adverb


def _is_participle(token: Token) -> bool:
    return token.text.islower() and token.low.endswith(("ed", "written", "made", "drawn", "given"))


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit()


def _stops(tokens: Sequence[Token], number: int) -> bool:
    """Whether the phrase ends before this token; "a poll by the Tessin Institute" goes on."""
    token = tokens[number]
    if token.low == "by" and tokens[number - 1].low in BODIES:
        return False
    return token.low in _STOPS or _is_occasion(tokens, number) or not _inside(token)


def _inside(token: Token) -> bool:
    return token.is_word or token.text in "&-–'’"


def _is_occasion(tokens: Sequence[Token], number: int) -> bool:
    """Whether "in a phone interview", "in Geneva on Friday" begins here, no body's name."""
    if tokens[number].low not in ("in", "at", "from"):
        return False
    following = [t.low for t in tokens[number + 1 : number + 5]]
    if any(word in _OCCASIONS for word in following):
        return True
    return not any(t.low in ROLES or t.low in BODIES for t in tokens[:number])


def _pronoun(token: Token) -> Mention:
    woman = {"she": True, "he": False}.get(token.low)
    return Mention(token.start, token.end, token.text, token.text, Kind.PRONOUN, woman=woman)


def _titled(body: Sequence[Token]) -> Mention | None:
    """As in: rebel commander Talas al Salameh, Pentagon spokesman Jeff Davis, Mr. Noor."""
    for at in range(len(body) - 2, -1, -1):
        if body[at].low not in ROLES and body[at].low not in _TITLES:
            continue
        end = _name_end(body, at + 1)
        if end == at + 1 or body[at + 1].low in ROLES:
            continue
        if any(t.low in BODIES for t in body[at + 1 : end]):  # "Justice Department"
            continue
        name = _words(body[at + 1 : end])
        title = [
            t for t in body[: at + 1] if t.low not in ("mr.", "mrs.", "ms.", "mr", "mrs", "ms")
        ]
        rest = _speaks_for([body[at], *body[end:]]) if end < len(body) else None
        return Mention(
            0,
            0,
            "",
            name,
            Kind.PERSON,
            _words(title) or None,
            rest or _before_role(body[:at], body[at]),
            _gender(body[: at + 1]),
        )
    return None


def _office(body: Sequence[Token]) -> Mention | None:
    """As in: Secretary of State Omar Faris, Director of National Intelligence Ann Lee."""
    at = next((n for n, t in enumerate(body) if t.low in ROLES), len(body))
    office = body[at + 2 :]
    if len(office) < _OFFICE_AND_NAME or body[at + 1].low != "of":
        return None
    ends = at + 3 if office[0].low in _OFFICES else len(body) - 2
    title, name = body[:ends], body[ends:]
    if not all(t.is_capital for t in office) or any(t.low in BODIES for t in name):
        return None
    return Mention(0, 0, "", _words(name), Kind.PERSON, _words(title), None, _gender(title))


def _introduced(body: Sequence[Token]) -> Mention | None:
    """Read "poultry magnate Ronnie Cameron", whatever the noun before the name is."""
    start = next((n + 1 for n in range(len(body) - 1, -1, -1) if not body[n].is_capital), 0)
    before = body[start - 1] if start else None
    if before is None or len(body) - start < 2 or not before.text.isalpha():
        return None
    if before.low in _LINKS or before.low in _PARTICLES or before.low in ("and", "or", "the"):
        return None
    if any(t.low in BODIES or t.low in ROLES for t in body[start:]):
        return None
    role = _words(body[:start])
    return Mention(0, 0, "", _words(body[start:]), Kind.PERSON, role, None, _gender(body[:start]))


def _described(body: Sequence[Token]) -> Mention | None:
    """As in: a spokesman for the coalition, rebel commanders."""
    at = _head_role(body)
    if at is None or (body[at].is_capital and at == 0 and len(body) > 1 and body[1].is_capital):
        return None
    several = body[at].low.endswith(("s", "men", "women")) and body[at].low != "boss"
    kind = Kind.GROUP if several else Kind.PERSON
    speaks_for = _speaks_for(body[at:]) or _before_role(body[:at], body[at])
    role = None if several else _words(body)
    return Mention(0, 0, "", _words(body), kind, role, speaks_for, _gender(body))


def _head_role(body: Sequence[Token]) -> int | None:
    """The last role before "of", "for" ...: the commanders of "rebel commanders in the south"."""
    end = next((n for n, t in enumerate(body) if t.low in _LINKS), len(body))
    return next((n for n in range(end - 1, -1, -1) if body[n].low in ROLES), None)


def _named(phrase: Sequence[Token], body: Sequence[Token], *, strong: bool) -> Mention | None:
    start = next((n for n, t in enumerate(body) if t.is_capital), None)
    known_body = any(t.low in BODIES for t in body)
    if start is None:
        if not known_body and not strong:
            return None
        plural = body[-1].low.endswith("s") or body[0].low in ("others", "people")
        kind = Kind.GROUP if plural else Kind.BODY
        return _at(Mention(0, 0, "", _words(body), kind), phrase)
    end = _name_end(body, start)
    if phrase[0].low in _DETERMINERS or start > 0 or (known_body and not _is_member(body, end)):
        return _at(Mention(0, 0, "", _words(body), _body_kind(body)), phrase)
    if end == 0:
        return None
    if end < len(body) and body[end].low not in _LINKS:  # "Auto and parts manufacturers"
        return _at(Mention(0, 0, "", _words(body), Kind.GROUP), phrase)
    kind = _body_kind(body[:end]) if OUTLETS.fullmatch(_words(body[:end])) else Kind.PERSON
    speaks_for = _speaks_for([body[0], *body[end:]]) if end < len(body) else None
    return _at(Mention(0, 0, "", _words(body[:end]), kind, None, speaks_for), phrase)


def _is_member(body: Sequence[Token], end: int) -> bool:
    """Whether it is a person of a body: "Rami Aziz of the Valley Observatory"."""
    return (
        1 < end < len(body) - 1
        and body[end].low in ("of", "from", "with", "at")
        and body[end + 1].low in ("the", "a")
        and not any(t.low in BODIES for t in body[:end])
    )


def _body_kind(body: Sequence[Token]) -> Kind:
    if OUTLETS.fullmatch(_words(body)):
        return Kind.OUTLET
    return Kind.BODY


def _name_end(body: Sequence[Token], start: int) -> int:
    end = start
    while end < len(body):
        if body[end].is_capital and body[end].low not in _LINKS:
            end += 1
        elif body[end].low in _PARTICLES and end + 1 < len(body) and body[end + 1].is_capital:
            end += 2
        else:
            break
    return end


def _before_role(words: Sequence[Token], role: Token) -> str | None:
    """The Pentagon of its spokesman; a nationality speaks for nobody."""
    if role.low in _SPEAKS_FOR_NONE or role.low in _TITLES:
        return None
    kept = [t for t in words if t.low not in _RANKS]
    if not kept or kept[-1].low.endswith("-based"):
        return None
    if not (kept[-1].low in BODIES or kept[-1].is_capital):
        return None
    last = kept[-1].low.removesuffix("'s").removesuffix("’s")
    if last.endswith(_NATIONAL) and kept[-1].is_capital and len(kept) == 1:
        return None
    return _words(kept).removesuffix("'s").removesuffix("’s")


def _speaks_for(tokens: Sequence[Token]) -> str | None:
    role = next((n for n, t in enumerate(tokens) if t.low in ROLES), 0)
    if tokens and tokens[role].low in _SPEAKS_FOR_NONE:
        return None
    link = next((n for n, t in enumerate(tokens) if n > 0 and t.low in _LINKS), None)
    link = _better_link(tokens, link) or link
    if link is None:
        return _before_role(list(tokens[:role]), tokens[role]) if role else None
    whom = _without_determiner(tokens[link + 1 :])
    end = next((n for n, t in enumerate(whom) if n and t.low in _ENDS_BODY), len(whom))
    return _words(whom[:end]) or None


def _better_link(tokens: Sequence[Token], link: int | None) -> int | None:
    """The "at" of "director of research at the Belmar Centre": a field is no body."""
    further = (n for n in range((link or 0) + 2, len(tokens) - 1) if tokens[n].low in ("at", "for"))
    better = next(further, None)
    if link is None or better is None or any(t.is_capital for t in tokens[link + 1 : better]):
        return None
    return better if any(t.is_capital for t in tokens[better + 1 : better + 3]) else None


def _is_unnamed(words: str) -> bool:
    parts = words.split()
    return not any(part[0].isupper() for part in parts) or parts[0].lower() in _ANOTHER


def _without_determiner(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[0].low in ("the", "a", "an", "its", "his", "her", "their"):
        kept = kept[1:]
    return kept


def _gender(tokens: Sequence[Token]) -> bool | None:
    if any(t.low in _WOMEN for t in tokens):
        return True
    return False if any(t.low in _MEN for t in tokens) else None


def _at(mention: Mention, phrase: Sequence[Token]) -> Mention:
    return replace(mention, start=phrase[0].start, end=phrase[-1].end, text=_words(phrase))


def _words(tokens: Sequence[Token]) -> str:
    """The tokens as they were written, spaces made single."""
    out = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        gap = "" if before is None or before.end == token.start else " "
        out += gap + token.text
    return out.removesuffix("'s").removesuffix("’s") if out.endswith(("'s", "’s")) else out
