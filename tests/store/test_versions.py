"""The newest text of a report, however many came between."""

from sqlalchemy import select

from tests.conftest import AddReport
from workbench.bootstrap import Services
from workbench.store import versions
from workbench.store.models import Report

URL = "https://a.example/dam"


def test_every_replaced_report_leads_to_the_newest_text(
    services: Services, add_report: AddReport
) -> None:
    texts = ("Ten died at the dam.", "Eleven died at the dam.", "Twelve died at the dam.")
    first, second, third = (add_report(text, url=URL) for text in texts)
    other = add_report("Rain fell on the hills.")

    with services.database.snapshot() as session:
        newest = versions.newest(session, session.scalars(select(Report)).all())

        assert {old: new.id for old, new in newest.items()} == {first: third, second: third}
    assert other not in newest
