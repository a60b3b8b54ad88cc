"""Claims find the passages of other reports, never their own."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from workbench.bootstrap import Services
from workbench.domain.vocabulary import State
from workbench.pipeline import catching_up
from workbench.pipeline.searchable import behind
from workbench.stages import matching
from workbench.store.casework import Casework, open_case
from workbench.store.models import Claim, Match

AddReport = Callable[..., int]
ARTICLE = "Rebels take Talvar\n\nRebels seized the town of Talvar on 3 March 2019, an officer said."
OTHER = "Talvar falls\n\nRebels seized the town of Talvar on Sunday, a reporter there saw."
FAR = "Wheat\n\nThe price of wheat rose by a tenth last week, traders said."


@pytest.fixture
def services_with_reports(services: Services, add_report: AddReport) -> Services:
    add_report(FAR, source="Market Daily", url="https://m.example/1")
    add_report(OTHER, source="Daily Post", url="https://post.example/1")
    add_report(ARTICLE, source="Northwire", url="https://north.example/1", article=True)
    return services


def case(services: Services, claim_id: int = 1) -> Casework:
    with services.database.snapshot() as session:
        return open_case(session, claim_id)


def test_the_best_match_comes_first(services_with_reports: Services) -> None:
    [first, *_] = case(services_with_reports).matches

    assert first.passage.report.url == "https://post.example/1"


def test_the_articles_own_sentences_never_match(services_with_reports: Services) -> None:
    found = case(services_with_reports)

    assert found.claim.report_id not in {m.passage.report_id for m in found.matches}


def test_another_version_of_the_article_never_matches(
    services_with_reports: Services, add_report: AddReport
) -> None:
    newer = add_report(ARTICLE + " It was over.", url="https://north.example/1", source="Northwire")
    catching_up.match_one(services_with_reports, 1)

    assert newer not in {m.passage.report_id for m in case(services_with_reports).matches}


def test_a_claim_says_what_was_searched(services_with_reports: Services) -> None:
    searched = case(services_with_reports).claim.searched

    assert searched is not None
    assert (searched["reports"], searched["sources"], searched["behind"]) == (3, 3, 0)


def test_matching_again_doubles_nothing(services_with_reports: Services) -> None:
    before = [m.passage_id for m in case(services_with_reports).matches]
    catching_up.match_one(services_with_reports, 1)

    assert [m.passage_id for m in case(services_with_reports).matches] == before


def test_a_claim_without_any_match_waits(services: Services, add_report: AddReport) -> None:
    add_report(ARTICLE, source="Northwire", article=True)

    with services.database.snapshot() as session:
        assert set(session.scalars(select(Claim.state))) == {State.WAITING}
        assert session.scalar(select(func.count()).select_from(Match)) == 0


def test_the_index_is_in_step_after_adding(services_with_reports: Services) -> None:
    assert behind(services_with_reports) == 0


def test_a_replaced_report_leaves_the_index(
    services_with_reports: Services, add_report: AddReport
) -> None:
    add_report(
        "Wheat\n\nThe price of wheat fell.", source="Market Daily", url="https://m.example/1"
    )

    services_with_reports.noted.until = 0.0  # counted anew, however long the last count took
    assert behind(services_with_reports) == 0
    assert len(services_with_reports.shelf.index()) == len(services_with_reports.shelf.ids())


def test_promises_are_kept_to_three_digits_to_be_written_at_few_places_of_an_index() -> None:
    def promised(similarity: float) -> tuple[State, float]:
        return matching.standing([(similarity, matching.Candidate(1, 1, "A paper"))])

    assert promised(0.8123) == promised(0.8124) == (State.NEW, 0.244)
    assert promised(0.9)[1] > promised(0.8)[1] > promised(-0.1)[1] == 0
    assert matching.standing([]) == (State.WAITING, 0.0)
