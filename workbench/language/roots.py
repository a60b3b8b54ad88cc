"""Whom a name stands for: the spokesman for his coalition, the director for his monitor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.values import Actor
from workbench.domain.wordlists import words
from workbench.language.bodies import MUTE, Directory, bodies_in, body_key
from workbench.language.gazetteer import gazetteer
from workbench.language.names import surname_key

_MINISTRY_OF = re.compile(
    r"\bMinist(?:ry|er) of (?:the )?(?P<what>Defen[cs]e|Health|Interior|Foreign Affairs|"
    r"Information|"
    r"Justice|Education|Finance|Energy|Agriculture|Transport|Labou?r|Culture)\b",
    re.IGNORECASE,
)
_MINISTRY = re.compile(
    r"\b(?P<what>Defen[cs]e|Health|Interior|Foreign|Information|Justice|Education|Finance|Energy|"
    r"Agriculture|Transport|Labou?r|Culture)\s+(?:Ministry|Minister|Department)\b",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|men|persons|people)|officials?|commanders?|heads?|"
    r"directors?|chiefs?|"
    r"leaders?|members?|representatives?|coordinators?|officers?|fighters?|sources?|founder|"
    r"chair\w*|"
    r"secretary[- ]general|manager|editor)\s+(?:of|for|in|from|at|with)\s+(?:the\s+)?(?P<body>.+)$",
    re.IGNORECASE,
)
_BODY_THEN_ROLE = re.compile(
    r"^(?P<body>.+?)(?:['’]s)?\s+(?:spokes(?:man|woman|person)|officials?|commanders?|chief|head|"
    r"director|"
    r"leaders?|sources?|representatives?|fighters)\b",
    re.IGNORECASE,
)
_WHO_HEADS = re.compile(
    r"\bwho (?:heads|leads|runs|speaks for|coordinates)\s+(?:the\s+)?(?P<body>[^,]+)"
)
_UNNAMED = re.compile(
    r"\b(?:(?:an?|one|two|three|several|some|senior|unnamed|another)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:officials?|sources?|diplomats?|officers?|commanders?|aides?)|officials|sources|"
    r"diplomats|commanders)\b|"
    r"condition of anonymity|asked not to be (?:named|identified)|did not (?:want|"
    r"wish) to be named|"
    r"declined to be (?:named|identified)|\b(?:officials?|sources?|diplomats?)$",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"^(?:the |some |several |local |many |two |three |other )*"
    r"(?:residents?|witness(?:es)?|eyewitness(?:es)?|villagers?|locals|activists?|medics?|"
    r"(?:medical|health) (?:workers?|staff|personnel)|paramedics?|"
    r"doctors?|survivors?|"
    r"relatives|neighbou?rs?|aid workers?|rescuers?|rescue workers?|people|inhabitants|"
    r"shopkeepers?|teachers?|"
    r"drivers?|refugees?)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:the|a|an|one|two|three|several|some)\s+", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"^(?:[a-z-]+ )+(?:group|agency|monitor|alliance|outlet|newspaper|broadcaster) (?=[A-Z])"
)
_TAIL = re.compile(r"\s+(?:of the |of |in )?(?:Republic|Kingdom|State|Government) of .*$")
_OPENING = re.compile(
    r"^(?:Earlier|Later|Meanwhile|Previously|However|Also|Separately|Last \w+|On \w+day|Still)\s+",
)
_OFFICE = re.compile(
    r"^(?:the |Syrian |Iraqi |regimes? |regime's )*(?P<whose>[A-Z][a-z]+(?:ese|ish|an|i|ench) )?"
    r"(?P<what>Defen[cs]e|Health|Interior|Foreign|Information|Justice)(?: Minister\b.*)?$"
)
_MEDIA_OF = re.compile(
    r"^(?P<whose>pro-[\w-]+|opposition|rebel) (?:media|television|TV|radio|news|press|outlets)"
    r"(?: (?:outlets?|groups?|channels?|sites?|reports?))?$",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(  # "main opposition High Negotiations Committee"
    r"^(?:(?!(?:from|of|in|by|for|to|and|at)\b)[a-z-]+ ){1,3}(?=(?:[A-Z][\w’'-]+ ){2,}"
    r"(?:Committee|Council|Commission|Coalition|Union|Network|Organi[sz]ation|Authority)$)"
)
_OF_A_PLACE = re.compile(
    r"^(?P<place>[A-Z][\w’'-]*?(?: [A-Z][\w’'-]*?){0,2})(?P<whose>['’]?s['’]?)? "
    r"(?P<body>(?:[a-z]+ ){0,3}(?:authority|directorate|department|council|administration|hospital|"
    r"clinic|morgue|municipality|police|committee|union|university))$"
)
_BESIDE = 2  # words by which a body may stand apart from the end of such a run
_LONGEST_NAME = 6  # words: a longer "name" is a run of text without its commas
_DESCRIBING = words(
    "monitor monitoring group war watchdog activist network news agency state regime official the "
    "british britain uk opposition rights human organisation organization militant semi-official"
)
_VAGUE_BODIES = words(
    "official officials source sources spokesman spokeswoman spokesperson commander commanders "
    "officer"
    " group groups ministry leader leaders man woman he she it they diplomat diplomats"
)


@dataclass(frozen=True, slots=True)
class Root:
    """Who stands behind words; `speaker` is the key of a named person."""

    name: str
    speaker: str | None = None
    unnamed: bool = False
    crowd: bool = False  # residents, witnesses: other people for every outlet that asks

    @property
    def is_asked(self) -> bool:
        """Whether it is a crowd that each outlet asks for itself; activists publish to all."""
        return self.crowd and "activist" not in self.name


def settle(root: str, book: Directory) -> str | None:
    """The root in one spelling where it names somebody, None where it is a run of text.

    Unknown never counts: "the broadcaster", "people", "group they were the latest of" name nobody.
    """
    plain = _LEADING.sub("", _OPENING.sub("", root.strip()))
    if plain.endswith("-based") or body_key(plain, book) in MUTE:
        return None
    for spelling in (plain, re.sub(r"['’]?s$", "", plain)):
        if body_key(spelling, book) is not None:
            return canonical(spelling, book)
    media = _MEDIA_OF.match(plain)
    if media is not None:
        whose = media.group("whose")
        return f"{whose[0].lower()}{whose[1:]} media"
    office = _OFFICE.match(plain)
    if office is not None:
        what = office.group("what").capitalize().replace("Defense", "Defence")
        return canonical(f"{office.group('whose') or ''}{what} Ministry", book)
    written = plain.replace("defense", "defence").replace("Defense", "Defence")
    bare = _BEFORE_A_NAME.sub("", written)
    if _is_somebody(bare):
        return bare
    return _within(written, book)


def _within(written: str, book: Directory) -> str | None:
    """The one body that words name which are no name themselves, or that of a known place."""
    known = [actor for actor in bodies_in(written, book) if not _is_generic(actor.key, book)]
    keys = {actor.key for actor in known}
    if len(written.split()) > _LONGEST_NAME:
        keys = {key} if (key := _at_an_end(written, known)) is not None else set()
    return _speaks_for_in_table(keys.pop(), book) if len(keys) == 1 else _of_a_place(written)


def resolve(name: str, role: str | None, speaks_for: str | None, book: Directory) -> Root | None:
    """The root of a speaker; None where the name says nothing ("he", "officials")."""
    written = name.strip()
    if not written:
        return None
    described = f"{written}, {role}" if role else written
    body = book.bodies.get(body_key(written, book))
    is_person = is_personal(written) and (body is None or body.kind == "person")
    speaker = surname_key(written) if is_person else None
    unnamed = bool(_UNNAMED.search(described)) and speaker is None
    few = len(written.split()) <= _LONGEST_NAME
    own = speaks_for is not None and not written.startswith(speaks_for)  # not their first word
    if few and _CROWD.match(written) and not own and body is None:
        return Root(_LEADING.sub("", written).lower(), crowd=True, unnamed=True)
    behind = _behind(written, role, speaks_for, book)
    return Root(behind, speaker, unnamed) if behind is not None else None


def canonical(name: str, book: Directory) -> str:
    """One spelling for one body: the table's, else the name without article and state."""
    plain = _DESCRIBED.sub("", _LEADING.sub("", name.strip().strip(".,;:")))
    found = bodies_in(plain, book)
    if found and found[0].end - found[0].start >= len(plain) - 4:
        return _speaks_for_in_table(found[0].key, book)
    decorated = _one_body(plain, found, book)
    if decorated is not None:
        return _speaks_for_in_table(decorated, book)
    ministry = _MINISTRY_OF.search(plain) or _MINISTRY.search(plain)
    if ministry is not None and not found:
        return f"{ministry.group('what').capitalize().replace('Defense', 'Defence')} Ministry"
    if found and any(actor.start == 0 for actor in found) and len(plain.split()) > 2:
        return _TAIL.sub("", plain)
    known = body_key(plain, book) or body_key(f"the {plain[:1].lower()}{plain[1:]}", book)
    if known is not None:
        return _speaks_for_in_table(known, book)
    return _TAIL.sub("", plain)


