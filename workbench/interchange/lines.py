"""A text file line by line: bounded, counted, and able to step back after a broken row."""

from collections import deque
from collections.abc import Iterator
from typing import TextIO

from workbench.interchange.encodings import UNFIT

LONGEST = 1_000_000  # characters a line may have; what is beyond is passed over
_ENDS = ("\n", "\r")


class Lines:
    """Lines with their ends; `number` is that of the line given last, from 1."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.number = 0
        self.held: list[str] = []
        self._cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(LONGEST)
        if not line:
            raise StopIteration
        if len(line) == LONGEST and not line.endswith(_ENDS):
            self._pass_over()
            self._cut = True
        self.number += 1
        self.held.append(line)
        return line

    def begin(self) -> None:
        """A new row: what was held of the last one is let go."""
        self.held.clear()
        self._cut = False

    def step_back(self) -> None:
        """Gives the held lines again, but for the first."""
        self.number -= len(self.held) - 1
        self._again.extendleft(reversed(self.held[1:]))
        del self.held[1:]

    def amiss(self) -> str | None:
        """What is wrong with the characters of the held lines."""
        if self._cut:
            return f"The line has more than {LONGEST:,} characters."
        for line in self.held:
            if "\x00" in line:
                return "The row has NUL characters."
            if not line.isascii() and UNFIT.search(line):
                return f"The row has bytes that are not {self._text.encoding}."
        return None

    def _pass_over(self) -> None:
        while (rest := self._text.readline(LONGEST)) and not rest.endswith(_ENDS):
            pass
