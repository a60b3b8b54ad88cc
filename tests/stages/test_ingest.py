"""Reports are stored once; a new text at an old address is a new version."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.pipeline import adding
from workbench.reading.record import Rejected, ReportRecord
from workbench.store import captures
from workbench.store.models import Event, Passage, Report

MakeReport = Callable[..., ReportRecord]
TEXT = "Bridge falls\n\nThe bridge at Orm fell on Monday. Nobody was hurt, police said."


def add(services: Services, *reports: ReportRecord | Rejected) -> list[str]:
    done = adding.add(services, reports, by="test", article=False)
    return [str(each["outcome"]) for each in done]


def rows(services: Services) -> list[Report]:
    with services.database.snapshot() as session:
        return list(session.scalars(select(Report).order_by(Report.id)))


def test_passages_quote_and_leave_the_headline_out(
    services: Services, make_report: MakeReport
) -> None:
    add(services, make_report(TEXT, title="Bridge falls"))

    with services.database.snapshot() as session:
        quoted = [TEXT[p.start : p.end] for p in session.scalars(select(Passage))]
    assert quoted == ["The bridge at Orm fell on Monday.", "Nobody was hurt, police said."]


@pytest.mark.parametrize("url", [None, "https://post.example/1"])
def test_the_same_report_again_is_unchanged(
    services: Services, make_report: MakeReport, url: str | None
) -> None:
    report = make_report(TEXT, url=url)

    assert add(services, report, report) == ["added", "unchanged"]
    assert len(rows(services)) == 1


def test_one_text_at_two_addresses_is_two_reports(
    services: Services, make_report: MakeReport
) -> None:
    outcomes = add(
        services,
        make_report(TEXT, url="https://post.example/1"),
        make_report(TEXT, url="https://news.example/7"),
    )

    assert outcomes == ["added", "added"]


def test_a_new_text_at_an_address_replaces_and_keeps_the_old(
    services: Services, make_report: MakeReport
) -> None:
    address = "https://post.example/1"
    outcomes = add(
        services,
        make_report(TEXT, url=address),
        make_report(TEXT.replace("Nobody", "One man"), url=address),
    )

    old, new = rows(services)
    assert outcomes == ["added", "new version"]
    assert (old.current, new.current, new.replaces_id) == (False, True, old.id)
    with services.database.snapshot() as session:
        current = set(session.scalars(select(Passage.report_id).where(Passage.current)))
    assert current == {new.id}


def test_the_raw_bytes_are_kept(services: Services, make_report: MakeReport) -> None:
    report = make_report(TEXT)
    add(services, report)

    assert captures.fetch(services.settings.captures, report.sha256) == report.raw


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(
    services: Services, make_report: MakeReport
) -> None:
    assert add(services, Rejected("x.pdf", "It is encrypted."), make_report(TEXT)) == [
        "rejected",
        "added",
    ]


def test_one_source_in_two_spellings_is_one(services: Services, make_report: MakeReport) -> None:
    add(
        services,
        make_report(TEXT, source="Daily Post", url="https://a.example/"),
        make_report(TEXT, source="DAILY  POST", url="https://b.example/"),
    )

    assert len({report.source_id for report in rows(services)}) == 1


def test_every_new_report_is_an_event(services: Services, make_report: MakeReport) -> None:
    report = make_report(TEXT)
    add(services, report, report)

    with services.database.snapshot() as session:
        assert list(session.scalars(select(Event.kind))) == ["report added"]