def is_personal(name: str) -> bool:
    """Whether a name in Latin letters is one person's: capitals throughout, no body's word."""
    parts = [part for part in name.split() if part.lower() not in _PARTICLES]
    capitals = [part for part in parts if any(piece[:1].isupper() for piece in part.split("-"))]
    return 1 <= len(parts) == len(capitals) <= 4 and not _BODY_WORDS.search(name)


def _behind(written: str, role: str | None, speaks_for: str | None, book: Directory) -> str | None:
    body = _named_office(written) or speaks_for or _body_of(written, role)
    if body and is_personal(written) and _is_nameless(body, book):
        body = None  # "the rebel commander": of which rebels is not said
    if body and gazetteer().known(body) is not None and body_key(body, book) is None:
        body = role or written  # the governor of a town speaks for his office
    if body:
        return canonical(body, book)
    known = body_key(written, book)
    if known is not None:
        return _speaks_for_in_table(known, book)
    return None if written.lower() in _VAGUE_BODIES else canonical(written, book)


def _one_body(name: str, found: tuple[Actor, ...], book: Directory) -> str | None:
    """The body in "the Britain-based Syrian Observatory, a war monitor", or in a run of words."""
    named = [actor for actor in found if not _is_generic(actor.key, book)]
    if len(name.split()) > _LONGEST_NAME:
        return _at_an_end(name, named)
    if len({actor.key for actor in named}) != 1:
        return None
    rest = [w for w in name.split() if w not in named[0].text]
    plain = all(w.strip(".,").lower() in _DESCRIBING or w.endswith("-based") for w in rest)
    return named[0].key if plain else None


