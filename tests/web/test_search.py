"""Search: one sentence against the reports, among all of them or some."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.conftest import Visitor
from workbench.bootstrap import Services
from workbench.pipeline import adding, reading, rebuilding

WORDS = "?q=40+soldiers+killed+in+Talvar"


def _cut_short(indexes: Path) -> None:
    for file in indexes.rglob("*.np*"):
        file.write_bytes(file.read_bytes()[:100])


def _main(page: str) -> str:
    """What the page shows; the forms around it carry tokens that differ from second to second."""
    return page[page.index("<main") : page.index("</main>")]


def _flip_a_bit(indexes: Path) -> None:
    for file in indexes.rglob("*.faiss"):
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(content)


def test_what_bears_on_a_sentence_is_shown_with_what_was_searched(ana: Visitor) -> None:
    page = ana.get(f"/search/{WORDS}").text

    assert "42 soldiers" in page
    assert "index complete" in page
    assert "not yet searchable" not in page
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
    assert 'aria-label="Comparison"' in page


@pytest.mark.parametrize(
    ("among", "there", "gone"),
    [
        ("before=2019-03-05", "42 soldiers", "Only 9 soldiers"),
        ("not_from=daily+post", "Only 9 soldiers", "42 soldiers"),
    ],
)
def test_a_search_is_narrowed(ana: Visitor, among: str, there: str, gone: str) -> None:
    page = ana.get(f"/search/{WORDS}&{among}").text

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

    assert "1 passage is not yet searchable" in page


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


def test_how_many_reports_have_no_date_is_said(ana: Visitor, services: Services) -> None:
    undated = b"Talvar falls\n\nA reporter saw the bodies of 42 soldiers killed in Talvar."
    records = reading.uploaded(services.settings, "undated.txt", undated)
    list(adding.add(services, records, by="ana", article=False))

    assert re.search(
        r", 1 without a date, the others (of|from) <time", ana.get(f"/search/{WORDS}").text
    )
