"""Other spellings of a name: whoever writes from another alphabet chooses between letters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from workbench.language.names import key

_SHORTEST = 5  # letters: of shorter names too many spellings are another name
_CONSONANTS = re.compile(r"[^aeiouy ]")
_SOUNDS = 3  # consonants in its key: "Raqqa" has fewer
_ALIKE = (
    ("a", "e", "i", "o", "u"),
    ("ai", "ei", "ay", "ey"),
    ("ou", "oo", "u", "o"),
    ("k", "q", "kh", "g", "gh"),
    ("sh", "ch"),
    ("j", "dj"),
    ("d", "dh"),
    ("i", "y", "ee"),
)
_DOUBLED = re.compile(r"(?<=[aeiou])([bcdfgjklmnpqrstvz])(\1?)(?=[aeiou])")
_LAST = re.compile(r"(?<=[aeo])h?$")


def is_respelt(name: str) -> bool:
    """Whether a name of one word tells enough to be known in another spelling."""
    sounds = len(_CONSONANTS.findall(key(name.lower())))
    return len(name) >= _SHORTEST and sounds >= _SOUNDS and name.isascii() and name.isalpha()


@lru_cache(maxsize=4_096)
def spellings(name: str) -> frozenset[str]:
    """How else such a name may be spelt, in lower case: two letters differ, its key does not."""
    plain = name.lower()
    if not is_respelt(plain):
        return frozenset()
    once, sound = set(_respelt(plain)), key(plain)
    both = once | set(chain.from_iterable(map(_respelt, once)))
    return frozenset(each for each in both if key(each) == sound) - {plain}


def _respelt(name: str) -> Iterator[str]:
    """The name with one sound written otherwise."""
    for group in _ALIKE:
        for found in re.finditer("|".join(sorted(group, key=len, reverse=True)), name):
            for instead in group:
                yield name[: found.start()] + instead + name[found.end() :]
    for found in _DOUBLED.finditer(name):
        letter, twice = found.groups()
        yield name[: found.start()] + letter * (1 if twice else 2) + name[found.end() :]
    for found in _LAST.finditer(name):
        yield name[: found.start()] + ("" if found.group() else "h")
