"""Reading a page takes work in proportion to its length, whatever stands between its paragraphs."""

import cProfile
import pstats
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from lxml.html import HtmlElement

from workbench.reading import boilerplate, cards, links, surroundings
from workbench.reading.html import parsed
from workbench.reading.surroundings import surroundings_of

PROSE = (
    "The council of town number {0} said on Tuesday that the crossing would stay closed until the "
    "work near the bridge had stopped for good."
)
BOXES = {
    "promoted": "<div class='promo'><p>More: <a href='/a/{0}'>Story number {0}</a></p></div>",
    "unnamed": "<div><a href='/a/{0}'>Story number {0} of the valley</a></div>",
    "headed": "<div class='card'><h3><a href='/a/{0}'>Story {0} of the valley</a></h3></div>",
    "labelled": "<div><h4>Label {0}</h4><p><a href='/a/{0}'>Story number {0}</a></p></div>",
    "to press": "<div class='x'><p>Help us with {0}.</p><button>Join us {0}</button></div>",
    "to fill": "<div><form><p>Get letter {0}</p><input type='email'></form></div>",
    "replied": "<div class='comment' id='comment-{0}'><p>Reader {0} thinks otherwise.</p></div>",
}
FEW = 250  # more lines than are looked for one by one


def work(box: str, count: int) -> Counter[str]:
    """What a page of so many paragraphs and boxes takes: calls, and letters looked at."""
    told = [PROSE.format(at) for at in range(count)]
    body = "".join(f"<p>{line}</p>{box.format(at)}" for at, line in enumerate(told))
    page = f"<html><body><div id='page'><h1>The crossing</h1>{body}</div></body></html>"
    tree = parsed(page, name="page")
    profile = cProfile.Profile()
    with counted() as letters:
        profile.runcall(surroundings_of, tree, "https://herald.example/1", among=told)
    calls = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return Counter(calls=calls, letters=letters["read"])


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How many letters the words of parts of a page are, wherever these are asked for."""
    letters: Counter[str] = Counter()

    def counting(part: HtmlElement) -> str:
        words = read(part)
        letters["read"] += len(words)
        return words

    read = links.words_of
    with pytest.MonkeyPatch.context() as patch:
        for module in (cards, links, surroundings):
            patch.setattr(module, "words_of", counting)
        yield letters


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_twice_the_page_is_twice_the_work(box: str) -> None:
    work(box, 2 * FEW)  # whatever is kept from one page to the next

    once, twice = work(box, 2 * FEW), work(box, 4 * FEW)

    assert twice["calls"] < 2.2 * once["calls"]
    assert twice["letters"] < 2.2 * once["letters"]


def test_labels_at_an_end_are_taken_off_without_reading_all_above_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [PROSE.format(at) for at in range(FEW)]
    is_prose, asked = boilerplate._is_prose, Counter[str]()

    def counting(line: str) -> bool:
        asked["lines"] += 1
        return is_prose(line)

    monkeypatch.setattr(boilerplate, "_is_prose", counting)
    labels = [f"Label {'x' * at}" for at in range(FEW)]

    assert boilerplate.without_chrome([*told, *labels]) == told
    assert asked["lines"] < 10 * len([*told, *labels])
