"""The tab-separated tables beside these modules: comments begin with #, columns may be left out."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from workbench.language.words import words

Phrase = tuple[str, ...]
OWN = ("bodies.tsv", "gazetteer.tsv")  # the tables that a desk may extend
_own: dict[str, str] = {}  # this process's desk: what stands in its own tables


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of a table shipped with the workbench, each filled up to `columns`."""
    return parsed((files("workbench.language") / name).read_text("utf-8"), columns)


def adopt(folder: Path) -> None:
    """Takes a desk's own tables from its folder; from now on this process reads with them.

    Raises OSError or UnicodeDecodeError where one cannot be read.
    """
    _own.clear()
    for name in OWN:
        path = folder / name
        if path.is_file():
            _own[name] = path.read_text("utf-8-sig")


def own(name: str) -> str:
    """The desk's own lines of a table; empty where it has none."""
    return _own.get(name, "")


def edition() -> int:
    """Stands for the desk's own lines: whoever remembers a reading remembers it under this."""
    return hash(tuple(sorted(_own.items())))


def parsed(table: str, columns: int) -> list[list[str]]:
    """Rows of cells without comments and blank lines."""
    return [
        (line.split("\t") + [""] * columns)[:columns]
        for line in table.splitlines()
        if line.strip() and not line.startswith("#")
    ]


@cache
def phrase(form: str) -> Phrase:
    """The lower-case tokens of a form, as the finders compare them."""
    return tuple(word.low for word in words(form))


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of word_lists.tsv."""
    return frozenset(
        word for row in rows("word_lists.tsv", 2) if row[0] == name for word in row[1].split(" ")
    )
