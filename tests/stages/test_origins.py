"""Copies are settled as reports arrive, whatever their order; matches fold into origins."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

import pytest
from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.pipeline import adding
from workbench.reading.record import ReportRecord
from workbench.stages import origins
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


def settled(services: Services, texts: Sequence[str]) -> list[int | None]:
    """For each text, stored in this order, which one (by its place) it is a copy of."""
    with services.database.transaction() as session:
        rows = [
            Report(
                text=text,
                text_sha256=(hashed := text_hash(text)),
                sha256=hashed,
                media_type="text/plain",
                acquired_from="test",
                acquired_by="test",
            )
            for text in texts
        ]
        for row in rows:
            session.add(row)
            session.flush()
            origins.record(session, row.id, origins.compute(row.text))
    with services.database.snapshot() as session:
        stored = list(session.scalars(select(Report).order_by(Report.id)))
    places = {row.id: place for place, row in enumerate(stored)}
    return [None if r.original_id is None else places[r.original_id] for r in stored]


def cuts(count: int) -> list[str]:
    """A text and its copies, each cut a little more."""
    words = " ".join(SENTENCES).split()
    return [" ".join(words[: len(words) - 8 * n]) for n in range(count)]


@pytest.mark.parametrize("order", ["as cut", "shortest first", "mixed"])
def test_a_chain_of_cuts_is_one_text_and_its_copies_in_any_order(
    services: Services, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(origins, "MOST_CANDIDATES", 4)
    monkeypatch.setattr(origins, "COMMON", 6)
    chain = cuts(15)
    if order == "shortest first":
        chain.reverse()
    if order == "mixed":
        random.Random(3).shuffle(chain)
    whole = max(range(15), key=lambda n: len(chain[n]))

    found = settled(services, chain)

    assert found == [None if n == whole else whole for n in range(15)]


def test_a_report_that_repeats_itself_is_a_copy_of_none(services: Services) -> None:
    assert settled(services, ["\n\n".join([SENTENCES[0]] * 30)]) == [None]


def test_of_two_that_copy_each_other_one_is_the_original(services: Services) -> None:
    found = settled(services, [WIRE, WIRE + " "])

    assert found in ([None, 0], [1, None])


def test_pages_that_share_only_page_furniture_are_no_copies(services: Services) -> None:
    foot = "\n\n© 2019 The Vel Post. All rights reserved.\n\nSign up for our morning letter now"

    assert settled(services, [CUT + foot, OTHER + foot]) == [None, None]


def test_a_report_of_one_sentence_is_a_copy_where_the_other_has_it_whole(
    services: Services,
) -> None:
    sentence = SENTENCES[0]
    retold = sentence.replace("reached quarter", "came at last into what is left of quarter")

    assert settled(services, [WIRE, sentence, retold]) == [None, 0, None]


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
