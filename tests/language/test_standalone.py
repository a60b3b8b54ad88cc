from datetime import date

import pytest

from workbench.language import claims


def wordings(text: str, published: date | None = None) -> list[str | None]:
    return [claims.claim_of(c).standalone for c in claims.propose(text, published=published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Omar al Rashidi said one fell. Rashidi said two men fell.",
            "Omar al Rashidi said two men fell.",
        ),
        (
            "Omar al Rashidi said one fell. Two men fell where he had been, he said.",
            "Two men fell where he had been, Omar al Rashidi said.",
        ),
        (
            "Omar al Rashidi said one fell. His men took the hill.",
            "Omar al Rashidi's men took the hill.",
        ),
        (
            "Helen Mora came to Tessin. She was arrested in the town.",
            "Helen Mora was arrested in the town.",
        ),
        (
            'Omar Faris said: "One fell. Two men fled the hill."',
            'Omar Faris said: "Two men fled the hill."',
        ),
        (
            '"One fell. Two men fled," Omar Faris said. Three men came. "Four left," Faris said.',
            '"Four left," Omar Faris said.',
        ),
        (
            "Omar Faris came. “One fell. Two men fled,” Faris said.",
            "“Two men fled,” Omar Faris said.",
        ),
        (
            "Omar Faris said one fell. According to Faris, two men fled.",
            "According to Omar Faris, two men fled.",
        ),
        (
            "The Valley Observatory said one fell. The Observatory which has men there says so.",
            "The Valley Observatory which has men there says so.",
        ),
        (
            "A guard at the dam said one fell. He said two men fell.",
            "The guard at the dam said two men fell.",
        ),
        ("Sen. Omar Faris said two men fell.", None),
        ("Some town officials said two men fell.", None),
        ("Two men fell on the hill a monitoring group said.", None),
        ("Omar Faris came to Tessin. He met Omar Noor and John Faris in the town.", None),
        ("The army said one fell. It said two men fell.", None),
        ("Rebels took the hill on Monday.", None),
        ("He said two men fell.", None),
        ("The rebels say two men fell.", None),
        ("Omar Faris said two men fell.", None),
    ],
)
def test_a_wording_carries_the_full_name(text: str, expected: str | None) -> None:
    assert wordings(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men fell last year.", "Two men fell last year [2016]."),
        ("Two men fell on Tuesday.", "Two men fell on Tuesday [2017-05-16]."),
        (
            "Two men fell before Tuesday's vote.",
            "Two men fell before Tuesday's [2017-05-16] vote.",
        ),
        ("Two men fell in 2014.", None),
    ],
)
def test_a_wording_carries_the_days_that_are_known(text: str, expected: str | None) -> None:
    assert wordings(text, date(2017, 5, 18)) == [expected]


def test_without_a_publication_date_no_day_is_added() -> None:
    assert wordings("Two men fell last year.") == [None]


def test_a_dateline_is_left_out() -> None:
    assert wordings("TESSIN (Meridian) - Helen Mora was arrested.") == ["Helen Mora was arrested."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“One fell. Two men fled,” Omar Faris said.",
            "“Two men fled,” Omar Faris said.",
        ),
        (
            '"One fell. Two men fled," Omar Faris said.',
            '"Two men fled," Omar Faris said.',
        ),
        ('Omar Faris said: "Two men fled. One fell."', 'Omar Faris said: "Two men fled."'),
        ("Omar Faris said: “Two men fled. One fell.”", "Omar Faris said: “Two men fled.”"),
        ("«One fell. Two men fled», Omar Faris said.", "«Two men fled», Omar Faris said."),
    ],
)
def test_a_claim_cut_out_of_a_quote_has_both_marks(text: str, expected: str) -> None:
    found = [(c.text, claims.claim_of(c).standalone) for c in claims.propose(text, published=None)]

    assert expected in [wording for _, wording in found]
    assert all(words in text for words, _ in found)


def test_a_role_told_by_its_name_loses_its_article() -> None:
    text = "President Sena Olt said two came. They met. In a talk the president said one fell."
    found = claims.propose(text, published=None)[-1]

    assert claims.claim_of(found).standalone == "In a talk Sena Olt said one fell."


def test_a_quote_marked_by_backticks_is_quoted_without_a_gap() -> None:
    text = "`` The dam broke, '' Ann Keld said. `` Two mills were lost in the flood. ''"
    found = claims.propose(text, published=None)[-1]

    assert claims.claim_of(found).standalone == (
        'Ann Keld said: "Two mills were lost in the flood."'
    )


def test_a_speaker_named_like_a_day_is_not_said_twice() -> None:
    text = '"The union affirms the rule in full," a Wednesday statement said.'
    (found,) = claims.propose(text, published=date(2020, 6, 11))

    assert claims.claim_of(found).standalone == (
        '"The union affirms the rule in full," a Wednesday [2020-06-10] statement said.'
    )
