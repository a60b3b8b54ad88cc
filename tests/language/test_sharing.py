"""What two texts share counts by how few of the texts beside a claim have it."""

import math

import pytest

from workbench.language.sharing import opened, shared

CLAIM = "Doctors in Ostel saw patients foam at the mouth."
BESIDE = [
    "Ostel was bombed on Sunday.",
    "The mayor of Ostel blamed the army.",
    "In Ostel a medic spoke of foam around their lips.",
    "Nobody in Ostel claimed the bombing.",
]


def test_the_word_that_few_have_counts_more_than_the_town_that_all_name() -> None:
    said = shared(CLAIM, BESIDE)

    assert said[2].words > 2 * max(said[0].words, said[1].words, said[3].words)
    assert said[2].rarest > 2 * said[0].rarest > 0


def test_a_text_shares_all_of_itself() -> None:
    [itself, other] = shared(CLAIM, [CLAIM, "Bread is dear."])

    assert round(itself.words, 6) == 1.0
    assert (other.words, other.rarest) == (0.0, 0.0)


def test_only_the_three_rarest_words_in_both_add_up() -> None:
    three, four = shared("cold grey wet windy days", ["cold grey wet", "grey wet windy cold"])
    of_both, of_one = math.log(3 / 2.5), math.log(3 / 1.5)

    assert three.rarest == pytest.approx(3 * of_both)
    assert four.rarest == pytest.approx(of_one + 2 * of_both)


def test_nothing_is_shared_with_a_text_without_words() -> None:
    assert [each.words for each in shared(CLAIM, ["...", ""])] == [0.0, 0.0]
    assert [each.rarest for each in shared("?", BESIDE)] == [0.0] * 4
    assert shared(CLAIM, []) == []


ARTICLE = "A clinic in Ostel was bombed. The mayor spoke of sirens. Wheat is dear."
OPENINGS = [
    "Bombs fell on a clinic, said the mayor of Ostel.",
    "Sirens rang in Ostel while wheat was sold.",
    "The weather in Varnik is fine.",
]


def test_a_report_that_begins_alike_shares_more_of_the_opening() -> None:
    same, below, other = opened(ARTICLE, OPENINGS)

    assert same.words > other.words == 0.0
    assert same.first > below.first > other.first == 0.0


def test_an_article_without_words_shares_no_opening() -> None:
    assert [(each.words, each.first) for each in opened("", OPENINGS)] == [(0.0, 0.0)] * 3
    assert opened(ARTICLE, []) == []
