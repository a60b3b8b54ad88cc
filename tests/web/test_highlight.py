"""A source's words become markup in one place only."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.spans import Span
from workbench.web.highlight import Mark, highlight, paragraphs


def mark(start: int, end: int, **more: str) -> Mark:
    return Mark(Span(start, end), "slot", "number agrees", **more)


def test_a_stretch_becomes_an_element_with_its_sign_and_label() -> None:
    assert highlight("40 killed", [mark(0, 2, sign="=")]) == (
        '<mark class="slot" title="number agrees" data-sign="=">40</mark> killed'
    )


def test_a_mark_with_an_address_becomes_a_link() -> None:
    linked = highlight("40 killed", [mark(0, 2, href="/claims/1", anchor="claim-1")])

    assert linked.startswith('<a href="/claims/1" class="slot"')
    assert 'id="claim-1">40</a>' in linked


def test_only_the_stretch_asked_for_is_given() -> None:
    given_part = highlight("one two three", [mark(0, 3), mark(4, 7)], Span(4, 13))

    assert re.sub("<[^>]+>", "", given_part) == "two three"


def test_markup_in_a_source_stays_text() -> None:
    assert highlight("<script>alert(1)</script>", [mark(0, 8)]).count("<script") == 0


def test_markup_in_a_label_stays_text() -> None:
    labelled = highlight("x", [Mark(Span(0, 1), 'a"b', '"><script>')])

    assert "<script" not in labelled


def test_a_mark_inside_another_gives_way() -> None:
    assert highlight("abcdef", [mark(0, 4), mark(2, 6)]).count("<mark") == 2
    assert highlight("abcdef", [mark(0, 6), mark(2, 4)]).count("<mark") == 1


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_no_character_is_lost_or_added(text: str, ends: list[tuple[int, int]]) -> None:
    marks = [mark(min(pair), min(max(pair), len(text))) for pair in ends]

    marked = re.sub(r"<(?:mark [^>]*|/mark)>", "", highlight(text, marks))

    assert html.unescape(marked) == text


def test_paragraphs_are_the_lines_that_hold_words() -> None:
    text = "One.\n\n  Two.  \n \nThree."

    assert [span.of(text) for span in paragraphs(text)] == ["One.", "Two.", "Three."]


@given(st.text(alphabet=" \n\tab", max_size=40))
def test_paragraphs_hold_every_word(text: str) -> None:
    assert "".join("".join(span.of(text).split()) for span in paragraphs(text)) == "".join(
        text.split()
    )
