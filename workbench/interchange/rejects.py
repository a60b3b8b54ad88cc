"""Rejected rows as a CSV, ready to be mended and imported again."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TextIO

SUFFIX = ".rejected.csv"
REASON = "reason"
BOM = "\ufeff"


class Rejected(Protocol):
    """A row as it stood, and why it was not taken."""

    @property
    def raw(self) -> Mapping[str, str]:
        """Its cells by column."""

    @property
    def reason(self) -> str:
        """One sentence."""


def named(file: str) -> str:
    """What a file's rejected rows are called."""
    return file.removesuffix(SUFFIX) + SUFFIX


def lines(rejected: Callable[[], Iterable[Rejected]]) -> Iterator[str]:
    """The CSV line by line; `rejected` is gone through twice, the first time for the columns."""
    columns: dict[str, None] = {}
    for each in rejected():
        columns.update(dict.fromkeys(name for name in each.raw if name != REASON))
    taken = _Taken()
    writer = csv.writer(taken)
    taken.write(BOM)
    writer.writerow([*columns, REASON])
    yield taken.text()
    for each in rejected():
        writer.writerow([*(each.raw.get(name, "") for name in columns), each.reason])
        yield taken.text()


def write(stream: TextIO, rejected: Callable[[], Iterable[Rejected]]) -> None:
    """The same into a file."""
    stream.writelines(lines(rejected))


class _Taken:
    """What the CSV writer writes, handed over piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def write(self, piece: str) -> None:
        self._pieces.append(piece)

    def text(self) -> str:
        whole = "".join(self._pieces)
        self._pieces.clear()
        return whole