def _at_an_end(name: str, named: Sequence[Actor]) -> str | None:
    """The body with which a run of words begins or ends: who is named within it says nothing."""
    beside = (
        actor.key
        for actor in reversed(named)
        if min(len(name[: actor.start].split()), len(name[actor.end :].split())) <= _BESIDE
    )
    return next(beside, None)


def _is_somebody(written: str) -> bool:
    """Residents and their kind, or a name that is not only that of a place or a day."""
    if _CROWD.match(written):
        return not written.startswith("people")
    parts = [part for part in written.split() if part.lower() not in _SMALL]
    capitals = [p for p in parts if any(piece[:1].isupper() for piece in p.split("-"))]
    named = bool(parts) and parts[0] in capitals and len(parts) - len(capitals) <= len(parts) // 3
    if not named or len(written.split()) > _LONGEST_NAME or _NO_NAME.search(written):
        return False
    return not all(gazetteer().known(part) is not None for part in written.split(" and "))


def _of_a_place(written: str) -> str | None:
    """A body that is named by its place: "Idlib's health authority", also without the mark."""
    match = _OF_A_PLACE.match(written)
    if match is None:
        return None
    places = (match["place"], f"{match['place']}{match['whose'] or ''}")
    known = next((place for place in places if gazetteer().known(place) is not None), None)
    return f"{known} {match['body']}" if known is not None else None


