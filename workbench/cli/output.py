"""What commands print: JSON for programs, plain lines for people; progress on standard error."""

import getpass
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def emit(value: Any, *, as_json: bool, people: Callable[[Any], str]) -> None:  # noqa: ANN401 (JSON)
    """One value: as one line of JSON, or in words."""
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else people(value))


def who() -> str:
    """The person at this terminal, for the record."""
    return f"command line ({getpass.getuser()})"


def counted(number: int, what: str) -> str:
    """“1 report”, “1,200 reports”."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def problem_of(name: str, problem: str) -> str:
    """A problem with what it is of, named once."""
    return problem if name in problem else f"{name}: {problem}"


class Progress:
    """Counts what is done; a line every few seconds, or one that is rewritten on a terminal."""

    def __init__(self) -> None:
        self._done: dict[str, int] = {}
        self._started = self._told = time.monotonic()

    def __call__(self, what: str, count: int) -> None:
        """Adds to what was done, and says so when it is time."""
        self._done[what] = self._done.get(what, 0) + count
        moment = time.monotonic()
        terminal = sys.stderr.isatty()
        if moment - self._told < (0.2 if terminal else 5):
            return
        self._told = moment
        seconds = moment - self._started
        line = ", ".join(f"{n} {what} ({n / seconds:.0f}/s)" for what, n in self._done.items())
        click.echo(f"\r{line}\x1b[K" if terminal else line, err=True, nl=not terminal)
