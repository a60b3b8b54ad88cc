import pytest

from tests.reading.samples import FIRST, HEADLINE, article, page
from workbench.reading.html import parsed
from workbench.reading.pagemeta import PageMeta, page_meta

NAMED = f"{HEADLINE} | The Valley Herald"


def meta(body: str, *, head: str = "", url: str | None = None) -> PageMeta:
    return page_meta(parsed(page(body, head=head).decode(), name="page"), url)


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE} - The Valley Herald",
        f"{HEADLINE} | The Valley Herald",
        f"The Valley Herald » {HEADLINE}",
    ],
)
def test_the_sites_name_is_no_part_of_a_title(title: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='The Valley Herald'>"

    found = meta(f"<p>{FIRST}</p>", head=head)

    assert (found.title, found.source) == (HEADLINE, "The Valley Herald")


def test_the_visible_headline_outranks_the_one_for_search_machines() -> None:
    head = "<title>Rebels dam Tal Asfar - Herald</title>"

    assert meta(article(), head=head).title == HEADLINE


def test_a_blogs_name_in_the_first_heading_is_not_the_title() -> None:
    body = f"<h1>Valley Blog</h1><h2>{HEADLINE}</h2><p>{FIRST}</p>"
    site = "<meta property='og:site_name' content='Valley Blog'>"
    head = f"<title>{HEADLINE} - Valley Blog</title>{site}"

    assert meta(body, head=head).title == HEADLINE


def test_a_section_before_the_headline_is_dropped() -> None:
    head = f"<meta property='og:title' content='{HEADLINE}'>"

    assert meta(f"<h1>Local News | {HEADLINE}</h1>", head=head).title == HEADLINE


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='https://herald.example.org/2017/dam?utm_source=x#top'>",
        "<meta property='og:url' content='https://herald.example.org/2017/dam'>",
    ],
)
def test_the_pages_own_address_outranks_the_one_it_was_found_at(head: str) -> None:
    found = meta(article(), head=head, url="https://mirror.example.org/x")

    assert found.url == "https://herald.example.org/2017/dam"
    assert found.source == "herald.example.org"


def test_a_home_page_is_not_believed_to_be_the_address_of_an_article() -> None:
    head = "<link rel='canonical' href='https://herald.example.org/'>"

    assert meta(article(), head=head, url="https://herald.example.org/dam").url == (
        "https://herald.example.org/dam"
    )


def test_what_is_not_stated_is_none() -> None:
    assert meta(f"<p>{FIRST}</p>") == PageMeta()


def test_a_day_in_small_letters_is_no_part_of_the_headline_and_other_words_are() -> None:
    dated = f"<h1>{HEADLINE} <small>31.03.2017 • Valley, War</small></h1>"
    told = f"<h1>{HEADLINE} <small>a year after</small></h1>"

    titles = [
        page_meta(parsed(page(head).decode(), name="page"), None).title for head in (dated, told)
    ]

    assert titles == [HEADLINE, f"{HEADLINE} a year after"]


@pytest.mark.parametrize(
    ("title", "body", "url", "source"),
    [
        (NAMED, article(), None, "The Valley Herald"),
        (
            f"{HEADLINE} | The Valley Herald",
            article(),
            "https://valleyherald.example/d",
            "The Valley Herald",
        ),
        (f"{HEADLINE} | Politics", article(), "https://valley.example/d", "valley.example"),
        (f"{HEADLINE} - Tal", f"<a href='/'>Tal</a>{article()}", "https://x.example/d", "Tal"),
        (f"{HEADLINE} | Two gates open", f"<p>{FIRST}</p>", None, None),
        (HEADLINE, article(), None, None),
    ],
)
def test_a_source_is_taken_from_the_title_where_the_page_bears_it_out(
    title: str, body: str, url: str | None, source: str | None
) -> None:
    assert meta(body, head=f"<title>{title}</title>", url=url).source == source


ARCHIVED = "https://web.archive.org/web/20140226054445/http://valley.example"


@pytest.mark.parametrize(
    ("home", "url"),
    [
        ("https://valley.example/", "https://valley.example/2017/dam"),
        ("/", "https://valley.example/2017/dam"),
        (f"{ARCHIVED}/", f"{ARCHIVED}/2017/dam"),
    ],
)
def test_a_first_heading_that_leads_home_is_not_the_title(home: str, url: str) -> None:
    body = f"<h1><a href='{home}'>My Own Place</a></h1><h2>{HEADLINE}</h2><p>{FIRST}</p>"
    head = f"<title>My Own Place » Archive » {HEADLINE}</title>"

    assert meta(body, head=head, url=url).title == HEADLINE


def test_on_a_home_page_its_first_heading_is_the_title() -> None:
    body = f"<h1><a href='https://valley.example'>My Own Place</a></h1><p>{FIRST}</p>"

    found = meta(body, head="<title>My Own Place - My Place</title>", url="https://valley.example")

    assert found.title == "My Own Place"


def test_an_archived_page_is_from_where_it_stood() -> None:
    assert meta(f"<p>{FIRST}</p>", url=f"{ARCHIVED}/2017/dam").source == "valley.example"


@pytest.mark.parametrize(
    "beside",
    [
        "<span class='topic-label'>The valley</span>",
        "<span class='teaser__kicker'>The valley</span><span class='visually-hidden'> - </span>",
        "<time>31 March 2017</time>",
    ],
)
def test_what_stands_beside_the_headline_in_its_heading_is_no_part_of_it(beside: str) -> None:
    assert meta(f"<h1>{beside} {HEADLINE}</h1><p>{FIRST}</p>").title == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - valley.example.org - Web design",
        f"{HEADLINE} | VALLEY.NET",
        f"{HEADLINE} - 31 March 2017 - Blog - News of the valley",
        f"31.03.2017 - {HEADLINE}",
        f"{HEADLINE} - Wiki Valley",
    ],
)
def test_a_title_ends_where_the_site_or_the_day_begins(title: str) -> None:
    url = "https://valley.wiki.org/dam" if "Wiki" in title else "https://valley.example.org/dam"

    assert meta(f"<p>{FIRST}</p>", head=f"<title>{title}</title>", url=url).title == HEADLINE


def test_a_sections_heading_of_one_word_gives_way_to_the_headline_under_it() -> None:
    head = f"<title>Herald - News » {HEADLINE}</title>"

    assert meta(f"<h1>News</h1><h2>{HEADLINE}</h2><p>{FIRST}</p>", head=head).title == HEADLINE


def test_what_is_said_where_a_page_is_shared_is_no_headline() -> None:
    shared = "<meta property='og:title' content='Five stars. Check out the full review'>"

    assert meta(f"<p>{FIRST}</p>", head=f"<title>{HEADLINE}</title>{shared}").title == HEADLINE


def test_a_heading_that_is_a_link_goes_from_a_text_told_in_one_line() -> None:
    told = f"{FIRST} Who owns the mill It fell."
    stated = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "articleBody": "{told}"}}'
    text = '{"type":"text","data":"Who owns the mill"}'
    drawn = f'{{"type":"a","attribs":{{"href":"/mill"}},"children":[{text}]}}'
    program = f'<script>page = {{"type":"h3","children":[{drawn}]}};</script>'
    head = f"<script type='application/ld+json'>{stated}</script>{program}"

    assert meta("<p></p>", head=head).body == f"{FIRST} It fell."
