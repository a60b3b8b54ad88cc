"""Lines to paragraphs: hard-wrapped lines are joined, lines that stand alone stay alone."""

import re
from collections.abc import Iterable
from statistics import median

_ENDS = re.compile(r"""[.!?…:;؟。！？][)\]"'”’»」]*$""")
_BULLET = re.compile(r"^(?:[-–—*•·▪►]|\d{1,3}[.)])\s+\S")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a tidy text, each on one line, in order."""
    if "\n" not in text:
        return [line] if (line := squeezed(text)) else []
    blocks = re.split(r"\n[ ]*\n", text)
    return [paragraph for block in blocks for paragraph in _unwrapped(block.split("\n"))]


def joined(paragraphs: Iterable[str]) -> str:
    """A report's text: paragraphs separated by blank lines."""
    return "\n\n".join(paragraphs)


def squeezed(line: str) -> str:
    """The line with single spaces and none at its ends."""
    return " ".join(line.split())


def _unwrapped(lines: Iterable[str]) -> list[str]:
    kept = [line for line in map(squeezed, lines) if line]
    width = _wrap_width(kept)
    paragraphs: list[str] = []
    runs_on = False
    for line in kept:
        if runs_on and not _BULLET.match(line):
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
        runs_on = width is not None and (len(line) > 0.75 * width or not _ENDS.search(line))
        runs_on = runs_on and len(line) > 0.5 * (width or 0)
    return paragraphs


def _wrap_width(lines: list[str]) -> int | None:
    """The column at which a writer's editor broke the lines; None where each line is its own."""
    lines = [line for line in lines if not _BULLET.match(line)]
    if len(lines) < 2:
        return None
    longest = max(map(len, lines))
    full = [len(line) for line in lines[:-1]]
    broken = sum(not _ENDS.search(line) for line in lines[:-1])
    wrapped = 30 <= longest <= 130 and median(full) > 0.7 * longest and broken >= 0.5 * len(full)
    return longest if wrapped else None
