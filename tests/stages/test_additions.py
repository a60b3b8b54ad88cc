"""What came after a decision and re-opened nothing is summed up, never lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from workbench.bootstrap import Services
from workbench.domain.news import Quiet
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Missing, Stance, State, Verdict
from workbench.pipeline import catching_up
from workbench.pipeline.deciding import conclude
from workbench.stages import evidence
from workbench.stages.additions import Digest, digest
from workbench.stages.evidence import Judgement
from workbench.store.base import now
from workbench.store.casework import open_case
from workbench.store.models import User

AddReport = Callable[..., int]
ARTICLE = "Ostel\n\nAt least 30 people were killed in Ostel on 3 March 2019, the Vel Monitor said."
SEEN = "Ostel\n\nOur reporter counted 31 people killed in Ostel on 3 March 2019."
MORE = "Ostel\n\nA doctor said that 30 people were killed in Ostel on 3 March 2019."
RELAY = "Dead\n\nThe Vel Monitor said at least 30 people were killed in Ostel on 3 March 2019."
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def corroborated(services: Services, add_report: AddReport, make_user: Callable[..., User]) -> int:
    ana = make_user()
    add_report(ARTICLE, source="Blog", published="2019-03-06", article=True)
    add_report(SEEN, source="Herald", published="2019-03-05")
    with services.database.transaction() as session:
        [match] = [m for m in open_case(session, 1).matches if "31" in m.passage.report.text]
        evidence.on_passage(session, 1, match.passage_id, Judgement(Stance.SUPPORTS), reviewer=ana)
    catching_up.assess(services, 1)
    with services.database.transaction() as session:
        words = Conclusion(Verdict.CORROBORATED, "")
        seen = open_case(session, 1).revision
        conclude(services, session, 1, words, reviewer=ana, seen=seen)
    return 1


def told(services: Services, since: datetime, until: datetime | None = None) -> list[Digest]:
    with services.database.snapshot() as session:
        return digest(session, since, until)


@pytest.mark.usefixtures("corroborated")
def test_what_was_in_view_when_it_was_decided_is_no_addition(services: Services) -> None:
    assert told(services, LONG_AGO) == []


def test_further_support_and_copies_are_summed_up(
    services: Services, add_report: AddReport, corroborated: int
) -> None:
    add_report(MORE, source="Radio Vel", published="2019-03-05")
    add_report(RELAY, source="Daily Post", published="2019-03-05")

    [found] = told(services, LONG_AGO)
    assert (found.claim_id, found.verdict) == (corroborated, Verdict.CORROBORATED)
    by_source = {addition.source: addition.what for addition in found.additions}
    assert by_source["Radio Vel"] is Quiet.SUPPORT
    assert by_source["Daily Post"] is Quiet.KNOWN
    assert found.counts()[Quiet.SUPPORT] == 1


@pytest.mark.usefixtures("corroborated")
def test_only_reports_stored_in_that_time_are_told(
    services: Services, add_report: AddReport
) -> None:
    before = now()
    add_report(MORE, source="Radio Vel", published="2019-03-05")

    assert told(services, LONG_AGO, before) == []
    assert told(services, now() + timedelta(days=1)) == []
    assert len(told(services, before)) == 1


def test_a_claim_put_up_for_recheck_is_not_in_the_digest(
    services: Services, add_report: AddReport, make_user: Callable[..., User]
) -> None:
    ana = make_user()
    add_report(ARTICLE, source="Blog", published="2019-03-06", article=True)
    with services.database.transaction() as session:
        words = Conclusion(Verdict.UNRESOLVED, "", missing=Missing.NO_INDEPENDENT_REPORT)
        seen = open_case(session, 1).revision
        conclude(services, session, 1, words, reviewer=ana, seen=seen)
    add_report(SEEN, source="Herald", published="2019-03-05")

    with services.database.snapshot() as session:
        assert open_case(session, 1).claim.state is State.RECHECK
    assert told(services, LONG_AGO) == []
