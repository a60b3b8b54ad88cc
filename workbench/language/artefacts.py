"""The things that reports describe: a film, a frame, a list; and what tells one from another."""

import re
from dataclasses import dataclass

_MEDIA = (
    ("video", re.compile(r"\b(?:video|footage|film(?:ed)?|clip|recording)s?\b", re.IGNORECASE)),
    ("satellite image", re.compile(
        r"\b(?:satellite (?:\w+ )?(?:image|frame|picture|photo|photograph)s?|satellite imagery|"
        r"imagery|aerial photographs?|frames?)\b", re.IGNORECASE)),
    ("photograph", re.compile(
        r"\b(?:photo(?:graph)?s?|pictures?|images)\b(?! (?:by|credit)\b|[^()]{0,20}\))",
        re.IGNORECASE)),
    ("list", re.compile(
        r"\b(?:list (?:of|with|holds|contains|published)|lists? (?:the )?names|\d+ names|"
        r"register of|"
        r"names and ages|names of (?:[\w-]+ ){0,4}?(?:killed|dead|victims|fallen|missing))\b",
        re.IGNORECASE)),
    ("document", re.compile(
        r"\b(?:documents?|leaked|inventory|memo(?:randum)?|logbook|court (?:records|papers)|"
        r"e-?mails?|"
        r"transcript|decree|dataset|database|spreadsheet)\b", re.IGNORECASE)),
)  # fmt: skip
_SHOWS = re.compile(
    r"\b(?:show(?:s|ed|n|ing)?|seen|see|appear(?:s|ed)?|visible|according to|reveal(?:s|ed)?|"
    r"depict(?:s|ed)?|listed|"
    r"posted|shared|circulat\w+|released?|publish\w+|taken|hold[s]?|contain\w*|lists?|"
    r"analy[sz]\w+|verified|"
    r"in which|on which|who have seen|reviewed|obtained)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\b(?P<count>\d+)[- ](?P<unit>second|minute)s?\b", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(?:published|released|made|posted|compiled|taken|provided|supplied|"
    r"distributed|listed)(?: \w+){0,2} by "
    r"(?:the )?(?:company |monitor |group |agency )?(?P<owner>[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})"
)
AGAIN = re.compile(
    r"^(?:It|They|The (?:film|video|footage|clip|list|frames?|images?|pictures?|document)) "
    r"(?:shows?|holds?|contains?|names?|lists?|was (?:taken|filmed|made)|lasts?|runs?)\b"
)


@dataclass(frozen=True, slots=True)
class Artefact:
    """A thing a passage describes; `mark` is what tells it from others of its kind, if anything."""

    medium: str
    mark: str | None

    @property
    def root(self) -> str:
        """The artefact's name as a root."""
        return f"{self.medium} ({self.mark})" if self.mark else self.medium


def artefact_in(sentence: str, around: str = "") -> Artefact | None:
    """The artefact that a sentence rests on; `around` may say how long it is or who made it."""
    for medium, pattern in _MEDIA:
        found = pattern.search(sentence)
        if found is not None and _SHOWS.search(sentence):
            return Artefact(medium, _mark(sentence) or _mark(around))
    return None


def _mark(text: str) -> str | None:
    length = _LENGTH.search(text)
    if length is not None:
        return f"{length.group('count')}-{length.group('unit').lower()}"
    owner = _OWNER.search(text)
    return owner.group("owner") if owner is not None else None
