import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.language.sentences import LONGEST, first, last, split


def words(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["U.S.-backed forces entered the town.", "They left at dawn."],
        ["The village lies 50 km (30 miles) south of the capital.", "It is empty."],
        ["Shelling began at 9 a.m. on Tuesday.", "It lasted an hour."],
        ["Shelling began at 9 a.m. Tuesday.", "It lasted an hour."],
        ["Shelling began at 9 a.m.", "The army said it had not fired."],
        ["The blast was heard at 5 p.m. GMT.", "Nobody was hurt."],
        ["The truce starts at 6 p.m. local time.", "Both sides agreed."],
        ["John F. Kessler signed the letter.", "It was short."],
        ["J. R. Hadley and A. B. Noor met.", "They did not speak."],
        ["Gen. Omar Faris led the column.", "Lt. Col. Samir Aziz followed."],
        ["Mr. Aziz and Mrs. Noor voted.", "Dr. Hadi did not."],
        ["Sen. Walsh, R-Ky., objected.", "Rep. Ortiz agreed."],
        ['"It was chaos!" Mona Haddad told the agency.', "She fled."],
        ['"Where could we go?" the farmer asked.', "He stayed."],
        ["“We ran!” said the driver.", "He was not hurt."],
        ['"We left," he said.', '"Then they came."', "She wept."],
        ['"We left.', 'They came later," he said.'],
        ["“Stop!” he said.", "“Go home.”"],
        ['"Never!"', "The crowd cheered."],
        ["(Northern Front) has been pushed out.", "(Northern Front) lost two bases."],
        ["He lives in the U.S.", "The rebels live in the hills."],
        ["The U.N. Security Council met.", "U.S. President Harmon spoke."],
        ["Fuel costs $1.25 a liter.", "Bread is scarce."],
        ["Prices rose by 5 per cent.", "In 2014 they fell to 3.5%."],
        ["He said no.", "Sen. Walsh said yes."],
        ["No. 5 Road was closed.", "No one came."],
        ["It was flat No. 7.", "The door was open."],
        ["The F.S.A. told reporters it had won.", "Nobody could confirm it."],
        ["On Jan. 5 the bridge fell.", "It was mended in Sept. 2016."],
        ["He met Acme Inc. lawyers.", "They signed."],
        ["The town fell ... then rose again.", "It fell once more."],
        ["Wait…", "What was that?"],
        ["The rebels took the hill.", "The army fled."],
        ["Homs was hit on Monday.", "Shells fell on Homs.", "Ten people died."],
        ["Bodies washed ashore.", "Nobody knew them."],
        ["The market was bombed.", "It had been full."],
        ["She is 5 ft. tall.", "He is taller."],
        ["At least five died, the monitor said.[1]", "Two more died.[2]"],
        ["He arrived from St. Petersburg.", "Mt. Hermon was covered in snow."],
        ["It is in the north, i.e. Aleppo province.", "It is poor."],
        ["Dr. Salim Nasser, Ph.D., agreed.", "He had no proof."],
        ["(They later returned.)", "The rest stayed."],
        ["Yahoo! shares fell.", "Others rose."],
        ["See www.example.Com for more.", "It is free."],
        ["هل جاء الجيش؟", "نعم جاء."],
        ["قال الجيش إنه انسحب.", "لم يؤكد ذلك أحد."],
        ["军队撤退了。", "没有人受伤。"],
        ["‘We left.’", "He wept."],
        ["He said 250 square km (96 square miles) had been captured.", "It is desert."],
        ["The toll rose from 1.2 million to 3.5 million.", "It may rise."],
        ["The group, led by Abu Omar al-Najjar, withdrew.", "It had 300 men."],
        ["The army denied it.", "al-Najjar did not."],
        ["The talks failed vs. earlier hopes.", "They resume in May."],
        ["She was in Washington D.C. on Friday.", "She flew home."],
        ["“(Islamic fighters) had cut roads.", "We cut their links,” al-Najjar said."],
        ["Eight died, incl. three children.", "Forty were hurt."],
        ["The law passed 52-48.", "It takes effect July 1."],
        ["Was it true?", "Nobody knows."],
        ["The minister - a general - resigned.", "He gave no reason."],
        ["Col. Riad Asaad said so.", "“Maj. Gen. Selim is dead.”"],
        ["The bank holds 1.234,5 euros.", "It lost more."],
        ["A) is not a list here.", "It is a sentence."],
    ],
    ids=lambda expected: expected[0][:40],
)
def test_sentences_end_where_a_reporter_ends_them(expected: list[str]) -> None:
    assert words(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebels took the hill.The army fled.",
            ["The rebels took the hill.", "The army fled."],
        ),
        ("“We won.”The army fled.", ["“We won.”", "The army fled."]),
        ("1. The first aim. 2. The second aim.", ["1. The first aim.", "2. The second aim."]),
        (
            "The town in the northern valley fell to them\non Tuesday.",
            ["The town in the northern valley fell to them\non Tuesday."],
        ),
        ("One fell.\n\nTwo fell.", ["One fell.", "Two fell."]),
        ("Gen.\nOmar came and went.", ["Gen.", "Omar came and went."]),
        ("*** \n\n --- \n", []),
        ("", []),
        ("   \t\n", []),
        ("war", ["war"]),
        ("Rebels took the town", ["Rebels took the town"]),
    ],
)
def test_sentences_survive_rough_layout(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_the_headline_and_crossheads_are_headings() -> None:
    text = (
        "Rebels seize hills as army retreats\n\nRebels seized hills on Monday.\n\n"
        "TROOP MOVEMENTS\n\nThe army moved south.\n\n"
        "What Comes Next for the Valley\n\nNobody knows what comes next."
    )

    assert [s.span.of(text) for s in split(text) if s.heading] == [
        "Rebels seize hills as army retreats",
        "TROOP MOVEMENTS",
        "What Comes Next for the Valley",
    ]


def test_a_last_sentence_without_a_full_stop_is_no_heading() -> None:
    text = "Rebels won.\n\nThe group moved north in spring. Its base was hit in a raid last year"

    assert [s.heading for s in split(text)] == [False, False, False]


def test_list_items_are_kept_apart_and_are_no_headings() -> None:
    text = (
        "The army said:\n- three soldiers died\n- two were hurt\n- one is missing\nIt gave no more."
    )

    assert words(text) == [
        "The army said:",
        "- three soldiers died",
        "- two were hurt",
        "- one is missing",
        "It gave no more.",
    ]
    assert not any(s.heading for s in split(text))


def test_text_wrapped_to_a_width_is_read_as_one_paragraph() -> None:
    text = (
        "The column left the base before dawn and reached the bridge at noon, the governor of\n"
        "Hasaka said. It met no resistance on the road and nobody was hurt in the advance, he\n"
        "added. The bridge was blown up in May."
    )

    assert len(split(text)) == 3
    assert {s.paragraph for s in split(text)} == {0}


def test_sentences_know_their_paragraph() -> None:
    text = "One came. Two came.\n\nThree came."

    assert [s.paragraph for s in split(text)] == [0, 0, 1]


ALPHABET = st.sampled_from(
    [
        *"aB1 .?!,;:\"'“”‘’()[]-–\n\r\t\x00\x0b\x1c\x85\u2028ب؟。é",
        "U.S. ",
        "said ",
        "Mr. ",
        ".\n\n",
        "a.m. ",
    ]
)


@given(st.lists(ALPHABET, max_size=80).map("".join))
@settings(max_examples=300, deadline=None)
def test_offsets_are_exact_ordered_and_stripped(text: str) -> None:
    end = 0
    for sentence in split(text):
        span = sentence.span
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert len(span.of(text)) <= LONGEST
        end = span.end


@given(st.lists(ALPHABET, max_size=80).map("".join))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(words(text))

    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "WORD. ",
        "x",
        "a\n",
        "\x00\x01 .",
        '"(',
        'He said! "',
        "1. ",
        "| 5 | 7 |\n",
        "(",
        "a.m. ",
    ],
)
def test_a_hundred_kilobytes_of_anything_take_a_moment(unit: str) -> None:
    text = unit * (100_000 // len(unit))

    began = time.process_time()
    split(text)

    assert time.process_time() - began < 5


@given(st.lists(ALPHABET, max_size=60).map("".join), st.integers(0, 4))
def test_the_last_and_the_first_are_those_of_all_that_are_no_headings(
    text: str, count: int
) -> None:
    told = [sentence for sentence in split(text) if not sentence.heading]

    assert last(text, count) == told[len(told) - min(count, len(told)) :]
    assert first(text) == (told[0] if told else None)
