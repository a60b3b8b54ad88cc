"""Values as pages show them."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from workbench.web.filters import anew, day, lines, look, outside, plural, when


def test_a_moment_is_shown_in_utc_with_its_zone() -> None:
    moment = datetime(2019, 3, 4, 1, 5, tzinfo=timezone(timedelta(hours=3)))

    assert when(moment) == '<time datetime="2019-03-03T22:05:00+00:00">3 Mar 2019, 22:05 UTC</time>'


def test_a_moment_that_did_not_come_is_said() -> None:
    assert when(None) == "not yet"


def test_a_bare_day_has_no_time_of_day() -> None:
    assert day("2019-03-04") == '<time datetime="2019-03-04">4 Mar 2019</time>'


def test_a_published_time_keeps_its_own_zone() -> None:
    assert "4 Mar 2019, 01:05 UTC+03:00" in day("2019-03-04T01:05:00+03:00")


def test_a_date_that_cannot_be_read_is_shown_as_it_stands_and_escaped() -> None:
    assert day("<b>spring</b>") == "&lt;b&gt;spring&lt;/b&gt;"


def test_no_date_is_said() -> None:
    assert day(None) == "no date"


def test_a_word_of_two_words_makes_one_class() -> None:
    assert look("set aside") == "is-set-aside"


def test_counts_carry_their_noun() -> None:
    assert [plural(1, "origin"), plural(1200, "origin")] == ["1 origin", "1,200 origins"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host", "https://", "http://[", "", None]
)
def test_only_addresses_of_the_web_are_linked(url: str | None) -> None:
    assert outside(url) is None


def test_an_address_of_the_web_is_linked() -> None:
    assert outside("https://example.org/a?b") == "https://example.org/a?b"


def test_utc_has_its_name() -> None:
    assert "UTC" in day(datetime(2019, 3, 4, tzinfo=UTC))


def test_a_wording_shows_what_the_quote_does_not_say() -> None:
    shown = anew("The rebels [2017-03-12] said <so>.", "They said <so>.")

    assert re.sub("</?strong>", "", shown) == "The rebels [2017-03-12] said &lt;so&gt;."
    assert "<strong>" in shown
    assert "said &lt;so&gt;.</strong>" not in shown


def test_paragraphs_stay_apart_where_a_text_is_shown_in_one_go() -> None:
    assert lines("Headline\n\nA <b>.\nB.") == "Headline<br>A &lt;b&gt;.<br>B."
