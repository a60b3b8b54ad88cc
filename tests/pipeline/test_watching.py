"""Watched feeds: what is new is read once, by the road of every report; failures wait longer."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import func, select, update

from tests.conftest import AddReport
from tests.reading.samples import BODY, HEADLINE, article, page
from tests.reading.sites import Site
from workbench.bootstrap import Services
from workbench.errors import ConflictError, NotFoundError, UnreadableError, UsageError
from workbench.pipeline import catching_up, watching
from workbench.representations.feeds import feed_json
from workbench.stages import feeding
from workbench.store import feeds
from workbench.store.base import Json, now
from workbench.store.feeds import Feed, FeedEntry
from workbench.store.models import Claim, Match, Report


def entry(link: str, words: str = "Short.") -> str:
    told = f"<link>{link}</link><description>{words}</description>"
    return f"<item><title>{HEADLINE}</title>{told}</item>"


def rss(*entries: str, title: str = "The Valley Herald") -> bytes:
    items = "".join(entries)
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def watched(desk: Services, site: Site, *entries: str) -> int:
    return watching.watch(desk, site.put("/feed", rss(*entries)), by="test")


def due_now(desk: Services) -> None:
    with desk.database.transaction() as session:
        session.execute(update(Feed).values(due_at=now() - timedelta(seconds=1)))


def stands(desk: Services, feed_id: int = 1) -> Json:
    with desk.database.snapshot() as session:
        return feed_json(feeds.feed(session, feed_id))


def test_new_entries_become_reports_and_known_ones_are_not_fetched_again(
    desk: Services, site: Site
) -> None:
    first = site.put("/dam", page(article()))
    feed_id = watched(desk, site, entry(first))
    assert watching.look_at_due(desk) == 1
    second = site.put("/town", page(article(*BODY[::-1])))
    site.put("/feed", rss(entry(second), entry(first)))
    due_now(desk)

    assert watching.look_at_due(desk) == 1

    assert site.asked.count("/dam") == 1
    now_stands = stands(desk, feed_id)
    assert (now_stands["said"], now_stands["reports"]) == ("1 new; 1 known", 2)
    assert now_stands["title"] == "The Valley Herald"
    with desk.database.snapshot() as session:
        rows = session.scalars(select(Report).order_by(Report.id)).all()
        assert [row.url for row in rows] == [first, second]
        assert {row.acquired_by for row in rows} == {f"feed {feed_id}"}


def test_a_feed_that_is_not_due_is_left_alone(desk: Services, site: Site) -> None:
    watched(desk, site)
    watching.look_at_due(desk)
    asked = len(site.asked)

    assert watching.look_at_due(desk) == 0
    assert len(site.asked) == asked


def test_an_unchanged_feed_is_asked_for_by_its_marks_and_not_sent_again(
    desk: Services, site: Site
) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get("If-None-Match") == '"a1"'
        body = b"" if same else rss()
        request.send_response(304 if same else 200)
        request.send_header("ETag", '"a1"')
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    site.answers["/feed"] = answer
    watching.watch(desk, site.address + "/feed", by="test")
    watching.look_at_due(desk)
    assert stands(desk)["said"] == "nothing new"
    due_now(desk)

    watching.look_at_due(desk)

    assert stands(desk)["said"] == "nothing changed since the look before"


def test_an_entry_that_its_feed_changes_is_read_again_as_a_new_version(
    desk: Services, site: Site
) -> None:
    link = site.put("/dam", page(article()))
    watched(desk, site, entry(link))
    watching.look_at_due(desk)
    site.put("/dam", page(article(*BODY, "Forty houses were lost, not ten.")))
    site.put("/feed", rss(entry(link, "Corrected.")))
    due_now(desk)

    watching.look_at_due(desk)

    assert stands(desk)["said"] == "1 in a new version"
    with desk.database.snapshot() as session:
        assert session.scalars(select(Report.replaces_id).order_by(Report.id)).all() == [None, 1]


def test_an_entry_the_desk_has_by_another_road_is_not_fetched(
    desk: Services, site: Site, add_report: AddReport
) -> None:
    link = site.put("/dam", page(article()))
    add_report("The dam broke, they said.", url=link)
    watched(desk, site, entry(link))

    watching.look_at_due(desk)

    assert "/dam" not in site.asked
    assert stands(desk)["said"] == "nothing new"


def test_a_page_that_fails_is_tried_a_few_times_then_its_summary_has_to_do(
    desk: Services, site: Site
) -> None:
    watched(desk, site, entry(site.address + "/gone", "The dam broke at night."))

    for _look in range(feeding.TRIES + 2):
        due_now(desk)
        watching.look_at_due(desk)

    assert site.asked.count("/gone") == feeding.TRIES
    with desk.database.snapshot() as session:
        assert session.scalars(select(Report.text)).all() == [
            f"{HEADLINE}\n\nThe dam broke at night."
        ]


def test_a_failing_feed_waits_twice_as_long_each_time_and_a_day_at_most(
    desk: Services, site: Site
) -> None:
    watched(desk, site)
    site.put("/feed", b"", status=500)

    due_now(desk)
    watching.look_at_due(desk)

    failed = stands(desk)
    assert failed["failures"] == 1
    assert "answered 500" in failed["said"]
    every = timedelta(minutes=15)
    waits = [feeding.wait(failures, every) for failures in (0, 1, 2, 5, 50)]
    assert waits == [every, 2 * every, 4 * every, 32 * every, timedelta(days=1)]


def test_a_feed_whose_site_asks_to_be_left_alone_is_due_no_sooner(
    desk: Services, site: Site
) -> None:
    watched(desk, site)
    site.put("/feed", b"", status=429, Retry_After="7200")

    due_now(desk)
    watching.look_at_due(desk)

    with desk.database.snapshot() as session:
        feed = feeds.feed(session, 1)
        assert feed.looked_at is not None
        assert feed.due_at - feed.looked_at == timedelta(hours=2)
    assert "left alone for 7200 seconds" in stands(desk)["said"]


def test_what_comes_is_matched_against_standing_claims(
    desk: Services, site: Site, add_report: AddReport
) -> None:
    add_report(
        "At least 40 soldiers were killed in the battle of Orvel, the army said.", article=True
    )
    words = "At least 40 soldiers were killed in the battle of Orvel, a doctor said. " * 12
    watched(desk, site, entry("https://a.example/orvel", words))

    watching.look_at_due(desk)
    catching_up.catch_up(desk)

    with desk.database.snapshot() as session:
        found = session.scalar(select(Match.passage_id).join(Claim, Claim.id == Match.claim_id))
        assert found is not None


def test_more_entries_than_one_look_reads_are_left_for_the_next(
    desk: Services, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST", 2)
    long = "Rain fell on the hills of the north. " * 30
    watched(desk, site, *(entry(f"https://a.example/{n}", f"{n} {long}") for n in range(3)))

    assert watching.look_at_due(desk) == 2
    assert stands(desk)["said"] == "2 new, 1 left for the next look"
    assert watching.look_at_due(desk) == 1


def test_what_is_no_feed_is_not_taken_up(desk: Services, site: Site) -> None:
    with pytest.raises(UnreadableError, match="is not a feed"):
        watching.watch(desk, site.put("/page", page(article())), by="test")
    with pytest.raises(UsageError, match="no address"):
        watching.watch(desk, "feed.xml", by="test")
    with pytest.raises(UnreadableError, match="is not fetched"):
        watching.watch(desk, "file:///etc/passwd", by="test")
    assert count(desk, Feed) == 0


def test_a_feed_is_watched_once(desk: Services, site: Site) -> None:
    watched(desk, site)

    with pytest.raises(ConflictError, match="as feed 1"):
        watched(desk, site)


def test_a_paused_feed_rests_and_a_dropped_one_is_forgotten_but_for_its_reports(
    desk: Services, site: Site
) -> None:
    watched(desk, site, entry("https://a.example/x", "Rain fell on the hills. " * 40))
    with desk.database.transaction() as session:
        feeding.pause(session, feeds.feed(session, 1), by="test")
    assert watching.look_at_due(desk) == 0
    with desk.database.transaction() as session:
        feeding.resume(session, feeds.named(session, "1"), by="test")
    assert watching.look_at_due(desk) == 1
    with desk.database.transaction() as session:
        feeding.drop(session, feeds.named(session, site.address + "/feed"), by="test")

    assert [count(desk, table) for table in (Feed, FeedEntry, Report)] == [0, 0, 1]
    with pytest.raises(NotFoundError):
        watching.look(desk, 1)


def test_two_processes_do_not_look_at_one_feed_at_once(desk: Services, site: Site) -> None:
    watched(desk, site)
    every = timedelta(minutes=15)
    with desk.database.snapshot() as session:
        seen = feeds.feed(session, 1).due_at
    with desk.database.transaction() as session:
        assert feeding.take(session, 1, every=every)

    with desk.database.transaction() as session:
        assert not feeds.take(session, 1, seen=seen, until=now() + every)


def count(desk: Services, table: type[Feed | FeedEntry | Report]) -> int:
    with desk.database.snapshot() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
