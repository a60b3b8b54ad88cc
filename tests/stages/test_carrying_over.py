"""A page that is read again in other words keeps what a person stated of its source and date."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.pipeline import adding, putting_right
from workbench.reading.record import ReportRecord
from workbench.store.imprints import stated
from workbench.store.models import Claim, Event, Report

MakeReport = Callable[..., ReportRecord]
Read = Callable[..., int]
TEXT = "Bridge at Orm shelled\n\nShelling killed {} civilians at the bridge of Orm on Tuesday."
HERE = "https://herald.example/bridge"


@pytest.fixture
def read(services: Services, make_report: MakeReport) -> Read:
    """Reads the page with another toll, and what it says of itself; gives the report's id."""

    def add(toll: int, source: str | None = None, published: str | None = None) -> int:
        page = make_report(TEXT.format(toll), source=source, published=published, url=HERE)
        [done] = adding.add(services, [page], by="ana", article=True)
        return int(str(done["report"]))

    return add


def state(services: Services, report: int, source: str | None, published: str | None) -> None:
    told = putting_right.compute(services.database, report, source, published)
    with services.database.transaction() as session:
        putting_right.record(session, told, by="bo")


def known(services: Services, report: int) -> tuple[str | None, str | None]:
    with services.database.snapshot() as session:
        row = session.get_one(Report, report)
        return (row.source.name if row.source else None, row.published)


def test_what_was_stated_holds_for_every_version_after(services: Services, read: Read) -> None:
    state(services, read(12), "Orm Herald", "2019-03-07")

    second, third = read(13), read(14)

    assert known(services, second) == known(services, third) == ("Orm Herald", "2019-03-07")
    with services.database.snapshot() as session:
        [kept] = stated(session, third)
        [claim] = session.scalars(select(Claim).where(Claim.report_id == third))
        told = session.scalars(select(Event.subject).where(Event.kind == "imprint carried over"))
        assert list(told) == [f"report {second}", f"report {third}"]
    assert (kept.stated_by, kept.source_was, kept.published_was) == ("bo", None, None)
    assert [each["from"] for each in claim.particulars["dates"]] == ["2019-03-05"]


def test_what_the_page_says_otherwise_since_stands(services: Services, read: Read) -> None:
    state(services, read(12), "Orm Herald", "2019-03-07")

    report = read(13, published="2019-03-08")

    assert known(services, report) == ("Orm Herald", "2019-03-08")


def test_a_day_that_was_read_wrongly_is_not_believed_again(services: Services, read: Read) -> None:
    state(services, read(12, "Herald", "2016-03-07"), "Herald", "2019-03-07")

    assert known(services, read(13, "Herald", "2016-03-07")) == ("Herald", "2019-03-07")


def test_of_a_page_that_nobody_stated_anything_of_nothing_is_kept(
    services: Services, read: Read
) -> None:
    read(12)

    report = read(13, "Herald", "2019-03-07")

    assert known(services, report) == ("Herald", "2019-03-07")
    with services.database.snapshot() as session:
        assert stated(session, report) == []
