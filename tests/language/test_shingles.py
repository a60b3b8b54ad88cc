"""What copies have in common."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from workbench.language.shingles import (
    containment,
    quote_hashes,
    run_hashes,
    sample,
    sentence_hash,
    sequences,
    shingles,
)

WORDS = [f"word{n}" for n in range(4000)]


def prose(count: int, seed: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def test_a_cut_copy_lies_wholly_in_its_text() -> None:
    whole = prose(400, 1)
    cut = " ".join(whole.split()[60:180])

    assert containment(shingles(cut), shingles(whole)) == 1.0
    assert containment(shingles(whole), shingles(cut)) < 0.4


def test_a_cut_to_a_third_still_shares_stored_hashes() -> None:
    shared = []
    for seed in range(40):
        whole = prose(450, seed)
        cut = " ".join(whole.split()[100:250])
        shared.append(len(set(sample(shingles(whole))) & set(sample(shingles(cut)))))

    assert min(shared) >= 2


def test_different_texts_share_nothing() -> None:
    assert containment(shingles(prose(300, 1)), shingles(prose(300, 2))) == 0.0


def test_pages_that_share_only_boilerplate_share_nothing() -> None:
    foot = "\n© 2017 The Harbour Post. All rights reserved.\nSign up for our morning letter\n"
    shared = "\nThe Harbour Post is printed on Mill Street and read in four provinces every day\n"
    first, second = prose(80, 3) + foot + shared, prose(80, 4) + foot + shared
    common = [shared.strip()]

    assert containment(shingles(first, common=common), shingles(second, common=common)) == 0.0


def test_lines_of_links_that_end_in_a_label_for_sharing_are_no_text() -> None:
    links = "\n".join(f"{prose(9, seed)} Shares" for seed in range(20, 40))
    first, second = (prose(12, 8) + "\n" + links, prose(12, 9) + "\n" + links)

    assert containment(shingles(first), shingles(second)) == 0.0
    assert len(shingles(prose(30, 8) + "\nThe council sold its shares")) > 26


def test_captions_are_no_text_however_they_are_marked() -> None:
    story = prose(60, 30)
    captions = "\n".join((prose(20, 31), prose(20, 31), f"{prose(20, 32)} (AP Photo/Ana Lind)"))

    assert containment(shingles(f"{captions}\n{story}"), shingles(story)) == 1.0
    assert len(shingles(f"{prose(20, 31)}\n{prose(20, 31)}")) > 10  # nothing else is there


def test_what_stands_in_quotation_marks_is_known() -> None:
    def quoted(text: str) -> list[bool]:
        return [bool(each) for each in sequences(text).quoted]

    assert quoted("He said: “We left”, and went") == [False, False, True, True, False, False]
    assert quoted("“We left.\nHe went") == [True, True, False, False]  # closed further on
    assert quoted('A 5" gun was lost') == [False] * 5  # nothing closes it


def test_marks_case_and_line_breaks_do_not_matter() -> None:
    assert (
        containment(
            shingles("“We left the town,” he said,\nat dawn."),
            shingles("We left the town he said at dawn"),
        )
        == 1.0
    )


def test_texts_too_short_have_no_hashes() -> None:
    assert sample(shingles("Four words are few")) == []
    assert containment(shingles(""), shingles(prose(50, 1))) == 0.0


def test_a_quote_in_common_is_seen_through_its_marks() -> None:
    quote = "we cut the roads to it one after the other"
    first = f"“{quote.capitalize()},” he said."
    second = f'He said: "For days {quote}."'

    assert quote_hashes(first) & quote_hashes(second)
    assert not quote_hashes(first) & quote_hashes(f"He said that {quote}.")


def test_one_sentence_has_one_hash_however_it_is_marked() -> None:
    first = "At least 83 people were killed and 212 wounded in the blast."
    second = "at least 83 people were killed, and 212 wounded, in the blast"

    assert sentence_hash(first) == sentence_hash(second)
    assert sentence_hash("Too short to tell.") is None


@given(st.text(max_size=400))
def test_any_text_is_hashed_into_integers_that_a_database_keeps(text: str) -> None:
    assert all(0 <= each < 2**63 for each in sample(shingles(text)))


def test_a_thousand_reports_are_hashed_in_a_second() -> None:
    texts = [prose(400, seed) for seed in range(100)]
    start = time.process_time()

    for text in texts:
        sample(shingles(text))

    assert time.process_time() - start < 2  # wanted: 0.1


def test_eight_plain_words_in_a_row_are_shared_by_copies_only() -> None:
    text = "A command post of the rebels and up to 80 fighters were destroyed near Mayadeen."
    copy = "Near Mayadeen a command post of the rebels and up to 80 militants were destroyed."
    other = "The Syrian Observatory for Human Rights said on Monday that 12 people were killed."
    titled = "The Syrian Observatory for Human Rights said on Friday that a bridge was hit."

    assert run_hashes(text) & run_hashes(copy)
    assert not run_hashes(other) & run_hashes(titled)
