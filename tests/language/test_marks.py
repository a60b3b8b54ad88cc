import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.language import claims, marks


@pytest.mark.parametrize(
    ("torn", "clean"),
    [
        ('The army fled," said Omar Faris.', '"The army fled," said Omar Faris.'),
        ('(The army) has fled," said Faris.', '"(The army) has fled," said Faris.'),
        ('Faris said: "The army fled.', 'Faris said: "The army fled."'),
        ('"The army fled.', '"The army fled."'),
        ("The army fled,” said Faris.", "“The army fled,” said Faris."),
        ("Faris said: “The army fled.", "Faris said: “The army fled.”"),
        ("The army fled», Faris said.", "«The army fled», Faris said."),
        ("The army fled,'' said Faris.", "``The army fled,'' said Faris."),
        ("``The army fled.", "``The army fled.''"),
        ("The army fled,' said Faris.", "'The army fled,' said Faris."),
        ("'The army has fled.", "'The army has fled.'"),
        ("The army fled,’ said Faris.", "‘The army fled,’ said Faris."),
        ("‘The army has fled.", "‘The army has fled.’"),
        ('Faris: "He said: \'The army has fled."', "Faris: \"He said: 'The army has fled.'\""),
        ("(Two men fell in Tessin.", "Two men fell in Tessin."),
        ("Three men fled to Belmar.)", "Three men fled to Belmar."),
        ("His men stayed) on Monday.", "His men stayed on Monday."),
        ("Omar Faris came (he fled Belmar.", "Omar Faris came (he fled Belmar)."),
    ],
)
def test_marks_lost_to_other_sentences_are_made_good(torn: str, clean: str) -> None:
    assert marks.close(torn) == clean


@pytest.mark.parametrize(
    "whole",
    [
        "Two men fell in Tessin.",
        '"Two men fell," Faris said. "Three fled."',
        "“Two men fell,” Faris said.",
        "The soldiers’ camp and the mayors' house were hit in the '90s.",
        "The film 'Dune' was shown, and rock 'n' roll played.",
        'A 12" pipe broke in Tessin.',
        "(Islamic State) had cut roads (three of them).",
        "a) Two men fell in Tessin.",
        "They were Faris' men.",
        "",
    ],
)
def test_what_is_whole_stays_as_it_is(whole: str) -> None:
    assert marks.close(whole) == whole


@given(st.text(alphabet="ab .,\"'“”‘’()`«»", max_size=40))
def test_no_marks_raise_and_no_word_is_lost(words: str) -> None:
    closed = marks.close(words)

    assert [each for each in closed if each.isalnum()] == [each for each in words if each.isalnum()]


def test_a_claim_that_begins_inside_a_quote_reads_clean_and_keeps_its_exact_words() -> None:
    text = '"One fell. (The army) has been pushed out of Tessin," said Omar Faris, the mayor.'

    pulled = [claims.claim_of(each) for each in claims.propose(text, published=None)][-1]

    assert pulled.text == text[pulled.span.start : pulled.span.end]
    assert pulled.standalone == '"' + pulled.text
