"""Who is the party of a sentence without a speaker that the rules of speech find."""

import re

_SUBJECT = re.compile(
    r"(?:^|[-–—] )(?P<who>(?:An?|The|One|Two) [^,“”\"]{3,60}), [^,“”\"]{3,80}, (?:said|"
    r"acknowledged|confirmed|told)\b"
)
_CROWD = re.compile(
    r"(?:^|[-–—] )(?P<who>(?:Residents|Witnesses|Villagers|Survivors|Activists|Medics|Doctors|"
    r"Rescuers)\b)[^,.]{0,60} (?:said|say|told|reported)\b"
)
_COUNTS = re.compile(
    r"(?:^|[-–—] |, )(?P<who>(?:The |An? )?[A-Z][\w'’-]*(?: [\w'’-]+){0,8}?)(?:, [^,]+,)? "
    r"(?:has |have |now )?(?:put|puts|counts|counted|recorded|documented|registered|listed|"
    r"tallied|estimated|"
    r"verified|gave|gives) "
)
_ACCUSES = re.compile(
    r"(?:^|[-–—] |, |\b(?:which|though|but|and) )(?P<who>(?:[Tt]he )?(?:government|regime|army|"
    r"military|opposition|rebels|authorities|[A-Z][\w'’-]*(?: [\w'’-]+){0,4}?)) "
    r"(?:(?:has|have|had|also|later|promptly|again|firmly) )*(?:denied|denies|deny|blamed|blames|"
    r"accused|accuses|rejected|dismissed|admitted|insists|claimed (?:responsibility|the)|"
    r"claims (?:responsibility|the))\b"
)
_SAID_LAST = re.compile(
    r"\b(?:said|says|reported|added) (?P<who>(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4})[.”\"]*$"
)
_A_SOURCE = re.compile(
    r"\b(?:sources?|officials?|officers?|diplomats?|witness(?:es)?)\b.{0,60}\btold\b|"
    r"\bAccording to (?:an? |our )(?:[\w-]+ ){0,3}sources?\b"
)
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "this", "that", "there", "both"})
_PARTIES = (_SUBJECT, _CROWD, _COUNTS, _ACCUSES, _SAID_LAST)


def parties(sentence: str) -> list[str]:
    """Those who say, count, deny or accuse in it, the surest first; give it without its quotes."""
    found = (pattern.search(sentence) for pattern in _PARTIES)
    named = [match.group("who") for match in found if match is not None]
    return [who for who in named if who.lower() not in _PRONOUNS]


def asks_a_source(sentence: str) -> bool:
    """Whether somebody unnamed told it to whoever writes."""
    return _A_SOURCE.search(sentence) is not None
