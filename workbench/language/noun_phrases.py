"""Whether a run of words can be one noun phrase, so that a sentence's rest is nobody's name."""

from collections.abc import Sequence

from workbench.language.calendars import MONTHS
from workbench.language.cues import listed
from workbench.language.tokens import Token

_INSIDE = listed("never inside a speaker")
_OPENS = listed("never opens a speaker")
_CLOSES = listed("never closes a speaker")
_DETERMINERS = listed("determiner")
_LINKS = listed("preposition") | {"of", "and", "or", "but", "a", "too", "so"}
_TIMES = listed("time noun")
_WHICH = frozenset({"last", "this", "next", "earlier", "late"})
_NAMING = frozenset({"called", "named", "dubbed", "styled"})  # "a group called the Sons of ..."


def is_noun_phrase(body: Sequence[Token]) -> bool:
    """Whether the words, without their article, are a phrase that may name a speaker.

    "memoir soon and the White House" holds a clause, "secretary of" lacks its end, and "December
    amid US media" begins with when it was.
    """
    if body[0].low in _OPENS or body[-1].low in _CLOSES or _is_time(body):
        return False
    return not any(
        token.text.islower() and (token.low in _INSIDE or _is_verb(body, at))
        for at, token in enumerate(body)
        if at
    )


def after_time(phrase: Sequence[Token]) -> Sequence[Token]:
    """The phrase without the "last week" that it begins with."""
    timed = len(phrase) > 2 and phrase[0].low in _WHICH and phrase[1].low in _TIMES
    return phrase[2:] if timed else phrase


def _is_time(body: Sequence[Token]) -> bool:
    """Whether it says when: "December amid ...", "few years"."""
    if len(body) > 1 and body[0].low in MONTHS and body[1].text.islower():
        return True
    return body[-1].low in _TIMES and not any(token.is_capital for token in body)


def _is_verb(body: Sequence[Token], at: int) -> bool:
    """Whether an object follows: "responses showed 87 percent", "move many Democrats"."""
    if body[at].low == "many":
        return body[at - 1].low not in _LINKS
    if not body[at].low.endswith("ed") or body[at].low in _NAMING or at + 1 == len(body):
        return False
    following = body[at + 1]
    return following.low in _DETERMINERS or following.text[0].isdigit()
