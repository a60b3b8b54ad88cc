"""Search: one sentence against the reports, among all of them or some."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.pipeline import adding, catching_up, reading, rebuilding

WORDS = "?q=40+soldiers+killed+in+Talvar"


def _cut_short(indexes: Path) -> None:
    for file in indexes.rglob("*.np*"):
        file.write_bytes(file.read_bytes()[:100])


def _main(page: str) -> str:
    """What the page shows; the forms around it carry tokens that differ from second to second."""
    return page[page.index("<main") : page.index("</main>")]


def _unmarked(page: str) -> str:
    """The page without the marks on what was searched for."""
    return re.sub(r'<mark class="sought">|</mark>', "", page)


def _flip_a_bit(indexes: Path) -> None:
    for file in indexes.rglob("*.faiss"):
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(content)


def test_what_bears_on_a_sentence_is_shown_with_what_was_searched(ana: Visitor) -> None:
    page = _unmarked(ana.get(f"/search/{WORDS}").text)

    assert "42 soldiers" in page
    assert "index complete" in page
    assert "by words alone so far" not in page
    assert re.search(r", all (of|from) <time", page)


def test_passages_of_one_origin_stand_together_where_the_first_of_them_was_found(
    ana: Visitor, services: Services
) -> None:
    wire = (
        b"Talvar falls\n\nDaily Post - A reporter saw the bodies of 42 soldiers killed in Talvar."
    )
    for name in ("b.txt", "c.txt", "d.txt"):
        copies = reading.uploaded(services.settings, name, wire + f"\n\nSee {name}.".encode())
        list(adding.add(services, copies, by="test", article=False))
    rebuilding.rebuild(services)

    page = _main(ana.get(f"/search/{WORDS}").text)

    assert page.count('aria-label="Origin: ') < page.count('<article class="match"')
    assert "more passage" in page
    assert 'class="compared"' in page


@pytest.mark.parametrize(
    ("among", "there", "gone"),
    [
        ("before=2019-03-05", "42 soldiers", "Only 9 soldiers"),
        ("not_from=daily+post", "Only 9 soldiers", "42 soldiers"),
    ],
)
def test_a_search_is_narrowed(ana: Visitor, among: str, there: str, gone: str) -> None:
    page = _unmarked(ana.get(f"/search/{WORDS}&{among}").text)

    assert there in page
    assert gone not in page


@pytest.mark.parametrize(
    ("among", "said"),
    [
        ("before=yesterday", "year-month-day"),
        ("not_from=Gazette", "no source named"),
        ("language=ar", "The desk has no report in the language “ar”"),
    ],
)
def test_what_cannot_be_meant_is_said(ana: Visitor, among: str, said: str) -> None:
    answer = ana.get(f"/search/{WORDS}&{among}")

    assert answer.status_code == 422
    assert said in answer.text


def test_passages_that_wait_for_the_index_are_counted(ana: Visitor, services: Services) -> None:
    late = reading.uploaded(services.settings, "late.txt", b"The dam at Orvel broke on Friday.")
    list(adding.add(services, late, by="test", article=False))

    page = ana.get(f"/search/{WORDS}").text

    assert "1 passage is found by words alone so far" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("%F0%9F%98%80+%F0%9F%94%A5", "give a sentence with words"),
        ("killed+" * 1_000, "6999 characters"),
    ],
    ids=["emoji", "long"],
)
def test_what_cannot_be_sought_is_said(ana: Visitor, words: str, said: str) -> None:
    answer = ana.get(f"/search/?q={words}")

    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize(
    "spoil", [shutil.rmtree, _cut_short, _flip_a_bit], ids=["deleted", "cut short", "flipped"]
)
def test_an_index_that_cannot_be_used_is_said(
    ana: Visitor, services: Services, spoil: Callable[[Path], None]
) -> None:
    spoil(services.settings.indexes)

    answer = ana.get(f"/search/{WORDS}")

    assert answer.status_code == 503
    assert "workbench index build" in answer.text
    assert "42 soldiers" not in answer.text


def test_an_index_deleted_while_serving_is_said_until_it_is_built_anew(
    ana: Visitor, services: Services
) -> None:
    before = _main(ana.get(f"/search/{WORDS}").text)
    shutil.rmtree(services.settings.indexes)

    assert ana.get(f"/search/{WORDS}").status_code == 503

    rebuilding.rebuild(services)
    assert _main(ana.get(f"/search/{WORDS}").text) == before


@pytest.mark.parametrize("words", ["the+of+and", "%22+OR+*+NEAR(", "%F0%9F%98%80+bread"])
def test_what_says_little_is_answered(ana: Visitor, words: str) -> None:
    assert ana.get(f"/search/?q={words}").status_code == 200


@pytest.mark.parametrize("words", ["", "+++"])
def test_a_blank_search_shows_the_page_and_finds_nothing(ana: Visitor, words: str) -> None:
    answer = ana.get(f"/search/?q={words}")

    assert answer.status_code == 200
    assert "42 soldiers" not in answer.text


def test_what_holds_the_words_stands_before_what_does_not(ana: Visitor) -> None:
    page = _main(ana.get("/search/?q=soldiers+Talvar+42").text)

    with_them, _, without = page.partition("Without these words")
    assert "With these words" in with_them
    assert "bodies of" in with_them
    assert "Only 9" in without


def test_words_that_stand_nowhere_together_lead_on(ana: Visitor, signed_in: MakeVisitor) -> None:
    address = "/search/?q=Talvar+giraffe"
    page, readers = _main(ana.get(address).text), _main(signed_in("rae").get(address).text)

    assert "No passage has all these words; nearest to them" in page
    assert "Fewer words or another spelling may find more" in readers
    assert 'href="/reports/new"' in page
    assert 'href="/reports/new"' not in readers


def test_what_was_searched_for_is_marked_in_passage_and_title(ana: Visitor) -> None:
    page = ana.get("/search/?q=soldier+fall+Talvar").text

    assert 'the bodies of 42 <mark class="sought">soldiers</mark> killed' in page
    assert '<mark class="sought">Talvar</mark> <mark class="sought">falls</mark></a>' in page


def test_neither_a_query_nor_a_report_becomes_markup(ana: Visitor, services: Services) -> None:
    odd = b"Talvar <i>falls</i>\n\nThe mayor of Talvar wrote <script>alert(1)</script> on a wall."
    records = reading.uploaded(services.settings, "odd.txt", odd)
    list(adding.add(services, records, by="ana", article=False))
    catching_up.catch_up(services)

    page = _main(ana.get("/search/?q=mayor+<script>+%22alert(1)%22").text)

    assert "<script>" not in page
    assert '&lt;<mark class="sought">script</mark>&gt;<mark class="sought">alert(1' in page


def test_the_filters_are_said_back_with_a_way_out_of_them(ana: Visitor) -> None:
    page = ana.get(f"/search/{WORDS}&before=2019-03-05&not_from=hill+radio").text

    assert "Only reports published before" in page
    assert 'not from <span dir="auto">hill radio</span>. <a' in page
    assert 'href="/search/?q=40+soldiers+killed+in+Talvar">Search all reports' in page


def test_more_is_shown_where_there_is_more(ana: Visitor, services: Services) -> None:
    for number in range(21):
        text = f"The dam\n\nThe dam at Orvel held, man {number} said.".encode()
        records = reading.uploaded(services.settings, f"{number}.txt", text)
        list(adding.add(services, records, by="ana", article=False))
    catching_up.catch_up(services)

    few = _main(ana.get("/search/?q=dam+Orvel").text)
    many = _main(ana.get("/search/?q=dam+Orvel&show=60").text)

    assert "Show up to 60" in few
    assert "With these words 21, the first 15 passages from" in " ".join(
        re.sub("<[^>]+>", " ", few).split()
    )
    assert few.count('<article class="match"') == 20
    assert many.count('<article class="match"') > 20
    assert "Show up to" not in many


def test_a_passage_leads_to_its_place_in_the_report(ana: Visitor) -> None:
    page = ana.get("/search/?q=bodies+soldiers").text
    address = re.search(r'href="(/reports/\d+\?passage=\d+)#passage"', page)

    assert address
    report = ana.get(address[1]).text
    assert re.search(r'id="passage" class=" here">.*<mark class="this-passage"', report)


def test_a_sentence_of_an_article_is_its_claim_or_can_be_taken_as_one(ana: Visitor) -> None:
    page = ana.get("/search/?q=rebels+seized+Talvar").text

    assert re.search(r'This is <a href="/claims/\d+">claim', page)


def test_how_many_reports_have_no_date_is_said(ana: Visitor, services: Services) -> None:
    undated = b"Talvar falls\n\nA reporter saw the bodies of 42 soldiers killed in Talvar."
    records = reading.uploaded(services.settings, "undated.txt", undated)
    list(adding.add(services, records, by="ana", article=False))

    assert re.search(
        r", 1 without a date, the others (of|from) <time", ana.get(f"/search/{WORDS}").text
    )
