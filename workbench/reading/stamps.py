"""Lines in which a page repeats when its report appeared, and who wrote it: the fields say so."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from workbench.reading.dates import stated, undated
from workbench.reading.wording import STAMP_JOINTS, STAMP_LABELS, folded

_WORDS = re.compile(r"\w+")
_LONGEST = 160  # characters
_NEAR = 6  # lines at most between a headline and its report
_LAST = 2  # lines
_NAME = "0"  # stands for a name; no such word has a figure


def without_stamps(
    lines: Sequence[str], published: str | None, names: Iterable[str]
) -> Sequence[str]:
    """The lines without those that hold days, hours and these names and nothing else.

    A day alone goes where it is the day of publication; any other is what the report tells.
    """
    if published is None:
        return lines
    known = sorted({folded(name) for name in names if name}, key=len, reverse=True)
    head = sum(1 for _line in takewhile(_is_short, lines[:_NEAR]))
    ends = {*range(head), *range(max(0, len(lines) - _LAST), len(lines))}
    gone = {at for at in ends if _is_stamp(lines[at], published[:10], known)}
    return [line for at, line in enumerate(lines) if at not in gone]


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST


def _is_stamp(line: str, published: str, names: Iterable[str]) -> bool:
    if not _is_short(line):
        return False
    small = folded(line)
    if (rest := undated(small)) == small:
        return False
    for name in names:
        rest = rest.replace(name, f" {_NAME} ")
    words = set(_WORDS.findall(rest))
    told = words - STAMP_JOINTS
    return told <= STAMP_LABELS | {_NAME} and (bool(told) or stated(line) == published)
