"""Copies are settled as reports arrive, whatever their order; matches fold into origins."""

from collections.abc import Callable, Iterator
from itertools import permutations

import pytest
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.pipeline import adding
from workbench.reading.record import ReportRecord
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim, Report

MakeReport = Callable[..., ReportRecord]
AddReport = Callable[..., int]

SENTENCES = [
    f"On day {n} of the siege the relief convoy number {n} reached quarter {n * 7} of the old town "
    f"with {n * 13} sacks of flour and {n * 3} boxes of medicine for the clinic."
    for n in range(1, 13)
]
WIRE = "\n\n".join(SENTENCES)
CUT = "\n\n".join(SENTENCES[:4])
OTHER = "\n\n".join(
    f"Traders at market {n} said wheat cost {n * 11} crowns a sack, up from {n * 9} a week ago."
    for n in range(1, 10)
)


def add(services: Services, *reports: ReportRecord) -> None:
    for _ in adding.add(services, reports, by="test", article=False):
        pass


def originals(services: Services) -> dict[str, str | None]:
    """Each report's address, and that of its original."""
    with services.database.snapshot() as session:
        rows = list(session.scalars(select(Report)))
    urls = {row.id: row.url for row in rows}
    return {str(row.url): urls.get(row.original_id or 0) for row in rows}


@pytest.fixture
def reports(make_report: MakeReport) -> dict[str, ReportRecord]:
    texts = {"whole": WIRE, "cut": CUT, "again": WIRE + "\n\nIt rained.", "other": OTHER}
    return {name: make_report(text, url=name, source=name) for name, text in texts.items()}


@pytest.mark.parametrize("order", list(permutations(["whole", "cut", "again", "other"])), ids=str)
def test_the_order_of_arrival_does_not_matter(
    services: Services, reports: dict[str, ReportRecord], order: tuple[str, ...]
) -> None:
    add(services, *(reports[name] for name in order))

    assert originals(services) == {"again": None, "whole": "again", "cut": "again", "other": None}


def test_one_report_at_a_time_is_as_good(
    services: Services, reports: dict[str, ReportRecord]
) -> None:
    for name in ("cut", "other", "whole", "again"):
        add(services, reports[name])

    assert originals(services)["cut"] == "again"


class TestCounts:
    ARTICLE = "Fall of Talvar\n\nA shell killed at least 30 people in Talvar on 3 March 2019."

    @pytest.fixture
    def case(self, services: Services, add_report: AddReport) -> Iterator[Casework]:
        add_report(
            "Talvar dead\n\nTALVAR (Northwire) - At least 30 people were killed in Talvar on "
            "3 March 2019, the Vel Monitor said.",
            source="Daily Post",
            published="2019-03-04",
        )
        add_report(
            "Thirty dead\n\nAt least 30 people were killed in Talvar on 3 March 2019, "
            "the Vel Monitor said.",
            source="Evening News",
            published="2019-03-04",
        )
        add_report(
            "Graves\n\nOur reporter counted 31 people killed in Talvar on 3 March 2019.",
            source="Herald",
            published="2019-03-05",
        )
        add_report(self.ARTICLE, source="Blog", published="2019-03-06", article=True)
        with services.database.snapshot() as session:
            [claim_id] = session.scalars(select(Claim.id))
            yield open_case(session, claim_id)

    def test_two_reports_of_one_monitor_are_one_origin(self, case: Casework) -> None:
        origins = {
            m.passage.report.source.name: m.origin for m in case.matches if m.passage.report.source
        }

        assert origins["Daily Post"] == origins["Evening News"] != origins["Herald"]

    def test_the_claims_page_says_how_many(self, case: Casework) -> None:
        assert case.claim.proposed_at_most == 2
        assert case.claim.proposed is not None
        assert case.claim.proposed["at_most"] == 2

    def test_every_match_says_why(self, case: Casework) -> None:
        assert all(m.origin_because for m in case.matches)
        assert all(m.basis_because for m in case.matches)
