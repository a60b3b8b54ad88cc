"""The bodies a text names, by the table of who is who; a desk may bring its own lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench.domain.bodies import Bodies, Body
from workbench.domain.values import Actor
from workbench.errors import InputError
from workbench.language.names import key as name_key
from workbench.language.tables import own

_TABLE = "bodies.tsv"
_COLUMNS = 6
_WORD = re.compile(r"\w+(?:\.\w+)*\.?(?:['’]s\b)?", re.UNICODE)
_GENERIC = "generic"
_NEVER = "-"  # before the key of a body that a general word does not name
_HAS_MEN = frozenset({"armed-group"})
_MEN = re.compile(  # who fights for a body is the body: "IS militants", "Hezbollah fighters"
    r"(?:\s(?:group|movement))?\s(?:militants|fighters|jihadists|rebels|insurgents|gunmen|"
    r"members|militiamen|forces)(?![\w-])"
)
MUTE = frozenset({"warplanes"})  # keys of the table that act and say nothing


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """The bodies, and every spelling that stands for one of them."""

    bodies: Bodies
    spellings: dict[str, tuple[tuple[str, str, bool], ...]]  # by first word: how, who, any case
    by_name_key: dict[str, str]


def directory(extra: str | None = None) -> Directory:
    """The table that ships with the workbench, after lines of its form: `extra` or the desk's own.

    Raises InputError where a line lacks key, name or kind, or an owner that no line names.
    """
    return _read(own(_TABLE) if extra is None else extra)


@cache
def _read(extra: str) -> Directory:
    shipped = (files("workbench.language") / _TABLE).read_text(encoding="utf-8")
    rows = [*_rows(extra), *_rows(shipped)]
    table: dict[str, Body] = {}
    for body, _ in rows:
        table.setdefault(body.key, body)
    for body, _ in _rows(extra):
        if body.part_of is not None and body.part_of not in table:
            raise InputError(
                f"The body {body.name} belongs to {body.part_of}, which no line of the table names."
            )
    return Directory(Bodies(table), _spellings(rows), _name_keys(rows))


def bodies_in(text: str, book: Directory) -> tuple[Actor, ...]:
    """Every body the text names, longest spelling first; offsets in code points of `text`."""
    return tuple(_found(text, book))


@lru_cache(maxsize=65536)
def body_key(name: str, book: Directory) -> str | None:
    """The key of the body that a name stands for, however it is spelled; None if unknown."""
    found = bodies_in(name, book)
    if len(found) == 1 and found[0].end - found[0].start >= len(name.strip()) - 4:
        return found[0].key
    return book.by_name_key.get(name_key(name))


def publisher_key(name: str, book: Directory) -> str | None:
    """The key of the body whose name in full this is, in any case: "reuters"; None if unknown."""
    ways = book.spellings.get(_first_word(name), ())
    return next((key for written, key, _ in ways if written.casefold() == name.casefold()), None)


def _rows(table: str) -> list[tuple[Body, tuple[str, ...]]]:
    return [_row(line) for line in table.splitlines() if line.strip() and not line.startswith("#")]


def _row(line: str) -> tuple[Body, tuple[str, ...]]:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 3 <= len(cells) <= _COLUMNS or not all(cells[:3]):
        raise InputError(f"The table of bodies has a line without key, name and kind: {line!r}.")
    key, name, kind, side, part_of, also = cells + [""] * (_COLUMNS - len(cells))
    listed = part_of.split() if kind == _GENERIC else []
    covers = tuple(each for each in listed if not each.startswith(_NEVER))
    never = tuple(each.removeprefix(_NEVER) for each in listed if each.startswith(_NEVER))
    owner = None if kind == _GENERIC else part_of or None
    said = [spelling for spelling in (name, *also.split("|")) if spelling]
    bare = [spelling.replace("'s ", "s ") for spelling in said if "'s " in spelling]
    written = (*said, *bare)  # prose that has lost its apostrophes: "Russias defence ministry"
    return Body(key, name, kind, side or None, owner, covers, never), written


def _spellings(
    rows: Iterable[tuple[Body, tuple[str, ...]]],
) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for body, written in rows:
        for spelling in written:
            first = _first_word(spelling)
            found.setdefault(first, []).append((spelling, body.key, spelling.islower()))
    return {first: tuple(sorted(ways, key=lambda w: -len(w[0]))) for first, ways in found.items()}


def _name_keys(rows: Iterable[tuple[Body, tuple[str, ...]]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for body, written in rows:
        for spelling in written:
            folded = name_key(spelling)
            if body.kind != _GENERIC and (" " in folded or body.kind == "person"):
                keys.setdefault(folded, body.key)
    return keys


@lru_cache(maxsize=65536)
def _first_word(spelling: str) -> str:
    match = _WORD.search(spelling)
    return (match.group() if match else spelling).lower().rstrip(".").removesuffix("'s")


def _found(text: str, book: Directory) -> Iterator[Actor]:
    reached = 0
    for word in _WORD.finditer(text):
        if word.start() < reached or text[word.start() - 1 : word.start()] in {"-", "–"}:
            continue
        hit = _longest(text, word.start(), book.spellings.get(_first_word(word.group()), ()))
        if hit is not None:
            spelling, key = hit
            reached = word.start() + len(spelling)
            body = book.bodies.get(key)
            if body is not None and body.kind in _HAS_MEN and (men := _MEN.match(text, reached)):
                reached = men.end()
            name = body.name if body is not None else spelling
            yield Actor(text[word.start() : reached], word.start(), reached, name, key)


def _longest(
    text: str, start: int, ways: tuple[tuple[str, str, bool], ...]
) -> tuple[str, str] | None:
    for spelling, key, any_case in ways:
        here = text[start : start + len(spelling)]
        same = here == spelling or (any_case and here[:1].isupper() and here.lower() == spelling)
        following = text[start + len(spelling) : start + len(spelling) + 1]
        if same and not (following.isalnum() or following == "-"):
            return spelling, key
    return None
