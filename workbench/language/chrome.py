"""What a page says about itself: buttons, credits, notices, adverts."""

import re
from functools import cache

from workbench.language.tables import rows

_CREDIT = re.compile(
    r"^\(?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4} ?(?:/|for|via) ?"
    r"[A-Z][\w.]*(?:[ /][A-Z][\w.]*){0,6}/?\)?$|"
    r"(?:Getty Images|AFP/|/AFP|/AP\b|/Reuters|REUTERS/|via AP|via Getty|Handout)\W*[\w ]{0,20}\)?$"
)
_ADDRESS = re.compile(
    r"^\W*(?:[^\s@]+@[^\s@]+\.\w+|(?:https?://|www\.|pic\.twitter)\S+|@\w+|#\w+)"
    r"(?:\s+[^\s@]+@\S+)?\W*$"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DOES = (  # as captions say it, in the present
    "speaks?|meets?|arrives?|walks?|waves?|gestures?|listens?|looks?|poses?|reacts?|stands?|sits?"
    "|attends?|address(?:es)?|shakes? hands|greets?|carr(?:y|ies)|holds?|casts?|lights?"
    "|plays?|waits?"
)
_CAPTION = re.compile(
    rf"^[^.“”\"]{{4,160}}? (?:{_DOES}) .{{4,240}}\b"
    rf"(?:(?:{_MONTHS})\.? \d{{1,2}},?|\d{{1,2}} (?:{_MONTHS})\.?,?) (?:19|20)\d\d\W*$|"
    r"^(?:REUTERS|AFP|EPA)/[A-Z]|\[ ?[A-Z][^\[\]/]{2,60}/[^\[\]/]{1,40}\]\W*$"
)
_BEHIND = re.compile(  # links, tags and notices that a page has behind its last sentence
    r"\.\.\. ?\d{1,4} (?:Related|Tags)\b|\bTags (?=.{0,200}\bCommunity standards)|"
    r"\bCommunity standards ?Discussion"
)
_CLOCK = re.compile(r"^\W*\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?\W*$", re.IGNORECASE)


def find(words: str) -> str | None:
    """What kind of chrome a sentence is, None where it is the report's own prose."""
    start = words[:400]
    if _ADDRESS.match(start):
        return "an address"
    if _CLOCK.match(start):
        return "a time stamp"
    if _CAPTION.search(start):
        return "a picture's caption"
    if _CREDIT.search(start) and len(start) < 240:
        return "a picture credit"
    return "the page's own furniture" if _furniture().fullmatch(start) else None


def prose(words: str) -> str:
    """The same with blanks for what a page has behind its last sentence."""
    behind = _BEHIND.search(words)
    return words if behind is None else words[: behind.start()].ljust(len(words))


@cache
def _furniture() -> re.Pattern[str]:
    lines = "|".join(expression for (expression,) in rows("chrome.tsv", 1))
    return re.compile(rf"\W*(?:{lines})\W*", re.IGNORECASE | re.DOTALL)
