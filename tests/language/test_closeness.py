from workbench.language.closeness import overlap, weigh
from workbench.language.terms import Frequencies, seek

SEEN = Frequencies(1000, {"bridg": 40, "korovia": 2, "close": 30, "clos": 30, "peopl": 300})


def test_the_same_words_share_everything() -> None:
    claim = weigh(seek("Korovia closed 3 bridges"), SEEN)

    shared = overlap(claim, "Korovia closed 3 bridges", "Korovia closed 3 bridges")

    assert (shared.letters, shared.names, shared.numbers) == (1, 1, 1)
    assert shared.words > 0.5


def test_other_words_share_nothing() -> None:
    shared = overlap(weigh(seek("Korovia closed 3 bridges"), SEEN), "Wheat fell sharply", None)

    assert (shared.words, shared.letters, shared.rare, shared.names, shared.numbers) == (0,) * 5


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    claim = weigh(seek("people Korovia"), SEEN)

    assert overlap(claim, "Korovia", None).words > overlap(claim, "people", None).words
    assert overlap(claim, "Korovia", None).rare > overlap(claim, "people", None).rare


def test_a_typo_still_shares_letters() -> None:
    claim = weigh(seek("Korrovia"), SEEN)

    shared = overlap(claim, "Korovia", None)

    assert shared.words == 0
    assert 0.3 < shared.letters < 1


def test_the_title_speaks_for_the_passage() -> None:
    claim = weigh(seek("Korovia closed bridges"), SEEN)

    under = overlap(claim, "They closed at noon", "Korovia's bridges")

    assert under.words > overlap(claim, "They closed at noon", None).words
    assert under.names == 1


def test_a_claim_without_terms_shares_nothing() -> None:
    shared = overlap(weigh(seek("the of and"), SEEN), "the of and", "the")

    assert (shared.words, shared.letters) == (0, 0)
