"""One claim made or split is matched at once, and nothing else waits for it."""

from collections.abc import Callable

from sqlalchemy import select

from workbench.bootstrap import Services
from workbench.interchange.rows import Row
from workbench.pipeline import adding, creating
from workbench.pipeline.searchable import encoder_id
from workbench.reading.record import ReportRecord
from workbench.stages import embedding
from workbench.store.models import Claim

AddReport = Callable[..., int]
MakeReport = Callable[..., ReportRecord]
STORY = "Talvar falls\n\nRebels seized the town of Talvar on Sunday, a reporter there saw."
LATER = "Wheat\n\nThe price of wheat rose by a tenth last week, traders said."


def test_one_claim_is_embedded_alone_and_matched_while_others_wait_for_the_worker(
    services: Services, add_report: AddReport, make_report: MakeReport
) -> None:
    add_report(STORY, source="Daily Post", url="https://post.example/1")
    records = [make_report(LATER, source="Market Daily", url="https://m.example/1")]
    assert len(list(adding.add(services, records, by="test", article=False))) == 1
    fields = {"text": "Rebels seized the town of Talvar, an officer said."}
    made = creating.create(services, Row(1, 1, fields), by="amal")
    with services.database.snapshot() as session:
        encoder = encoder_id(services)
        assert embedding.pending_claim(session, encoder, made.claim_id) == []
        assert embedding.waiting(session, encoder) == 1
        claim = session.scalars(select(Claim).where(Claim.id == made.claim_id)).one()
        assert claim.matched_at is not None
        assert claim.assessed_at is not None
