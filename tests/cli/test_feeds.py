"""Feeds watched from the command line: taken up, listed, looked at, paused, removed."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reading.samples import article, page
from tests.reading.sites import Site, served
from workbench.cli.main import run
from workbench.reading.fetch import Fetcher

Ask = Callable[..., list[dict[str, Any]]]
FEED = b"<rss version='2.0'><channel><title>The Valley Herald</title></channel></rss>"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(Fetcher, "_wait", lambda *_: None)
    with served() as site:
        yield site


@pytest.fixture
def watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Ask:
    """Runs `watch` and reads its lines of JSON."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("WORKBENCH_INDEXES", str(tmp_path / "indexes"))
    monkeypatch.setenv("WORKBENCH_FETCH_NETWORKS", "127.0.0.0/8")
    assert run(["init"]) == 0
    capsys.readouterr()

    def watching(*words: str, status: int = 0) -> list[dict[str, Any]]:
        assert run(["watch", *words, "--json"]) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return watching


def test_a_feed_is_taken_up_listed_looked_at_and_removed(watch: Ask, site: Site) -> None:
    address = site.put("/feed", FEED)

    [taken] = watch(address)
    assert (taken["input"], taken["outcome"], taken["feed"]) == (address, "watched", 1)
    assert (taken["title"], taken["said"]) == ("The Valley Herald", "nothing new")
    assert watch(address)[0]["outcome"] == "already watched"
    [listed] = watch("--list")
    assert (listed["url"], listed["paused"], listed["failures"]) == (address, False, 0)
    assert watch("--pause", address)[0]["paused"] is True
    assert watch("--now") == []
    assert watch("--resume", "1")[0]["outcome"] == "resumed"
    assert watch("--now", "1")[0]["last"]["ending"] == "read"
    assert watch("--remove", "1")[0]["outcome"] == "removed"
    assert watch("--list") == []


def test_an_address_that_is_no_feed_is_rejected_and_the_others_are_taken_up(
    watch: Ask, site: Site
) -> None:
    gone, feed = site.address + "/gone", site.put("/feed", FEED)

    rejected, taken = watch(gone, feed, status=1)

    assert (rejected["outcome"], taken["outcome"]) == ("rejected", "watched")
    assert "answered 404" in rejected["problems"][0]


def test_a_web_page_is_said_to_be_one_and_not_watched(watch: Ask, site: Site) -> None:
    address = site.put("/page", page(article()))

    [rejected] = watch(address, status=1)

    assert rejected["outcome"] == "rejected"
    assert address in rejected["problems"][0]
    assert "no feed" in rejected["problems"][0] or "not a feed" in rejected["problems"][0]
    assert watch("--list") == []


def test_a_look_that_fails_is_status_one(watch: Ask, site: Site) -> None:
    watch(site.put("/feed", FEED))
    site.put("/feed", b"", status=500)

    [failed] = watch("--now", status=1)

    assert failed["last"]["ending"] == "failed"


def test_a_feed_nobody_watches_is_wrong_usage(watch: Ask) -> None:
    assert watch("--remove", "7", status=2) == []
    assert watch(status=2) == []
    assert watch("--pause", status=2) == []
