import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.language import claims
from workbench.language.rules import Outcome

ARTICLE = """Rebels take hill towns as northern army withdraws


Valley rebels have taken three towns from the Northern Army in eastern Karvia in the past ten days as it moved its forces to the capital, rebel commanders say.

"Two bridges have fallen into our hands. (Northern Army) units were pushed out of Belmar after 12 days of shelling," said Omar al Rashidi, the commander of the Lions of the Valley, the largest of the rebel groups in the area.

"Its men had blocked the road to Tessin for months. We cut their supply lines in March and they fled," al-Rashedi said.

THE ROAD SOUTH

Rashidi said the army had moved dozens of tanks out of the valley.

"If the capital falls, where would they go? They would come here," Rashidi told Meridian News in a phone interview.

The rebels also hold the western bank of the Orla river, where the army's outposts were empty, he said.

The rebels say their campaign began four months ago.

Said Hadi, an official in another rebel faction, the Orla Shield group, said 120 square km (46 square miles) had been taken.

Rashidi said at least 31 of his fighters had been killed in ambushes.

His group first fought the army in Tessin province in 2011. Its base was hit by a drone strike last year

Leave a Comment

desk@example.org

Next Post
"""  # noqa: E501 (paragraphs are single lines)


def pulled() -> dict[str, str | None]:
    return {
        claim.text[:40]: claim.speaker.name if claim.speaker else None
        for claim in claims.pull(ARTICLE, published=None)
    }


def test_the_checkable_sentences_of_an_article_are_pulled_with_their_speakers() -> None:
    found = pulled()

    assert found["Valley rebels have taken three towns fro"] == "rebel commanders"
    assert found["(Northern Army) units were pushed out of"] == "Omar al Rashidi"
    assert found["Rashidi said the army had moved dozens o"] == "Omar al Rashidi"
    assert found["The rebels also hold the western bank of"] == "Omar al Rashidi"
    assert found["The rebels say their campaign began four"] == "rebels"
    assert found["Said Hadi, an official in another rebel "] == "Said Hadi"
    assert found["Rashidi said at least 31 of his fighters"] == "Omar al Rashidi"
    assert found["His group first fought the army in Tessi"] is None
    assert found["Its base was hit by a drone strike last "] is None


def test_no_question_no_heading_and_no_chrome_is_pulled() -> None:
    texts = " ".join(claim.text for claim in claims.pull(ARTICLE, published=None))

    for words in (
        "where would they go",
        "THE ROAD",
        "Comment",
        "desk@example",
        "Next Post",
        "Rebels take hill",
    ):
        assert words not in texts


def test_a_claim_knows_its_place_its_speaker_and_its_relay() -> None:
    (claim,) = [c for c in claims.pull(ARTICLE, published=None) if "(Northern Army)" in c.text]

    assert claim.span.of(ARTICLE) == claim.text
    assert claim.cue == "said"
    assert claim.speaker is not None
    assert claim.speaker.speaks_for == "Lions of the Valley"
    assert claim.relay is None


def test_every_sentence_is_explained() -> None:
    candidates = claims.decide(claims.propose(ARTICLE, published=None))

    assert all(c.because for c in candidates)
    assert {c.outcome for c in candidates} == {Outcome.PULLED, Outcome.NOT_A_CLAIM}
    assert {c.because for c in candidates if c.sentence.heading} == {"It is a heading."}


def test_only_the_unsure_are_weighed() -> None:
    asked: list[str] = []

    def weigh(texts: list[str]) -> list[float]:
        asked.extend(texts)
        return [0.0 for _ in texts]

    kept = claims.pull(ARTICLE, published=None, weigh=weigh)  # type: ignore[arg-type]

    unsure = [c for c in claims.propose(ARTICLE, published=None) if c.outcome is Outcome.UNSURE]
    assert asked == [c.text for c in unsure]
    assert all(claim.check_worthiness >= 0.5 for claim in kept)


@pytest.mark.parametrize(
    ("weight", "outcome"), [(0.83, Outcome.NOT_A_CLAIM), (0.84, Outcome.PULLED)]
)
def test_what_is_weighed_is_pulled_from_the_bound_on(weight: float, outcome: Outcome) -> None:
    text = "At least 31 people were killed in an air strike on Aleppo on Tuesday."

    (found,) = claims.decide(claims.propose(text, published=None), lambda _texts: [weight])

    assert (found.outcome, found.check_worthiness) == (outcome, weight)


def test_a_text_in_another_language_says_so_and_nothing_is_pulled() -> None:
    text = "Die Rebellen haben am Dienstag drei Dörfer eingenommen. Zwölf Menschen wurden getötet."

    (first, *_) = claims.propose(text, published=None)

    assert claims.pull(text, published=None) == []
    assert first.because == "The text is in another language (de): only English is pulled."


