from ipaddress import ip_network

import pytest

from tests.reading.samples import BODY, FIRST, HEADLINE, article, page
from tests.reading.sites import Site
from workbench.errors import UnreadableError
from workbench.reading.documents import Document
from workbench.reading.feeds import Entry, parse_feed, read_feed
from workbench.reading.fetch import Fetcher
from workbench.reading.reader import read, read_bytes
from workbench.reading.record import Limits, Rejected, ReportRecord

FULL = "".join(f"<p>{words}</p>" for words in BODY * 2) + "<p>Share this:</p>"


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Valley Herald</title>'
        f"{''.join(items)}</channel></rss>"
    ).encode()


def item(link: str, *, summary: str = FIRST, full: str = "") -> str:
    content = f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else ""
    return (
        f"<item><title>{HEADLINE}</title><link>{link}</link><description>{summary}</description>"
        f"{content}<pubDate>Fri, 31 Mar 2017 10:05:00 +0200</pubDate>"
        "<dc:creator>Huda Marwan</dc:creator></item>"
    )


def test_an_entry_with_its_full_text_is_a_report() -> None:
    (report,) = read_bytes("feed", rss(item("https://a.org/dam?utm_source=rss", full=FULL)))

    assert isinstance(report, ReportRecord)
    assert report.text == "\n\n".join([HEADLINE, *BODY * 2])
    assert (report.title, report.source) == (HEADLINE, "The Valley Herald")
    assert (report.authors, report.published) == (("Huda Marwan",), "2017-03-31T10:05:00+02:00")
    assert (report.url, report.problems) == ("https://a.org/dam", ())
    assert report.media_type == "application/rss+xml"


def test_a_summary_alone_is_read_and_said_to_be_one() -> None:
    (report,) = read_bytes("feed", rss(item("https://a.org/dam")))

    assert isinstance(report, ReportRecord)
    assert report.text == f"{HEADLINE}\n\n{FIRST}"
    assert report.problems == ("only a summary was in the feed",)


def test_atom_is_read_too() -> None:
    entry = (
        f"<entry><title>{HEADLINE}</title><link href='https://a.org/dam'/><author><name>Huda Marwan"
        f"</name></author><published>2017-03-31T10:05:00Z</published><content type='html'>"
        f"{FULL.replace('<', '&lt;')}</content></entry>"
    )
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Herald</title>{entry}</feed>"

    (report,) = read_bytes("feed", atom.encode())

    assert isinstance(report, ReportRecord)
    assert report.published == "2017-03-31T10:05:00+00:00"
    assert report.media_type == "application/atom+xml"


def test_the_page_of_a_summary_is_fetched_where_fetching_is_on(site: Site) -> None:
    link = site.put("/dam", page(article()))
    feed = site.put("/feed", rss(item(link), item(site.address + "/gone")))
    fetcher = Fetcher(allowed=[ip_network("127.0.0.0/8")], pause=0)

    fetched, gone = read(feed, fetcher=fetcher)

    assert isinstance(fetched, ReportRecord)
    assert isinstance(gone, ReportRecord)
    assert fetched.text == "\n\n".join([HEADLINE, *BODY])
    assert (fetched.published, fetched.authors) == ("2017-03-31T10:05:00+02:00", ("Huda Marwan",))
    assert gone.text == f"{HEADLINE}\n\n{FIRST}"
    assert "404" in gone.problems[0]


def test_an_entry_is_known_by_its_address_and_tells_when_the_feed_says_something_else() -> None:
    link = "https://a.org/dam"

    def entry(summary: str) -> Entry:
        return parse_feed(Document("feed", rss(item(link, summary=summary)))).entries[0]

    first, same, changed = entry(FIRST), entry(FIRST), entry("Forty people left.")

    assert first.key == changed.key == link
    assert first.digest == same.digest != changed.digest


def test_a_page_in_the_place_of_a_feed_is_refused_with_the_feeds_it_names() -> None:
    links = (
        "<link rel='alternate' type='application/rss+xml' href='/news.xml?a=1&amp;b=2'>"
        "<link rel='stylesheet' type='text/css' href='/look.css'>"
    )
    document = Document("https://a.org/", page(article(), head=links), "https://a.org/")

    with pytest.raises(UnreadableError, match=r"this feed: https://a\.org/news\.xml\?a=1&b=2\."):
        parse_feed(document)


def test_an_entry_without_words_is_rejected_and_the_rest_is_read() -> None:
    empty = "<item><link>https://a.org/x</link></item>"

    results = list(read_bytes("feed", rss(empty, item("https://a.org/dam", full=FULL))))

    assert [type(result) for result in results] == [Rejected, ReportRecord]


def test_what_is_no_feed_is_refused_where_a_feed_is_wanted() -> None:
    with pytest.raises(UnreadableError, match="is not a feed"):
        list(read_feed(Document("https://a.org/feed", page(article())), Limits()))


@pytest.mark.parametrize("character", ["&#x110000;", "&#99999999999999999999;"])
def test_a_feed_with_a_character_that_is_none_is_read_or_refused(character: str) -> None:
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><titleon>'
        f"<description>Shells fell {character} on the mill of the town.</description></item>"
    )

    found = list(read_bytes("feed.xml", feed.encode()))

    assert len(found) == 1
    assert not isinstance(found[0], Rejected) or "damaged feed" in found[0].reason
