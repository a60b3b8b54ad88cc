"""Whether a party issued what it is reported to say, or an outlet passes it on (method.md, 2)."""

import re

from workbench.language.bodies import Directory, body_key
from workbench.language.roots import Root

_ISSUES = frozenset({"ministry", "army", "police", "armed-group", "person", "un"})
_ITS_KIND = re.compile(
    r"\b(?:Ministry|Army|Armed Forces|General Staff|Command|Front|Brigades?|Battalion|Presidency|"
    r"Embassy|Spokesperson)\b"
)
_HOW = re.compile(
    r"\b(?:statements?|communiqu[eé]s?|briefing|press release|(?:news|press) conference|bulletin|"
    r"told (?:reporters|journalists)|tweet(?:ed|s)?|posted|Twitter|Telegram|Facebook|website|"
    r"claim(?:s|ed)? responsibility|announced|declared|spokes(?:man|woman|person))\b"
)


def issues(root: Root, sentence: str, book: Directory) -> bool:
    """Whether a party speaks as such: by name, through an office that issues, or in a statement.

    "The Defence Ministry said" is a statement; an outlet that writes "the government blamed
    rebels" or "officials said" passes on what it heard of them.
    """
    if root.crowd:
        return False
    if root.speaker is not None or _HOW.search(sentence):
        return True
    body = book.bodies.get(body_key(root.name, book))
    if body is not None:
        return body.kind in _ISSUES and not root.unnamed
    return _ITS_KIND.search(root.name) is not None
