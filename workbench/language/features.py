"""The plain features of a sentence that the check-worthiness head reads beside its vector."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from zlib import crc32

BUCKETS = 2**15

_KINDS = (
    (re.compile(r"[$€£]\s?\d[\d.,]*"), " _money_ "),
    (re.compile(r"\b(?:19|20)\d\d\b"), " _year_ "),
    (re.compile(r"\d[\d.,]*\s?(?:%|percent\b|per cent\b)"), " _share_ "),
    (re.compile(r"\d[\d.,]*"), " _number_ "),
    (re.compile(r"(?<=[a-z,;] )(?!I\b)([A-Z][\w.'-]+(?: [A-Z][\w.'-]+)*)"), r"\1 _name_ "),
)
_TOKEN = re.compile(r"_[a-z]+_|\w+(?:'\w+)?|[?!]")


def tokens(words: str) -> list[str]:
    """Lower-case words with figures, years, shares, money and names marked as such."""
    plain = words.replace("’", "'")
    for pattern, mark in _KINDS:
        plain = pattern.sub(mark, plain)
    return _TOKEN.findall(plain.lower())


def hashed(words: str) -> tuple[Sequence[int], Sequence[float]]:
    """The buckets that the words and pairs of words fall into, with values of unit length.

    Feature hashing after Weinberger et al. (ICML 2009), without signs.
    """
    found = tokens(words)
    units = [*found, *(" ".join(pair) for pair in pairwise(found))]
    counts = Counter(crc32(unit.encode()) % BUCKETS for unit in units)
    length = sqrt(sum(count * count for count in counts.values())) or 1.0
    return list(counts), [count / length for count in counts.values()]
