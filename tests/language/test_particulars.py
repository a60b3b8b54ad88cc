"""Particulars: one sentence's events, quantities, dates, places and actors together."""

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.values import Particulars
from workbench.language.particulars import is_hedged, is_negated, particulars, surroundings

SENTENCE = (
    "Nabil Haddad said at least 40 rebels were killed near Bir Safra, some 20 km (12 miles) "
    "east of Homs, on Tuesday."
)


def test_a_sentence_lends_when_where_and_who_to_the_next() -> None:
    whole = particulars(SENTENCE, published=date(2016, 2, 18))
    lent = surroundings(SENTENCE, published=date(2016, 2, 18))
    assert lent == Particulars(dates=whole.dates, places=whole.places, actors=whole.actors)


def test_a_sentence_states_everything_at_once() -> None:
    found = particulars(SENTENCE, published=date(2016, 2, 18))
    assert [(one.low, one.high, one.act) for one in found.quantities] == [
        (40, None, "killed"),
        (20, 20, None),
    ]
    assert [one.earliest for one in found.dates] == [date(2016, 2, 16)]
    assert [one.text for one in found.places] == ["Bir Safra", "Homs"]
    assert [one.text for one in found.actors] == ["Nabil Haddad", "rebels"]
    assert [one.text for one in found.events]
    assert (found.negated, found.hedged) == (False, False)


def test_an_empty_sentence_states_nothing() -> None:
    found = particulars("")
    assert (found.events, found.quantities, found.dates) == ((), (), ())
    assert (found.places, found.actors) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("The army has not entered the town.", True),
        ("No one was hurt.", True),
        ("Moscow denied the raid.", True),
        ("They didn\u2019t retreat.", True),
        ("No fewer than 40 people died.", False),
        ("Not only soldiers died.", False),
        ("The claim could not be independently verified.", False),
        ("Rebels took the hill.", False),
    ],
)
def test_denials_are_told_from_idioms(sentence: str, negated: bool) -> None:  # noqa: FBT001
    assert is_negated(sentence) is negated


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("The raid reportedly killed ten.", True),
        ("The report could not be independently verified.", True),
        ("The men are believed to have fled.", True),
        ("It may have been a drone.", True),
        ("The raid killed ten in May.", False),
    ],
)
def test_hedges_are_seen(sentence: str, hedged: bool) -> None:  # noqa: FBT001
    assert is_hedged(sentence) is hedged


@given(st.text(max_size=120), st.none() | st.dates())
@example("\x00\ud7ff\u202e 12 killed in \u0661\u0662 Homs", None)
@settings(max_examples=200, deadline=None)
def test_every_span_is_exact_in_any_text(text: str, published: date | None) -> None:
    found = particulars(text, published=published)
    spans = [(one.start, one.end, one.text) for one in found.quantities]
    spans += [(one.start, one.end, one.text) for one in found.dates]
    spans += [(one.start, one.end, one.text) for one in found.places]
    spans += [(one.start, one.end, one.text) for one in found.actors]
    spans += [(one.start, one.end, one.text) for one in found.events]
    assert all(text[start:end] == words for start, end, words in spans)


@pytest.mark.parametrize(
    "scrap",
    [
        "12 people killed ",
        "in Homs, Islamic State ",
        "and a half million ",
        "between May and ",
        "North ",
        "al-",
        "1 234 ",
        "one in four ",
        "(12 km ",
        "A.",
    ],
)
def test_time_is_linear_in_the_length(scrap: str) -> None:
    particulars(scrap * 10)
    short, long = _seconds(scrap * 200), _seconds(scrap * 1600)
    assert long < 8 * 4 * max(short, 0.02)


def _seconds(text: str) -> float:
    """The best of two runs: the machine has other work too."""
    runs = []
    for _ in range(2):
        begun = time.process_time()
        particulars(text)
        runs.append(time.process_time() - begun)
    return min(runs)