def _is_generic(key: str, book: Directory) -> bool:
    body = book.bodies.get(key)
    return body is not None and bool(body.covers)


def _speaks_for_in_table(key: str, book: Directory) -> str:
    body = book.bodies.get(key)
    if body is None:
        return key
    if body.kind == "person" and body.part_of is not None:
        whole = book.bodies.get(body.part_of)
        return whole.name if whole is not None else body.name
    return body.name


def _is_nameless(body: str, book: Directory) -> bool:
    known = book.bodies.get(body_key(body, book))
    return known is not None and bool(known.covers)


_PARTICLES = words("al el bin ibn abu de del da van von der den la le")
_NO_NAME = re.compile(
    r"^(?:Speaking|Independent|Reports?|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|\w+day|Another|It|He|She|They|This|That|"
    r"Tags?|Topics?|Related|Keywords?|Share|International (?:condemnation|reactions?))\b|"
    r"^(?:Local|Tribal|Informed|Medical|Security|NGO|Monitor|Syrian|Turkish|Russian|Iraqi|"
    r"American|Kurdish|Lebanese|Israeli)$|"
    r"\b(?:city|cities|town|village|province|countryside|area|district|suburbs?) of\b|"
    r"[a-z’'] (?:Kills?|Killed|Wounds?|Wounded|Injured?|Strikes?|Airstrikes?|Foils?|Claims?|"
    r"Report|Hits?|Destroys?)\b"
)
_SMALL = _PARTICLES | words("of the for and in on at")
_BODY_WORDS = re.compile(
    r"\b(?:Ministry|Army|Front|Council|Committee|Observatory|Monitor|Agency|News|Forces|Brigade|"
    r"Group|Party|"
    r"Government|Movement|Office|Department|Union|Network|Center|Centre|Society|Organi[sz]ation|"
    r"Relief|Command|"
    r"Coalition|Alliance|Authority|Service|Police|Guards?|Nations|State|Institute|University|"
    r"Court|Parliament|"
    r"Imaging|Times|Post|Herald|Courier|Radio|TV|Television|Digest|Crescent|Cross|Watch|"
    r"International)\b|"
    r"\b(?:army|military|ministry|government|police|monitor|officials?|sources?|spokes\w+|"
    r"residents?|rebels?|"
    r"commanders?|witnesses|activists?|authorities|group|agency|council|office|the)\b|^[A-Z]{2,6}$"
)


def _named_office(name: str) -> str | None:
    """The body in "a Defence Ministry official in the capital"."""
    match = _BODY_THEN_ROLE.match(_LEADING.sub("", name))
    if match is None or _BODY_WORDS.search(match.group("body")) is None:
        return None
    return match.group("body") if match.group("body")[:1].isupper() else None


def _body_of(name: str, role: str | None) -> str | None:
    for words_of in (role or "", name):
        for pattern in (_SPEAKS_FOR, _WHO_HEADS):
            match = pattern.search(words_of)
            if match is not None:
                return re.split(r",| (?:who|which|that|on|said|told)\b", match.group("body"))[0]
    match = _BODY_THEN_ROLE.match(_LEADING.sub("", name)) or (
        _BODY_THEN_ROLE.match(_LEADING.sub("", role)) if role else None
    )
    if match is None:
        return None
    body = _LEADING.sub("", match.group("body"))
    vague = {"senior", "local", "unnamed", "top", "military", "rebel", "security", "another"}
    return (
        None if body.lower() in vague | {"foreign", "western", "government"} and not role else body
    )
