"""Which named person an office, a rank or a spokesman beside a verb of saying is.

Prose that has lost its commas hides the name: "Orson Keld a coalition spokesman said".
"""

import re
from dataclasses import dataclass

from workbench.language.cues import ROLES, SAYING_VERB

_RANK = (
    r"(?:(?:Lt|Maj|Brig|Col|Gen|Capt|Cmdr|Sgt|Adm)\b\.?|Lieutenant|Major|Brigadier|Colonel|General|"
    r"Captain|Commander|Sergeant|Admiral|Commodore)"
)
_PERSON = r"[A-Z][\w'’-]+(?: (?:(?:al|el|bin|ibn|abu|van|de) )?[A-Z][\w'’-]+){0,3}"
_WORD = r"[\w.'’-]+"
_SAYS = rf"(?:{SAYING_VERB})"
_SPEAKS = (
    "spokesman",
    "spokeswoman",
    "spokesperson",
    *sorted(ROLES & {"commander", "director", "official", "officer", "minister", "envoy", "head"}),
)
_OFFICE = rf"(?:{'|'.join(_SPEAKS)})"
# such as: Orson Keld a U.S. military spokesman in Baghdad said
_NAME_THEN_OFFICE = re.compile(
    rf"\b(?P<who>{_PERSON}),? (?:(?:an?|the|another|its) (?:{_WORD} ){{0,4}}?{_OFFICE}\b|"
    rf"{_OFFICE} (?:of|for)\b)"
)
# such as: said Army Col. Orson Keld
_RANKED = re.compile(
    rf"\b(?:{_RANK}|{_OFFICE}) (?:(?:{_RANK}|Mr\.?|Mrs\.?|Ms\.?|Dr\.?) )*(?P<who>{_PERSON})"
)
_OFFICE_OF = re.compile(
    rf"^,? (?:a |an |the |another )?(?P<before>(?:{_WORD} ){{0,4}}?){_OFFICE}"
    rf"(?: (?:of|for|with|at) (?:the )?(?P<after>(?:{_WORD} ?){{1,4}}))?"
)
_CUT = re.compile(rf" (?:{_SAYS}|who|which|that|in|on|and)\b.*$|[,;:].*$|\.$")
_REACH = 160  # code points between a name and the verb that reports its words
_HINT = re.compile(rf"\b(?:{_RANK}|{_OFFICE})\b")
_SAYS_BEFORE = re.compile(
    rf"\b(?:{_SAYS}|[Aa]ccording to|citing|quoting|[Ss]tatement by) (?:{_WORD} ){{0,5}}$"
)
_SAYS_AFTER = re.compile(
    rf"^(?:,? (?:an?|the|another|its|who) [^;:“”\"]{{0,80}}?|"
    rf",? {_OFFICE} (?:of|for) [^;:“”\"]{{0,60}}?)?"
    rf",? (?:also |later |has |had )?(?:{_SAYS}|was quoted)\b"
)
_LEADING = re.compile(
    rf"^(?:(?:{_RANK}|{_OFFICE}|Mr|Mrs|Ms|Dr|Army|Navy|Marine|US|Air|Force|Corps)\.? )+"
)
_NO_PERSON = re.compile(
    r"\b(?:Staff|Command|Assembly|Secretary|Council|Ministry|Army|Front|Forces)\b"
)


@dataclass(frozen=True, slots=True)
class Spokesman:
    """A person by name; `body` is whom the office beside the name speaks for, where it says."""

    name: str
    body: str | None


def named_in(sentence: str) -> Spokesman | None:
    """The one officer or spokesman who is named as saying it; None where there is no such name."""
    if _HINT.search(sentence) is None:
        return None
    found = [
        _at(sentence, match)
        for pattern in (_NAME_THEN_OFFICE, _RANKED)
        for match in pattern.finditer(sentence)
    ]
    people = [person for person in found if person is not None]
    surnames = {person.name.split()[-1] for person in people}
    if len(surnames) != 1:
        return None
    return next((person for person in people if person.body), people[0])


def _at(sentence: str, match: re.Match[str]) -> Spokesman | None:
    name = _LEADING.sub("", match.group("who"))
    before = sentence[max(0, match.start() - _REACH) : match.start()]
    after = sentence[match.end("who") : match.end("who") + _REACH]
    says = _SAYS_BEFORE.search(before) or _SAYS_AFTER.search(after)
    if _NO_PERSON.search(name) or says is None:
        return None
    return Spokesman(name, _body(after))


def _body(after: str) -> str | None:
    office = _OFFICE_OF.match(after)
    if office is None:
        return None
    whom = office.group("after") or office.group("before")
    return re.sub(r"['’]s$", "", _CUT.sub("", whom.strip())) or None
