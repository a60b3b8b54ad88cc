"""The forms of acts.tsv: what is said to happen to those who are counted."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from workbench.language.tables import Phrase, phrase, rows
from workbench.language.words import Word

_LONGEST = 4


class Form(NamedTuple):
    """One entry of acts.tsv as it stands in a sentence."""

    act: str
    uses: frozenset[str]
    size: int


def form_at(tokens: Sequence[Word], at: int) -> Form | None:
    """The longest listed act that begins at `tokens[at]`."""
    if at >= len(tokens) or tokens[at].low not in _first_words():
        return None
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        known = act_forms().get(tuple(word.low for word in tokens[at : at + size]))
        if known is not None:
            return Form(known[0], known[1], size)
    return None


def counted_act(noun: str | None) -> str | None:
    """The act a counted noun itself names: deaths, injuries, arrests."""
    known = act_forms().get(phrase(noun)) if noun else None
    return known[0] if known is not None and "noun" in known[1] else None


def form_ending(tokens: Sequence[Word], end: int) -> Form | None:
    """The listed verb or participle whose last token is `tokens[end - 1]`."""
    for size in range(min(_LONGEST, max(end, 0)), 0, -1):
        known = act_forms().get(tuple(word.low for word in tokens[end - size : end]))
        if known is not None and known[1] & {"participle", "verb"}:
            return Form(known[0], known[1], size)
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form[0] for form in act_forms())


@cache
def act_forms() -> dict[Phrase, tuple[str, frozenset[str]]]:
    """Each form with its act and all its uses."""
    found: dict[Phrase, tuple[str, frozenset[str]]] = {}
    for act, use, forms in rows("acts.tsv", 3):
        for form in forms.split("|"):
            first, uses = found.get(phrase(form), (act, frozenset()))
            found[phrase(form)] = (first, uses | {use})
    return found
