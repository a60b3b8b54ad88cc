"""The progress of an import: a bar on a terminal, else a line now and then."""

import sys
import time
from types import TracebackType
from typing import Self

import click
from tqdm import tqdm

_EVERY_SECONDS = 5.0


class RowProgress:
    """Told of rows as they are stored; `share` is how much of the file is read."""

    def __init__(self) -> None:
        terminal = sys.stderr.isatty()
        self._bar = tqdm(unit=" rows", disable=not terminal, file=sys.stderr, leave=False)
        self._plain = not terminal
        self._done = 0
        self._started = self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._bar.close()

    def __call__(self, rows: int, share: float) -> None:
        """Takes rows down, and says so when it is time."""
        self._done += rows
        if share:
            self._bar.total = max(self._done, round(self._done / share))
        self._bar.update(rows)
        if self._plain and time.monotonic() - self._told >= _EVERY_SECONDS:
            self._told = time.monotonic()
            rate = self._done / (self._told - self._started)
            left = self._done * (1 / share - 1) / rate if share else 0
            click.echo(
                f"{self._done:,} rows ({share:.0%}), {rate:,.0f} a second, {left:,.0f} s left.",
                err=True,
            )
