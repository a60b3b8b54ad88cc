"""The page of watched feeds: editors keep them, readers see how they do."""

import re
from collections.abc import Iterator

import pytest

from tests.reading.sites import Site, served
from tests.web.conftest import MakeVisitor, Visitor
from workbench.bootstrap import Services
from workbench.pipeline import watching
from workbench.reading.fetch import Fetcher
from workbench.store import feeds

FEED = b"<rss version='2.0'><channel><title>The &lt;Valley&gt; Herald</title></channel></rss>"


@pytest.fixture
def site(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    object.__setattr__(services.settings, "fetch_networks", "127.0.0.0/8")
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)
    with served() as site:
        yield site


@pytest.fixture
def editor(signed_in: MakeVisitor) -> Visitor:
    return signed_in("edda")


def test_an_editor_takes_up_pauses_resumes_and_removes_a_feed(
    editor: Visitor, site: Site, services: Services
) -> None:
    address = site.put("/feed", FEED)

    assert editor.post("/feeds/", url=address).status_code == 303
    page = editor.get("/feeds/").text
    assert "The &lt;Valley&gt; Herald" in page
    assert "not looked at yet" in page
    watching.look_at_due(services)
    assert "nothing new" in editor.get("/feeds/").text
    editor.post("/feeds/1/pause")
    assert re.search(r"badge-word\">paused", editor.get("/feeds/").text)
    editor.post("/feeds/1/resume")
    editor.post("/feeds/1/drop")
    assert "No feed is watched yet." in editor.get("/feeds/").text
    with services.database.snapshot() as session:
        assert feeds.all_feeds(session) == []


def test_what_is_no_feed_is_refused_with_the_reason_on_the_page(
    editor: Visitor, site: Site
) -> None:
    refused = editor.post("/feeds/", url=site.put("/page", b"<p>Good morning to all.</p>"))
    again = editor.post("/feeds/", url="feed.xml")

    assert (refused.status_code, again.status_code) == (422, 400)
    assert "is not a feed" in refused.text


def test_a_failing_feed_says_so_and_since_how_many_looks(
    editor: Visitor, site: Site, services: Services
) -> None:
    editor.post("/feeds/", url=site.put("/feed", FEED))
    site.put("/feed", b"", status=503)
    watching.look(services, 1)

    page = editor.get("/feeds/").text

    assert "1 failure in a row" in page
    assert "answered 503" in page


def test_who_may_not_keep_feeds_is_shown_no_forms(signed_in: MakeVisitor) -> None:
    page = signed_in("ana").get("/feeds/").text

    assert "Watch it" not in page
    assert "An editor can add one." in page


def test_the_page_stands_among_the_reports(editor: Visitor) -> None:
    assert '<a href="/reports/" aria-current="page">Reports</a>' in editor.get("/feeds/").text
