import pytest

from tests.reading.samples import article, page
from workbench.reading.html import parsed
from workbench.reading.pagemeta import page_meta

LD = '<script type="application/ld+json">{"@type": "NewsArticle", "author": %s}</script>'


def authors(body: str = "", head: str = "") -> tuple[str, ...]:
    return page_meta(parsed(page(body + article(), head=head).decode(), name="page"), None).authors


@pytest.mark.parametrize(
    "stated",
    [
        '{"@type": "Person", "name": "Huda Marwan"}',
        '[{"@type": "Person", "name": "Huda Marwan"}]',
        '"Huda Marwan"',
    ],
)
def test_authors_stated_for_machines_are_read(stated: str) -> None:
    assert authors(head=LD % stated) == ("Huda Marwan",)


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel='author'>Huda Marwan</a>",
        "<span class='byline'>By Huda Marwan</span>",
        "<span itemprop='author'>Huda Marwan</span>",
        "<p class='author'>von Huda Marwan | 31.10.2017</p>",
        "<span class='post-meta-author'>By Huda Marwan - January 10, 2017 4 minutes</span>",
        "<a href='/autoren/huda-marwan'>Huda Marwan</a>",
        "<div class='byline'><div>Huda Marwan</div><div>Mar 31, 2017</div></div>",
        "<div class='byline'><div>By</div><div>Huda Marwan</div></div>",
        "<div class='author-card'><h2>Written by Huda Marwan</h2><p>1.2K Followers</p></div>",
    ],
)
def test_authors_are_read_from_a_marked_byline(byline: str) -> None:
    assert authors(byline) == ("Huda Marwan",)


def test_two_authors_in_one_byline_are_two() -> None:
    assert authors("<div class='byline'>By Huda Marwan and Tom Ashe</div>") == (
        *("Huda Marwan", "Tom Ashe"),
    )


@pytest.mark.parametrize("name", ["admin", "Name", "Follow", "https://herald.example.org/x"])
def test_a_sites_placeholders_are_no_names(name: str) -> None:
    assert authors(head=f"<meta name='author' content='{name}'>") == ()


def test_a_reader_who_comments_is_no_author() -> None:
    comment = "<div id='comments'><span class='author'>reader77</span></div>"

    assert authors(comment) == ()


def test_a_bylines_month_and_the_writer_of_a_page_linked_to_are_no_authors() -> None:
    card = "<span class='kg-bookmark-author'>Valley Radio</span>"

    assert authors(f"{card}<div class='byline'>مارس 31, 2017</div>") == ()


def test_marks_before_a_name_are_no_part_of_it() -> None:
    assert authors("<div class='byline'><span class='author'>/ Huda Marwan</span></div>") == (
        "Huda Marwan",
    )
