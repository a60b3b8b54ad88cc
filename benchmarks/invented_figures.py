"""Whether two invented sentences that tell the same thing tell it with figures that agree.

Read from the words alone and not by the desk's own reader of quantities, whose errors are measured.
"""

import re

# What is told with a figure: another figure tells something else.
_FIGURES = """toll wounded children women displaced number missing saved fighters trapped homeless
civilians bodies aboard landed pilgrims boats lorries tents health funds share wheat swap"""
_UNITS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}|(?:19|20)\d\d)\b")
_DIGITS = re.compile(r"(?<![\w.:,])\d+(?:,\d{3})*(?![\d:,])")
_LOOSE = re.compile(r"at least|more than|over|close to|some |about|nearly|around", re.IGNORECASE)
_ONES = {word: value for value, word in enumerate(_UNITS.split(), 2)}
_TENS = {word: 10 * value for value, word in enumerate(_DECADES.split(), 2)}
_TIMES = {"hundred": 100, "thousand": 1000}
_NEAR, _LOOSELY = 0.1, 1.25  # bare figures; those of which one says "at least"


def agree(name: str, claim: str, sentence: str) -> bool:
    """Whether the sentence tells what the claim tells under this name, by their figures.

    True where the name is none of a figure or the claim gives none: "dozens" may be any number of
    them. A sentence without a figure does not answer one that has one.
    """
    ours = figures(claim)
    if name.rpartition("/")[2] not in _FIGURES.split() or not ours:
        return True
    loosely = bool(_LOOSE.search(claim) or _LOOSE.search(sentence))
    return any(_close(a, b, loosely=loosely) for a in ours for b in figures(sentence))


def figures(text: str) -> list[float]:
    """The numbers in a text, but for days and years: "112", "1,480", "Forty-three", "a dozen"."""
    bare = _DAY.sub(" ", text)
    written = [float(each.replace(",", "")) for each in _DIGITS.findall(bare)]
    words = re.findall(r"[a-z]+", bare.lower().replace("a dozen", "twelve"))
    said, at = [], 0
    while at < len(words):
        value, at = _said(words, at)
        said += [float(value)] if value else []
    return [*written, *said]


def _said(words: list[str], at: int) -> tuple[int, int]:
    """The number that begins at a word, 0 where none does, and where what follows begins."""
    value, after = _below_hundred(words, at)
    times = _TIMES.get(words[after], 0) if value and after < len(words) else 0
    if not times:
        return value, max(after, at + 1)
    value, after = value * times, after + 1
    if words[after : after + 1] == ["and"]:
        rest, behind = _below_hundred(words, after + 1)
        if rest:
            return value + rest, behind
    return value, after


def _below_hundred(words: list[str], at: int) -> tuple[int, int]:
    word = words[at] if at < len(words) else ""
    if word in _ONES:
        return _ONES[word], at + 1
    tens = _TENS.get(word, 0)
    ones = {**_ONES, "one": 1}.get(words[at + 1], 0) if tens and at + 1 < len(words) else 0
    return (tens + ones, at + 2) if 0 < ones < 10 else (tens, at + bool(tens))


def _close(a: float, b: float, *, loosely: bool) -> bool:
    low, high = sorted((a, b))
    return high - low <= max(1, _NEAR * low) or (loosely and high <= _LOOSELY * low)
