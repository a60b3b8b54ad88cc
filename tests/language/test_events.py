"""What happened, from words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.vocabulary import Modality
from workbench.language.events import events


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(e.kind, e.modality.value, e.negated) for e in events(text) if e.kind != "say"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rebels have seized the border town of Qasr.", ["seize"]),
        ("The town fell to rebels in May.", ["seize"]),
        ("Rebels took control of the dam.", ["seize"]),
        ("Government troops retook the airport.", ["retake"]),
        ("The militia was driven out of the village.", ["lose"]),
        ("Fighters pulled back from the ridge.", ["withdraw"]),
        ("Four soldiers lost their lives near the post.", ["kill"]),
        ("A shell left nine people dead.", ["kill"]),
        ("Turkish forces shot down a drone.", ["down"]),
        ("Parliament voted to approve the budget.", ["approve"]),
        ("The minister stepped down on Monday.", ["resign"]),
        ("Inflation rose to nine percent.", ["rise"]),
        ("The convoy was turned back at the checkpoint.", ["block"]),
        ("Washington lifted sanctions on the bank.", ["liftsanctions"]),
        ("The two sides agreed a ceasefire.", ["agree", "truce"]),
        ("The president pulled out of the nuclear deal.", ["quitdeal"]),
        ("Washington and Amman back the brigade.", ["support"]),
        ("Allied forces back the brigade.", ["support"]),
        ("Fighters are pushing back the brigade.", []),
        ("Fighters drove the brigade back from the ridge.", []),
        ("They hit back at the brigade.", []),
    ],
)
def test_words_of_the_trade_are_known(text: str, kinds: list[str]) -> None:
    assert [e.kind for e in events(text)] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels have not entered the town.", ("enter", "happened", True)),
        ("The army failed to retake the hill.", ("retake", "happened", True)),
        ("No civilians were killed.", ("kill", "happened", True)),
        ("The town has yet to be retaken.", ("retake", "happened", True)),
        ("Moscow plans to withdraw its jets.", ("withdraw", "planned", False)),
        ("Troops will advance on the city.", ("advance", "planned", False)),
        ("The army allegedly shelled the market.", ("strike", "alleged", False)),
        ("Reports that rebels seized the dam are untrue.", ("seize", "denied", False)),
        ("The group denied that it had abducted the priest.", ("abduct", "denied", False)),
        ("No fewer than nine people were killed.", ("kill", "happened", False)),
        ("The rebels began to retreat.", ("withdraw", "happened", False)),
        ("It did not say how many people were killed.", ("kill", "happened", False)),
    ],
)
def test_how_it_is_put_is_told_apart(text: str, expected: tuple[str, str, bool]) -> None:
    assert expected in told(text)


def test_what_follows_a_denial_after_but_happened() -> None:
    text = "It denied that it had abducted the men, but said it had detained two others."

    by_kind = {e.kind: e.modality for e in events(text)}

    assert by_kind["abduct"] is Modality.DENIED
    assert by_kind["arrest"] is Modality.HAPPENED


def test_names_and_adjectives_are_no_events() -> None:
    assert events("The U.S.-backed Free Syrian Army and Islamic State") == ()


@pytest.mark.parametrize(
    "text",
    [
        "There was no immediate death toll.",
        "Units inflicted heavy losses upon them in personnel.",
        "Published July 5 2015",
        "The van was carrying aid supplies.",
        "A convoy with supplies for the camp",
    ],
)
def test_no_event_is_read_into_phrases(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Jets bombed positions held by Islamic State.", ["strike"]),
        ("Jets hit areas controlled by rebels.", ["strike"]),
        ("The town is held by rebels.", ["hold"]),
        ("Raqqa, held by Islamic State, was bombed.", ["hold", "strike"]),
    ],
)
def test_who_holds_what_was_hit_is_no_event(text: str, kinds: list[str]) -> None:
    assert [event.kind for event in events(text)] == kinds


def test_what_is_fought_for_is_not_held() -> None:
    assert told("Clashes for control of the hill") == [("clash", "happened", False)]


def test_what_people_were_forced_to_do_happened() -> None:
    assert ("displace", "happened", False) in told("Fighting forced 21,000 people to flee.")


def test_the_voice_is_told() -> None:
    assert [e.passive for e in events("The base was struck by rockets")] == [True]
    assert [e.passive for e in events("The town was seized by rebels")] == [True]
    assert [e.passive for e in events("Rebels had seized the town")] == [False]


@given(st.text(max_size=300))
def test_any_text_is_read_and_offsets_are_exact(text: str) -> None:
    for event in events(text):
        assert event.text == text[event.start : event.end]


def test_a_sentence_as_long_as_a_book_is_read_in_a_moment() -> None:
    start = time.process_time()

    events("rebels seized the town and not the hill, denied that " * 40_000)

    assert time.process_time() - start < 6
