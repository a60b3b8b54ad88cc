import pytest
from trafilatura.settings import Document as ExtractedPage

from tests.reading.samples import FIRST, page
from workbench.reading import html
from workbench.reading.entries import entry_of, is_of_several
from workbench.reading.html import parsed
from workbench.reading.reader import read_bytes
from workbench.reading.record import ReportRecord

POST = (
    "<h1>Pumps</h1><p>1 May ~ Sami</p><div class='entry-content'><p>The pumps run.</p>"
    "<p>Not all of them.</p><div class='sharedaddy'><p>Share it with friends</p></div></div>"
    "<div class='author-bio'><p>Sami keeps bees.</p></div>"
)


def test_the_one_part_called_a_posts_text_is_told_without_what_is_named_as_the_pages_own() -> None:
    assert entry_of(parsed(POST, name="post")) == ["The pumps run.", "Not all of them."]


def test_of_several_parts_called_so_the_one_that_says_far_more_is_told() -> None:
    short, long = (f"<div class='post-body'><p>{words}</p></div>" for words in ("A ferry.", FIRST))

    assert entry_of(parsed(short + long, name="posts")) == [FIRST]
    assert entry_of(parsed(long + long, name="posts")) == [FIRST, FIRST]


def test_of_a_page_without_such_a_part_its_sentences_are_told() -> None:
    menu = "".join(f"<li>{words}</li>" for words in ("Valley", "Roads.", "Who owns the mill"))

    assert entry_of(parsed(f"<ul>{menu}</ul><div>{FIRST}</div>", name="page")) == [FIRST]
    assert entry_of(parsed(f"<ul>{menu}</ul>", name="page")) == []


def test_one_line_that_no_block_of_the_page_holds_was_made_of_several() -> None:
    tree = parsed("<p>The pumps run.</p><p>Not all of them.</p>", name="page")

    assert is_of_several(["The pumps run. Not all of them."], tree)
    assert not is_of_several(["The pumps run."], tree)
    assert not is_of_several(["The pumps run.", "Not all of them."], tree)


def test_a_post_too_short_to_be_found_is_read_without_its_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = ExtractedPage(
        body=parsed(f"<p>{parsed(POST, name='post').text_content()}</p>", name="a")
    )
    monkeypatch.setattr(html, "bare_extraction", lambda *_args, **_options: found)

    (report,) = read_bytes("a", page(POST))

    assert isinstance(report, ReportRecord)
    assert report.text.split("\n\n") == ["The pumps run.", "Not all of them."]
