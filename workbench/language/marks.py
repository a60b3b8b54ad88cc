"""Quotation marks and brackets that a sentence lost to its neighbours, for a wording of its own."""

import re

_PAIRS = (("“", "”"), ("«", "»"), ("``", "''"))
_SINGLE = (("‘", "’"), ("'", "'"))
_INCHES = re.compile(r'(?<=\d)"(?=\s+[a-z])')
_ENUMERATED = re.compile(r"^\(?\w{1,3}\)")


def close(words: str) -> str:
    """The words with the marks of a quote that began sentences before, or that goes on after.

    A lone bracket at either end is left out: what it opened or closed is not there.
    """
    for opening, closing in _PAIRS:
        first = words.find(closing)
        if first >= 0 and opening not in words[:first]:
            words = opening + words
        if words.rfind(opening) > words.rfind(closing):
            words += closing
    return _single(_straight(_bracketed(words)))


def _straight(words: str) -> str:
    marks = [match.start() for match in re.finditer('"', _INCHES.sub("i", words))]
    if len(marks) % 2 == 0:
        return words
    last = marks[-1]
    opens = words[last + 1 : last + 2].strip() and not words[last - 1 : last].strip()
    return words + '"' if last == 0 or opens else '"' + words


def _single(words: str) -> str:
    """The same for single marks, which are told from apostrophes by what stands beside them."""
    for opening, closing in _SINGLE:
        opened = re.search(rf"(?:^|(?<=[\s(\"“])){opening}(?=\w)", words)
        closed = re.search(rf"(?<=[.,!?…]){closing}(?!['\w])", words)
        if closed and opened is None:
            words = opening + words
        elif opened and closed is None and _speaks(words[opened.end() :], closing):
            words = _with_last(words, closing)
    return words


def _speaks(words: str, closing: str) -> bool:
    """Whether a sentence is quoted, not a short name: 'Two men fell. but not 'Dune' nor '90s."""
    return words[:1].isalpha() and closing not in words and len(words.split()) > 2


def _with_last(words: str, mark: str) -> str:
    return words[:-1] + mark + words[-1] if words[-1:] in "\"”»'" else words + mark


def _bracketed(words: str) -> str:
    """The words without brackets that have no partner; one opened inside is closed."""
    listed = _ENUMERATED.match(words)
    opened: list[int] = []
    gone: set[int] = set()
    for at in range(listed.end() if listed else 0, len(words)):
        if words[at] == "(":
            opened.append(at)
        elif words[at] == ")" and opened:
            opened.pop()
        elif words[at] == ")":
            gone.add(at)
    if opened and opened[0] > 0:
        return f"{words.rstrip('.')}){words[len(words.rstrip('.')) :]}"
    gone.update(opened)
    return "".join(each for at, each in enumerate(words) if at not in gone) if gone else words
