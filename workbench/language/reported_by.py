"""By whom a sentence is said to be known, told from the words beside its verb of saying.

Prose that has lost its commas hides the speaker from the rules of speech: "wounding 40 others
the Hill Observatory which tracks the war from abroad said on Monday".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.values import Actor
from workbench.domain.wordlists import words
from workbench.language.bodies import MUTE, Directory, bodies_in
from workbench.language.cues import CUES, ROLES

_NO_VERB = words(  # verbs of no source, and words that are nouns as often
    "agreed claim estimate fear hope hoped hopes note posts promised report "
    "respond responded responds show showed shows state states think thinks"
)
_SAYS = "|".join(sorted(CUES - _NO_VERB, key=len, reverse=True))
_VERB = re.compile(rf"\b(?:{_SAYS}|reporting|blamed|blames|counted|listed|cited|put|puts)\b")
_BETWEEN = re.compile(
    r"(?:\s(?:has|have|had|is|are|was|were|also|later|earlier|then|promptly|strongly|firmly|since|"
    r"now|again|already|meanwhile|quickly|which|who|on \w+day))*\s$"
)
_NOUN = (
    r"groups?|agency|agencies|monitors?|watchdog|organi[sz]ation|network|channel|television|TV|"
    r"radio|broadcaster|newspaper|website|page|service|officials?|sources?|leaders?|alliance|"
    r"militia|movement|faction|jihadists|militants|fighters|rebels"
)
_TYPED = rf"(?: (?!(?:and|or|an?|the|in|of|on|at|by|for|from)\b)[a-z][\w-]*){{0,2}}? (?:{_NOUN})"
_BESIDE = re.compile(rf"^(?:['’]?s)?(?: \([\w .-]{{2,12}}\))?(?:{_TYPED})?$")
_ASIDE = re.compile(
    r"^(?:['’]s)?(?: \([\w .-]{2,12}\))? (?:an?|which|who|whose|opposed|based|run|close|"
    r"(?:also )?known as|affiliated|allied|head of|director of|chief of|founder of) "
    r"(?:\S+ ){0,18}\S+$"
)
_NAMED = re.compile(
    r"(?P<who>(?:[A-Z][\w'’-]+ ){1,4}(?:Committees?|Council|Commission|Network|Cent(?:er|re)|"
    r"Office|Union|Observatory|Monitor|Society|Agency|Front|Organi[sz]ation|Authority))"
    r"(?P<rest>.*)$"
)
_CALLED = re.compile(rf"(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}}){_TYPED}$")
_DESCRIBED = re.compile(
    r"(?:^|\s)(?P<who>(?:[Tt]he |[Aa]n? |[Oo]ne |[Aa]nother )?(?:[\w-]+[- ])?"
    r"(?:(?:human )?rights group|(?:war )?monitors?|monitoring (?:group|organi[sz]ation)|"
    r"watchdog|observatory)|"
    r"(?:[Aa]uthorities|[Pp]ro-[\w-]+ media(?: outlets)?|(?:[Ll]ocal |[Oo]pposition |[Tt]he )?"
    r"(?:[Aa]ctivists|[Rr]esidents|[Ww]itnesses|[Mm]edics|[Dd]octors|[Rr]escuers|"
    r"[Rr]escue workers|[Aa]id workers|[Vv]illagers)))$"
)
_INTRODUCED = re.compile(
    r"(?:^|\s)(?P<who>[A-Z][\w'’-]+(?: (?:al |el |bin |abu )?[A-Z][\w'’-]+){0,3}),? "
    r"(?:an?|another) (?P<what>(?:\S+ ){0,10}\S+)$"
)
_AFTER = re.compile(
    r"\b(?:(?<!\bit )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?:said|says|reported)(?! that\b)|"
    r"according to|as per|citing|quoting|claims? by activists (?:in|of)|"
    r"(?:denied|claimed|claim|reported|published|released|confirmed|listed) by)"
    r"(?: [\w.-]+){0,5}? $",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\baccording to (?P<who>(?:the |local |opposition )?(?:authorities|government|watchdog|"
    r"monitor|monitoring group|activists|residents|witnesses|medics|rescuers))\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:^|\s)(?:it|he|she|they|the (?:group|source|ministry|agency|watchdog|organi[sz]ation)|"
    r"(?P<joined>but|and))$",
    re.IGNORECASE,
)
_IS_WHERE = re.compile(
    r"\b(?:in|at|near|from|with|on|to|against|inside|outside|over|into|around|between|by) $"
)
_WHERE = re.compile(r"\b(?:from|in|at|near) (?:the )?$")  # "said by telephone from Britain"
_ITS_WORD = re.compile(r"(?:['’]?s)? (?:statement|report|briefing|post)\b")
_IS_PART = re.compile(rf"{_IS_WHERE.pattern}|\bof $")
_SPEAK = words("monitor ngo un rescuers agency broadcaster newspaper site ministry person")
_OPENERS = words(
    "meanwhile earlier later separately also however moreover elsewhere afterwards afterward "
    "on in at the but and monday tuesday wednesday thursday friday saturday sunday"
)
_ROLE_WITHIN = 5  # words after the article in which somebody's trade stands
_OPENING = 24  # code points that "Meanwhile the state news agency" may take
_REACH = 200  # code points before a verb in which its subject stands


@dataclass(frozen=True, slots=True)
class Beside:
    """Who says it, by name or plain description; whether it is a body known to report."""

    name: str
    reports: bool


def named_beside(sentence: str, book: Directory) -> Beside | None:
    """Who says a sentence, from what stands beside its verb; give it without its quotes.

    Where several do, whoever opens the sentence, else whoever ends it.
    """
    found = list(_before_verbs(sentence, book))
    opening = [who for start, who in found if start <= _OPENING]
    if found:
        return (opening or [found[-1][1]])[0]
    return _after_verb(sentence, book)


def says_again(sentence: str) -> bool:
    """Whether whoever said the sentence before says this one: "it said", "the group added"."""
    subjects = (_subject(sentence, verb) for verb in _VERB.finditer(sentence))
    again = (_AGAIN.search(subject) for subject in subjects if subject)
    return any(match is not None and match["joined"] is None for match in again)


def _before_verbs(sentence: str, book: Directory) -> Iterator[tuple[int, Beside]]:
    for verb in _VERB.finditer(sentence):
        left = _subject(sentence, verb)
        if left is None:
            continue
        shift = max(0, len(left) - _REACH)
        found = _in_subject(left[shift:], book)
        if found is not None:
            yield shift + found[0], found[1]


def _subject(sentence: str, verb: re.Match[str]) -> str | None:
    """What stands before a verb, auxiliaries and adverbs left out; None where nothing does."""
    left = sentence[: verb.start()]
    between = _BETWEEN.search(left)
    return left[: between.start()].rstrip(" ,") if between is not None else None


def _in_subject(left: str, book: Directory) -> tuple[int, Beside] | None:
    bodies = [body for body in bodies_in(left, book) if not _IS_WHERE.search(left[: body.start])]
    near = [b for b in reversed(bodies) if _BESIDE.match(left[b.end :])]
    near.sort(key=lambda b: _is_generic(b, book))
    if near:
        return near[0].start, Beside(near[0].text, _reports(near[0], book))
    for pattern in (_DESCRIBED, _CALLED):
        found = pattern.search(left)
        if found is not None and not _IS_PART.search(left[: found.start("who")]):
            return found.start("who"), Beside(found["who"], reports=False)
    aside = next((b for b in reversed(bodies) if _goes_on_beside(b, left, book)), None)
    if aside is not None:
        return aside.start, Beside(aside.text, _reports(aside, book))
    return _organised(left) or _introduced(left) or _joined(left, bodies, book)


def _goes_on_beside(body: Actor, left: str, book: Directory) -> bool:
    """Whether a body is described up to the verb: "the Observatory which relies on ... said"."""
    rest = left[body.end :]
    speaks = _reports(body, book) or body.start <= _OPENING
    return speaks and _ASIDE.match(rest) is not None and _VERB.search(rest) is None


def _organised(left: str) -> tuple[int, Beside] | None:
    """A body that no table names: "the Old Town Committee a local group that ... reported"."""
    found = _NAMED.search(left)
    if found is None or _IS_WHERE.search(left[: found.start()]):
        return None
    rest = found["rest"]
    speaks = not rest or (_ASIDE.match(rest) and _VERB.search(rest) is None)
    return (found.start(), Beside(found["who"], reports=False)) if speaks else None


def _introduced(left: str) -> tuple[int, Beside] | None:
    """A person with what they are: "Noor a teacher living in the old town said"."""
    for found in _INTRODUCED.finditer(left):
        first = found["what"].split()[:_ROLE_WITHIN]
        no_name = found["who"].lower() in _OPENERS or _IS_PART.search(left[: found.start("who")])
        if not no_name and any(word.strip(",.").lower() in ROLES for word in first):
            return found.start("who"), Beside(found["who"], reports=False)
    return None


def _joined(left: str, bodies: list[Actor], book: Directory) -> tuple[int, Beside] | None:
    """Whoever opens the sentence, at its second verb: "SANA gave no toll but said that"."""
    again = _AGAIN.search(left)
    if again is None or again["joined"] is None:
        return None
    opening = (b for b in bodies if b.start <= _OPENING and _reports(b, book))
    return next(((b.start, Beside(b.text, reports=True)) for b in opening), None)


def _after_verb(sentence: str, book: Directory) -> Beside | None:
    for body in bodies_in(sentence, book):
        before, behind = sentence[: body.start], sentence[body.end :]
        says = _AFTER.search(before) and (_ITS_WORD.match(behind) or not _WHERE.search(before))
        if body.key not in MUTE and says:
            return Beside(body.text, _reports(body, book))
    according = _ACCORDING.search(sentence)
    return Beside(according["who"], reports=False) if according is not None else None


def _reports(body: Actor, book: Directory) -> bool:
    known = book.bodies.get(body.key)
    return known is not None and known.kind in _SPEAK


def _is_generic(body: Actor, book: Directory) -> bool:
    known = book.bodies.get(body.key)
    return known is not None and bool(known.covers)
