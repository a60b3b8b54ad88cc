"""How much of a report another holds."""

import random

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.copies import Held
from workbench.language.holding import held
from workbench.language.shingles import Sequences, containment, sequences

WORDS = [f"word{n}" for n in range(4000)]


def prose(count: int, seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def texts(*written: str) -> list[Sequences]:
    return [sequences(each) for each in written]


def edited(text: str, every: int = 7) -> str:
    """Every seventh word is another."""
    return " ".join(f"x{n}" if n % every == 6 else w for n, w in enumerate(text.split()))


def test_background_under_two_pieces_of_news_is_nothing_held() -> None:
    background = prose(280, 5)
    first, second = texts(*(f"{prose(120, seed)} {background}" for seed in (6, 7)))

    assert containment(first.hashes, second.hashes) > 0.65
    assert held(first, second) == held(second, first) == Held(0.0)


def test_an_update_that_keeps_its_opening_is_held_by_as_much_as_they_share() -> None:
    opening = prose(250, 8)
    first, second = texts(*(f"{opening} {prose(150, seed)}" for seed in (9, 10)))

    assert held(first, second).share == containment(first.hashes, second.hashes) > 0.6


def test_a_copy_whose_paragraphs_are_moved_is_held_whole() -> None:
    words = prose(300, 11).split()
    blocks = [" ".join(words[n : n + 50]) for n in range(0, 300, 50)]
    moved, whole = texts("\n".join(blocks[3:] + blocks[:3]), "\n".join(blocks))

    assert held(moved, whole).share > 0.9


def test_an_empty_text_holds_nothing_and_is_held_by_nothing() -> None:
    empty, other = texts("", prose(40, 12))

    assert held(empty, other) == held(other, empty) == Held(0.0)


def test_a_story_put_into_house_style_is_held_lightly_edited() -> None:
    story = prose(300, 13)
    lead = story.split()[:30]
    restyled = edited(" ".join(story.split()[30:]))
    copy, whole = texts(f"{' '.join(lead)} {restyled}", story)

    assert containment(copy.hashes, whole.hashes) < 0.6
    assert held(copy, whole).edited > 0.9


def test_a_story_under_another_lead_is_not_held_lightly_edited() -> None:
    story = prose(300, 14)
    under, whole = texts(f"{prose(40, 15)} {edited(story, 12)}", f"{prose(40, 16)} {story}")

    assert held(under, whole).share > 0.3
    assert held(under, whole).edited == 0.0


def test_sentences_of_its_own_are_not_held() -> None:
    story, own = prose(300, 17).split(), prose(150, 18).split()
    parts = [" ".join(story[n : n + 60] + own[n // 2 : n // 2 + 30]) for n in range(0, 300, 60)]
    copy, whole = texts(" ".join(parts), " ".join(story))

    assert 0.55 < held(copy, whole).edited < 0.72


def test_a_report_that_quotes_another_at_length_holds_nothing_of_it() -> None:
    story = prose(200, 19)
    quoting, quoted = texts(f"{prose(60, 20)}\n“{story}”\n{prose(60, 21)}", story)

    assert containment(quoted.hashes, quoting.hashes) == 1.0
    assert held(quoted, quoting) == Held(0.0)


def test_two_reports_that_quote_one_statement_hold_nothing_of_each_other() -> None:
    statement = f"“{prose(150, 22)}”"
    first, second = texts(*(f"{prose(60, n)} {statement} {prose(60, n + 9)}" for n in (23, 24)))

    assert containment(first.hashes, second.hashes) > 0.5
    assert held(first, second) == Held(0.0)


def test_a_copy_is_held_with_the_quotations_in_it() -> None:
    text = f"{prose(60, 25)} “{prose(150, 26)}” {prose(60, 27)}"
    copy, whole = texts(text, f"{text} {prose(40, 28)}")

    assert held(copy, whole) == Held(1.0, 1.0)


def test_a_report_that_is_mostly_quotations_is_held_by_its_copy() -> None:
    said = [f"“{prose(12, n)},” she said." for n in range(40, 55)]
    copy, whole = texts(" ".join(said[:12]), " ".join(said))

    assert held(copy, whole).share == 1.0


def test_a_text_whose_sentences_are_alike_is_held_by_its_copy() -> None:
    lines = [f"On day {n} the convoy reached quarter {n} with flour for it" for n in range(20)]
    copy, whole = texts("\n".join(lines[:12]), "\n".join(lines))

    assert held(copy, whole).share == 1.0


@given(st.lists(st.sampled_from(["we", "left", "“", "”", '"', "\n", "Arden"]), max_size=60))
def test_whatever_is_quoted_a_text_that_says_something_itself_is_held_by_itself(
    words: list[str],
) -> None:
    text = sequences(" ".join(words))

    assert held(text, text).share in {0.0, 1.0}
    assert held(text, sequences(" ".join(reversed(words)))).edited <= 1.0


def test_the_same_formulas_of_other_people_and_places_are_other_news() -> None:
    formula = f"in {{}} on {{}} the guards of {{}} told {{}} that {prose(150, 29)}"
    first = formula.format("Arden", "Monday", "Borlo", "Carrick")
    second = formula.format("Dunmere", "Friday", "Elstow", "Farrow")
    told, retold = texts(first, second)

    assert containment(told.hashes, retold.hashes) > 0.9
    assert held(told, retold) == Held(0.0)
