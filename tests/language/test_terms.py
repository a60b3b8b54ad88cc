import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.language.terms import Frequencies, any_of, names, needed, rarest, seek, terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Flooding in #NewRiverValley2019!", ["flood", "new", "river", "valley", "2019"]),
        ("see https://example.org/a?b=c now", ["see", "now"]),
        ("brokenpic.twitter.com/AbC1 bridge", ["broken", "bridg"]),
        ("🔥🔥 fire 🔥", ["fir"]),
        ("@CityDesk says 1,250 soldiers' boots", ["city", "desk", "1250", "soldier", "boot"]),
        ("Zürich's Café", ["zurich", "caf"]),
        (
            "⑴ 3½ tons, \uff18\uff19 oﬃces, 10⁴ boxes",
            ["1", "3", "2", "ton", "89", "offic", "10", "4", "box"],
        ),
        ("the and of to", []),
        ("🔥🔥🔥", []),
        ("", []),
        ("   \n\t", []),
    ],
)
def test_a_query_is_read_for_what_it_means(text: str, wanted: list[str]) -> None:
    assert list(seek(text).terms) == wanted


@pytest.mark.parametrize(
    "forms",
    [
        ("claim", "claims", "claimed", "claiming"),
        ("city", "cities"),
        ("take", "takes", "taking"),
        ("stop", "stops", "stopped", "stopping"),
        ("Général", "general"),
    ],
)
def test_the_forms_of_a_word_are_one_term(forms: tuple[str, ...]) -> None:
    assert len({tuple(terms(form)) for form in forms}) == 1


def test_the_signature_of_a_post_counts_half_and_leaves_its_name() -> None:
    sought = seek("Bridge closed today — Jo Field (@jofield) May 1, 2020")

    assert sought.text == "Bridge closed today Jo Field"
    assert sought.terms == {"bridg": 1.0, "clos": 1.0, "today": 1.0, "jo": 0.5, "field": 0.5}


def test_a_plain_sentence_is_encoded_as_it_stands() -> None:
    claim = "At least 40 people died in Homs – half of them children, doctors said."

    assert seek(claim).text == claim
    assert seek(claim).numbers == {"40"}
    assert seek(claim).names == {"hom"}


def test_an_endless_query_is_cut_to_its_first_terms() -> None:
    assert len(seek(" ".join(f"w{n}x" for n in range(20_000))).terms) <= 64
    assert len(max(seek("a" * 100_000).terms, key=len)) == 40


def test_only_emoji_still_give_a_text_to_encode() -> None:
    assert seek("🔥 🔥").text == "🔥 🔥"


def test_names_are_what_is_written_large() -> None:
    assert names("Mayor Rosa Lindt of Delm") == {"mayor", "rosa", "lindt", "delm"}


def test_the_rarest_known_terms_are_searched() -> None:
    sought = seek("common rarity unknown middling")
    seen = Frequencies(100, {"common": 90, "rarity": 2, "middl": 40})

    assert rarest(sought, seen, 2) == ["rarity", "middl"]


@pytest.mark.parametrize(
    ("limit", "wanted"),
    [
        (1, ["talvar"]),  # the rarest, however many have it
        (2, ["talvar", "bridg"]),
        (4, ["talvar", "bridg", "seiz"]),  # few enough have any: all are weighed
    ],
)
def test_where_many_have_a_common_term_passages_need_a_rarer_one(
    limit: int, wanted: list[str]
) -> None:
    seen = Frequencies(9_000, {"talvar": 100, "bridg": 60, "seiz": 400})

    assert needed(["talvar", "bridg", "seiz"], seen, limit) == wanted


def test_where_nothing_is_known_nothing_is_needed() -> None:
    assert needed([], Frequencies(9, {}), 60) == []


@pytest.mark.parametrize("hostile", ['a" OR "b', "NEAR(a b)", "x*", "-y", "title:z", "^q", "a AND"])
def test_no_term_is_syntax(hostile: str) -> None:
    assert any_of([hostile]) == '"' + hostile.replace('"', '""') + '"'


@given(st.text(max_size=300))
def test_any_text_can_be_sought(text: str) -> None:
    sought = seek(text)

    assert all(term and " " not in term for term in sought.terms)
    assert set(sought.numbers) <= set(sought.terms)
