from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, event

from workbench.language.terms import Frequencies, rarest, seek, terms
from workbench.store import lexical
from workbench.store.lexical import Worded

PASSAGES = [
    Worded(10, "Rebels took the old bridge at Delm.", "Fighting in Delm"),
    Worded(11, "The mayor denied it.", "Fighting in Delm"),
    Worded(12, "Wheat prices rose 4.9 percent, not 1,250.", None),
    Worded(13, 'They said "the bridge holds".', "Weather"),
]


@pytest.fixture
def words(kept_in: str, request: pytest.FixtureRequest) -> Iterator[Connection]:
    server = request.getfixturevalue("postgresql") if kept_in == "postgresql" else None
    engine = create_engine(server.new() if server else "sqlite://")
    with engine.begin() as connection:
        lexical.create(connection)
        lexical.create(connection)
        assert lexical.index(connection, PASSAGES) == 4
        yield connection
    engine.dispose()


def found(words: Connection, text: str, limit: int = 10) -> list[int]:
    sought = seek(text)
    seen = lexical.frequencies(words, sought.terms)
    return [passage for passage, _ in lexical.search(words, rarest(sought, seen), limit)]


def test_the_passage_with_more_and_rarer_words_comes_first(words: Connection) -> None:
    assert found(words, "Was the bridge at Delm taken by rebels?") == [10, 11, 13]


def test_the_title_is_searched_with_the_passage(words: Connection) -> None:
    assert found(words, "mayor Delm") == [11, 10]


def test_numbers_are_found_as_written_by_others(words: Connection) -> None:
    assert found(words, "4.9") == [12]
    assert found(words, "1250") == [12]


def test_passages_that_have_all_terms_of_a_form_of_each_are_held(words: Connection) -> None:
    named = lexical.holding(words, [{("bridg",)}, {("nowher",), ("rebel", "delm")}], 10)
    either = lexical.holding(words, [{("4.9",), ("mayor", "delm")}], 10)

    assert named == [10]
    assert sorted(either) == [11, 12]
    assert len(lexical.holding(words, [{("bridg",)}], 1)) == 1


def test_where_nothing_is_wanted_nothing_is_held(words: Connection) -> None:
    assert lexical.holding(words, [], 10) == []
    assert lexical.holding(words, [{("nowher",)}, {("o'brien \\ \" & | !",)}], 10) == []


def test_frequencies_count_passages(words: Connection) -> None:
    seen = lexical.frequencies(words, ["delm", "bridg", "nowhere"])

    assert seen == Frequencies(4, {"delm": 2, "bridg": 2})


def test_what_was_counted_holds_until_a_passage_comes_or_goes(words: Connection) -> None:
    counted = lexical.Counted()
    asked = ["delm", "bridg", "nowher"]
    seen = [lexical.frequencies(words, asked, counted) for _ in range(2)]
    lexical.index(words, [Worded(14, "Nowhere but Delm.", None)])
    seen.append(lexical.frequencies(words, asked, counted))
    lexical.forget(words, [PASSAGES[0]])
    seen.append(lexical.frequencies(words, asked, counted))

    assert seen == [
        Frequencies(4, {"delm": 2, "bridg": 2}),
        Frequencies(4, {"delm": 2, "bridg": 2}),
        Frequencies(5, {"delm": 3, "bridg": 2, "nowher": 1}),
        Frequencies(4, {"delm": 2, "bridg": 1, "nowher": 1}),
    ]


def test_what_was_counted_is_not_counted_anew(words: Connection) -> None:
    counted = lexical.Counted()
    lexical.frequencies(words, ["delm"], counted)
    statements: list[str] = []
    event.listen(words, "before_cursor_execute", lambda *given: statements.append(given[2]))

    lexical.frequencies(words, ["delm"], counted)

    kept = words.dialect.name == "sqlite"
    assert any("delm" in each or "term" in each for each in statements) is not kept


def test_of_the_passages_with_some_of_the_terms_all_the_terms_count(words: Connection) -> None:
    every = dict(lexical.search(words, ["bridg", "delm", "wheat"], 10))
    some = lexical.search(words, ["bridg", "delm", "wheat"], 10, having=["bridg"])

    assert [passage for passage, _ in some] == [10, 13]
    assert dict(some) == pytest.approx({passage: every[passage] for passage in (10, 13)})


def test_scores_fall(words: Connection) -> None:
    scores = [score for _, score in lexical.search(words, ["bridg", "delm", "wheat"], 10)]

    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


@pytest.mark.parametrize("text", ["", "  ", "the of and", "🔥🔥", "zzzz", "x" * 100_000])
def test_a_query_without_known_words_finds_nothing(words: Connection, text: str) -> None:
    assert found(words, text) == []


@pytest.mark.parametrize(("limit", "many"), [(0, 0), (-1, 0), (1, 1), (1_000_000, 3)])
def test_any_limit_is_kept(words: Connection, limit: int, many: int) -> None:
    assert len(found(words, "bridge Delm", limit)) == many


def test_a_forgotten_passage_is_not_found_and_not_counted(words: Connection) -> None:
    lexical.forget(words, PASSAGES[:1])

    assert found(words, "bridge") == [13]
    assert lexical.frequencies(words, ["delm"]) == Frequencies(3, {"delm": 1})


def test_nothing_to_take_up_or_out_changes_nothing(words: Connection) -> None:
    assert lexical.index(words, []) == 0
    lexical.forget(words, [])

    assert lexical.frequencies(words, []).passages == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=80))
def test_no_query_is_syntax(words: Connection, text: str) -> None:
    before = lexical.frequencies(words, [])

    assert len(lexical.search(words, [text.replace("\0", "")], 5)) <= 5
    assert len(found(words, text)) == len(set(found(words, text)))
    assert lexical.frequencies(words, []) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text("abcxyzABC 0123456789.,-éñüبتدж⑴½²ﬁ㏂Ⅳ\uff03\uff11℡", max_size=80))
@example(text="\ufe70 \u037aa")  # letters that unfold into a blank and more
@example(text="⑴ 3½ m² oﬃce ㏂ Ⅳ \uff11\uff12 Ŀ ဦ")  # signs and letters that unfold into several
def test_every_word_of_a_passage_finds_it(words: Connection, text: str) -> None:
    lexical.index(words, [Worded(99, text, None)])
    hits = [lexical.search(words, [term], 100) for term in terms(text)]
    lexical.forget(words, [Worded(99, text, None)])

    assert all(99 in {passage for passage, _ in each} for each in hits)
