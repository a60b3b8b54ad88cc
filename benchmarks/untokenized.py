"""Sentences of a tokenized corpus as a newspaper would print them."""

import re

_PAIRS = (
    (re.compile(r"``|''|[“”]"), '"'),
    (re.compile(r"` "), "'"),
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<=\w) ?' ?(s|re|ve|ll|d|m|t)\b"), r"'\1"),
    (re.compile(r"\b(\w+) n ?'t\b"), r"\1n't"),
    (re.compile(r"\b([ap]) \. ?m\b ?\.?"), r"\1.m."),
    (re.compile(r"\bU \. ?S \."), "U.S."),
    (re.compile(r"(?<=\w) - (?=\w)"), "-"),
    (re.compile(r"(?<=\d) ([:,.]) (?=\d)"), r"\1"),
    (re.compile(r" ([,.;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[$£]) "), r"\1"),
    (re.compile(r" / "), "/"),
)
_QUOTE = re.compile(r'\s*"\s*')


def untokenized(words: str) -> str:
    """The sentence without the spaces that tokens were set apart by; quotation marks in turn."""
    for pattern, by in _PAIRS:
        words = pattern.sub(by, words)
    plain, *parts = _QUOTE.split(words)
    for number, part in enumerate(parts):
        plain = _opened(plain, part) if number % 2 == 0 else _closed(plain, part)
    return plain.strip()


def _opened(before: str, quoted: str) -> str:
    gap = " " if before and before[-1] not in "([" else ""
    return f'{before}{gap}"{quoted}'


def _closed(before: str, after: str) -> str:
    gap = " " if after and (after[0].isalnum() or after[0] in "([") else ""
    return f'{before}"{gap}{after}'
