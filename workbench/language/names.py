"""Names and their keys: one key for the spellings of one name."""

import re
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’‘`\u00b4\u02bf\u02be\u02bb\u02bc]")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[a-z]+|\d+")
_SERVANT = re.compile(r"\babd(?:[aeiou]l?)?[- ]?(?:[aeu][lrnsz][- ])?(?=[a-z]{2})")
_DROPPED = re.compile(
    r"(?:[aeu]l|[ae][dtnz]|[aeu][rs]|[ae]sh|ath|the|bin|ibn|ben|bint)"  # articles; "son of"
)
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ezz(?=[aou])", "z"),
        (r"sch|sh|ch", "x"),
        (r"ph", "f"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"dj", "j"),
        (r"(?:kh|gh|ck|[qgk])+", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"(?<=[aeiou])h?$|(?<=[aeo])h$", ""),
        (r"a[uw](?![aeiou])|o[uwo]|uu", "o"),
        (r"[ae][iy]+|ee|ie|iy|ii", "a"),
        (r"(?<=[a-z])w(?![aeiou])", ""),
    )
]
_DOUBLED = re.compile(r"(.)\1+")
_CLASS = str.maketrans("eyu", "aio")
_FIRST_CLASS = str.maketrans("eiyu", "aaao")
_VOWELS = "aeiouy"


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """One key for Talas al Salameh and Talas al-Salamah, another for Salazar; "" for no name.

    Sounds that transliteration writes in several ways are folded, articles dropped, and of the
    vowels only the first one's class is kept, so that Hassan and Hussein stay apart. Words of two
    consonants keep every vowel's class.
    """
    folded = [_fold(word) for word in parts(name)]
    return " ".join(word for word in folded if word)


def parts(name: str) -> list[str]:
    """The words of a name that tell people apart: ASCII, lower case, without articles."""
    plain = anyascii(_POSSESSIVE.sub("", name.strip())).lower()
    plain = _SERVANT.sub("abd ", _APOSTROPHES.sub("", plain))
    words = _WORD.findall(plain)
    kept = [word for word in words if not _DROPPED.fullmatch(word)]
    return kept or words


def surname_key(name: str) -> str:
    """The key of a name's last word."""
    words = parts(name)
    return _fold(words[-1]) if words else ""


def _fold(word: str) -> str:
    sounds = word
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    sounds = _DOUBLED.sub(r"\1", sounds or word)
    consonants = [c for c in sounds if c not in _VOWELS]
    if len(consonants) <= 2:
        return _DOUBLED.sub(r"\1", sounds.translate(_CLASS))
    first = next((i for i, c in enumerate(sounds) if c in _VOWELS), None)
    kept = [
        c.translate(_FIRST_CLASS) if i == first else c
        for i, c in enumerate(sounds)
        if i == first or c not in _VOWELS or (c == "y" and i == 0)
    ]
    return "".join(kept)
