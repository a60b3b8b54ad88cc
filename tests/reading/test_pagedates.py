import pytest

from tests.reading.samples import FIRST, HEADLINE, SECOND, article, page
from workbench.reading.html import parsed
from workbench.reading.pagemeta import page_meta

LD = '<script type="application/ld+json">%s</script>'


def published(body: str = "", head: str = "", url: str | None = None) -> str | None:
    return page_meta(parsed(page(body or article(), head=head).decode(), name="x"), url).published


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            "<meta property='article:published_time' content='2017-03-31T10:05:00+02:00'>",
            "2017-03-31T10:05:00+02:00",
        ),
        ("<meta name='pubdate' content='2017-03-31'>", "2017-03-31"),
        (
            LD % '{"@graph": [{"@type": "NewsArticle", "datePublished": "2017-03-31T10:05:00Z"}]}',
            "2017-03-31T10:05:00+00:00",
        ),
    ],
)
def test_a_day_stated_for_machines_keeps_its_precision_and_zone(head: str, day: str) -> None:
    assert published(head=head) == day


@pytest.mark.parametrize(
    "line",
    [
        "March 31, 2017",
        "By Huda Marwan 31 March 2017, 3:51 pm",
        "Veröffentlicht am 31. März 2017",
        "31.03.2017",
        "31 de marzo de 2017",
        "<time datetime='2017-03-31'>yesterday</time>",
    ],
)
def test_a_day_beside_the_headline_is_read(line: str) -> None:
    body = f"<h1>{HEADLINE}</h1><p>{line}</p><p>{FIRST}</p><p>{SECOND}</p>"

    assert published(body) == "2017-03-31"


def test_the_address_gives_the_day_where_nothing_else_does() -> None:
    assert published(url="https://herald.example.org/2017/03/31/dam") == "2017-03-31"


def test_the_day_in_the_pages_own_zone_is_kept_where_utc_is_another_day() -> None:
    head = "<meta property='article:published_time' content='2017-03-31T23:30:00+00:00'>"

    assert published(head=head, url="https://herald.example.org/2017/04/01/dam") == "2017-04-01"


@pytest.mark.parametrize(
    "body",
    [
        article("The group took over parts of the province in 2014. " + FIRST),
        article(
            "On March 31, 2017 the dam was hit by a strike that killed two engineers. " + FIRST
        ),
        f"<h1>{HEADLINE}</h1><p>03/04/2017</p><p>{FIRST}</p>",
        article() + "<footer>© 2017 The Valley Herald</footer>",
        article()
        + "<div><p>Reader</p><p>Posted on 2 April 2018</p><p>Posted on 3 April 2018</p></div>",
        f"<h1>{HEADLINE}</h1><p>28.01.2022 – 29.01.2022</p><p>{FIRST}</p>",
    ],
)
def test_no_day_is_invented(body: str) -> None:
    assert published(body) is None


def test_a_day_to_come_is_not_believed() -> None:
    assert published(head="<meta name='pubdate' content='2199-01-01'>") is None


def test_a_page_that_gives_its_last_change_only_says_so() -> None:
    body = f"<h1>{HEADLINE}</h1><p>Updated June 13, 2019</p><p>{FIRST}</p>"

    found = page_meta(parsed(page(body).decode(), name="x"), None)

    assert found.published == "2019-06-13"
    assert found.problems == ("the page gives the day of its last change only",)


def test_an_hour_beside_the_headline_is_kept_where_its_zone_is_given() -> None:
    body = f"<h1>{HEADLINE}</h1><p>31 March 2017, 1:05 pm GMT</p><p>{FIRST}</p>"

    assert published(body) == "2017-03-31T13:05:00+00:00"


def test_the_hours_of_a_live_blogs_entries_are_not_the_pages() -> None:
    entry = (
        "<div class='entry'><time itemprop='datePublished' datetime='{}'>now</time><p>{}</p></div>"
    )
    entries = "".join(entry.format(f"2017-04-0{day}T10:00:00Z", FIRST) for day in (4, 3, 2, 1))
    first_day = "<p>31 March 2017</p>"

    assert published(f"<h1>{HEADLINE}</h1>{entries}") is None
    assert published(f"<h1>{HEADLINE}</h1>{first_day}{entries}") == "2017-03-31"


def test_a_day_in_boxes_of_its_own_is_read_as_one() -> None:
    boxes = "<span>Mar</span><span>31</span><span>2017</span>"
    body = f"<div><div class='post-date'>{boxes}</div><h1>{HEADLINE}</h1></div><p>{FIRST}</p>"

    assert published(body) == "2017-03-31"


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ('{"publishedDate": "2017-03-31T10:05:00Z", "id": 4}', "2017-03-31T10:05:00+00:00"),
        (r'x = "{\"publish_date\":\"2017-03-31\"}"', "2017-03-31"),
        ('[{"publishedAt": "2017-03-31"}, {"publishedAt": "2017-04-01"}]', None),
    ],
)
def test_the_one_day_that_the_pages_programs_are_told_is_taken(told: str, day: str | None) -> None:
    assert published(head=f"<script>{told}</script>") == day


def test_a_byline_with_a_day_below_the_text_dates_the_page() -> None:
    body = article() + "<p>Autor: Huda am 31.03.2017, 13:36 Uhr</p>"

    assert published(body) == "2017-03-31"


def test_the_last_change_is_also_taken_from_the_foot_of_the_page() -> None:
    body = article() + "<footer>This page was last edited on 25 October 2020, at 10:11.</footer>"

    meta = page_meta(parsed(page(body).decode(), name="x"), None)

    assert meta.published == "2020-10-25"
    assert meta.problems == ("the page gives the day of its last change only",)


def test_a_day_in_the_small_letters_of_a_headline_goes_before_another_storys() -> None:
    other = "<div class='related'><span class='news-date'>28.03.2017</span> The ferry runs</div>"
    body = f"<div><h1>{HEADLINE} <small>31.03.2017 • Valley</small></h1><p>{FIRST}</p>{other}</div>"

    assert published(body, head=f"<title>{HEADLINE}</title>") == "2017-03-31"
