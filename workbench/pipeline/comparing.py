"""Two texts slot by slot, without a desk."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from workbench.domain.comparison import compare
from workbench.errors import InputError
from workbench.language.stating import Setting, known_world, state
from workbench.representations.comparisons import comparison_json

LONGEST = 20_000
Json = dict[str, Any]


def compare_texts(pair: Json) -> Json:
    """The comparison of `a` (the claim) with `b` (the passage), contexts and dates where given.

    Raises:
        InputError: a text is missing, blank or too long, or a date is none.
    """
    first, second = (
        state(
            _text(pair, side),
            Setting(context=str(pair.get(f"{side}_context") or ""), published=_day(pair, side)),
        )
        for side in ("a", "b")
    )
    found = compare(first, second, world=known_world())
    foreign = first.foreign or second.foreign
    return {**comparison_json(found), "problems": [found.because] if foreign else []}


def compare_lines(lines: Iterable[str | bytes]) -> Iterator[Json]:
    """One line of JSON out per line in; a bad line is said to be one, and why."""
    for number, line in enumerate(lines, start=1):
        try:
            yield compare_texts(_pair(line))
        except InputError as error:
            yield {"problem": f"line {number}: {error.message}"}


def _pair(line: str | bytes) -> Json:
    try:
        pair = json.loads(line if isinstance(line, str) else line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("This is no text in UTF-8.") from None
    except ValueError as error:
        raise InputError(f"This is no JSON: {error}.") from None
    except RecursionError:
        raise InputError("This JSON is nested too deeply.") from None
    if not isinstance(pair, dict):
        raise InputError('A pair is an object: {"a": …, "b": …}.')
    return pair


def _text(pair: Json, side: str) -> str:
    text = pair.get(side)
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"The text “{side}” is missing or empty.")
    if len(text) > LONGEST:
        raise InputError(f"The text “{side}” has {len(text)} characters; {LONGEST} are the most.")
    return text


def _day(pair: Json, side: str) -> date | None:
    given = pair.get(f"{side}_published")
    if given is None:
        return None
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError:
        raise InputError(f"“{side}_published” is no date; write it as 2017-06-02.") from None
