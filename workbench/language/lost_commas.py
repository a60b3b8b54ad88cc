"""Commas put back around a speaker whom prose without them names after the verb.

"… with rockets said Noor Aziz head of the town's clinic adding that nine had died."
"""

from collections.abc import Sequence

from workbench.language.cues import ROLES, listed
from workbench.language.tokens import Token

_SAYS = frozenset({"said", "says"})
_PARTICLES = listed("name particle")
_ENDS = listed("ends a speaker")
_AUXILIARIES = listed("auxiliary")
_LONGEST_NAME = 4
_LONGEST_ROLE = 10  # words
_ROLE_WITHIN = 3  # words of what describes somebody


def put_back(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a comma before the verb, after the name and after what describes it."""
    found = list(tokens)
    for at in range(len(tokens) - 1, 0, -1):
        name, role = _introduced(tokens, at)
        for place in (role, name, at) if name else ():
            if not _is_parted(found, place):
                start = found[place - 1].end
                found.insert(place, Token(",", ",", start, start))
    return found


def _introduced(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """Where the name after a verb of saying ends, and where its role does; zeros where none is."""
    name = _name_end(tokens, verb + 1)
    if tokens[verb].low not in _SAYS or name < verb + 3:
        return 0, 0
    end = _role_end(tokens, name)
    return (name, end) if _is_described(tokens[name:end]) else (0, 0)


def _name_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and (tokens[end].is_capital or tokens[end].low in _PARTICLES):
        end += 1
    return end if end - start <= _LONGEST_NAME else start


def _role_end(tokens: Sequence[Token], start: int) -> int:
    ends = (n for n in range(start, len(tokens)) if tokens[n].low in _ENDS or _is_mark(tokens[n]))
    return next(ends, len(tokens))


def _is_described(role: Sequence[Token]) -> bool:
    """Whether the words describe somebody: "said Noor head of the clinic had left" tells of him."""
    at = next((n for n, t in enumerate(role[:_ROLE_WITHIN]) if t.low in ROLES), None)
    if at is None or len(role) > _LONGEST_ROLE:
        return False
    is_title = any(t.is_capital for t in role[at + 1 : at + 2])  # "White House aide Noor Aziz"
    return not is_title and not any(t.low in _AUXILIARIES or t.low.endswith("ed") for t in role)


def _is_mark(token: Token) -> bool:
    return not token.is_word


def _is_parted(tokens: Sequence[Token], place: int) -> bool:
    """Whether a mark or the sentence's end already stands there."""
    return place >= len(tokens) or any(_is_mark(t) for t in tokens[place - 1 : place + 1])