PIECES = st.sampled_from(
    [
        "The army said ", "31 people were killed", " on Tuesday", ". ", "? ", "\n\n", '"', "“", "”",
        " he said", "1.234,5", "1 234", "١٢٣", "قال الجيش", "Привет", "\x00", "\x1b[0m", "| 5 |",
        "https://example.org ", "(", ")", "- item\n", "in Homs ", "ALL CAPITALS ", "’", "…",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=50).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_is_pulled_without_an_error_and_with_exact_spans(text: str) -> None:
    for claim in claims.pull(text, published=None):
        assert claim.span.of(text) == claim.text
        assert 0 <= claim.check_worthiness <= 1
        assert all(q.text == claim.text[q.start : q.end] for q in claim.particulars.quantities)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "| town | dead |\n|---|---|\n| Belmar | 14 |\n| Tessin | 3 |\n",
        "https://example.org/1\nhttps://example.org/2\nhttps://example.org/3\n",
        "Home\nNews\nSport\nWeather\nContact us\n",
        "The river runs\nand the stones lie\nand nobody\ncounts them\n",
        "“‘“‘“‘ nested “ quotes” ’ ”",
        "\x00\x01\x02\x03",
    ],
)
def test_what_is_no_prose_gives_no_claims(text: str) -> None:
    assert claims.pull(text, published=None) == []


@pytest.mark.parametrize(
    ("text", "pulled", "figures"),
    [
        pytest.param(
            "The army said 31 people were killed in Homs on Tuesday. قال الجيش إن 31 شخصا قتلوا. "
            "Армия сообщила: 31 погиб.",
            ["The army said 31 people were killed in Homs on Tuesday."],
            [31],
            id="mixed scripts",
        ),
        pytest.param(
            "The ministry said 1.234,5 tonnes burned in Homs in 2014.\n\n"
            "At least 1 234 people fled the city of Hama.\n\nThe camp held ١٢٣ people on Tuesday.",
            [
                "The ministry said 1.234,5 tonnes burned in Homs in 2014.",
                "At least 1 234 people fled the city of Hama.",
                "The camp held ١٢٣ people on Tuesday.",
            ],
            [1234.5, 1234, 123],
            id="other separators",
        ),
        pytest.param(
            "“He told me, ‘They said “14 men were shot in Homs” on Tuesday’,” Omar Faris said.",
            ["“He told me, ‘They said “14 men were shot in Homs” on Tuesday’,” Omar Faris said."],
            [14],
            id="nested quotes",
        ),
        pytest.param(
            "“At least 14 men were shot in Homs on Tuesday, Omar Faris said. "
            "The army (it lost 9 men said it had left the town on Monday.",
            [
                "“At least 14 men were shot in Homs on Tuesday, Omar Faris said.",
                "The army (it lost 9 men said it had left the town on Monday.",
            ],
            [14, 9],
            id="unbalanced quotes and brackets",
        ),
        pytest.param(
            "The army said 31\x1b people were killed\x07 in Homs\u202e on Tuesday.",
            ["The army said 31\x1b people were killed\x07 in Homs\u202e on Tuesday."],
            [31],
            id="control characters",
        ),
    ],
)
def test_odd_text_is_read_as_a_person_would(
    text: str, pulled: list[str], figures: list[float]
) -> None:
    found = claims.pull(text, published=None)

    assert [claim.text for claim in found] == pulled
    assert [q.low for claim in found for q in claim.particulars.quantities] == figures
    assert all(claim.span.of(text) == claim.text for claim in found)


def test_capitals_only_are_still_read() -> None:
    text = "REBELS KILLED 14 SOLDIERS IN HOMS ON TUESDAY.\n\nTHE ARMY SAID IT HAD LEFT THE TOWN."

    assert "14 SOLDIERS" in claims.pull(text, published=None)[0].text


@pytest.mark.parametrize(
    "unit", ["word ", "x", "He said ", "Ali said, ", '"Ali" ', "1,2 ", "of the "]
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        claims.pull(text, published=None)
        return time.process_time() - began

    seconds(2_000)
    short, long = (min(seconds(length) for _ in range(3)) for length in (10_000, 40_000))

    assert long < 10 * max(short, 0.1)


_UNPUNCTUATED = "rebels took the town of Homs while 40 people fled the river road Omar Faris said "


def _processor_seconds(length: int) -> float:
    text = (_UNPUNCTUATED * (length // len(_UNPUNCTUATED) + 1))[:length]
    began = time.process_time()
    claims.pull(text, published=None)
    return time.process_time() - began


def test_100_kb_without_punctuation_take_little_time() -> None:
    _processor_seconds(2_000)  # reads the word lists

    assert _processor_seconds(100_000) < 3


def test_a_megabyte_takes_ten_times_as_long_as_a_tenth_of_it() -> None:
    _processor_seconds(2_000)
    short, long = _processor_seconds(100_000), _processor_seconds(1_000_000)

    assert long < 20 * max(short, 0.1)
