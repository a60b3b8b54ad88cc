"""The other names by which texts call somebody: a body's in the table, an acronym in a text."""

import re
from collections.abc import Collection

from workbench.language.bodies import body_key, directory

_SHORT = re.compile(r"[A-Z][A-Za-z]{1,7}")
_LONG = r"(?P<long>(?:[A-Z][\w'’-]+ (?:(?:of|for|the|and|on|in) ){0,2}){2,8})\("


def aliases(name: str, text: str = "") -> set[str]:
    """Every way of writing a name: the table's for a body, and what `text` has in brackets."""
    book = directory()
    key = body_key(name, book)
    body = book.bodies.get(key)
    if body is None or body.covers:
        return {name, *_in_brackets(name, text)}
    ways = (way for choices in book.spellings.values() for way in choices)
    return {name, *(spelling for spelling, whose, _ in ways if whose == key)}


def is_named(names: Collection[str], text: str) -> bool:
    """Whether a text has one of the names; one in capitals only as a word of its own."""
    plain = text.casefold()
    return any(
        re.search(rf"\b{name}\b", text) if _is_acronym(name) else name.casefold() in plain
        for name in names
    )


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha()


def _in_brackets(name: str, text: str) -> set[str]:
    """The one of a body's two names that stands beside the other: “Old Quarry Council (OQC)”."""
    if _is_acronym(name):
        found = re.search(rf"{_LONG}{name}\)", text)
        return {found["long"].strip().removeprefix("The ")} if found is not None else set()
    behind = re.search(rf"{re.escape(name)} \(({_SHORT.pattern})\)", text)
    return {behind.group(1)} if behind is not None else set()
