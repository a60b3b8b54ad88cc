"""Wordings of a page's own lines: the cheap test before a rule never hides what meets it."""

import importlib
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from typing import Any

import pytest

from workbench.reading import wording

RULES = [(rule, words.split("|")) for rule, words in wording._RULES["line"] if words]
TEXT = "LITERAL"
_parser: Any = importlib.import_module("re._parser")


def needs(parsed: Iterable[Any], words: list[str]) -> bool:
    """Whether every text that this meets has one of the words."""
    nodes = list(unwrapped((str(kind), told) for kind, told in parsed))
    runs = [(is_text, list(run)) for is_text, run in groupby(nodes, lambda node: node[0] == TEXT)]
    texts = [spelt(run) for is_text, run in runs if is_text]
    return any(word in text for word in words for text in texts) or any(
        all(needs([*before(nodes, at), *inner, *after(nodes, at)], words) for inner in choices)
        for at, (kind, told) in enumerate(nodes)
        if (choices := each(kind, told))
    )


def unwrapped(nodes: Iterable[Any]) -> Iterator[Any]:
    """The nodes without the brackets around some of them."""
    for kind, told in nodes:
        if kind == "SUBPATTERN":
            yield from unwrapped((str(inner), what) for inner, what in told[3])
        else:
            yield kind, told


def each(kind: str, told: Any) -> list[Any]:
    """What must be met for a node to be met: one of these."""
    if kind == "BRANCH":
        return list(told[1])
    if kind == "IN":
        return [[one] for one in told]
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and told[0]:
        return [told[2]]
    return [told[1]] if kind == "ASSERT" and told[0] == 1 else []


def before(nodes: list[Any], at: int) -> list[Any]:
    return list(takewhile(lambda node: node[0] == TEXT, reversed(nodes[:at])))[::-1]


def after(nodes: list[Any], at: int) -> list[Any]:
    return list(takewhile(lambda node: node[0] == TEXT, nodes[at + 1 :]))


def spelt(nodes: Iterable[Any]) -> str:
    return "".join(chr(told) for kind, told in nodes if kind == TEXT)


@pytest.mark.parametrize(("rule", "words"), RULES, ids=range(len(RULES)))
def test_a_line_that_meets_a_rule_has_one_of_its_words(rule: str, words: list[str]) -> None:
    folded = [wording.folded(word) for word in words]

    assert needs(_parser.parse(rule), folded)


def test_words_that_a_rule_does_not_need_are_found() -> None:
    assert not needs(_parser.parse("(?:buy|take) now|here"), ["now"])
    assert needs(_parser.parse("(?:buy|take) now| now or never"), ["now"])


def test_every_rule_is_written_in_small_letters() -> None:
    plain = [rule for kind in wording._RULES.values() for rule, _words in kind]
    words = [rule.replace("\\", "\\\\") for rule in plain]

    assert [w for w in words if any(map(str.isupper, without_escapes(w)))] == []


def without_escapes(rule: str) -> str:
    return "".join(
        letter for before, letter in zip(f" {rule}", rule, strict=False) if before != "\\"
    )


@pytest.mark.parametrize(
    "line",
    ["YORUMUNUZU YAZIN", "PAYLAŞ", "İLGİLİ HABERLER", "SHARE THIS STORY", "Ähnliche ARTIKEL"],
)
def test_capitals_are_known_in_every_language(line: str) -> None:
    assert wording.is_own(line)


@pytest.mark.parametrize("line", ["Facebook", "Share / Tweet / E-Mail", "Home Archive Contact"])
def test_a_line_of_the_words_of_one_bar_is_the_page_s(line: str) -> None:
    assert wording.is_own(line)


@pytest.mark.parametrize("line", ["Facebook 2019", "Facebook fined", "The mill"])
def test_a_figure_or_another_word_makes_no_bar(line: str) -> None:
    assert not wording.is_own(line)


@pytest.mark.parametrize(
    "line",
    [
        "If you give this bread a try, I’d love a comment and a rating below. Tag me with @valley!",
        "If you make these loaves, let us know how they came out.",
        "Through with the first loaf? Then you might like to try some of these other breads.",
        "You may also like these valley walks:",
        "Die folgenden Hotel Links öffnen als extra Fenster",
        "All links open in a new tab",
    ],
)
def test_what_a_site_says_of_its_links_and_asks_of_those_who_try_it_is_its_own(line: str) -> None:
    assert wording.is_own(line)


@pytest.mark.parametrize(
    "line",
    [
        "If you try to leave, the soldiers will shoot, residents were told.",
        "“You might like these walls,” she said of the ruins.",
        "The links open to the town were cut.",
        "If you make bread in the valley now, you make it of barley.",
    ],
)
def test_what_a_report_says_in_like_words_is_not(line: str) -> None:
    assert not wording.is_own(line)
